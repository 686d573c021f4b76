"""The seam between the site and the newsroom: what is live here, is news there.

A page is written under a consultation or under the home page. Only pages in the language of the
site are news; a translation is the same news once more.
"""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import language
from cms.procedure import ProcedurePage
from participatie.news import following, items
from participatie.news.items import Message
from participatie.news.models import NewsItem
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused


def source_of(page: Page) -> str:
    """By what the newsroom knows the page."""
    return f"page-{page.pk}"


def consultation_page_above(parent: Page) -> Any:
    """`parent`, or its original, when it is the page of a consultation; else None."""
    specific = parent.specific
    if not isinstance(specific, ProcedurePage):
        return None
    return language.original_of(specific)


def obstacle(page: Page, parent: Page) -> str:
    """Why the page cannot be news yet, in a sentence; empty when it can."""
    above = consultation_page_above(parent)
    if above is not None and above.consultation_id is None:
        return _("Publish the page of the consultation first. Then there can be news about it.")
    return ""


def put(page: Any) -> None:
    """Make a live page news, or write it anew; take back what is not live.

    Raises `Refused` for news about a consultation that is not in force.
    """
    if not page.live:
        retract(page)
        return
    if page.alias_of_id or language.is_translation(page):
        return
    parent = page.get_parent()
    if problem := obstacle(page, parent):
        raise Refused(problem)
    above = consultation_page_above(parent)
    items.publish(
        Message(title=page.title, lead=page.lead, slug=page.slug),
        source=source_of(page),
        consultation=above.consultation if above else None,
    )


def retract(page: Page) -> None:
    """Take the news of this page back."""
    items.retract(source_of(page))


def around(page: Any) -> dict[str, Any]:
    """The consultation that the news is about, where the other news is, and when it was told."""
    above = consultation_page_above(page.get_parent())
    consultation: Consultation | None = above.consultation if above else None
    original = language.original_of(page)
    item = NewsItem.objects.filter(source=source_of(original or page)).first()
    return {
        "consultation": consultation,
        "ways": following.ways(consultation),
        "told_at": item.published_at if item else None,
    }
