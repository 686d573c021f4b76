"""One cell: a day, a door, yes or no, in all the ways that people and systems write them.

Each raises `NotUnderstood` with what to write instead.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from participatie.core import terms
from participatie.intake.bulk.recognising import plain
from participatie.intake.typing.fields import DayField
from participatie.pipeline.questions import SCALE, Given, Question, QuestionKind
from participatie.pipeline.statuses import Channel, DeliveryWay, LetterForm, SubmitterKind

Value = TypeVar("Value")

DOORS = {
    Channel.LETTER: ("brief", "post", "brievenbus", "papier", "perpost", "perbrief", "letter"),
    Channel.PHONE: ("telefoon", "tel", "telefonisch", "gebeld", "phone"),
    Channel.DESK: ("balie", "bezoek", "loket", "aandebalie", "langsgeweest", "desk"),
    Channel.EMAIL: ("email", "mail", "peremail", "permail"),
    Channel.MEETING: ("bijeenkomst", "inloopavond", "informatieavond", "avond", "meeting"),
    Channel.WEB: ("web", "webformulier", "website", "internet", "online", "digitaal", "formulier"),
}
KINDS = {
    SubmitterKind.PERSON: ("persoon", "particulier", "inwoner", "burger", "person"),
    SubmitterKind.ORGANISATION: (
        *("organisatie", "bedrijf", "vereniging", "stichting", "instelling", "rechtspersoon"),
        "organisation",
    ),
    SubmitterKind.GROUP: ("groep", "groepmensen", "groepvanmensen", "group"),
}
WAYS = {
    DeliveryWay.LETTER: DOORS[Channel.LETTER],
    DeliveryWay.EMAIL: DOORS[Channel.EMAIL],
    DeliveryWay.PHONE: ("telefoon", "tel", "telefonisch", "bellen", "phone"),
    DeliveryWay.COLLECT: ("code", "volgcode", "metdevolgcode", "ophalen", "collect"),
}
LETTER_FORMS = {
    LetterForm.NORMAL: ("normaal", "gewoon", "normal"),
    LetterForm.LARGE: ("groot", "groteletters", "grootletter", "large"),
    LetterForm.PLAIN: ("plattetekst", "braille", "kaal", "plain"),
}
YES_NO = {
    True: ("ja", "j", "yes", "y", "true", "waar", "1", "x", "akkoord"),
    False: ("nee", "n", "no", "false", "onwaar", "0", "neen"),
}
LANGUAGES = {"nl": ("nl", "nederlands", "dutch"), "en": ("en", "engels", "english")}
MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
OTHERWISE = {"mrt": "maa", "mar": "maa", "may": "mei", "oct": "okt"}
MOST_IN_A_LINE = 200
"""Characters of a name, an address and so on."""

_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
_IN_WORDS = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=\d)\s*[./-]\s*(?=\d)")
_TIME = re.compile(
    r"(.*\d)(?:\s*,?\s+(?:om\s+)?|T)(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?(?:\s*uur|\s*u)?",
    re.IGNORECASE,
)


class NotUnderstood(ValueError):
    """A cell does not say what it should; `str()` says what to write, for a clerk."""


def day(text: str, epoch: datetime = WINDOWS_EPOCH) -> date:
    """A day; numbers are those of a spreadsheet whose days begin at `epoch`."""
    found = moment(text, epoch)
    return found.date() if isinstance(found, datetime) else found


def moment(text: str, epoch: datetime = WINDOWS_EPOCH) -> date | datetime:
    """A day, or with a time behind it a moment, here in the country."""
    try:
        return _moment(text.strip(), epoch)
    except (ValueError, OverflowError, ValidationError) as error:
        raise NotUnderstood(_("This is no day. Write it like 12-3-2026.")) from error


def _moment(text: str, epoch: datetime) -> date | datetime:
    if _SERIAL.fullmatch(text):
        found = from_excel(float(text), epoch)
        return found.replace(tzinfo=terms.zone()) if found.time() != time() else found.date()
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]", text):
        exact = datetime.fromisoformat(text)
        return exact if exact.tzinfo else exact.replace(tzinfo=terms.zone())
    if split := _TIME.fullmatch(text):
        at = time(int(split[2]), int(split[3]))
        return datetime.combine(_only_day(split[1]), at, tzinfo=terms.zone())
    return _only_day(text)


def _only_day(text: str) -> date:
    if words := _IN_WORDS.fullmatch(text.strip()):
        name = words[2].lower()[:3]
        month = MONTHS.index(OTHERWISE.get(name, name)) + 1
        return date(int(words[3]), month, int(words[1]))
    found = DayField().to_python(_BETWEEN.sub("-", text.strip()))
    if found is None:
        raise ValueError(text)
    return found


def channel(text: str) -> Channel:
    """The door it came in by."""
    return _one_of(
        DOORS,
        text,
        _("This is no door. Write: brief, telefoon, balie, e-mail, bijeenkomst or web."),
    )


def kind(text: str) -> SubmitterKind:
    """Who speaks."""
    return _one_of(KINDS, text, _("Write: persoon, organisatie or groep."))


def reply_by(text: str) -> DeliveryWay:
    """How somebody wants to hear from us."""
    return _one_of(WAYS, text, _("Write: brief, e-mail, telefoon or code."))


def letter_form(text: str) -> LetterForm:
    """In which form somebody gets letters."""
    return _one_of(LETTER_FORMS, text, _("Write: normaal, grote letters or platte tekst."))


def yes_or_no(text: str) -> bool:
    """Whether something is so."""
    return _one_of(YES_NO, text, _("Write: ja or nee."))


def language(text: str) -> str:
    """The language in which we tell the sender how it goes."""
    return _one_of(LANGUAGES, text, _("Write: nl or en."))


def line(text: str) -> str:
    """One line, not too long."""
    single = " ".join(text.split())
    if len(single) > MOST_IN_A_LINE:
        raise NotUnderstood(
            _("This is longer than %(most)d characters. Is it in the right column?")
            % {"most": MOST_IN_A_LINE}
        )
    return single


def email(text: str) -> str:
    """An e-mail address."""
    address = text.strip().removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotUnderstood(_("This is no e-mail address. Mend it, or empty the cell.")) from error
    return address


def phone(text: str) -> str:
    """A telephone number; the zero that spreadsheets take off a number comes back."""
    single = line(text)
    return f"0{single}" if re.fullmatch(r"[1-9]\d{8}", single) else single


def answer(question: Question, text: str) -> Given:
    """What was said to a question that is not about files."""
    match question.kind:
        case QuestionKind.ONE_CHOICE:
            return _choice(question, text)
        case QuestionKind.SEVERAL_CHOICES:
            if plain(text) in _choices(question):
                return [_choice(question, text)]
            parts = filter(None, (part.strip() for part in re.split(r"[;|\n]", text)))
            return list(dict.fromkeys(_choice(question, part) for part in parts))
        case QuestionKind.SCALE:
            step = text.strip()[:1]
            if step not in SCALE or re.match(r"\d", text.strip()[1:]):
                raise NotUnderstood(
                    _("Write a number from %(least)s to %(most)s.")
                    % {"least": SCALE[0], "most": SCALE[-1]}
                )
            return step
        case _:
            return text


def _choice(question: Question, text: str) -> str:
    try:
        return _choices(question)[plain(text)]
    except KeyError as error:
        raise NotUnderstood(
            _("This is not one of the choices. Write one of: %(choices)s.")
            % {"choices": "; ".join(question.choices)}
        ) from error


@cache
def _choices(question: Question) -> dict[str, str]:
    return {plain(choice): choice for choice in question.choices}


def _one_of(words: Mapping[Value, tuple[str, ...]], text: str, otherwise: str) -> Value:
    found = plain(text)
    for value, meant in words.items():
        if found in meant:
            return value
    raise NotUnderstood(otherwise)
