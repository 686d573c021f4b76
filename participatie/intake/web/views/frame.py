"""What every page of the form shows around its content, and the page for when there is no draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participatie.core import clock, languages
from participatie.intake.web import drafts
from participatie.intake.web.other_ways import other_ways
from participatie.intake.web.visits import Visit
from participatie.pipeline import addresses, timeliness
from participatie.pipeline.queries.consultations import TermChange, extension_of
from participatie.pipeline.statuses import Channel, Timeliness


def around(visit: Visit) -> dict[str, Any]:
    """The context that all pages share."""
    consultation = visit.consultation
    title = consultation.title_in(languages.current())
    return {
        "visit": visit,
        "consultation": consultation,
        "title": title,
        "crumbs": addresses.crumbs(consultation, title),
        "consultation_url": addresses.consultation(consultation.slug),
        "form_url": visit.url("form"),
        "ways": other_ways(consultation),
        "timing": _timing(visit),
        "extension": _extension(visit),
        "today": clock.today(),
    }


def gone(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Nothing is kept here any more, or it never was; how to go on."""
    return render(request, "web/gone.html", around(visit), status=404)


def _extension(visit: Visit) -> TermChange | None:
    """The change that made the term longer while this draft was being written; to the day."""
    if visit.draft is None:
        return None
    change = extension_of(visit.consultation)
    began_on = clock.day_of(visit.draft.created_at)
    return change if change and began_on <= change.changed_on else None


def _timing(visit: Visit) -> dict[str, Any]:
    """Whether the term ended while this draft was being written, and what sending it now means."""
    consultation, draft = visit.consultation, visit.draft
    if draft is None or draft.is_sent or clock.now() < consultation.closes_at:
        return {}
    moment = drafts.received_at(draft)
    judged = timeliness.judge(
        consultation, channel=Channel.WEB, received_at=moment, postmarked_on=None
    )
    if judged == Timeliness.LATE:
        return {"is_late": True}
    return {"send_before": moment + drafts.TIME_TO_SEND}
