"""Where people read about a consultation: pages of the site, in the language of now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.pipeline.models import Consultation
from participatie.pipeline.wordings import Title


def page(*parts: str) -> str:
    """A page by the parts of its path, of which an empty one is left out; none: the home page."""
    return reverse("wagtail_serve", args=["".join(f"{part}/" for part in parts if part)])


def consultations() -> str:
    """The list of consultations."""
    return page("inspraak")


def consultation(slug: str, *below: str) -> str:
    """The page of one consultation, or a page below it."""
    return page("inspraak", slug, *below)


def crumbs(to: Consultation, title: Title | None = None) -> list[dict[str, str]]:
    """The way from the home page down to a consultation (see components/breadcrumb.html).

    `title` is how it reads on this page, where that is known.
    """
    title = title or Title(to.title)
    return [
        {"name": _("Home"), "url": page()},
        {"name": _("Consultations"), "url": consultations()},
        {
            "name": title.text,
            "url": consultation(to.slug),
            "written_in": title.language,
        },
    ]
