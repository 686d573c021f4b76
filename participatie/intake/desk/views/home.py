"""Where a clerk begins: find a contribution, or enter one."""

from itertools import islice
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.intake import waiting
from participatie.intake.callback.lines import lines
from participatie.intake.callback.models import open_call_backs
from participatie.intake.desk import entries, keys, sampling
from participatie.intake.desk.finding import SearchForm, Wanted
from participatie.intake.desk.models import DeskEntry
from participatie.intake.desk.views import find
from participatie.intake.post import notices
from participatie.intake.typing.doors import AT_THE_DESK
from participatie.intake.typing.questions import is_answer
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import Channel, Timeliness

PER_PAGE = 20
MOST_CALLS = 5
MANY = (
    (
        gettext_lazy("Batch"),
        gettext_lazy("A pile of letters, typed in one after the other."),
        "desk:batches",
    ),
    (
        gettext_lazy("Scans"),
        gettext_lazy("One PDF of many letters, divided into letters."),
        "scans:home",
    ),
    (
        gettext_lazy("Mailboxes"),
        gettext_lazy("Messages that came in and wait for you."),
        "mails:piles",
    ),
    (
        gettext_lazy("Table"),
        gettext_lazy("A file of a typing bureau or of another system."),
        "imports:home",
    ),
    (
        gettext_lazy("Meetings"),
        gettext_lazy("One evening with many speakers."),
        "meeting_notes:list",
    ),
)
"""Ways to take in many at once: name, what it is, and where."""


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def home(request: HttpRequest) -> HttpResponse:
    """Search box, doors, what waits, what I did today. A search is sent by POST: neither a follow
    code nor a name belongs in an address."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        meant = form.cleaned_data["typed"]
        if isinstance(meant, Wanted):
            return find.page(request, find.form_for(meant))
        return redirect("desk:contribution", meant.reference)
    today = Paginator(_entered_today(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "doors": [
            {
                "url": reverse("desk:enter", args=[channel]),
                "title": door.choose,
                "text": door.hint,
                "key": keys.DOOR_KEYS[channel],
            }
            for channel, door in AT_THE_DESK.items()
        ],
        "many": [
            {
                "url": reverse(address),
                "title": name,
                "text": text,
                "key": keys.ROOM_KEYS.get(address, ""),
            }
            for name, text, address in MANY
        ],
        "figures": figures(),
        "calls": lines(open_call_backs()[:MOST_CALLS]),
        "call_count": open_call_backs().count(),
        "to_compare": sampling.waiting().count(),
        "unfinished": [
            _unfinished(entry) for entry in islice(entries.begun_by(request.user), PER_PAGE)
        ],
        "page": today,
        "today": [_line(contribution) for contribution in today],
    }
    return render(request, "desk/home.html", context)


@require_safe
@role_required(Role.CLERK)
def counters(request: HttpRequest) -> HttpResponse:
    """The numbers of what waits, by themselves, for the page that updates."""
    return render(request, "desk/counters.html", {"figures": figures()})


def figures() -> list[dict[str, Any]]:
    """What waits in the rooms and at the post, for the component of that name."""
    counts, post = notices.counts(notices.WORK), reverse("post:piles")
    return waiting.figures() + [
        {"label": pile.name, "number": counts[pile.word], "url": f"{post}?stapel={pile.word}"}
        for pile in notices.WORK
    ]


def _entered_today(request: HttpRequest) -> Any:
    return (
        Contribution.objects.select_related("consultation", "submitter")
        .filter(entered_by=request.user, recorded_at__gte=terms.start_of(clock.today()))
        .order_by("-recorded_at", "-pk")
    )


def _unfinished(entry: DeskEntry) -> dict[str, Any]:
    typed = entry.typed
    return {
        "url": reverse("desk:entry", args=[entry.channel, entry.pk]),
        "reference": Channel(entry.channel).label,
        "title": typed.get("name") or typed.get("organisation") or _("No name yet"),
        "text": _said_so_far(typed)[:300],
        "meta": _("%(consultation)s – last saved %(moment)s")
        % {
            "consultation": typed.get("consultation") or _("No consultation yet"),
            "moment": _clock(entry.saved_at),
        },
    }


def _said_so_far(typed: dict[str, Any]) -> str:
    answers = [typed[name] for name in sorted(typed) if is_answer(name)]
    words = [", ".join(one) if isinstance(one, list) else one for one in answers]
    return " – ".join(filter(None, [*words, typed.get("text", "")]))


def _line(contribution: Contribution) -> dict[str, Any]:
    contact = contribution.submitter.contact
    parts = [
        contact.name or contact.organisation,
        Channel(contribution.channel).label,
        _clock(contribution.recorded_at),
    ]
    return {
        "url": reverse("desk:contribution", args=[contribution.reference]),
        "reference": contribution.reference,
        "title": contribution.consultation.title,
        "meta": ", ".join(str(part) for part in parts if part),
        "status": contribution.status,
        "status_label": contribution.get_status_display(),
        "late": contribution.timeliness == Timeliness.LATE,
    }


def _clock(moment: Any) -> str:
    moment = localtime(moment)
    at = time_format(moment, "H.i")
    return at if moment.date() == clock.today() else f"{moment:%d-%m} {at}"
