"""Pictures on pages."""

from collections.abc import Iterator

from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page


def of(page: Page) -> Iterator[StreamValue.StreamChild]:
    """The picture blocks of a page."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                if block.block_type == "picture":
                    yield block
