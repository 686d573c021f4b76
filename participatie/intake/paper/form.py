"""The questions of a consultation as a document to print, fill in and post."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from participatie.core import kept_pdf, languages, organisation, qr
from participatie.core.templatetags.prose import nl_date
from participatie.intake import scale
from participatie.intake.paper.addresses import postal_address
from participatie.intake.paper.codes import code_of
from participatie.pipeline.models import Consultation, QuestionForm
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Channel, Regime
from participatie.pipeline.timeliness import POST_GRACE
from participatie.pipeline.wordings import Wording

TEMPLATE = "paper/form.typ"
ROOM, MUCH_ROOM = 9, 18
"""Lines to write on, for one of several open questions, and for the only one."""


def document(form: QuestionForm, *, large: bool = False) -> bytes:
    """The PDF of this form version, made once for what now stands in it.

    Raises `participatie.core.pdf.PdfError`.
    """
    data = _content(form, large=large)
    title = _("Form on paper: %(title)s") % {"title": data["title"]}
    key = f"paper-{form.pk}-{large}"
    return kept_pdf.document(key, TEMPLATE, data, title=title, made_at=form.created_at)


def _content(form: QuestionForm, *, large: bool) -> dict[str, Any]:
    consultation, code = form.consultation, code_of(form)
    title = consultation.title_in(languages.current())
    address = postal_address(consultation)
    return {
        "large": large,
        "content_lang": title.language,
        "organisation": organisation.details().name,
        "title": title.text,
        "code": code,
        "svg": qr.image(_short_address(code)),
        "alt": _("QR code with the address of this consultation"),
        "address": address,
        "facts": _facts(consultation, address),
        "questions": _questions(form),
        "about": _about(consultation),
        "others": _others(),
        "send": {"heading": _("Send it"), "steps": _steps(consultation, address)},
        "labels": {
            "return_to": _("Send back to:"),
            "form_code": _("Code of this form"),
            "your_words": _("Your contribution"),
            "more_room": _(
                "Is there not enough room? Go on on your own paper, and write %(code)s on it."
            )
            % {"code": code},
            "about": _("About you"),
            "page": _("Page {page} of {pages}"),
        },
    }


def _short_address(code: str) -> str:
    # One address for every copy, whatever the language it was printed in.
    with translation.override(settings.LANGUAGE_CODE):
        return settings.BASE_URL + reverse("paper:scanned", args=[code])


def _facts(consultation: Consultation, address: Sequence[str]) -> list[list[str]]:
    ours, last = organisation.details(), consultation.closes_on
    until = _("Up to and including %(day)s.") % {"day": nl_date(last, "weekday")}
    if address:
        until += " " + _postmark(last)
    desk = consultation.doors.get(Channel.DESK) or ours.visiting_address
    online = f"{settings.BASE_URL}{reverse('web:form', args=[consultation.slug])}"
    rows = [
        [_("Until when"), until],
        [_("By post"), ", ".join(address)],
        [_("Hand in"), desk.replace("\n", ", ")],
        [_("Help"), _whom_to_call(consultation)],
        [_("Online"), online if Channel.WEB in consultation.doors else ""],
    ]
    return [[label, text] for label, text in rows if text]


def _whom_to_call(consultation: Consultation) -> str:
    ours, contact = organisation.details(), consultation.contact
    number, hours = ours.phone, ours.phone_hours
    if contact.get("phone"):
        # The hours of one number are not those of another.
        number, hours = contact["phone"], contact.get("phone_hours")
    if not number:
        return ""
    said = _("Call %(number)s, %(hours)s.") if hours else _("Call %(number)s.")
    return said % {"number": number, "hours": hours}


def _postmark(last: date) -> str:
    """The rule of Awb 6:9 in words that hold on paper."""
    return _(
        "By post: posted no later than that day, and with us no later than %(day)s. The postmark "
        "counts."
    ) % {"day": nl_date(last + POST_GRACE)}


def _questions(form: QuestionForm) -> list[dict[str, Any]]:
    """In the language of the paper where there are words in it, else in their own."""
    wordings = form.in_language(languages.current())
    open_ones = sum(question.kind is QuestionKind.OPEN for question in form.questions)
    rows, group = [], ""
    for number, question in enumerate(form.questions, start=1):
        reads = wordings[question.key]
        room = (ROOM if open_ones > 1 else MUCH_ROOM) if question.kind is QuestionKind.OPEN else 0
        rows.append(
            {
                "number": str(number),
                "group": reads.group if question.group != group else "",
                "lang": reads.language,
                "label": reads.label,
                "help": reads.help_text,
                "note": _note(question),
                "choices": _choices(question, reads),
                "lines": room,
            }
        )
        group = question.group
    return rows


def _note(question: Question) -> str:
    how = {
        QuestionKind.ONE_CHOICE: _("Tick one box."),
        QuestionKind.SCALE: _("Tick one box."),
        QuestionKind.SEVERAL_CHOICES: _("You may tick several boxes."),
        QuestionKind.FILE: _("Send a copy along; we cannot send it back."),
    }.get(question.kind, "")
    free = _("You may skip this question.") if question.optional else ""
    return " ".join(filter(None, (how, free)))


def _choices(question: Question, reads: Wording) -> list[str]:
    if question.kind is QuestionKind.FILE:
        return [_("I send something along")]
    choices = [reads.choice(choice) for choice in question.choices]
    if question.kind is QuestionKind.SCALE:
        return [f"{step} – {word}" if word else step for step, word in scale.steps(choices)]
    return choices


def _about(consultation: Consultation) -> list[dict[str, Any]]:
    formal = consultation.regime == Regime.AWB34
    return [
        {
            "heading": _("Who are you?"),
            "note": _("The law asks for your name and address with a formal opinion.")
            if formal
            else _("You do not have to say who you are."),
            "fields": [
                [_("Name"), 1],
                [_("Organisation, if you speak for one"), 1],
                [_("Street and number, or PO box"), 1],
                [_("Postcode and town"), 1],
                [_("Telephone number"), 1],
                [_("E-mail address"), 1],
            ],
        },
        {
            "heading": _("How do you want to be answered?"),
            "note": _("Tick one box. You always get a number and a code to follow it with."),
            "choices": [
                _("By letter"),
                _("By e-mail"),
                _("By telephone"),
                _("I will look on the website myself, with my code"),
            ],
        },
        {
            "heading": _("May your name be published with your contribution?"),
            "note": _(
                "Without a tick we publish it without your name. Your address is never published."
            ),
            "choices": [_("Yes, my name may be published"), _("No, without my name")],
        },
    ]


def _others() -> list[dict[str, Any]]:
    return [
        {
            "heading": _("Do you speak for somebody else?"),
            "note": _("Send along a note that says so, with their signature."),
            "fields": [[_("Their name"), 1], [_("Their address"), 1]],
        },
        {
            "heading": _("Do others sign along?"),
            "note": _("Write down each name, with a signature."),
            "fields": [[_("Names and signatures"), 4]],
        },
        {
            "heading": _("Date and signature"),
            "fields": [[_("Date"), 1], [_("Your signature"), 2]],
        },
    ]


def _steps(consultation: Consultation, address: Sequence[str]) -> list[str]:
    steps = [_("Look whether every sheet is there. On each stands the code of this form.")]
    if address:
        stamp = (
            _("You need no stamp.")
            if "antwoordnummer" in " ".join(address).casefold()
            else _("Put a stamp on it.")
        )
        fold = _(
            "Fold the first sheet along the lines on the left side, so that our address stands in "
            "the window of the envelope. Or write the address on it."
        )
        day = nl_date(consultation.closes_on, "weekday")
        steps += [f"{fold} {stamp}", _("Post it no later than %(day)s.") % {"day": day}]
    steps.append(_("You hear from us that it came in, with a number and a code to follow it with."))
    return steps
