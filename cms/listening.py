"""Hearing of pages that go live or away, and of documents whose file was replaced.

What takes time is done by a job of the same transaction, and not while somebody waits for it.
"""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms import pictures
from cms.models import Findable
from cms.search import catalogue
from cms.tasks import draw_pictures, read_document


@receiver(page_published, dispatch_uid="cms.published")
def page_went_live(instance: Page, **kwargs: Any) -> None:
    """Find the page by what it says now, and have its pictures drawn."""
    find(instance)
    if next(pictures.of(instance), None):
        draw_pictures.defer(page_id=instance.pk)


@receiver(page_unpublished, dispatch_uid="cms.unpublished")
def page_went_away(instance: Page, **kwargs: Any) -> None:
    """Find the page no more."""
    catalogue.forget(instance)


@receiver(post_save, sender=Document, dispatch_uid="cms.document")
def document_changed(instance: Document, **kwargs: Any) -> None:
    """Read the file anew, where it lies open."""
    if Findable.objects.filter(document=instance).exists():
        read_document.defer(document_id=instance.pk)


def find(page: Page) -> None:
    """Let a page be found by what it says, and soon by what its documents say."""
    for document in catalogue.keep(page):
        read_document.defer(document_id=document.pk)


def find_what_is_missing() -> None:
    """Let everything public be found."""
    for page in catalogue.missing():
        find(page)
