"""What is done with one letter of a stack: typed in, taken over, saved, thrown away."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock, drawing
from participatie.intake import receive
from participatie.intake.paper.codes import InvalidFormCode, code_of, form_with
from participatie.intake.scans import reading, sheets, stacks
from participatie.intake.scans.forms import ScannedLetterForm
from participatie.intake.scans.models import Kind, Letter, LetterState, Page, State
from participatie.intake.typing.fields import typed_day
from participatie.intake.typing.receiving import receive_typed
from participatie.pipeline.models import Consultation, Contribution
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AttachmentKind, DeliveryWay, SubmitterKind


class InOtherHands(Refused):
    """A colleague is typing in this letter, or finished it. Nothing was kept."""


def keep(letter: Letter, typed: dict[str, Any], *, clerk: User) -> Letter:
    """Keep what was typed so far; from now on it is this clerk's letter. Raises InOtherHands."""
    with transaction.atomic():
        held = _locked(letter)
        require_free(held, clerk)
        held.typed, held.clerk, held.saved_at = typed, clerk, clock.now()
        held.save(update_fields=["typed", "clerk", "saved_at"])
    return held


def require_free(letter: Letter, clerk: User) -> None:
    """Raise InOtherHands when this clerk cannot go on with it."""
    if letter.state == LetterState.DISCARDED:
        raise InOtherHands(_("A colleague threw this letter away. What you typed is below."))
    if letter.state == LetterState.DONE:
        raise InOtherHands(_("This letter was saved already. What you typed now is below."))
    if letter.clerk is not None and letter.clerk_id != clerk.pk:
        said = _("%(name)s is typing in this letter. What you typed was not kept.")
        raise InOtherHands(said % {"name": letter.clerk.name})


def take_over(letter: Letter, *, clerk: User) -> None:
    """Go on with a letter that a colleague began; what was typed stays. Raises InOtherHands."""
    with transaction.atomic():
        held = _locked(letter)
        if held.state == LetterState.OPEN:
            held.clerk = clerk
            held.save(update_fields=["clerk"])


def accept(letter: Letter, typed: dict[str, Any], words: str, *, clerk: User) -> Letter:
    """Take the recognised words over into the text, behind what was typed already."""
    text = "\n\n".join(filter(None, [typed.get("text", "").strip(), words]))
    with transaction.atomic():
        held = keep(letter, typed | {"text": text}, clerk=clerk)
        held.accepted = True
        held.save(update_fields=["accepted"])
    return held


def first_values(letter: Letter) -> dict[str, Any]:
    """What the form begins with: from the separator sheet, the paper form, or the stack."""
    stack = letter.stack
    values = {
        "kind": SubmitterKind.PERSON.value,
        "reply_by": DeliveryWay.LETTER.value,
    }
    consultation, received_on = stack.consultation, stack.received_on
    if (sheet := _sheet_above(letter)) is not None:
        received_on = sheet.received_on or received_on
        consultation = (
            Consultation.objects.filter(prefix=sheet.prefix).first() if sheet.prefix else None
        ) or consultation
    for code in letter.pages.exclude(code="").values_list("code", flat=True):
        try:
            form = form_with(code)
        except InvalidFormCode:
            continue
        values["form_code"], consultation = code_of(form), form.consultation
        break
    if consultation is not None:
        values["consultation"] = str(consultation)
    return values | {"received_on": typed_day(received_on)}


def _sheet_above(letter: Letter) -> sheets.Sheet | None:
    """The last sheet above this letter that says something, also about the letters before it."""
    first = letter.pages.order_by("number").values_list("number", flat=True).first()
    above = Page.objects.filter(stack=letter.stack, kind=Kind.SHEET, number__lt=first or 0)
    for code in above.order_by("-number").values_list("code", flat=True):
        sheet = sheets.read(code)
        if sheet is not None and sheet.says_something:
            return sheet
    return None


