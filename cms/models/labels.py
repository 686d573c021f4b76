"""What consultations are sorted by on the site: areas and subjects, lists that editors keep."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class Label(models.Model):
    """A name that consultations can be found by. Its `slug` is part of addresses, so it stays."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, editable=False)

    panels = [FieldPanel("name")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the first name gives the address."""
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        wanted = slugify(self.name)[:70] or type(self).__name__.lower()
        taken = set(
            type(self).objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
        )
        if wanted not in taken:
            return wanted
        return next(
            slug for n in range(2, len(taken) + 3) if (slug := f"{wanted}-{n}") not in taken
        )


class Area(Label):
    """A municipality or region."""

    class Meta(Label.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")


class Subject(Label):
    """What a plan is about, across consultations: roads, water, nature."""

    class Meta(Label.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
