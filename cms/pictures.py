"""Pictures on pages: drawn when a page goes live, and not while somebody waits for it."""

from collections.abc import Iterator
from typing import Any

from django.dispatch import receiver
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.signals import page_published

from cms import tasks


def of(page: Page) -> Iterator[StreamValue.StreamChild]:
    """The picture blocks of a page."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                if block.block_type == "picture":
                    yield block


@receiver(page_published, dispatch_uid="cms.pictures")
def draw(instance: Page, **kwargs: Any) -> None:
    """Have the pictures of a page made, by a job of the transaction that publishes it."""
    if next(of(instance), None):
        tasks.draw_pictures.defer(page_id=instance.pk)
