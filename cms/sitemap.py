"""The map of the site for search engines.

In it is what stays: pages, accounts and what the law wants to be found. Contributions of people
are not, although everyone can read and search them here: who looks somebody up elsewhere should
not come upon an opinion about a road first.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import HomePage
from participatie.pipeline.models import Consultation


class Pages(Sitemap[Page]):
    """Everything that editors made, in each language in which it was really written."""

    i18n = True
    alternates = True

    def items(self) -> list[Page]:
        """The pages in the language of the site; the others are found with them."""
        return self._found

    @cached_property
    def _found(self) -> list[Page]:
        home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
        if home is None:
            return []
        return list(Page.objects.descendant_of(home, inclusive=True).live().order_by("path"))

    @cached_property
    def _translated(self) -> dict[Any, dict[str, Page]]:
        """{translation key: {language: page}} of the pages in other languages."""
        others = (
            Page.objects.live()
            .filter(translation_key__in=[page.translation_key for page in self._found])
            .exclude(locale__language_code=settings.LANGUAGE_CODE)
        )
        found: dict[Any, dict[str, Page]] = {}
        for page in others.select_related("locale"):
            found.setdefault(page.translation_key, {})[page.locale.language_code] = page
        return found

    def get_languages_for_item(self, item: Page) -> list[str]:
        """The languages that this page was written in."""
        return [settings.LANGUAGE_CODE, *sorted(self._translated.get(item.translation_key, {}))]

    def location(self, item: Page) -> str:
        """The address in the language of now."""
        translated = self._translated.get(item.translation_key, {})
        return str(translated.get(get_language() or "", item).get_url())

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        return item.last_published_at


class Accounts(Sitemap[Consultation]):
    """What was done with the contributions, once that is published."""

    def items(self) -> QuerySet[Consultation]:
        """The consultations with an account, the newest first."""
        return Consultation.objects.exclude(answers_published_at=None)

    def location(self, item: Consultation) -> str:
        """Where the account is."""
        return reverse("accountability:account", args=[item.slug])

    def lastmod(self, item: Consultation) -> datetime | None:
        """When the answers were published, or the decision after it was taken."""
        return max(filter(None, (item.answers_published_at, item.decided_at)))


class Duties(Sitemap[str]):
    """What the law wants to be found, in every language."""

    i18n = True
    alternates = True

    def items(self) -> list[str]:
        """The names of the addresses."""
        return ["duties:algorithms", "duties:disclosure"]

    def location(self, item: str) -> str:
        """The address in the language of now."""
        return reverse(item)


SITEMAPS = {"paginas": Pages, "verantwoording": Accounts, "over": Duties}
