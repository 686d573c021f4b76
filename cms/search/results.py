"""What was found, as the page shows it: where it is, an excerpt with the words marked, and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import Value
from django.db.models.functions import Left, Replace
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import language, listing
from cms.models import Findable, FoundKind
from participatie.core.templatetags.prose import file_size, nl_date
from participatie.pipeline import addresses
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import consultations, public_texts
from participatie.pipeline.queries.excerpts import excerpt, stretches
from participatie.pipeline.statuses import Channel

SAME = 30
"""Characters that an excerpt has in common with a text when it is the beginning of it."""


@dataclass(frozen=True)
class Result:
    """One thing that was found. `about`: the consultation that it belongs to, and its address.

    `title_in`, `text_in`: the languages of the title, with that of `about`, and of the excerpt.
    """

    kind: str
    title: str
    url: str
    excerpt: SafeString
    meta: str
    about: tuple[str, str] | None = None
    title_in: str = ""
    text_in: str = ""


def results(rows: Iterable[tuple[str, int, float]], marked: SearchQuery) -> list[Result]:
    """The rows of `finding.Search`, in the same order; what has gone since is left out."""
    rows = list(rows)
    texts = _contributions([pk for kind, pk, _r in rows if kind == FoundKind.CONTRIBUTION], marked)
    pages = _pages([pk for kind, pk, _r in rows if kind != FoundKind.CONTRIBUTION], marked)
    found = ((texts if kind == FoundKind.CONTRIBUTION else pages).get(pk) for kind, pk, _r in rows)
    return [result for result in found if result is not None]


def _around(text: Any, marked: SearchQuery) -> SearchHeadline:
    return excerpt(text, marked, shortest=10, longest=24)


def _excerpt(headline: str, beginning: str) -> SafeString:
    """Everything escaped; only the marks become HTML. `beginning`: how the whole text begins."""
    found = stretches(" ".join(headline.split()))
    plain = "".join(text for text, _is_word in found)
    if not plain:
        return SafeString("")
    opening = " ".join(beginning.split())
    if not plain.startswith(opening[:SAME]) and not opening.startswith(plain):
        found.insert(0, ("… ", False))
    if plain[-1] not in ".!?…":
        found.append((" …", False))
    pieces = (format_html("<mark>{}</mark>", text) if word else text for text, word in found)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _pages(keys: Sequence[int], marked: SearchQuery) -> dict[int, Result]:
    if not keys:
        return {}
    rows = (
        Findable.objects.filter(pk__in=keys)
        .select_related("page__locale", "document")
        .defer("text", "vector")
        .annotate(headline=_around("text", marked), beginning=Left("text", 2 * SAME))
    )
    by_page = {
        row.page.pk: row
        for row in consultations.with_stage()
        .filter(page__in=[row.page_id for row in rows])
        .select_related("page")
    }
    above = _consultations_above([row.page for row in rows if row.kind == FoundKind.NEWS])
    return {row.pk: _page(row, by_page.get(row.page_id), above) for row in rows}


def _consultations_above(pages: Sequence[Page]) -> dict[str, Page]:
    """The pages of consultations that news stands under, by their place in the tree."""
    if not pages:
        return {}
    found = Page.objects.filter(
        path__in={_place_above(page) for page in pages}, consultationpage__isnull=False
    )
    return {page.path: page for page in found.select_related("locale")}


def _place_above(page: Page) -> str:
    return str(page.path[: -Page.steplen])


def _page(row: Any, consultation: Consultation | None, above: Mapping[str, Page]) -> Result:
    url = language.address_now(row.page, row.page.get_url() or "")
    about, meta = None, ""
    if row.kind == FoundKind.DOCUMENT:
        about = (row.page.title, url)
        url = row.document.url
        size = row.document.get_file_size()
        meta = ", ".join(
            filter(None, (row.document.file_extension.upper(), size and file_size(size)))
        )
    elif row.kind == FoundKind.NEWS:
        meta = nl_date(row.page.first_published_at)
        if parent := above.get(_place_above(row.page)):
            about = (parent.title, language.address_now(parent, parent.get_url() or ""))
    elif consultation is not None:
        stage = capfirst(str(consultation.stage.label))
        meta = f"{stage}. {listing.in_short(consultation)}"
    written_in = row.page.locale.language_code
    return Result(
        row.kind,
        row.title,
        url,
        _excerpt(row.headline, row.beginning),
        meta,
        about,
        title_in=written_in,
        # Of what a document says nobody told the language.
        text_in="" if row.kind == FoundKind.DOCUMENT else written_in,
    )


def _contributions(keys: Sequence[int], marked: SearchQuery) -> dict[int, Result]:
    if not keys:
        return {}
    readable = Replace("text", Value(HIDDEN), Value("[…]"))
    rows = (
        public_texts.readable()
        .filter(pk__in=keys)
        .annotate(headline=_around(readable, marked), beginning=Left(readable, 2 * SAME))
        .values_list(
            "pk",
            "headline",
            "beginning",
            "contribution__number",
            "contribution__received_at",
            "contribution__channel",
            "contribution__consultation__prefix",
            "contribution__consultation__slug",
            "contribution__consultation__title",
        )
    )
    found = {}
    for pk, headline, beginning, number, received_at, channel, prefix, slug, title in rows:
        found[pk] = Result(
            FoundKind.CONTRIBUTION,
            _("Contribution %(reference)s") % {"reference": f"{prefix}-{number:04d}"},
            reverse("accountability:contribution", args=[slug, number]),
            _excerpt(headline, beginning),
            f"{nl_date(received_at)}, {Channel(channel).label}",
            (title, addresses.consultation(slug)),
        )
    return found
