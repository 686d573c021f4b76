"""The code on a paper form: it says which version of which consultation's questions it asks.

``PF-0042-7``: the number of the form version in Crockford's base32, of at least four characters,
and one check character (Luhn modulo 32). It is neither secret nor personal: every copy of a form
has the same. As a QR code it stands in the address ``…/papier/PF-0042-7/``, which leads people
to the consultation.
"""

import re

from django.utils.translation import gettext_lazy as _
from stdnum import luhn

from participatie.core.codes import ALPHABET
from participatie.pipeline.models import QuestionForm

_CODE = re.compile(r"PF[-\s.–]?([0-9A-Z]{4,8}?)[-\s.–]?([0-9A-Z])", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/papier/([^/?#\s]+)")
_READ_AS = str.maketrans("OIL", "011")
_SHORTEST = 4


class InvalidFormCode(ValueError):
    """The text is not the code of a paper form; `str()` says why, for the person who typed it."""


def code_of(form: QuestionForm) -> str:
    """The code of a form version."""
    number, digits = form.pk, ""
    while number:
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    digits = digits.rjust(_SHORTEST, "0")
    return f"PF-{digits}-{luhn.calc_check_digit(digits, ALPHABET)}"


def looks_like(typed: str) -> bool:
    """Whether `typed` may be meant as such a code, right or wrong: not a title or a prefix."""
    return bool(_CODE.fullmatch(_bare(typed)))


def form_with(typed: str) -> QuestionForm:
    """The form version that `typed` means: the code, or the address in its QR code.

    O is read as 0, I and L as 1; case, spaces and dashes are free. Raises `InvalidFormCode`.
    """
    found = _CODE.fullmatch(_bare(typed))
    if found is None:
        raise InvalidFormCode(_("The code of a paper form looks like PF-0042-7."))
    digits, check = (part.upper().translate(_READ_AS) for part in found.groups())
    if not set(digits + check) <= set(ALPHABET) or not luhn.is_valid(digits + check, ALPHABET):
        raise InvalidFormCode(
            _("There is a typing error in this code. Please compare it with the paper form.")
        )
    number = 0
    for digit in digits:
        number = number * len(ALPHABET) + ALPHABET.index(digit)
    # Larger than any key; the database would not take it.
    form = (
        QuestionForm.objects.select_related("consultation").filter(pk=number).first()
        if number < 2**63
        else None
    )
    if form is None:
        raise InvalidFormCode(_("No form of ours has this code. Choose the consultation instead."))
    return form


def _bare(typed: str) -> str:
    in_address = _IN_ADDRESS.search(typed)
    return (in_address[1] if in_address else typed).strip()
