"""What happened to one contribution, in words for colleagues."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.accounts.models import User
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import kinds
from participatie.pipeline.models import Contribution, Event
from participatie.pipeline.statuses import (
    Channel,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
    Timeliness,
)


def steps(contribution: Contribution) -> list[dict[str, Any]]:
    """The events of the contribution for `components/process_steps.html`, the newest first."""
    events = list(contribution.events.select_related("actor").order_by("-at", "-pk"))
    receivers = {event.data.get("after") for event in events if event.kind == kinds.ASSIGNED}
    names = {user.pk: user.name for user in User.objects.filter(pk__in=receivers - {None})}
    return [
        {
            "title": kinds.LABELS[event.kind],
            "state": "checked",
            "date": f"{nl_date(event.at, 'time')} · {who(event)}",
            "text": _detail(event, names),
        }
        for event in events
    ]


def who(event: Event) -> str:
    """Whose act it was."""
    if event.actor is not None:
        return event.actor.name
    return _("the sender") if event.kind in kinds.BY_SENDER else _("the system")


def _detail(event: Event, names: dict[int, str]) -> str:
    data = event.data
    match event.kind:
        case kinds.RECEIVED:
            return str(Channel(data["channel"]).label)
        case kinds.JUDGED_ANEW:
            return str(Timeliness(data["timeliness"]).label)
        case kinds.ASSIGNED:
            return names.get(data["after"], _("nobody")) if data["after"] else _("nobody")
        case kinds.THEMES_SET:
            themes = ", ".join(data["themes"]) or _("no theme")
            if point := data.get("point"):
                return _("Point %(number)d: %(themes)s") % {"number": point, "themes": themes}
            return themes
        case kinds.POINT_MADE:
            return _("Point %(number)d") % {"number": data["point"]}
        case kinds.POINT_REMOVED:
            return _("Point %(number)d: %(reason)s") % {
                "number": data["point"],
                "reason": data["reason"],
            }
        case kinds.PUBLIC_TEXT_APPROVED:
            hidden = ngettext(
                "%(count)d passage hidden", "%(count)d passages hidden", data["hidden"]
            ) % {"count": data["hidden"]}
            return _("Version %(number)d, %(hidden)s") % {
                "number": data["version"],
                "hidden": hidden,
            }
        case kinds.ADDED:
            return str(data["came_from"])
        case kinds.COMPLETION_ASKED:
            until = nl_date(date.fromisoformat(data["until"]))
            return _("Until and with %(day)s: %(missing)s") % {
                "day": until,
                "missing": " ".join(data["missing"].splitlines()),
            }
        case kinds.COMPLETED:
            return str(data["note"])
        case kinds.DELIVERED_AGAIN:
            return f"{DeliveryKind(data['kind']).label}, {DeliveryWay(data['way']).label}"
        case kinds.DELIVERY_SETTLED:
            kind = DeliveryKind(data["kind"]).label
            way = DeliveryWay(data["way"]).label
            return f"{kind}, {way}: {DeliveryStatus(data['status']).label}"
    return data.get("reason", "")
