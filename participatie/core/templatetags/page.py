"""What the page around the content needs."""

from django import template

from participatie.core.organisation import Organisation, details

register = template.Library()


@register.simple_tag
def organisation() -> Organisation:
    """Contact details, also where there is no request: error pages and letters."""
    return details()


@register.filter
def telephone_uri(number: str) -> str:
    """`tel:` address of a Dutch number as people write it: `030 - 258 91 11`."""
    digits = "".join(character for character in number if character.isdigit())
    if number.strip().startswith("+"):
        return f"tel:+{digits}"
    if digits.startswith("0") and len(digits) == 10:
        return f"tel:+31{digits[1:]}"
    return f"tel:{digits}"


@register.filter
def is_within(path: str, address: str) -> bool:
    """Whether a page lies at or under an address, to mark the current part of a menu."""
    return path.startswith(address)
