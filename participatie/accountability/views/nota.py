"""The nota van beantwoording as pages: chapter by chapter, found by number or by word."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from participatie.accountability.nota import chapters, making, pages, store
from participatie.accountability.nota.documents import FORMS
from participatie.accountability.nota.models import NotaVersion
from participatie.accountability.nota.pages import Chapter, Pages
from participatie.accountability.overview import stamp
from participatie.accountability.views.frame import account_crumb, frame, once_published
from participatie.core import kept
from participatie.core.text import tidy
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries.typed import LONGEST

FOUND_ON_A_PAGE = 25


def _opened(consultation: Consultation) -> tuple[NotaVersion, Pages]:
    version = making.current(consultation)
    return version, pages.opened(store.path(pages.FORM, version.files[pages.FORM]["sha256"]))


def answer(
    request: HttpRequest,
    consultation: Consultation,
    version: NotaVersion,
    make: Callable[[], HttpResponse],
) -> HttpResponse:
    """What `make` gives, or “not modified” to who has that of this version already."""
    state = f"nota-{version.pk}-{stamp(consultation).key_of_page}"
    known = kept.version_of_page(state)
    unmodified: HttpResponse | None = kept.not_modified(request, known)
    if unmodified is not None:
        return unmodified
    response = make()
    kept.mark(response, known)
    return response


def nota_frame(consultation: Consultation, version: NotaVersion, title: str) -> dict[str, Any]:
    """What accountability/nota/layout.html needs."""
    context = frame(consultation, title) | {
        "version": version,
        "is_behind": version.checked != stamp(consultation).key,
        "files": [
            (form.upper(), reverse(f"accountability:nota_{form}", args=[consultation.slug]))
            for form in FORMS
        ],
        "volumes": volumes(version),
    }
    context["crumbs"].append(account_crumb(consultation))
    return context


def volumes(version: NotaVersion) -> list[int]:
    """The numbers of the other volumes of a PDF that is too long for one."""
    return sorted(int(form[4:]) for form in version.files if form.startswith("pdf-"))


def _nota_crumb(consultation: Consultation) -> dict[str, str]:
    url = reverse("accountability:nota", args=[consultation.slug])
    return {"name": _("Nota van beantwoording"), "url": url}


@once_published
def contents(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """What stands in the nota, its version, and its other forms."""
    version, made = _opened(consultation)

    def make() -> HttpResponse:
        context = nota_frame(consultation, version, _("Nota van beantwoording"))
        context |= {"chapters": made.chapters, "can_print": made.size <= pages.ON_PAPER}
        return render(request, "accountability/nota/contents.html", context)

    return answer(request, consultation, version, make)


@once_published
def chapter(request: HttpRequest, consultation: Consultation, chapter: str) -> HttpResponse:
    """One page of one chapter."""
    version, made = _opened(consultation)
    found = made.chapter(chapter)
    if found is None:
        raise Http404(_("This chapter is not in the nota."))

    def make() -> HttpResponse:
        page = Paginator(range(1, found.pages + 1), 1).get_page(request.GET.get("page"))
        title = f"{found.number}. {found.title}"
        context = nota_frame(consultation, version, title) | {
            "written_in": settings.LANGUAGE_CODE,
            "page": page,
            "text": mark_safe(made.text(found, page.number)),
            "previous": _beside(made, found, -1),
            "next": _beside(made, found, 1),
        }
        context["crumbs"].append(_nota_crumb(consultation))
        return render(request, "accountability/nota/chapter.html", context)

    return answer(request, consultation, version, make)


def _beside(made: Pages, chapter: Chapter, step: int) -> Chapter | None:
    place = chapter.number - 1 + step
    return made.chapters[place] if 0 <= place < len(made.chapters) else None


@once_published
def place(request: HttpRequest, consultation: Consultation, reference: str) -> HttpResponse:
    """To the page and the place where this number is told."""
    _version, made = _opened(consultation)
    found = made.place(reference)
    if found is None:
        raise Http404(_("This number is not in the nota."))
    return redirect(_address(consultation, found, reference))


def _address(consultation: Consultation, place: tuple[str, int], reference: str) -> str:
    slug, page = place
    address = reverse("accountability:nota_chapter", args=[consultation.slug, slug])
    return f"{address}{f'?page={page}' if page > 1 else ''}#{reference}"


@once_published
def search(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The points with what was typed in them; a whole number leads to its place."""
    version, made = _opened(consultation)
    typed = tidy(request.GET.get("q", "")[: 10 * LONGEST])[:LONGEST]
    exactly = typed.upper()
    digits = exactly.partition("-")[2]
    is_number = exactly.startswith(f"{consultation.prefix}-") and digits[:1].isdecimal()
    if is_number and digits.isdecimal():
        exactly = f"{consultation.prefix}-{digits.zfill(4)}"
    told_at = made.place(exactly) if is_number else None
    if told_at is not None:
        return redirect(_address(consultation, told_at, exactly))

    def make() -> HttpResponse:
        found = made.found(typed)
        page = Paginator(found, FOUND_ON_A_PAGE).get_page(request.GET.get("page"))
        context = nota_frame(consultation, version, _("Search in the nota")) | {
            "typed": typed,
            "page": page,
            "query": request.GET,
        }
        context["crumbs"].append(_nota_crumb(consultation))
        return render(request, "accountability/nota/search.html", context)

    return answer(request, consultation, version, make)


@once_published
def printed(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The whole nota as one page, to print; of a long one there is the PDF."""
    version, made = _opened(consultation)
    if made.size > pages.ON_PAPER:
        return redirect("accountability:nota", consultation.slug)

    def make() -> HttpResponse:
        whole = [
            (it, mark_safe("".join(made.text(it, page) for page in range(1, it.pages + 1))))
            for it in made.chapters
        ]
        context = nota_frame(consultation, version, _("The whole nota")) | {"whole": whole}
        context["crumbs"].append(_nota_crumb(consultation))
        return render(request, "accountability/nota/printed.html", context)

    return answer(request, consultation, version, make)


@once_published
def participation(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """How people took part, what came of it, and how our policy was applied; beside the figures."""
    account = getattr(consultation, "participation_account", None)
    with translation.override(settings.LANGUAGE_CODE):
        # Its headings are in the language of the texts below them, as in the nota.
        blocks = chapters.participation(account)
    context = frame(consultation, _("Account of the participation")) | {
        "blocks": blocks,
        "figures": chapters.figures(consultation),
        "edited_at": account and account.edited_at,
    }
    context["crumbs"].append(account_crumb(consultation))
    return render(request, "accountability/nota/participation.html", context)
