"""The public page of the ledger, the checker that anyone can run, and the feed of checkpoints."""

import hashlib
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.core import clock, organisation
from participatie.core.templatetags.prose import nl_date
from participatie.ledger import checkpoints, keys, public, verify
from participatie.ledger.findings import Finding
from participatie.ledger.models import Check
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation

CHECKED_WITHIN = timedelta(hours=48)
"""A check that is older is no news: it runs every night."""
KEPT_FOR = 5 * 60
"""Seconds in which a program need not ask for the feed again."""


@require_safe
def logbook(request: HttpRequest) -> HttpResponse:
    """What the ledger is, what it proves, how it stands, and how to check it without us."""
    last = Check.objects.last()
    context = {
        "crumbs": [{"name": _("Home"), "url": addresses.page()}],
        "latest": checkpoints.latest(),
        "consistency_url": _absolute(reverse("api:consistency")),
        "keys": public.keys_known(),
        "last_check": last,
        "is_old": last is not None and last.began_at < clock.now() - CHECKED_WITHIN,
        "findings": [Finding.from_json(kept) for kept in last.findings] if last else [],
    }
    return render(request, "ledger/logbook.html", context)


@require_safe
def verifier(request: HttpRequest) -> HttpResponseBase:
    """The checker as it is in the source: one file."""
    content = Path(verify.__file__).read_bytes()
    response = HttpResponse(content, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="controleer.py"'
    return _unless_known(request, response)


@require_safe
def at_closing(request: HttpRequest, slug: str) -> HttpResponse:
    """The first checkpoint after the term ended: what came in by then is in it."""
    consultation = get_object_or_404(Consultation, slug=slug)
    made = checkpoints.first_after(consultation.closes_at)
    if made is None:
        raise Http404(_("The term has not ended yet, or its checkpoint is being made."))
    return HttpResponse(made.note, content_type="text/plain; charset=utf-8")


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """The checkpoints to keep, as Atom: the last of each day, and one at the end of each term."""
    address = _absolute(request.path)
    atom = Atom1Feed(
        title=_("Checkpoints of the logbook"),
        link=_absolute(reverse("ledger:logbook")),
        description="",
        subtitle=_("Keep them: with them anyone can show whether we changed anything afterwards."),
        language=get_language(),
        author_name=organisation.details().name,
        feed_url=address,
        feed_guid=address,
    )
    for made in public.worth_keeping():
        lines = ngettext("%(count)s line", "%(count)s lines", made.size) % {
            "count": number_format(made.size, force_grouping=True)
        }
        atom.add_item(
            title=f"{nl_date(made.signed_at, 'time')}: {lines}",
            link=_absolute(reverse("api:checkpoint_of_size", args=[made.size])),
            description=linebreaksbr(made.note, autoescape=True),
            unique_id=f"tag:{keys.origin().partition('/')[0]},2026:{made.signed_at:%Y%m%dT%H%M%SZ}",
            pubdate=made.signed_at,
            updateddate=made.signed_at,
        )
    content = atom.writeString("utf-8").encode()
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    return _unless_known(request, response)


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The file, or 304 for a program that has it already."""
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
