"""How a site calls itself, can be reached, and looks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.models import SourceImageIOError

from participatie.core import house_style
from participatie.core.templatetags.prose import file_size
from participatie.core.theming import contrast, reading, writing

LOGO_HEIGHT = 44
"""CSS pixels in the header of a page; the picture has twice as many."""
UNNAMED = "house-theme"
"""The class of a theme file that has none."""


class Look(models.TextChoices):
    """Which colours and shapes visitors see."""

    PRODUCT = "product", _("The colours that come with this software")
    NEUTRAL = "neutral", _("Neutral: black, white and grey")
    OWN = "own", _("Our own theme file")


class HouseStyleForm(WagtailAdminModelForm):
    """The settings, with a theme file that is read at once and not kept itself."""

    theme_file = forms.FileField(
        label=_("Theme file"),
        required=False,
        help_text=_(
            "The CSS file with the design tokens of your house style (NL Design System). Save, look"
            " at the style guide, and then choose below that visitors see it."
        ),
        widget=forms.FileInput({"accept": ".css,text/css"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the file; a theme that is chosen must be there."""
        cleaned: dict[str, Any] = super().clean()
        upload = cleaned.get("theme_file")
        if upload:
            try:
                self.instance.take_theme(_content(upload), upload.name)
            except ValidationError as error:
                self.add_error("theme_file", error)
        elif cleaned.get("look") == Look.OWN and not self.instance.theme:
            self.add_error("look", _("Choose a theme file as well, or other colours."))
        return cleaned


def _content(upload: Any) -> bytes:
    """What was sent; of a file that is far too large no more than is needed to see that."""
    if upload.size > 10 * reading.MAX_BYTES:
        raise ValidationError(
            _("This file is %(size)s; a theme may be %(limit)s at most. Choose another file."),
            params={
                "size": file_size(upload.size),
                "limit": file_size(reading.MAX_BYTES),
            },
        )
    return bytes(upload.read())


class ThemeReport(Panel):
    """What was found in the theme file, what is left out of it and why, and where to look."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/theme_report.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds `style`, the settings as they were saved."""
            return super().get_context_data(parent_context) | {"style": self.instance}


@register_setting(icon="view", order=50)
class HouseStyle(BaseSiteSetting):
    """Name, contact and looks of one site; what is left empty comes from the installation.

    `theme` holds what was read from the theme file: the tokens that our stylesheet reads, by
    scheme. The file itself is not kept.
    """

    select_related = ["logo", "site"]

    name = models.CharField(_("name of the organisation"), max_length=100, blank=True)
    phone = models.CharField(_("telephone number"), max_length=30, blank=True)
    phone_hours = models.CharField(
        _("when somebody answers"),
        max_length=100,
        blank=True,
        help_text=_("For example: on working days from 8.30 to 17.00."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    visiting_address = models.TextField(_("visiting address"), blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("SVG is sharpest. On a dark screen it stands on white."),
    )
    logo_says_name = models.BooleanField(
        _("the name of the organisation is in the logo"),
        default=False,
        help_text=_("Then the name does not stand beside it a second time."),
    )
    look = models.CharField(
        _("colours and shapes"), max_length=10, choices=Look, default=Look.PRODUCT
    )
    theme = models.JSONField(default=dict, editable=False)

    base_form_class = HouseStyleForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_hours")]),
                FieldPanel("email"),
                FieldRowPanel([FieldPanel("visiting_address"), FieldPanel("postal_address")]),
            ],
            heading=_("Name and contact"),
            help_text=_("What you leave empty is taken from the settings of the installation."),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_says_name")], heading=_("Logo")),
        MultiFieldPanel(
            [ThemeReport(), FieldPanel("theme_file"), FieldPanel("look")],
            heading=_("Colours and shapes"),
        ),
    ]

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house styles")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; pages show it at once."""
        super().save(*args, **kwargs)
        forget()

    def take_theme(self, data: bytes, name: str) -> None:
        """Read a theme file; `ValidationError` when it is none. What was read is not yet saved."""
        found = reading.read(data)
        self.theme = {
            "file": name[:100],
            "name": found.name.lower() if writing.NAME.fullmatch(found.name.lower()) else UNNAMED,
            "light": found.light,
            "dark": found.dark,
            "found": found.found,
            "skipped": found.skipped,
        }
        self.__dict__.pop("checked", None)

    @cached_property
    def checked(self) -> contrast.Checked:
        """The readable part of the theme, and what is left out of it."""
        return contrast.checked(self.theme.get("light", {}), self.theme.get("dark", {}))

    @property
    def used(self) -> int:
        """How many tokens of the file our pages use."""
        return len(self.theme.get("light", {}).keys() | self.theme.get("dark", {}).keys())

    def shown(self) -> house_style.HouseStyle:
        """What pages show of this."""
        themes = {Look.PRODUCT: house_style.PRODUCT_THEME, Look.NEUTRAL: ""}
        own = self.theme.get("name", "")
        tokens = writing.readable(own, self.theme["light"], self.theme["dark"]) if own else ""
        is_own = self.look == Look.OWN and bool(own)
        theme = own if is_own else themes.get(Look(self.look), house_style.PRODUCT_THEME)
        return house_style.HouseStyle(
            name=self.name,
            phone=self.phone,
            phone_hours=self.phone_hours,
            email=self.email,
            visiting_address=_lines(self.visiting_address),
            postal_address=_lines(self.postal_address),
            logo=self._logo(),
            theme=theme,
            tokens=tokens if is_own else "",
            own_theme=own,
            own_tokens=tokens,
            accent=writing.accent_on_paper(theme, self.theme["light"] if is_own else {}),
        )

    def _logo(self) -> house_style.Logo | None:
        if self.logo is None:
            return None
        picture = self.logo
        if not picture.is_svg():
            try:
                picture = picture.get_rendition(f"max-{LOGO_HEIGHT * 12}x{LOGO_HEIGHT * 2}")
            except SourceImageIOError:
                return None
        width = round(picture.width * LOGO_HEIGHT / max(picture.height, 1))
        return house_style.Logo(
            picture.file.url, width, LOGO_HEIGHT, self.logo_says_name, picture.file.name
        )


def _lines(text: str) -> str:
    """The lines that were typed, without empty ones around them."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def forget(**kwargs: Any) -> None:
    """Pages ask anew: at once in this transaction, and for all when it is there for all."""
    house_style.forget()
    transaction.on_commit(house_style.forget)


def of_sites() -> dict[str, house_style.HouseStyle]:
    """Every house style by host name; that of the default site under the empty name too."""
    styles = {}
    for setting in HouseStyle.objects.select_related("site", "logo"):
        shown = setting.shown()
        styles[setting.site.hostname.lower()] = shown
        if setting.site.is_default_site:
            styles[""] = shown
    return styles
