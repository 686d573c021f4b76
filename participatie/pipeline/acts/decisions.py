"""The decision: the draft in articles, the changes and their causes, and its adoption."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock, terms
from participatie.core.text import tidy
from participatie.pipeline import events, kinds, permissions, vouched
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import (
    Answer,
    Article,
    Change,
    Consultation,
    Contribution,
    Decision,
    DecisionVersion,
)
from participatie.pipeline.permissions import Act
from participatie.pipeline.queries import gates
from participatie.pipeline.queries.articles import rows
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import COUNTED, ChangeOrigin, DecisionStatus


@dataclass(frozen=True, kw_only=True)
class Part:
    """One article as text: its label (“Artikel 4”), heading and words."""

    label: str
    text: str
    heading: str = ""


def draft_decision(
    consultation: Consultation, *, actor: User, title: str, parts: Sequence[Part]
) -> Decision:
    """Cut the draft that was laid open into articles: version 1 of the decision."""
    with transaction.atomic():
        consultation = locked(consultation)
        permissions.require(actor, Act.DRAFT_DECISION)
        if Decision.objects.filter(consultation=consultation).exists():
            raise Refused(_("This consultation has a decision already."))
        if not title.strip():
            raise Refused(_("A decision needs a title."))
        if not parts:
            raise Refused(_("The draft has no articles yet."))
        labels = [part.label.strip() for part in parts]
        if not all(labels) or len(set(labels)) != len(labels):
            raise Refused(_("Every article needs a label of its own, such as “Artikel 4”."))
        decision = Decision.objects.create(consultation=consultation, title=title.strip())
        drafted = _write_version(decision, 1, parts)
        events.record(
            kinds.DECISION_DRAFTED,
            actor=actor,
            consultation=consultation,
            decision=decision,
            data={"articles": len(parts)},
            content=vouched.articles(drafted),
        )
    return decision


def make_change(
    decision: Decision,
    *,
    actor: User,
    label: str,
    after: str,
    explanation: str,
    origin: ChangeOrigin,
    answers: Sequence[Answer] = (),
    heading: str = "",
) -> Change:
    """Change the article with this label, or add a new one; `after` empty deletes it."""
    with transaction.atomic():
        decision = _open(decision, actor)
        label = label.strip()
        if not label:
            raise Refused(_("Every article needs a label of its own, such as “Artikel 4”."))
        if decision.changes.filter(label=label, removed_at=None).exists():
            raise Refused(_("%(label)s has a change already. Edit that one.") % {"label": label})
        article = Article.objects.filter(
            version__decision=decision, version__number=1, label=label
        ).first()
        change = Change(
            decision=decision,
            number=decision.changes.count() + 1,
            label=label,
            heading=heading.strip() or (article.heading if article else ""),
            before=article.text if article else "",
        )
        _write_change(change, after, explanation, origin)
        change.save(force_insert=True)
        _set_answers(change, answers)
        events.record(
            kinds.CHANGE_MADE,
            actor=actor,
            consultation=decision.consultation,
            decision=decision,
            data={"change": change.number, "answers": [a.number for a in answers]},
        )
    return change


def edit_change(
    change: Change,
    *,
    actor: User,
    revision: int,
    after: str,
    explanation: str,
    origin: ChangeOrigin,
    answers: Sequence[Answer] = (),
) -> Change:
    """Change a change. `revision` is the one the editor saw: a newer one is not overwritten."""
    with transaction.atomic():
        decision = _open(change.decision, actor)
        change = locked(change)
        if change.revision != revision:
            raise Refused(
                _(
                    "A colleague changed %(reference)s while you were writing. Your text is still "
                    "in the form: compare it with theirs and save again."
                )
                % {"reference": change.reference}
            )
        _write_change(change, after, explanation, origin)
        change.revision += 1
        change.save()
        _set_answers(change, answers)
        events.record(
            kinds.CHANGE_EDITED,
            actor=actor,
            consultation=decision.consultation,
            decision=decision,
            data={"change": change.number, "answers": [a.number for a in answers]},
        )
    return change


def remove_change(change: Change, *, actor: User, reason: str) -> Change:
    """Take a change back before the decision is adopted; its number is not given again."""
    with transaction.atomic():
        decision = _open(change.decision, actor)
        change = locked(change)
        if not reason.strip():
            raise Refused(_("Say why this change is taken back."))
        if change.removed_at is not None:
            raise Refused(_("This change was taken back already."))
        change.removed_at = clock.now()
        change.save(update_fields=["removed_at"])
        change.answers.clear()
        events.record(
            kinds.CHANGE_REMOVED,
            actor=actor,
            consultation=decision.consultation,
            decision=decision,
            data={"change": change.number, "reason": reason.strip()},
        )
    return change


def adopt_decision(
    decision: Decision, *, actor: User, adopted_by: str, adopted_on: date
) -> Decision:
    """Adopt and publish the decision: version 2 is the draft with every change in it.

    Raises `Refused` with the list: answers not published, an outcome “adopted” without a change,
    a change that names no answer or one whose outcome says that nothing changes.
    """
    with transaction.atomic():
        decision = _open(decision, actor, Act.ADOPT_DECISION)
        consultation = decision.consultation
        if not adopted_by.strip():
            raise Refused(_("Say which body adopted the decision."))
        if adopted_on > clock.today():
            raise Refused(_("The day of adoption lies in the future."))
        if problems := gates.before_adopting(decision):
            raise Refused(_("The decision cannot be published yet."), problems)
        now = clock.now()
        decision.status = DecisionStatus.ADOPTED
        decision.adopted_by = adopted_by.strip()
        decision.adopted_on = adopted_on
        decision.published_at = now
        decision.save()
        adopted = _write_version(decision, 2, _with_changes(decision))
        # People ask on which day it was decided, not when somebody published it here.
        consultation.decided_at = min(now, terms.noon_of(adopted_on))
        consultation.save(update_fields=["decided_at"])
        events.record(
            kinds.DECISION_ADOPTED,
            actor=actor,
            consultation=consultation,
            decision=decision,
            data={"adopted_by": decision.adopted_by, "adopted_on": adopted_on.isoformat()},
            content=vouched.articles(adopted),
        )
        counted = Contribution.objects.filter(consultation=consultation, status__in=COUNTED)
        events.record_for_each(kinds.DECIDED, list(counted), actor=actor, consultation=consultation)
    return decision


def _open(decision: Decision, actor: User, act: Act = Act.DRAFT_DECISION) -> Decision:
    # The consultation first, as publishing answers does: one order of locks, no deadlock.
    consultation = locked(decision.consultation)
    decision = locked(decision)
    decision.consultation = consultation
    permissions.require(actor, act)
    if decision.is_adopted:
        raise Refused(_("This decision has been adopted. Its text is locked."))
    return decision


def _write_change(change: Change, after: str, explanation: str, origin: ChangeOrigin) -> None:
    # Browsers send line ends as CR LF: without this every line of an article would have changed.
    after, explanation = tidy(after), tidy(explanation)
    if not explanation:
        raise Refused(_("Explain this change in a few words."))
    if after == tidy(change.before):
        raise Refused(_("The new text is the same as the old one."))
    change.after = after
    change.explanation = explanation
    change.origin = origin


def _set_answers(change: Change, answers: Sequence[Answer]) -> None:
    if any(a.consultation_id != change.decision.consultation_id for a in answers):
        raise Refused(_("This answer belongs to another consultation."))
    change.answers.set(answers)


def _write_version(decision: Decision, number: int, parts: Sequence[Part]) -> list[Article]:
    version = DecisionVersion.objects.create(
        decision=decision, number=number, created_at=clock.now()
    )
    return Article.objects.bulk_create(
        Article(
            version=version,
            order=order,
            label=part.label.strip(),
            heading=part.heading.strip(),
            text=tidy(part.text),
        )
        for order, part in enumerate(parts, start=1)
    )


def _with_changes(decision: Decision) -> list[Part]:
    parts = []
    for row in rows(decision, decision.changes.filter(removed_at=None)):
        text = row.change.after if row.change else row.text
        # A chapter may have a heading and no words of its own; only a change deletes.
        if text or row.change is None:
            parts.append(Part(label=row.label, heading=row.heading, text=text))
    return parts
