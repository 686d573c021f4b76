"""Notices on paper: PDF letters for a window envelope, and plain text for who reads braille."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.core import clock
from participatie.intake.post import letterhead
from participatie.intake.post.envelopes import ENVELOPES
from participatie.intake.post.letters import Letter, Made, Order, register_renderer
from participatie.notifications.messages import compose, deliveries_with_content
from participatie.notifications.plain_text import lines_of, wrapped
from participatie.notifications.printing import printed
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import LetterForm


@register_renderer
def render(order: Order) -> Made:
    """The letters that were asked, in order; those of a batch after a list of them.

    Whoever gets plain text is on the list, and not in the PDF.
    """
    keys = [delivery.pk for delivery in order.deliveries]
    rows = {row.pk: row for row in deliveries_with_content().filter(pk__in=keys)}
    marked = [(rows[pk], mark) for pk, mark in zip(keys, order.marks, strict=True)]
    batch = order.batch
    contents = [_letter(delivery, known_by) for delivery, known_by in marked]
    forms = [LetterForm(delivery.recipient.letter_form) for delivery, _mark in marked]
    on_paper = [content for content, form in zip(contents, forms, strict=True) if _is_paper(form)]
    data: dict[str, Any] = {"letters": on_paper, "sides": 2 if order.two_sided else 1}
    if batch is not None:
        data["cover"] = _cover(batch, marked)
    made = printed(data, title=_title(contents, batch))
    counts = iter(made.counts[batch is not None :])
    return Made(
        pdf=made.content,
        letters=[
            Letter(form, pages=next(counts))
            if _is_paper(form)
            else Letter(form, text=_plain(content))
            for content, form in zip(contents, forms, strict=True)
        ],
        pages=made.pages,
    )


def _is_paper(form: LetterForm) -> bool:
    return form is not LetterForm.PLAIN


def _title(contents: list[dict[str, Any]], batch: int | None) -> str:
    if batch is not None:
        return _("Print batch %(number)d") % {"number": batch}
    if len(contents) == 1:
        return str(contents[0]["subject"])
    return _("%(count)d letters, %(day)s") % {
        "count": len(contents),
        "day": date_format(clock.today(), "j F Y"),
    }


def _letter(delivery: Delivery, known_by: str) -> dict[str, Any]:
    """One letter, with its labels in the language of who sent the contribution."""
    contribution, recipient = delivery.contribution, delivery.recipient
    message = compose(delivery)
    with translation.override(contribution.language):
        return letterhead.letter(
            recipient.contact.address_lines,
            reference=contribution.reference,
            subject=message.subject,
            salutation=message.salutation,
            body=message.blocks,
            lang=contribution.language,
            mark=known_by,
            large=recipient.letter_form == LetterForm.LARGE,
        )


def _plain(content: dict[str, Any]) -> str:
    """The same letter in plain text, with the address first: that is where the braille goes."""
    labels, sender = content["labels"], content["sender"]
    heads = [
        "\n".join(content["recipient"]),
        f"{labels['date']}: {content['date']}\n{labels['reference']}: {content['reference']}",
        f"{labels['subject']}: {content['subject']}",
        content["salutation"],
    ]
    ends = [
        content["closing"],
        *content["signature"],
        "\n".join(filter(None, (labels["contact"], sender["phone"], sender["phone_hours"]))),
    ]
    lines = [
        *(line for head in heads for line in (*wrapped(head), "")),
        *lines_of(content["body"]),
        *(line for end in ends for line in (*wrapped(end), "")),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _cover(batch: int, marked: Sequence[tuple[Delivery, str]]) -> dict[str, Any]:
    """What is in a batch; nobody's name is on it."""
    on_paper, plain = [], []
    for delivery, known_by in marked:
        row = {
            "mark": known_by,
            "reference": delivery.contribution.reference,
            "kind": delivery.get_kind_display().capitalize(),
            "city": delivery.recipient.contact.city,
        }
        is_paper = _is_paper(LetterForm(delivery.recipient.letter_form))
        (on_paper if is_paper else plain).append(row)
    made_on = date_format(clock.today(), "j F Y")
    letters = ngettext("%(count)d letter", "%(count)d letters", len(on_paper))
    letter, about, kind, city = _("Letter"), _("Contribution"), _("Kind of notice"), _("Place")
    return {
        "title": _("Print batch %(number)d") % {"number": batch},
        "facts": [[_("Made on"), made_on], [_("To post"), letters % {"count": len(on_paper)}]],
        "note": _(
            "Check with this list that every letter is there, and which envelope it needs. Tear "
            "this list up when everything is posted. Is a letter damaged? Then note its number: "
            "it can be printed again."
        ),
        "columns": [letter, about, kind, city, _("Sheets"), _("Envelope")],
        "letters": _("The letters, in order"),
        "rows": on_paper,
        "envelopes": [{"name": one.name, "sheets": one.most_sheets} for one in ENVELOPES],
        "totals": {"title": _("Envelopes to take"), "columns": [_("Envelope"), _("Letters")]},
        "texts": {
            "title": _("For the braille service"),
            "note": _("These are not printed. They are in the ZIP file with texts."),
            "columns": [letter, about, kind, city],
            "rows": [list(row.values()) for row in plain],
        },
    }
