"""The shapes of what is filled in about questions; the acts judge it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from participatie.accountability.staten.questions.models import ExecutiveMember, Withheld
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
PUBLIC = "public"
NO_DAY = _("Type a day, such as 12-3-2026.")
BAD_DAY = {"invalid": NO_DAY, "required": NO_DAY}


class AskForm(forms.Form):
    """A question."""

    over = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your question"),
        help_text=_(
            "Everyone can read your question and the reply. Do not name people, and write nothing "
            "that points to one person, such as an address or a diagnosis."
        ),
        error_messages={"required": _("Type your question.")},
        widget=forms.Textarea({"rows": "8"}),
    )


class ReplyForm(forms.Form):
    """A reply; `seen` is how many versions the writer saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    came_on = forms.DateField(
        label=_("Day on which the reply came in on paper"),
        help_text=_("Everyone reads that you entered it, and on which day it came in."),
        widget=DAY,
        error_messages=BAD_DAY,
    )
    why = forms.CharField(
        label=_("What was wrong in the reply"),
        help_text=_("Everyone reads this. The reply that was given stays beside it."),
        error_messages={"required": _("Say what was wrong in the reply.")},
        widget=forms.Textarea({"rows": "2"}),
    )
    text = forms.CharField(
        label=_("Reply"),
        help_text=_(
            "Everyone can read it. Do not name people. What was given cannot be changed any more; "
            "you can correct it with a new version."
        ),
        error_messages={"required": _("Type the reply.")},
        widget=forms.Textarea({"rows": "12"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        on_paper: bool,
        corrects: bool,
        is_public: bool,
        for_draft: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        if not is_public:
            for name in ("came_on", "why"):
                self.fields[name].help_text = ""
            self.fields["text"].help_text = _(
                "The question and the reply are not public: the griffie decided so. Members of "
                "the council and the Executive do read it. What was given cannot be changed any "
                "more; you can correct it with a new version."
            )
        if not on_paper:
            del self.fields["came_on"]
        if not corrects:
            del self.fields["why"]
        if for_draft:
            for name in ("came_on", "why", "text"):
                if name in self.fields:
                    self.fields[name].required = False


class ExtendForm(forms.Form):
    """More time."""

    until = forms.DateField(label=_("New last day"), widget=DAY, error_messages=BAD_DAY)
    because = forms.CharField(
        label=_("Why do you need more time?"),
        help_text=_("Everyone reads this. Do not name people."),
        error_messages={"required": _("Say why you need more time.")},
        widget=forms.Textarea({"rows": "3"}),
    )


class WithholdForm(forms.Form):
    """Whether everyone reads a question and its reply."""

    because = forms.ChoiceField(
        label=_("Who may read it?"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = [
            (PUBLIC, _("Everyone can read it")),
            *((one.value, _("Not public: %(why)s") % {"why": one.label}) for one in Withheld),
        ]


class MemberForm(forms.Form):
    """A member of the Executive."""

    user = forms.ModelChoiceField(
        label=_("Account"),
        queryset=User.objects.none(),
        empty_label=_("Choose an account"),
        help_text=_("The mails about questions go here. An administrator makes accounts."),
        error_messages={"required": _("Choose an account.")},
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Only members of the council, the Executive and the griffie see it."),
        error_messages={"required": _("Type the name.")},
    )
    portfolio = forms.CharField(
        label=_("Portfolio"),
        max_length=200,
        help_text=_("As everyone reads it after “the member for”: roads and nature."),
        error_messages={"required": _("Type the portfolio.")},
    )
    since = forms.DateField(label=_("In office since"), widget=DAY, error_messages=BAD_DAY)

    def __init__(self, *args: Any, has_account: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_account:
            del self.fields["user"]
            return
        users = User.objects.filter(is_active=True, groups__name=Role.EXECUTIVE)
        account = self.fields["user"]
        account.queryset = users.order_by("email")
        account.label_from_instance = lambda user: f"{user.name} ({user.email})"


class LeaveForm(forms.Form):
    """The end of an office."""

    until = forms.DateField(
        label=_("Last day in office"),
        required=False,
        widget=DAY,
        error_messages=BAD_DAY,
        help_text=_("Leave empty while no end is known."),
    )
    successor = forms.ModelChoiceField(
        label=_("Who follows"),
        queryset=ExecutiveMember.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Open questions go to who follows, or else to the Executive as a whole."),
    )

    def __init__(self, *args: Any, member: ExecutiveMember, **kwargs: Any) -> None:
        initial = {"until": member.until, "successor": member.successor_id}
        super().__init__(*args, initial=initial, **kwargs)
        choose_member(self.fields["successor"], serving().exclude(pk=member.pk))


class ResponsibleForm(forms.Form):
    """Who must reply to questions about a consultation."""

    member = forms.ModelChoiceField(
        label=_("Responsible"),
        queryset=ExecutiveMember.objects.none(),
        empty_label=_("Choose a member"),
        error_messages={"required": _("Choose a member.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = ExecutiveMember.objects.in_office(clock.today())
        choose_member(self.fields["member"], members)


def serving() -> QuerySet[ExecutiveMember]:
    """Members who have not left: also who is still to begin can follow somebody."""
    today = clock.today()
    return ExecutiveMember.objects.exclude(until__lt=today)


def choose_member(field: Any, members: QuerySet[ExecutiveMember]) -> None:
    """Let one of these be chosen, by name and portfolio."""
    field.queryset = members
    field.label_from_instance = lambda member: f"{member.name} ({member.portfolio})"
