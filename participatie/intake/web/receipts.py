"""What a receipt says: when it came in, what happens next, and a copy to keep."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.core import languages, organisation, pdf
from participatie.core.templatetags.prose import nl_date
from participatie.intake.web.submissions import Row, about_rows, all_answer_rows, submission_from
from participatie.ledger import on_paper
from participatie.ledger.promises import promise, received
from participatie.pipeline import timeliness
from participatie.pipeline.models import Consultation, Contribution, Event
from participatie.pipeline.statuses import DeliveryWay, Timeliness

MOST_EMOJI = 5_000


def can_be_pdf(contribution: Contribution) -> bool:
    """Whether a PDF of it is made in a moment: many thousands of emoji take half a minute."""
    return sum(character > "\uffff" for character in contribution.words) <= MOST_EMOJI


def copy_as_pdf(contribution: Contribution) -> bytes:
    """The contribution as its sender sent it, with number, code and time of receipt."""
    submission = submission_from(contribution)
    link = follow_link(contribution)
    arrival = received(contribution)
    facts = [
        [_("Number"), contribution.reference],
        [_("Received"), nl_date(contribution.received_at, "time")],
        [_("Timeliness"), timeliness_in_words(contribution)],
    ]
    return pdf.render(
        "web/copy.typ",
        {
            "organisation": organisation.details().name,
            "title": contribution.consultation.title_in(languages.current()).text,
            "reference": contribution.reference,
            "page": _("Page"),
            "blocks": [
                {"type": "facts", "rows": facts},
                {"type": "code", "label": _("Follow code"), "value": contribution.follow_code},
                {"type": "link", "text": link, "url": link},
                *_asked_and_answered(all_answer_rows(submission)),
                {"type": "heading", "text": _("About you")},
                {"type": "facts", "rows": [[row.key, row.text] for row in about_rows(submission)]},
                {"type": "heading", "text": _("Your proof that we received it")},
                *_proof(arrival),
            ],
        },
        title=_("Copy of contribution %(number)s") % {"number": contribution.reference},
        lang=languages.current(),
        attachments=[
            pdf.Attachment(
                _("promise.txt"), promise(arrival).encode(), "text/plain", _("Our signed promise")
            )
        ]
        if arrival
        else [],
        made_at=contribution.recorded_at,
    )


def _proof(arrival: Event | None) -> Iterator[object]:
    if arrival is None:
        yield on_paper.not_there()
    else:
        yield on_paper.explained()
        yield {"type": "facts", "rows": on_paper.rows(arrival), "small": True}


def _asked_and_answered(rows: list[Row]) -> Iterator[object]:
    for row in rows:
        yield {"type": "heading", "text": row.key}
        yield row.text or _("Not filled in")


def follow_link(contribution: Contribution) -> str:
    """The address that opens the sender's own page; it holds the follow code."""
    path = reverse("tracking:follow", args=[contribution.follow_code])
    return f"{settings.BASE_URL}{path}"


def _expected(consultation: Consultation) -> str:
    day = consultation.decision_expected_on
    return _("expected on %(day)s") % {"day": nl_date(day)} if day else ""


def timeliness_in_words(contribution: Contribution) -> str:
    """Whether it came in time, why, and what follows when it did not."""
    judged = Timeliness(contribution.timeliness)
    why = timeliness.explain(contribution)
    if judged is Timeliness.LATE:
        why += " " + _("We tell you whether it still counts.")
    return why


def steps_to_come(contribution: Contribution) -> list[dict[str, object]]:
    """What happens next, as the component `process_steps.html` shows it."""
    consultation = contribution.consultation
    answered_by = {
        DeliveryWay.EMAIL: _("You get our answer by e-mail."),
        DeliveryWay.LETTER: _("You get our answer in a letter."),
        DeliveryWay.PHONE: _("We call you with our answer."),
        DeliveryWay.COLLECT: _("You find our answer on this website, with your code."),
    }
    return [
        {
            "title": _("We have received your contribution"),
            "state": "checked",
            "date": contribution.received_at,
        },
        {
            "title": _("We read your contribution"),
            "state": "current",
            "text": _("A person reads it and looks which points you make."),
        },
        {
            "title": _("You get an answer to each point"),
            "state": "not-checked",
            "text": answered_by[DeliveryWay(contribution.sender.reply_by)],
        },
        {
            "title": _("The decision is made"),
            "state": "not-checked",
            "date": _expected(consultation),
            "text": _("You will see what was changed because of your contribution."),
        },
    ]