def turn(letter: Letter, page: Page, *, by: int) -> None:
    """Turn a page of an open letter clockwise by so many degrees more."""
    from participatie.intake.scans.tasks import read_letter

    with transaction.atomic():
        held = _locked(letter)
        if held.state != LetterState.OPEN:
            raise Refused(_("This letter is finished. Its pages stay as they are."))
        Page.objects.filter(pk=page.pk).update(turn=(page.turn + by) % 360, words=None)
        held.file = None
        held.save(update_fields=["file"])
        read_letter.defer(letter_id=str(letter.pk))


def cut_out(letter: Letter) -> None:
    """Make the PDF of just this letter's pages, once, and keep it. Raises UnreadableScan."""
    with transaction.atomic():
        held = _locked(letter)
        if held.file is not None or held.state != LetterState.OPEN:
            return
        pages = held.pages.select_related("source__file").order_by("number")
        made = drawing.cut(
            [
                drawing.Sheet(
                    reading.path_of(page.source),
                    reading.is_pdf(page.source),
                    page.index,
                    page.turn,
                )
                for page in pages
            ]
        )
        name = _("scan of letter %(order)d") % {"order": held.order}
        held.file = receive.store(ContentFile(made, f"{name}.pdf"), most=stacks.MOST_BYTES)
        held.save(update_fields=["file"])


def submit(letter: Letter, form: ScannedLetterForm, *, clerk: User) -> Contribution:
    """Put a valid letter on the track with its scan; sent twice it is the same contribution.

    Raises InOtherHands, UnreadableScan and `Refused`; the letter is then still there.
    """
    cut_out(letter)
    with transaction.atomic():
        # Whoever sends the same letter at this very moment waits here, and then finds it done.
        held = _locked(letter)
        if held.contribution is not None:
            return held.contribution
        require_free(held, clerk)
        assert held.file is not None  # noqa: S101 - just made, and only made away with when turned
        form.cleaned_data["note"] = _note(held, form.cleaned_data)
        contribution = receive_typed(
            form, actor=clerk, files=[(held.file, AttachmentKind.SCAN)], key=held.pk
        )
        held.contribution, held.clerk, held.typed = contribution, clerk, {}
        held.state, held.finished_at = LetterState.DONE, clock.now()
        # From here on the file is the contribution's.
        held.file = None
        held.save()
        held.pages.update(words=None)
        stacks.finish_when_done(held.stack)
    return contribution


def _note(letter: Letter, given: dict[str, Any]) -> str:
    """What it was typed in from: the pages of the stack, and who read them."""
    numbers = list(letter.pages.order_by("number").values_list("number", flat=True))
    parts = [given["note"]]
    if len(numbers) == 1:
        parts.append(_("scan, page %(page)d of the stack") % {"page": numbers[0]})
    else:
        named = {"first": numbers[0], "last": numbers[-1]}
        parts.append(_("scan, pages %(first)d to %(last)d of the stack") % named)
    if not given["text"]:
        parts.append(_("not typed over"))
    elif letter.accepted:
        parts.append(_("read by the computer, looked through by a person"))
    return "; ".join(filter(None, parts))


def discard(letter: Letter, *, clerk: User, reason: str) -> None:
    """Say that this letter will be no contribution, and why. Raises InOtherHands."""
    with transaction.atomic():
        held = _locked(letter)
        require_free(held, clerk)
        held.state, held.finished_at = LetterState.DISCARDED, clock.now()
        held.discarded_because, held.clerk, held.typed = reason, clerk, {}
        held.file = None
        held.save()
        held.pages.update(words=None)
        stacks.finish_when_done(held.stack)


def next_one(letter: Letter, clerk: User) -> Letter | None:
    """The next letter of the stack that this clerk can go on with; after the last the first."""
    if letter.stack.state not in (State.DIVIDED, State.TO_DIVIDE):
        return None
    free = [
        other
        for other in letter.stack.letters.filter(state=LetterState.OPEN).exclude(pk=letter.pk)
        if other.clerk_id in (None, clerk.pk)
    ]
    return next((other for other in free if other.order > letter.order), next(iter(free), None))


def _locked(letter: Letter) -> Letter:
    # First the lock alone: who had to wait for it sees the new row, but not yet what it points to.
    Letter.objects.select_for_update().get(pk=letter.pk)
    return Letter.objects.select_related(
        "clerk", "stack", "contribution__consultation", "file"
    ).get(pk=letter.pk)
