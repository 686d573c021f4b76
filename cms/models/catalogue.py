"""What can be found of the pages and documents that are public, and the words in them.

Kept by `cms.search.catalogue`, which makes it anew whenever a page is published. Contributions
are not in here: they are searched where they are, so that nothing of them is kept twice.
"""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class FoundKind(models.TextChoices):
    """What sort of thing is found."""

    CONSULTATION = "consultation", _("consultation")
    DOCUMENT = "document", _("document")
    CONTRIBUTION = "contribution", _("contribution")
    EXPLANATION = "explanation", _("explanation")
    NEWS = "news", _("news")


class Findable(models.Model):
    """A public page, or a document that lies open on one, as the search sees it."""

    kind = models.CharField(max_length=20, choices=FoundKind)
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="findables")
    document = models.ForeignKey(
        "wagtaildocs.Document", models.CASCADE, null=True, related_name="findables"
    )
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    vector = SearchVectorField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "document"], nulls_distinct=False, name="one_findable_each"
            )
        ]

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A word that stands in something public: what a typing error may have been meant as."""

    word = models.CharField(primary_key=True, max_length=40)

    def __str__(self) -> str:
        return self.word
