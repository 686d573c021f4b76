"""Passages of a text that may be personal data.

Plain patterns, no judgement: they miss things and find too much. Each pattern is bounded, so
that a text of 250,000 characters is searched in a moment.
"""

import re
from collections.abc import Callable, Iterator

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.nl import bsn

from participatie.core.text import Span


class PersonalData(TextChoices):
    """What a passage looks like."""

    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("telephone number")
    BANK_ACCOUNT = "bank-account", _("bank account")
    POSTCODE = "postcode", _("postcode")
    STREET = "street", _("street and number")
    CITIZEN_NUMBER = "citizen-number", _("citizen service number")
    HEALTH = "health", _("somebody’s health")


_HEALTH_WORDS = (
    r"adhd|alzheimer|astma|autisme|autistisch|bipolair|borderline|burn-out|burnout|chronisch|"
    r"copd|dement|dementie|depressie|depressief|diabetes|diagnose|dialyse|epilepsie|"
    r"gehandicapt|hartaanval|hartfalen|hartinfarct|hersenbloeding|hersenletsel|hiv|invalide|"
    r"kanker|longziekte|medicatie|medicijnen|miskraam|parkinson|psychiater|psychiatrisch|"
    r"psychose|psycholoog|ptss|reuma|rollator|rolstoel|slechthorend|slechtziend|suikerziekte|"
    r"tumor|verslaafd|verslaving|zelfmoord|zwanger"
)
"""Words that seldom stand in a text about a plan without being about somebody's health."""


def _always(_found: str) -> bool:
    return True


_SEARCH: tuple[tuple[PersonalData, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        PersonalData.EMAIL,
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
        _always,
    ),
    (
        PersonalData.PHONE,
        re.compile(r"(?<![\w+])(?:(?:\+|00)31[\s-]?(?:\(0\))?|0)[1-9](?:[\s-]{0,2}\d){7,8}(?!\d)"),
        _always,
    ),
    (
        PersonalData.BANK_ACCOUNT,
        re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),
        iban.is_valid,
    ),
    (
        PersonalData.POSTCODE,
        re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b(?:[ ,]{1,2}\d{1,5}\b(?:[ -]?[a-zA-Z]\b)?)?"),
        _always,
    ),
    (
        PersonalData.STREET,
        re.compile(
            r"\b[A-Z][\w'’-]{0,40}(?:straat|laan|weg|plein|dijk|kade|singel|gracht|steeg|pad|hof"
            r"|dreef|plantsoen|ring|wal|markt|baan|park|veld|kamp) \d{1,5}(?:[ -]?[a-zA-Z]\b)?"
            r"(?!\d)"
        ),
        _always,
    ),
    (PersonalData.CITIZEN_NUMBER, re.compile(r"(?<!\d)\d{8,9}(?!\d)"), bsn.is_valid),
    (
        PersonalData.HEALTH,
        re.compile(rf"(?<!\w)(?:{_HEALTH_WORDS})(?!\w)", re.IGNORECASE),
        _always,
    ),
)


def find(text: str) -> Iterator[tuple[PersonalData, Span]]:
    """Each passage that looks like personal data, kind by kind; passages may overlap."""
    for kind, pattern, is_one in _SEARCH:
        for match in pattern.finditer(text):
            if is_one(match.group()):
                yield kind, Span(*match.span())
