"""What is asked of who puts an outage on record."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.core import clock, terms
from participatie.core.templatetags.prose import nl_date
from participatie.duties.outages import Proposal
from participatie.pipeline.models import Consultation, Outage
from participatie.pipeline.statuses import Channel

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
LONGEST = timedelta(days=365)
"""So much later than was proposed, or so long ago, is a mistake in typing."""
BAD_DAY = {"invalid": gettext_lazy("Type a day, such as 12-3-2026.")}
BAD_TIME = {"invalid": gettext_lazy("Type a time, such as 14:30.")}


class EndForm(forms.Form):
    """When people could reach us again."""

    ended_on = forms.DateField(
        label=gettext_lazy("Until what day"), widget=DAY, required=False, error_messages=BAD_DAY
    )
    ended_time = forms.TimeField(
        label=gettext_lazy("Until what time"), widget=TIME, required=False, error_messages=BAD_TIME
    )

    def clean(self) -> dict[str, Any]:
        """A day and a time go together."""
        given = super().clean() or {}
        if "ended_on" in given and "ended_time" in given:
            day, time = given["ended_on"], given["ended_time"]
            if day and time is None:
                self.add_error("ended_time", _("Fill in the time too."))
            if time is not None and not day:
                self.add_error("ended_on", _("Fill in the day too."))
        return given

    @property
    def ended_at(self) -> datetime | None:
        """The end; None when nothing was filled in. Only of a valid form."""
        if not self.cleaned_data.get("ended_on"):
            return None
        return _moment(self.cleaned_data["ended_on"], self.cleaned_data["ended_time"])


class OverForm(EndForm):
    """The end of an outage that goes on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class WhenAndWhyForm(EndForm):
    """When it was, and why."""

    end_to_come = gettext_lazy("The end lies in the future.")

    began_on = forms.DateField(
        label=gettext_lazy("From what day"), widget=DAY, error_messages=BAD_DAY
    )
    began_time = forms.TimeField(
        label=gettext_lazy("From what time"), widget=TIME, error_messages=BAD_TIME
    )
    reason = forms.CharField(
        label=gettext_lazy("What was the reason?"),
        max_length=500,
        help_text=gettext_lazy("Everyone reads this. One or two sentences. Do not name people."),
        widget=forms.Textarea({"rows": "3"}),
    )
    reason_in_english = forms.CharField(
        label=gettext_lazy("The reason in English"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("For the English pages. Left empty, they show the Dutch."),
        widget=forms.Textarea({"rows": "3", "lang": "en"}),
    )

    field_order = (
        *("is_planned", "doors", "began_on", "began_time", "ended_on", "ended_time"),
        *("reason", "reason_in_english", "note"),
    )

    @property
    def began_at(self) -> datetime:
        """The beginning. Only of a valid form."""
        return _moment(self.cleaned_data["began_on"], self.cleaned_data["began_time"])

    def check_times(self, *, is_planned: bool, around: datetime) -> None:
        """An outage began already, not long before `around`, and an end comes after a beginning."""
        if around - self.began_at > LONGEST:
            self.add_error("began_on", _("This day lies more than a year ago. Is the year right?"))
        elif not is_planned and self.began_at > clock.now():
            self.add_error("began_on", _("An outage cannot begin later than now."))
        elif self.ended_at is None:
            return
        elif self.ended_at <= self.began_at:
            self.add_error("ended_on", _("The end must come after the beginning."))
        elif not is_planned and self.ended_at > clock.now():
            self.add_error("ended_on", self.end_to_come)


class OutageForm(WhenAndWhyForm):
    """What could not be used, when, and why."""

    end_to_come = gettext_lazy("The end lies in the future. Leave it empty.")

    is_planned = forms.TypedChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[("no", gettext_lazy("An outage")), ("yes", gettext_lazy("Planned work"))],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
    doors = forms.MultipleChoiceField(
        label=gettext_lazy("What could people not use?"),
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one way that could not be used.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].help_text = _("Leave empty while it goes on.")

    def clean(self) -> dict[str, Any]:
        """Planned work has an end; and the times must be possible."""
        given = super().clean()
        if self.errors:
            return given
        if given["is_planned"] and self.ended_at is None:
            self.add_error("ended_on", _("Fill in when the planned work ends."))
        else:
            self.check_times(is_planned=given["is_planned"], around=clock.now())
        return given


class CorrectionForm(WhenAndWhyForm):
    """What was wrong in what is on record. Of an outage that goes on, no end is asked."""

    note = forms.CharField(
        label=gettext_lazy("What was wrong?"),
        max_length=500,
        help_text=gettext_lazy("For colleagues. For example: the clock of the server was wrong."),
        widget=forms.Textarea({"rows": "2"}),
    )

    def __init__(self, *args: Any, outage: Outage, **kwargs: Any) -> None:
        known = {"reason": outage.reason, "reason_in_english": outage.reason_in_english}
        known |= day_and_time("began", outage.began_at)
        if outage.ended_at is not None:
            known |= day_and_time("ended", outage.ended_at)
        super().__init__(*args, initial=known, **kwargs)
        self.outage = outage
        for name in ("ended_on", "ended_time"):
            if outage.ended_at is None:
                del self.fields[name]
            else:
                self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """The times must be possible."""
        given = super().clean()
        if not self.errors:
            self.check_times(is_planned=self.outage.is_planned, around=self.outage.began_at)
        return given


def day_and_time(name: str, moment: datetime) -> dict[str, Any]:
    """{field: value} of the two fields that ask for this moment, to the minute."""
    local = moment.astimezone(terms.zone())
    return {
        f"{name}_on": local.date(),
        f"{name}_time": local.time().replace(second=0, microsecond=0),
    }


def _moment(day: date, time: Any) -> datetime:
    return datetime.combine(day, time, tzinfo=terms.zone())


class TermsForm(forms.Form):
    """Which consultations were hindered, and until when each may be responded to."""

    def __init__(
        self,
        *args: Any,
        consultations: Sequence[Consultation] = (),
        proposals: Sequence[Proposal] = (),
        needs_one: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.needs_one = needs_one
        self.proposals = {one.consultation.pk: one for one in proposals}
        self.consultations = list(consultations)
        for one in self.consultations:
            self.fields[f"hit_{one.pk}"] = forms.BooleanField(
                label=one.title, required=False, initial=True
            )
            if one.pk in self.proposals:
                self.fields[f"day_{one.pk}"] = forms.DateField(
                    label=_("New last day"),
                    required=False,
                    initial=self.proposals[one.pk].day,
                    widget=DAY,
                    error_messages=BAD_DAY,
                    help_text=_("A later day is possible. Leave empty to keep the last day."),
                )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each consultation with its fields, for the template."""
        return [
            {
                "consultation": one,
                "hit": self[f"hit_{one.pk}"],
                "proposal": self.proposals.get(one.pk),
                "day": self[f"day_{one.pk}"] if one.pk in self.proposals else None,
            }
            for one in self.consultations
        ]

    def clean(self) -> dict[str, Any]:
        """A new last day makes good the time that was lost, and is a working day."""
        given = super().clean() or {}
        for pk, proposed in self.proposals.items():
            day = given.get(f"day_{pk}")
            if not given.get(f"hit_{pk}") or day is None:
                continue
            if day < proposed.day:
                problem = _("Choose %(day)s or later: that makes good the time that was lost.")
                self.add_error(f"day_{pk}", problem % {"day": nl_date(proposed.day, "weekday")})
            elif day - proposed.day > LONGEST:
                self.add_error(f"day_{pk}", _("That is more than a year later. Is the year right?"))
            elif not terms.is_working_day(day):
                later = nl_date(terms.next_working_day(day), "weekday")
                problem = _("This is no working day. The first one after it is %(day)s.")
                self.add_error(f"day_{pk}", problem % {"day": later})
        if self.needs_one and not self.errors and not self.hindered:
            self.add_error(None, _("Choose at least one consultation that people could not reach."))
        return given

    @property
    def hindered(self) -> list[Consultation]:
        """The consultations that were ticked. Only of a valid form."""
        return [one for one in self.consultations if self.cleaned_data.get(f"hit_{one.pk}")]

    @property
    def closing(self) -> dict[int, date]:
        """{key of consultation: new last day}, of those that were ticked and get one."""
        days = {one.pk: self.cleaned_data.get(f"day_{one.pk}") for one in self.hindered}
        return {pk: day for pk, day in days.items() if day is not None}
