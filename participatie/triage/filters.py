"""Narrowing the queue; what is chosen lives in the address only."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participatie.accounts.models import User
from participatie.pipeline.models import Consultation, Contribution, Theme
from participatie.pipeline.queries.contributions import REFERENCE, about_theme
from participatie.pipeline.statuses import Channel, Timeliness
from participatie.triage import queries

MINE, UNASSIGNED = "mine", "unassigned"
NO_POINTS, NO_PUBLIC_TEXT, NOT_COMPLETED = "points", "public_text", "completion"


class QueueFilter(forms.Form):
    """Which contributions to show. A value that does not exist is left out, not refused."""

    consultation = forms.ChoiceField(label=_("Consultation"), required=False)
    channel = forms.ChoiceField(
        label=_("Door"), required=False, choices=[("", _("All doors")), *Channel.choices]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    whose = forms.ChoiceField(
        label=_("Handler"),
        required=False,
        choices=[
            ("", pgettext_lazy("handlers", "Everyone’s")),
            (MINE, _("Mine")),
            (UNASSIGNED, _("Nobody’s yet")),
        ],
    )
    missing = forms.ChoiceField(
        label=_("Still missing"),
        required=False,
        choices=[
            ("", _("Everything")),
            (NO_POINTS, _("No points yet")),
            (NO_PUBLIC_TEXT, _("No text for the public yet")),
            (NOT_COMPLETED, _("Asked to complete, and the term passed")),
        ],
    )
    number = forms.CharField(
        label=_("Number"),
        required=False,
        widget=forms.TextInput({"size": "10", "autocomplete": "off"}),
    )
    late = forms.BooleanField(label=_("Only late ones"), required=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.user = user
        consultations = list(Consultation.objects.only("slug", "title", "prefix"))
        self.fields["consultation"].choices = [
            ("", _("All consultations")),
            *((each.slug, f"{each.prefix} {each.title}") for each in consultations),
        ]
        names = {each.pk: str(each) for each in consultations}
        grouped: dict[str, list[tuple[str, str]]] = {}
        for theme in Theme.objects.order_by("-consultation__closes_on", "consultation", "order"):
            of = grouped.setdefault(names[theme.consultation_id], [])
            of.append((str(theme.pk), theme.name))
        self.fields["theme"].choices = [
            ("", _("All themes")),
            *grouped.items(),
        ]

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip()
        if number and not number.isdecimal() and not REFERENCE.match(number):
            raise forms.ValidationError(_("Type a number, such as 42 or OV26-0042."))
        return number

    @property
    def wanted(self) -> dict[str, Any]:
        """What is asked for and exists."""
        self.full_clean()
        return getattr(self, "cleaned_data", {})

    def narrow(self, rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
        """`rows` as far as they fit. A number looks everywhere, whatever else is chosen."""
        wanted = self.wanted
        if number := wanted.get("number"):
            return rows.filter(_has_number(number))
        if slug := wanted.get("consultation"):
            rows = rows.filter(consultation__slug=slug)
        if channel := wanted.get("channel"):
            rows = rows.filter(channel=channel)
        if theme := wanted.get("theme"):
            rows = rows.filter(about_theme(theme))
        if wanted.get("late"):
            rows = rows.filter(timeliness=Timeliness.LATE)
        match wanted.get("whose"):
            case "mine":
                rows = rows.filter(assigned_to=self.user)
            case "unassigned":
                rows = rows.filter(assigned_to=None)
        match wanted.get("missing"):
            case "points":
                rows = rows.filter(queries.without_points())
            case "public_text":
                rows = rows.filter(queries.without_public_text())
            case "completion":
                rows = rows.filter(queries.not_completed())
        return rows


def _has_number(typed: str) -> Q:
    if match := REFERENCE.match(typed):
        return Q(consultation__prefix=match[1].upper(), number=int(match[2]))
    # Longer than any number we ever gave would not fit in the column.
    return Q(number=int(typed[:9]))
