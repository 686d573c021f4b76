"""What the ground floor keeps."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@pgtrigger.register(
    pgtrigger.Protect(
        name="algorithm_switch_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
    )
)
class AlgorithmSwitch(models.Model):
    """Somebody switched an algorithm on or off. Never changed or deleted: the last one holds."""

    slug = models.SlugField(_("algorithm"))
    is_on = models.BooleanField(_("on"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["slug", "-id"], name="algorithm_switch_latest")]

    def __str__(self) -> str:
        return f"{self.slug} {'on' if self.is_on else 'off'} {self.pk}"
