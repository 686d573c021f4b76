"""Hearing of pages that go live or away, and of documents whose file was replaced."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.documents.models import Document
from wagtail.signals import page_published, page_unpublished

from cms.models import Findable
from cms.search import catalogue
from cms.tasks import read_document


@receiver(page_published, dispatch_uid="cms.search.published")
def page_went_live(instance: Any, **kwargs: Any) -> None:
    """Find the page by what it says now."""
    catalogue.keep(instance)


@receiver(page_unpublished, dispatch_uid="cms.search.unpublished")
def page_went_away(instance: Any, **kwargs: Any) -> None:
    """Find the page no more."""
    catalogue.forget(instance)


@receiver(post_save, sender=Document, dispatch_uid="cms.search.document")
def document_changed(instance: Document, **kwargs: Any) -> None:
    """Read the file anew, where it lies open."""
    if Findable.objects.filter(document=instance).exists():
        read_document.defer(document_id=instance.pk)
