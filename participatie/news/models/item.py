"""One piece of news."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import Consultation


class NewsKind(models.TextChoices):
    """Where a piece of news comes from; all but the last are told by the record itself."""

    IN_FORCE = "in_force", _("a new consultation")
    TERM_CHANGED = "term_changed", _("a changed term")
    ANSWERED = "answered", _("published answers")
    DECIDED = "decided", _("a decision")
    EDITORIAL = "editorial", _("a message of the editors")


class NewsItem(models.Model):
    """News about one consultation, or about the site as a whole.

    What an editor writes has words of its own; of what the record tells the facts are kept, so
    that it can be said in the language of the reader (see `news.wording`).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=60, unique=True)
    """What it comes from, such as `event-12` or `page-34`: one source gives one item."""
    kind = models.CharField(max_length=20, choices=NewsKind)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, blank=True, related_name="news"
    )
    title = models.CharField(max_length=255, blank=True)
    lead = models.TextField(blank=True)
    slug = models.SlugField(max_length=255, blank=True)
    """The last part of the address of the editor's page."""
    facts: Any = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True)
    """A page that was taken away leaves its row, so that nobody gets the same mail twice."""
    posted_at = models.CharField(max_length=500, blank=True)
    """Address of the post on Mastodon."""
    post_error = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["consultation", "-published_at"], name="news_newest")]

    def __str__(self) -> str:
        return f"{self.source} {self.title}"
