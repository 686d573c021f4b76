"""Places where people are helped to take part: libraries, information points, our own desks."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

POSTCODE = RegexValidator(r"^[1-9]\d{3} [A-Z]{2}\Z", _("Write the postcode as 9711 AB."))
_LOOSE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")
_AREA = re.compile(r"([1-9][0-9]{3})(?:\s*[-–]\s*([1-9][0-9]{3}))?")


class HelpKind(models.TextChoices):
    """What kind of place it is."""

    INFORMATION_POINT = "information_point", _("Informatiepunt Digitale Overheid")
    LIBRARY = "library", _("library")
    OWN_DESK = "own_desk", _("desk of the province")
    OTHER = "other", _("another place")


class HelpPoint(models.Model):
    """One place. What is left empty is left out on the page."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=20, choices=HelpKind, default=HelpKind.INFORMATION_POINT
    )
    street = models.CharField(_("street and number"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=7, validators=[POSTCODE])
    city = models.CharField(_("town"), max_length=80)
    serves = models.CharField(
        _("also for postcodes"),
        max_length=200,
        blank=True,
        help_text=_(
            "Only where the numbers mislead: who types one of these sees this place first. For "
            "example 9901-9909, 9951."
        ),
    )
    hours = models.TextField(_("hours"), blank=True, help_text=_("One line per day."))
    phone = models.CharField(_("telephone number"), max_length=30, blank=True)
    helps_with = models.TextField(
        _("what help"),
        help_text=_("In plain words: filling in the form, printing, somebody who explains."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldPanel("serves"),
            ],
            heading=_("Address"),
        ),
        FieldPanel("hours"),
        FieldPanel("phone"),
        FieldPanel("helps_with"),
    ]

    class Meta:
        ordering = ["city", "name"]
        verbose_name = _("help point")
        verbose_name_plural = _("help points")

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"

    def clean_fields(self, exclude: object = None) -> None:
        """Write the postcode as the post does, however it was typed, before it is checked."""
        if typed := _LOOSE.fullmatch(self.postcode.strip()):
            self.postcode = f"{typed[1]} {typed[2].upper()}"
        super().clean_fields(exclude=exclude)  # type: ignore[arg-type]  # what Django gave us

    def clean(self) -> None:
        """Refuse areas that cannot be read."""
        super().clean()
        for part in filter(None, (part.strip() for part in self.serves.split(","))):
            found = _AREA.fullmatch(part)
            if found is None or (found[2] and found[2] < found[1]):
                raise ValidationError(
                    {
                        "serves": _("“%(part)s” is no postcode, nor two with a dash between.")
                        % {"part": part}
                    }
                )

    @property
    def number(self) -> int:
        """The digits of the postcode."""
        return int(self.postcode[:4])

    def is_for(self, number: int) -> bool:
        """Whether an editor said that this place is for the postcode with these digits."""
        areas = (_AREA.fullmatch(part.strip()) for part in self.serves.split(","))
        return any(int(a[1]) <= number <= int(a[2] or a[1]) for a in areas if a)
