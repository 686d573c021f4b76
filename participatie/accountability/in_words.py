"""The figures of the account in a sentence."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.accountability.overview import Overview


def completeness(seen: Overview) -> str:
    """Whether every number is there, in one sentence."""
    numbers = seen.numbers
    if not numbers.highest:
        return _("Nothing has come in yet.")
    if numbers.missing:
        return _("%(count)s of the numbers 1 to %(highest)s are missing: %(missing)s.") % {
            "count": number_format(len(numbers.missing)),
            "highest": number_format(numbers.highest),
            "missing": ", ".join(map(str, numbers.missing[:20])),
        }
    return ngettext(
        "%(count)s contribution came in: number 1 is there.",
        "%(count)s contributions came in: the numbers 1 to %(count)s are all there.",
        numbers.present,
    ) % {"count": number_format(numbers.present)}


def in_short(seen: Overview) -> str:
    """What came of it, in one sentence."""
    return _(
        "%(led)s of the %(counted)s contributions that count led to a change, and the text has "
        "%(changes)s in all."
    ) % {
        "led": number_format(seen.led_to_change),
        "counted": number_format(seen.total.counted),
        "changes": ngettext("%(count)s change", "%(count)s changes", len(seen.changes))
        % {"count": number_format(len(seen.changes))},
    }
