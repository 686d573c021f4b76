"""The style guide: every component in every state on one page, for people and for axe."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from participatie.core import house_style
from participatie.core.compression import compressed
from participatie.core.theming import reading, writing

EXAMPLES = Path(reading.__file__).parent / "examples"

FRAME = frozenset(
    {"skip_link", "page_header", "page_footer", "staff_header", "staff_footer", "logo"}
)
"""Parts of the page around the content: the style guide shows them by being a page itself."""

INNER = frozenset({"field_notes", "table_cells"})
"""Parts of another component, which shows them."""


class ExampleForm(forms.Form):
    """Each kind of field that `components/field.html` draws."""

    name = forms.CharField(label="Naam", widget=forms.TextInput({"autocomplete": "name"}))
    postcode = forms.CharField(
        label="Postcode", required=False, widget=forms.TextInput({"size": "8"})
    )
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Hier sturen wij de ontvangstbevestiging heen.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    telephone = forms.CharField(
        label="Telefoonnummer",
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    text = forms.CharField(label="Uw reactie", widget=forms.Textarea({"rows": "5"}))
    day = forms.DateField(
        label="Ontvangen op", widget=forms.DateInput({"type": "date", "size": "12"})
    )
    theme = forms.ChoiceField(
        label="Thema", choices=[("", "Kies een thema"), ("safety", "Veiligheid")]
    )
    answer_by = forms.ChoiceField(
        label="Hoe wilt u antwoord?",
        help_text="U kunt dit later nog veranderen.",
        choices=[("email", "Per e-mail"), ("letter", "Per brief")],
        widget=forms.RadioSelect,
    )
    about = forms.MultipleChoiceField(
        label="Waar gaat uw reactie over?",
        required=False,
        choices=[("speed", "Snelheid"), ("cycling", "Fietspad"), ("noise", "Geluid")],
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(
        label="Bijlage", required=False, help_text="PDF, foto of tekst, tot 25 MB."
    )
    agreed = forms.BooleanField(label="Mijn naam mag bij mijn reactie staan")


class ExampleFilter(forms.Form):
    """A short form for the filter row."""

    words = forms.CharField(label="Zoek op woorden", required=False)
    door = forms.ChoiceField(
        label="Kanaal", required=False, choices=[("", "Alle"), ("letter", "Brief")]
    )


@dataclass(frozen=True)
class Shown:
    """One component: its name, what its top says, and each example as HTML."""

    name: str
    about: str
    examples: list[SafeString]


def components() -> list[Shown]:
    """All components with their examples, by name. A component without one is an error."""
    examples = _examples()
    shown = []
    for path in sorted(_folder().glob("*.html")):
        if path.stem in FRAME | INNER:
            continue
        template = get_template(f"components/{path.name}")
        drawn = [mark_safe(template.render(example)) for example in examples[path.stem]]
        shown.append(Shown(path.stem, _about(path), drawn))
    return shown


THEMES = {
    "neutraal": gettext_lazy("Neutral"),
    "product": gettext_lazy("Of this software"),
    "eigen": gettext_lazy("The theme file of this site"),
    "waterland": gettext_lazy("Example: a full theme"),
    "zonnedijk": gettext_lazy("Example: a theme that cannot be read"),
}
"""What the style guide can be seen in, by its name in the address."""
SCHEMES = {
    "systeem": gettext_lazy("As your computer is set"),
    "licht": gettext_lazy("Light"),
    "donker": gettext_lazy("Dark"),
}
FRAMES = {"publiek": gettext_lazy("Public"), "medewerkers": gettext_lazy("Staff")}


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """The page, for staff, and for everyone where DEBUG is on.

    `?kader=medewerkers` puts it in the frame of the staff pages, `?thema=` and `?scherm=` choose
    what it is seen in. By default it looks as the site does.
    """
    _only_for_staff(request)
    chosen = {
        "kader": _one_of(FRAMES, request.GET.get("kader", ""), "publiek"),
        "thema": _one_of(THEMES, request.GET.get("thema", ""), _of_site()),
        "scherm": _one_of(SCHEMES, request.GET.get("scherm", ""), "systeem"),
    }
    context = {
        "components": components(),
        "layout": "staff.html" if chosen["kader"] == "medewerkers" else "base.html",
        "theme_class": _theme(chosen["thema"])[0],
        "chosen": chosen,
        "choices": [
            _choice(gettext("Theme"), "thema", THEMES, chosen),
            _choice(gettext("Screen"), "scherm", SCHEMES, chosen),
            _choice(gettext("Frame"), "kader", FRAMES, chosen),
        ],
        "bars": [("Webformulier", 1280), ("Brief", 610), ("Balie", 94), ("Telefoon", 0)],
    }
    return render(request, "core/styleguide.html", context)


@require_safe
def example_sheet(request: HttpRequest, theme: str, scheme: str) -> HttpResponse:
    """The stylesheet of the style guide in one theme and scheme."""
    _only_for_staff(request)
    if theme not in THEMES or scheme not in SCHEMES:
        raise Http404
    css = writing.combined(_theme(theme)[1])
    if scheme != "systeem":
        css = writing.fixed(css, "dark" if scheme == "donker" else "light")
    response = compressed(request, css, "text/css; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _only_for_staff(request: HttpRequest) -> None:
    if not (settings.DEBUG or request.user.is_authenticated):
        raise Http404


def _one_of(choices: dict[str, Any], wanted: str, otherwise: str) -> str:
    return wanted if wanted in choices else otherwise


def _of_site() -> str:
    style = house_style.current()
    if style.tokens:
        return "eigen"
    return "product" if style.theme else "neutraal"


def _theme(name: str) -> tuple[str, str]:
    """The class of a theme, and its rules."""
    style = house_style.current()
    if name == "product":
        return house_style.PRODUCT_THEME, ""
    if name == "eigen":
        return style.own_theme, style.own_tokens
    if name == "neutraal":
        return "", ""
    read = reading.read((EXAMPLES / f"{name}.css").read_bytes())
    return read.name, writing.readable(read.name, read.light, read.dark)


def _choice(
    label: str, name: str, choices: dict[str, Any], chosen: dict[str, str]
) -> dict[str, Any]:
    """A row of links that change one thing and keep the rest."""
    links = [
        {
            "name": text,
            "url": "?" + urlencode(chosen | {name: value}),
            "current": chosen[name] == value,
        }
        for value, text in choices.items()
    ]
    return {"label": label, "links": links}


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "components"


def _about(path: Path) -> str:
    comment = re.search(r"{% comment %}(.*?){% endcomment %}", path.read_text(), re.DOTALL)
    return comment[1].strip() if comment else ""


def _examples() -> dict[str, list[dict[str, Any]]]:
    told = tomllib.loads((_folder() / "examples.toml").read_text())
    empty = ExampleForm(prefix="empty")
    wrong = ExampleForm({"wrong-email": "dit is geen adres"}, prefix="wrong")
    sent = {"name": "foto-oversteek.jpg", "size": 812_345, "remove": "remove", "value": "1"}
    return told | {
        "field": [{"field": field} for field in empty]
        + [{"field": ExampleForm(prefix="sent")["file"], "stored": [sent]}],
        "fields": [{"form": wrong}],
        "error_summary": [{"form": wrong, "refusal": "De termijn is gesloten."}],
        "filter": [{"form": ExampleFilter(), "reset_url": "#main"}],
        "messages": [{"messages": [_Message("Opgeslagen."), _Message("Mislukt.", "error")]}],
        "pagination": [{"page": Paginator(range(95), 10).page(5)}],
    }


@dataclass(frozen=True)
class _Message:
    text: str
    level_tag: str = "success"

    def __str__(self) -> str:
        return self.text
