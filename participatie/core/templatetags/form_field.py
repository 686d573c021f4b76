"""Form fields as the component `components/field.html` draws them."""

import copy
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

register = template.Library()

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.CheckboxSelectMultiple, "utrecht-checkbox"),
    (forms.RadioSelect, "utrecht-radio-button"),
    (forms.CheckboxInput, "utrecht-checkbox"),
    (forms.Select, "utrecht-select"),
    (forms.Widget, "utrecht-textbox"),
)


@register.filter
def kind(field: BoundField) -> str:
    """What to draw: `group` (radios, checkboxes), `checkbox`, `file` or `input`."""
    widget = field.field.widget
    if widget.use_fieldset:
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "file" if isinstance(widget, forms.FileInput) else "input"


@register.filter
def role(field: BoundField) -> str:
    """`radiogroup` for radio buttons, which may then carry `aria-required`; else empty."""
    # Django draws checkboxes with a kind of RadioSelect.
    return "radiogroup" if getattr(field.field.widget, "input_type", "") == "radio" else ""


@register.filter
def described_by(field: BoundField) -> str:
    """Ids of the help text and of the error, as far as there are any."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)


@register.filter
def anchor(field: BoundField) -> str:
    """Id of the first thing to type or choose, where an error summary leads to."""
    return f"{field.auto_id}_0" if field.field.widget.use_fieldset else field.auto_id


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The control itself, with our class and with `aria-required` instead of `required`.

    The browser's own bubbles are neither translated by us nor read out everywhere, so
    `required` is never written.
    """
    drawn = _dressed(field)
    if isinstance(drawn, forms.ClearableFileInput):
        # Django adds its own "currently … clear" markup; stored files are the component's job.
        drawn.template_name = forms.FileInput.template_name
    attributes: dict[str, Any] = {}
    if field.field.required:
        attributes["aria-required"] = "true"
    if described := described_by(field):
        attributes["aria-describedby"] = described
    field.form.use_required_attribute = False
    return field.as_widget(widget=drawn, attrs=attributes)


@register.filter
def options(field: BoundField) -> list[BoundWidget]:
    """The radio buttons or checkboxes of a group, one by one."""
    field.form.use_required_attribute = False
    drawn = _dressed(field)
    attributes = field.build_widget_attrs({}, drawn) | {"id": field.auto_id}
    attributes.pop("aria-invalid", None)
    return [
        BoundWidget(drawn, data, field.form.renderer)
        for data in drawn.subwidgets(field.html_name, field.value(), attrs=attributes)
    ]


def _dressed(field: BoundField) -> forms.Widget:
    drawn: forms.Widget = copy.copy(field.field.widget)
    ours = next(name for base, name in _CLASSES if isinstance(drawn, base))
    given = drawn.attrs.get("class", "")
    drawn.attrs = {**drawn.attrs, "class": f"{ours} {given}".strip()}
    # A placeholder is too pale to read and gone when one begins to type.
    drawn.attrs.pop("placeholder", None)
    return drawn
