"""Mails about a question: its number, its term and where to read it; no words of it, no names."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accountability.staten.questions.models import Notice, NoticeKind, Question
from participatie.core import mail
from participatie.core.templatetags.prose import nl_date

Words = tuple[str, str]
"""Subject and first paragraph."""


def send(notice: Notice) -> None:
    """Mail one notice. Raises as `mail.send`."""
    question = notice.question
    subject, first = WORDS[NoticeKind(notice.kind)](question)
    message = {
        "salutation": _("Dear sir or madam,"),
        "blocks": [
            first,
            {"type": "facts", "rows": _facts(question)},
            _("Read it, and do what is needed, in the workspace of the Provincial Council:"),
            f"{settings.BASE_URL}{address(question)}",
        ],
    }
    mail.send("message", {"message": message}, to=notice.to.email, subject=subject)


def address(question: Question) -> str:
    """The page of the question in the workspace."""
    return reverse("questions:question", args=[question.consultation.slug, question.number])


def _facts(question: Question) -> list[tuple[str, str]]:
    facts = [
        (_("Question"), question.reference),
        (_("Consultation"), question.consultation.title),
    ]
    if question.is_open:
        facts.append((_("Last day for the reply"), nl_date(question.last_day, "weekday")))
    return facts


def _asked(question: Question) -> Words:
    return (
        _("A question of the Provincial Council for you: %(number)s")
        % {"number": question.reference},
        _("A member of the Provincial Council asked a question. You must reply to it."),
    )


def _passed_on(question: Question) -> Words:
    return (
        _("Question %(number)s of the Provincial Council is for you now")
        % {"number": question.reference},
        _(
            "A question of the Provincial Council went over to you, because you are responsible "
            "now. The term stays as it was."
        ),
    )


def _nobody(question: Question) -> Words:
    return (
        _("Nobody is responsible for question %(number)s") % {"number": question.reference},
        _(
            "There is no member of the Provincial Executive who must reply to this question. It "
            "went to the Executive as a whole. Please say who is responsible for the consultation."
        ),
    )


def _soon(question: Question) -> Words:
    return (
        _("Question %(number)s: reply within a week") % {"number": question.reference},
        _("The term for your reply to this question of the Provincial Council ends soon."),
    )


def _last_day(question: Question) -> Words:
    return (
        _("Question %(number)s: today is the last day") % {"number": question.reference},
        _("The term for your reply to this question of the Provincial Council ends today."),
    )


def _overdue(question: Question) -> Words:
    return (
        _("Question %(number)s: your reply is overdue") % {"number": question.reference},
        _(
            "The term for the reply to this question of the Provincial Council has ended. Everyone "
            "can see that. You can and must still reply."
        ),
    )


def _extended(question: Question) -> Words:
    return (
        _("Question %(number)s: the reply comes later") % {"number": question.reference},
        _(
            "The member of the Provincial Executive made the term for the reply longer. That can "
            "be done once. You find the reason beside the question."
        ),
    )


def _replied(question: Question) -> Words:
    return (
        _("There is a reply to your question %(number)s") % {"number": question.reference},
        _("The Provincial Executive replied to your question."),
    )


def _corrected(question: Question) -> Words:
    return (
        _("The reply to your question %(number)s was corrected") % {"number": question.reference},
        _("The Provincial Executive corrected the reply. You find both beside each other."),
    )


def _withdrawn(question: Question) -> Words:
    return (
        _("Question %(number)s was withdrawn") % {"number": question.reference},
        _("The member of the Provincial Council took this question back. You need not reply."),
    )


WORDS: dict[NoticeKind, Callable[[Question], Words]] = {
    NoticeKind.ASKED: _asked,
    NoticeKind.PASSED_ON: _passed_on,
    NoticeKind.NOBODY: _nobody,
    NoticeKind.SOON: _soon,
    NoticeKind.LAST_DAY: _last_day,
    NoticeKind.OVERDUE: _overdue,
    NoticeKind.EXTENDED: _extended,
    NoticeKind.REPLIED: _replied,
    NoticeKind.CORRECTED: _corrected,
    NoticeKind.WITHDRAWN: _withdrawn,
}
