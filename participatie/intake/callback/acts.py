"""What is done with a call-back; each act once, on its track."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.intake.callback import limits
from participatie.intake.callback.models import (
    KEPT,
    CallBack,
    CallBackStep,
    PartOfDay,
    State,
    Step,
    phone_digest,
)
from participatie.pipeline.models import Consultation
from participatie.pipeline.permissions import require_role
from participatie.pipeline.refusals import Refused

MOST_ABOUT = 4_000
"""Characters that are kept of what the call is about, also when somebody asks again and again."""


@dataclass(frozen=True)
class Wish:
    """What somebody asked. `phone` is in international form (E.164)."""

    phone: str
    name: str = ""
    about: str = ""
    part_of_day: PartOfDay = PartOfDay.ANY
    consultation: Consultation | None = None
    draft: UUID | None = None


class TooOften(Refused):
    """This number was called often enough this week."""


def call_by(asked_on: date) -> date:
    """The day on which we have called at the latest: the first working day after it was asked."""
    return terms.next_working_day(asked_on + timedelta(days=1))


def ask(wish: Wish) -> CallBack:
    """Make a call-back a task of the desk.

    While one is open for the same number, it is that one: a number is called once, however often
    somebody asks. Raises `TooOften`.
    """
    digest = phone_digest(wish.phone)
    try:
        with transaction.atomic():
            return _ask_again(wish, digest) or _begin(wish, digest)
    except IntegrityError:
        # Sent twice at the same moment: the constraint let one through.
        with transaction.atomic():
            return _ask_again(wish, digest) or _begin(wish, digest)


def _begin(wish: Wish, digest: str) -> CallBack:
    if not limits.may_call(digest):
        raise TooOften(
            _("We were asked to call this number several times this week. Please call us yourself.")
        )
    made = CallBack.objects.create(
        consultation=wish.consultation,
        phone=wish.phone,
        phone_digest=digest,
        name=wish.name,
        about=wish.about,
        part_of_day=wish.part_of_day,
        draft=wish.draft,
        asked_at=clock.now(),
        call_by=call_by(clock.today()),
    )
    _note(made, Step.ASKED, None)
    return made


def _ask_again(wish: Wish, digest: str) -> CallBack | None:
    known = (
        CallBack.objects.select_for_update()
        .filter(phone_digest=digest)
        .exclude(state=State.DONE)
        .first()
    )
    if known is None:
        return None
    # Nothing of the first is replaced: who asks again may be somebody else.
    if wish.about and wish.about not in (known.about or ""):
        known.about = "\n\n".join(filter(None, (known.about, wish.about)))[:MOST_ABOUT]
    known.draft = known.draft or wish.draft
    known.consultation = known.consultation or wish.consultation
    known.save(update_fields=["about", "draft", "consultation"])
    if known.steps.filter(kind=Step.ASKED_AGAIN).count() < limits.PER_NUMBER:
        _note(known, Step.ASKED_AGAIN, None)
    return known


def look(call_back: CallBack, *, actor: User) -> None:
    """Somebody sees the number; once a day on the track."""
    _look(call_back, Step.SEEN, actor)


def look_at_draft(call_back: CallBack, *, actor: User) -> None:
    """Somebody sees what was filled in so far; once a day on the track."""
    _look(call_back, Step.DRAFT_SEEN, actor)


def _look(call_back: CallBack, kind: Step, actor: User) -> None:
    require_role(actor, Role.CLERK)
    today = terms.start_of(clock.today())
    if not call_back.steps.filter(kind=kind, by=actor, at__gte=today).exists():
        _note(call_back, kind, actor)


def no_answer(call_back: CallBack, *, actor: User) -> CallBack:
    """Called in vain: once more, on the next working day."""
    return _do(call_back, Step.NO_ANSWER, actor)


def spoken(call_back: CallBack, *, actor: User) -> CallBack:
    """Called and spoken; something is left to do."""
    return _do(call_back, Step.SPOKEN, actor)


def finish(call_back: CallBack, *, actor: User) -> CallBack:
    """Nothing is left to do."""
    return _do(call_back, Step.DONE, actor)


def saved(call_back: CallBack, *, actor: User) -> None:
    """What was said in this call is on the track: done, unless something else was left to do, or
    a colleague noted it before."""
    with transaction.atomic():
        # Who notes something about it at this very moment waits: their word must not undo this.
        now = CallBack.objects.select_for_update().get(pk=call_back.pk)
        if now.state == State.WAITING:
            finish(now, actor=actor)


def _do(call_back: CallBack, kind: Step, actor: User) -> CallBack:
    require_role(actor, Role.CLERK)
    with transaction.atomic():
        locked = CallBack.objects.select_for_update().get(pk=call_back.pk)
        if not locked.is_open:
            raise Refused(_("A colleague noted already that this is done."))
        match kind:
            case Step.NO_ANSWER:
                locked.tries += 1
                locked.call_by = call_by(clock.today())
            case Step.SPOKEN:
                locked.state = State.SPOKEN
            case Step.DONE:
                locked.state = State.DONE
                locked.done_at = clock.now()
        locked.save(update_fields=["tries", "call_by", "state", "done_at"])
        _note(locked, kind, actor)
    return locked


def erase_old() -> int:
    """Erase who was called, some time after it was done; how many."""
    erased = 0
    for old in CallBack.objects.filter(erased_at=None, done_at__lt=clock.now() - KEPT):
        with transaction.atomic():
            old.phone = old.name = old.about = old.phone_digest = ""
            old.draft = None
            old.erased_at = clock.now()
            old.save()
            _note(old, Step.ERASED, None)
        erased += 1
    return erased


def _note(call_back: CallBack, kind: Step, by: User | None) -> None:
    CallBackStep.objects.create(call_back=call_back, kind=kind, at=clock.now(), by=by)
