"""What can be in a column of a table, in the words that clerks and other systems use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import QuestionForm
from participatie.pipeline.questions import SCALE, Question, QuestionKind

QUESTION = "question:"
"""Before the key of a question."""
REASON = "reason"
"""The column that we put in front of what was not brought in: left out when it comes back."""
ROW = "row"
"""The column with the number of the row, likewise."""


@dataclass(frozen=True)
class Column:
    """One thing that can be in a column."""

    key: str
    label: Any
    help: Any = ""
    in_template: bool = True


BEFORE = (
    Column(
        "external_key",
        _("Reference"),
        _(
            "The number that the row has in the other system. Two rows with the same reference "
            "are the same contribution: that is brought in once only."
        ),
    ),
    Column(
        "channel",
        _("Door"),
        _(
            "How it came in: letter, telephone, desk, e-mail, meeting or web form. Empty: what you "
            "choose when you send the table."
        ),
    ),
    Column(
        "received_on",
        _("Received on"),
        _("The day it came in with us, such as 12-3-2026; the time may stand behind it."),
    ),
    Column(
        "postmarked_on",
        _("Date of the postmark"),
        _("Only for letters: the day on the stamp. Empty when it cannot be read."),
    ),
    Column(
        "first_received_on",
        _("First came in elsewhere on"),
        _("The day another body got it that sent it on to us. That day counts (Awb 6:15)."),
    ),
    Column(
        "forwarded_by",
        _("Sent on by"),
        _("The body that sent it on to us, such as “Gemeente Harstede”."),
    ),
    Column(
        "language",
        _("Language"),
        _("The language in which we write to the submitter: nl or en. Empty: Dutch."),
    ),
    Column(
        "text",
        _("Text"),
        _(
            "What the submitter says, word for word. Leave it empty when the questions are "
            "filled in."
        ),
    ),
)

_PERSON = (
    Column(
        "kind",
        _("Who is speaking"),
        _("Person, organisation or group. Empty: an organisation when its name is filled in."),
    ),
    Column("name", _("Name"), _("First name and surname of the submitter.")),
    Column("first_name", _("First name"), in_template=False),
    Column("infix", _("Prefix of the surname"), in_template=False),
    Column("last_name", _("Surname"), in_template=False),
    Column("organisation", _("Organisation"), _("Only when an organisation is speaking.")),
    Column("street", _("Street and number"), _("Such as “Dorpsstraat 5”, or “Postbus 12”.")),
    Column("house_number", _("House number"), in_template=False),
    Column("house_addition", _("Addition to the house number"), in_template=False),
    Column("postcode", _("Postcode"), _("Such as 9911 XA.")),
    Column("city", _("Town")),
    Column("country", _("Country"), _("Only when it is not the Netherlands.")),
    Column("email", _("E-mail address")),
    Column("phone", _("Telephone number")),
    Column(
        "reply_by",
        _("How to answer"),
        _(
            "Letter, e-mail, telephone, or “code” for who looks it up. Empty: a letter for who "
            "wrote a letter, e-mail for the others, as far as we have the address."
        ),
    ),
    Column(
        "letter_form",
        _("Form of the letters"),
        _("Large print or plain text, for who asked for it. Empty: a normal letter."),
    ),
    Column(
        "name_may_be_published",
        _("Name may be published"),
        _("Yes only when the submitter said or wrote so. Empty: no."),
    ),
)

_REPRESENTATIVE = (
    Column(
        "rep_name",
        _("Name of the representative"),
        _("Who speaks for the submitter. The answer goes to this person."),
    ),
    Column("rep_organisation", _("Organisation of the representative")),
    Column("rep_street", _("Street and number of the representative")),
    Column("rep_postcode", _("Postcode of the representative")),
    Column("rep_city", _("Town of the representative")),
    Column("rep_country", _("Country of the representative")),
    Column("rep_email", _("E-mail address of the representative")),
    Column("rep_phone", _("Telephone number of the representative")),
)

_REST = (
    Column(
        "signatories",
        _("Others who signed"),
        _(
            "One person on each line of the cell: name; street and number; postcode and town; "
            "e-mail. Only the name has to be there."
        ),
    ),
    Column(
        "files",
        _("Attachments"),
        _("The names of the files in the ZIP, with a semicolon between them: kaart.pdf; foto.jpg."),
    ),
    Column(
        "scan",
        _("Scan"),
        _("The name of the file in the ZIP with the letter itself."),
    ),
    Column(
        "authorisation",
        _("Authorisation"),
        _("The name of the file in the ZIP in which the submitter says who may speak for them."),
    ),
    Column(
        "note",
        pgettext_lazy("column", "Note"),
        _("For colleagues only, such as “last line not readable”. At most 100 characters."),
    ),
)

OURS = (
    Column(REASON, _("Not brought in because"), in_template=False),
    Column(ROW, _("Row in the table that was sent"), in_template=False),
)


def columns_for(form: QuestionForm) -> list[Column]:
    """Everything that can be in a table for this consultation, in the order of the template."""
    questions = [_of_question(question) for question in form.questions]
    return [*BEFORE, *questions, *_PERSON, *_REPRESENTATIVE, *_REST, *OURS]


def in_dutch(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """(name, explanation) of each, in the language of the record: tables are not translated."""
    with override(settings.LANGUAGE_CODE):
        return [(str(column.label), str(column.help)) for column in columns]


def _of_question(question: Question) -> Column:
    with override(settings.LANGUAGE_CODE):
        return Column(f"{QUESTION}{question.key}", question.label, _help_of(question))


def _help_of(question: Question) -> str:
    match question.kind:
        case QuestionKind.ONE_CHOICE:
            return gettext("One of: %(choices)s.") % {"choices": "; ".join(question.choices)}
        case QuestionKind.SEVERAL_CHOICES:
            return gettext("One or more of these, with a semicolon between them: %(choices)s.") % {
                "choices": "; ".join(question.choices)
            }
        case QuestionKind.SCALE:
            return gettext("A number from %(least)s to %(most)s.") % {
                "least": SCALE[0],
                "most": SCALE[-1],
            }
        case QuestionKind.FILE:
            return gettext("The names of the files in the ZIP, with a semicolon between them.")
        case _:
            return gettext("The answer, word for word.")
