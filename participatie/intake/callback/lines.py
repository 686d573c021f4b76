"""Call-backs as lines of a list of work."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.intake.callback.models import CallBack, PartOfDay, State


def lines(call_backs: Iterable[CallBack]) -> list[dict[str, Any]]:
    """For the component `queue.html`; a list shows no numbers."""
    return [_line(call_back) for call_back in call_backs]


def _line(call_back: CallBack) -> dict[str, Any]:
    consultation, late = call_back.consultation, call_back.days_late
    meta = [_("call by %(day)s") % {"day": date_format(call_back.call_by, "j F Y")}]
    if call_back.part_of_day != PartOfDay.ANY:
        meta.append(str(call_back.get_part_of_day_display()).lower())
    if call_back.tries:
        said = ngettext("%(count)d try so far", "%(count)d tries so far", call_back.tries)
        meta.append(said % {"count": call_back.tries})
    if call_back.draft:
        meta.append(_("you may see what was filled in"))
    return {
        "url": reverse("callbacks:call", args=[call_back.pk]),
        "reference": consultation.prefix if consultation else "",
        "title": call_back.name or _("No name"),
        "text": (call_back.about or (consultation.title if consultation else ""))[:300],
        "meta": ", ".join(meta),
        "status": "safe" if call_back.state == State.SPOKEN else "neutral",
        "status_label": call_back.get_state_display(),
        "late": ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late}
        if late
        else "",
    }
