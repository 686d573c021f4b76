"""One article of the decision: what became of it, because of whom, and who asked in vain."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability.articles import read
from participatie.accountability.staten import articles
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.known import known, once
from participatie.accountability.staten.points import rows
from participatie.accountability.staten.said import answers_to
from participatie.pipeline.models import Consultation, Point
from participatie.pipeline.statuses import Outcome

ON_A_PAGE = 25
BECAUSE = "vanwege"
IN_VAIN = "tevergeefs"


class Asked(NamedTuple):
    """Who spoke of an article: points (their keys), and what more is told about those."""

    because: list[int]
    in_vain: list[int]
    themes: list[tuple[int, str]]
    contributions: int
    """With a point that changed it."""


@require_safe
@entrance
def article(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The text with its change, everyone behind that, and the others who spoke of this article."""
    found = consultation_or_404(slug)
    entry = articles.entry_of(found, number)
    if entry is None:
        raise Http404
    seen = known(found).overview
    (shown,) = read(found, seen, [entry], first=0)
    context = frame(found, entry.name, ("decision", _("Text and changes"))) | {
        "entry": entry,
        "article": shown,
        "tabs": [],
    }
    if found.answers_published_at:

        def asked(consultation: Consultation) -> Asked:
            because = articles.because_of(consultation, entry)
            return Asked(
                list(because.values_list("pk", flat=True)),
                list(articles.in_vain(consultation, entry).values_list("pk", flat=True)),
                articles.themes_of(consultation, because),
                because.order_by().values("contribution").distinct().count(),
            )

        told = once(f"article-2-{number}", asked, [found])[found.pk]
        heaps = {BECAUSE: told.because, IN_VAIN: told.in_vain}
        names = {BECAUSE: _("Led to this change"), IN_VAIN: _("Named it, and changed nothing")}
        first = BECAUSE if told.because or not told.in_vain else IN_VAIN
        chosen = request.GET.get("deel", first)
        chosen = chosen if chosen in heaps else first
        page = Paginator(heaps[chosen], ON_A_PAGE).get_page(request.GET.get("page"))
        said = list(accounts.said(found, Point.objects.filter(pk__in=list(page))))
        points_url = reverse("staten:points", args=[slug])
        context |= {
            "tabs": [
                {
                    "name": names[name],
                    "url": f"?deel={name}#gezegd",
                    "current": name == chosen,
                    "count": number_format(len(keys), force_grouping=True),
                }
                for name, keys in heaps.items()
            ],
            "is_in_vain": chosen == IN_VAIN,
            "contributions": told.contributions,
            "page": page,
            "rows": rows(found, said, answers_to(found, seen, said)),
            "others": [
                {
                    "name": name,
                    "url": f"{points_url}?thema={pk}&uitkomst={Outcome.NOT_ADOPTED}",
                }
                for pk, name in told.themes
            ],
        }
    return render(request, "staten/article.html", context)
