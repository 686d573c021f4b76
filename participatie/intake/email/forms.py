"""The forms of one message: each is one thing a clerk can do with it. Acts decide."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.intake.email import acts, becoming
from participatie.intake.email.models import IncomingMail, Mailbox
from participatie.intake.typing.fields import (
    country_line,
    email_line,
    line,
    phone_line,
    tidy_postcode,
)
from participatie.intake.typing.matching import choosable, only_open
from participatie.intake.typing.naming import require_names
from participatie.intake.typing.reaching import language_field, reply_by_field, require_detail
from participatie.pipeline.models import Consultation, Contact
from participatie.pipeline.queries.contributions import by_reference
from participatie.pipeline.statuses import DeliveryWay, SubmitterKind

CONTACT = ("name", "organisation", "email", "phone", "street", "postcode", "city", "country")
OWN, WHOLE = "own", "whole"


class ActForm(forms.Form):
    """One thing to do with a message; `word` stands in its address."""

    word: ClassVar[str]
    title: ClassVar[Any]
    button: ClassVar[Any]

    def __init__(
        self, mail: IncomingMail, data: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        self.mail = mail
        super().__init__(data, auto_id=f"{self.word}_%s", **options)

    def do(self, actor: User) -> str:
        """Do it, and say what was done. Raises `pipeline.refusals.Refused`."""
        raise NotImplementedError


class _WithWords(ActForm):
    """What of the message goes along: which words, which files."""

    words = forms.ChoiceField(
        label=gettext_lazy("Which words count"),
        choices=[
            (OWN, gettext_lazy("The sender's own words, without what is folded")),
            (WHOLE, gettext_lazy("The whole message")),
        ],
        initial=OWN,
        widget=forms.RadioSelect,
    )
    enclosures = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Files that go along"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, mail: IncomingMail, data: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(mail, data, **options)
        taken = [row for row in mail.files.all() if row.file_id]
        if taken:
            self.fields["enclosures"].choices = [(row.pk, row.name) for row in taken]
            self.fields["enclosures"].initial = [row.pk for row in taken]
        else:
            del self.fields["enclosures"]
        if not mail.read.get("folded"):
            del self.fields["words"]

    @property
    def whole(self) -> bool:
        """Whether the whole message counts."""
        return bool(self.cleaned_data.get("words") == WHOLE)


class ConfirmForm(_WithWords):
    """It becomes a contribution."""

    word = "reactie"
    title = gettext_lazy("This is a contribution")
    button = gettext_lazy("Make it a contribution")

    consultation = forms.ModelChoiceField(
        label=gettext_lazy("Consultation"),
        queryset=Consultation.objects.none(),
        empty_label=gettext_lazy("Choose a consultation"),
        error_messages={"required": gettext_lazy("Say which consultation this is about.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Who is speaking"),
        choices=SubmitterKind.choices,
        initial=SubmitterKind.PERSON,
        widget=forms.RadioSelect,
    )
    name = line(gettext_lazy("Name"))
    organisation = line(gettext_lazy("Organisation"))
    email = email_line(gettext_lazy("E-mail address"))
    phone = phone_line(gettext_lazy("Telephone number"))
    street = line(gettext_lazy("Street and number"))
    postcode = line(gettext_lazy("Postcode"), size=10)
    city = line(gettext_lazy("Town"))
    country = country_line()
    reply_by = reply_by_field(
        first=DeliveryWay.EMAIL,
        initial=DeliveryWay.EMAIL,
        help_text=gettext_lazy(
            "Who mails us may be answered by e-mail, unless they say otherwise."
        ),
    )
    language = language_field()
    name_may_be_published = forms.BooleanField(
        label=gettext_lazy("The name may be published with the contribution"),
        required=False,
        help_text=gettext_lazy(
            "Only when the submitter said or wrote so. Otherwise leave it empty."
        ),
    )
    note = line(gettext_lazy("Note about this message"), most=100)

    def __init__(
        self, mail: IncomingMail, data: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(mail, data, **options)
        field = self.fields["consultation"]
        # One that was decided stays possible where the mailbox is of that one.
        own = _suggested(mail)
        field.queryset = choosable()
        if own is not None and not field.queryset.filter(pk=own.pk).exists():
            field.queryset = Consultation.objects.filter(pk=own.pk)
        suggested = own or only_open()
        self.initial = {
            "consultation": suggested.pk if suggested else None,
            "name": mail.read.get("name", ""),
            "email": mail.read.get("address", ""),
        } | dict(mail.typed or {})

    @staticmethod
    def typed(sent: QueryDict) -> dict[str, Any]:
        """Everything typed, as it was typed, to keep."""
        names = set(ConfirmForm.base_fields) - {"enclosures"}
        typed: dict[str, Any] = {name: sent[name] for name in names if sent.get(name)}
        return typed | {"enclosures": sent.getlist("enclosures")}

    @property
    def contact_fields(self) -> list[forms.BoundField]:
        """Who it is."""
        return [self[part] for part in CONTACT]

    def clean_postcode(self) -> str:
        return tidy_postcode(self.cleaned_data["postcode"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        require_names(self)
        require_detail(self)
        return given

    def do(self, actor: User) -> str:
        given = self.cleaned_data
        made = becoming.become(
            self.mail,
            becoming.Confirmed(
                consultation=given["consultation"],
                contact=Contact(**{part: given[part] for part in CONTACT}),
                reply_by=DeliveryWay(given["reply_by"]),
                whole=self.whole,
                kind=SubmitterKind(given["kind"]),
                name_may_be_published=given["name_may_be_published"],
                language=given["language"],
                files=given.get("enclosures", ()),
                note=given["note"],
            ),
            actor=actor,
        )
        return _("%(reference)s was made of this message.") % {"reference": made.reference}


def _suggested(mail: IncomingMail) -> Consultation | None:
    if mail.mailbox is not None and mail.mailbox.consultation is not None:
        return mail.mailbox.consultation
    return mail.delivery.contribution.consultation if mail.delivery else None


class AddForm(_WithWords):
    """It is added to what the sender sent before."""

    word = "toevoegen"
    title = gettext_lazy("This adds something to an earlier contribution")
    button = gettext_lazy("Add it")

    reference = line(
        gettext_lazy("Number of that contribution"),
        size=14,
        help_text=gettext_lazy("For example OV26-0042."),
    )
    field_order = ("reference",)

    def __init__(
        self, mail: IncomingMail, data: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(mail, data, **options)
        if mail.delivery is not None:
            self.initial["reference"] = mail.delivery.contribution.reference

    def clean_reference(self) -> Any:
        found = by_reference(self.cleaned_data["reference"])
        if found is None:
            raise forms.ValidationError(_("There is no contribution with this number."))
        return found

    def do(self, actor: User) -> str:
        to = self.cleaned_data["reference"]
        files = self.cleaned_data.get("enclosures", ())
        becoming.add_to(self.mail, to, actor=actor, whole=self.whole, files=files)
        return _("The message was added to %(reference)s.") % {"reference": to.reference}


class AsideForm(ActForm):
    """It is no contribution."""

    word = "geen-reactie"
    title = gettext_lazy("This is no contribution")
    button = gettext_lazy("No contribution")

    REASONS: ClassVar[dict[str, Any]] = {
        "answered": gettext_lazy("a question that was answered"),
        "automatic": gettext_lazy("an automatic message"),
        "twice": gettext_lazy("came in before"),
        "unwanted": gettext_lazy("advertising or unwanted mail"),
        "other": gettext_lazy("something else"),
    }
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say why this is no contribution.")},
    )
    explanation = line(gettext_lazy("Explanation"), most=150)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("reason") == "other" and not given.get("explanation", True):
            self.add_error("explanation", _("Say what it is."))
        return given

    def do(self, actor: User) -> str:
        given = self.cleaned_data
        reason = str(self.REASONS[given["reason"]])
        said = ": ".join(filter(None, [reason, given["explanation"]]))
        acts.put_aside(self.mail, actor=actor, reason=said)
        return _("Noted: no contribution. The message is kept.")


class MoveForm(ActForm):
    """It is for another consultation of ours."""

    word = "postvak"
    title = gettext_lazy("This is for another mailbox of ours")
    button = gettext_lazy("Put it there")

    mailbox = forms.ModelChoiceField(
        label=gettext_lazy("Mailbox"),
        queryset=Mailbox.objects.none(),
        empty_label=gettext_lazy("Choose a mailbox"),
        help_text=gettext_lazy("The day on which it came in stays the same."),
    )

    def __init__(
        self, mail: IncomingMail, data: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(mail, data, **options)
        others = Mailbox.objects.filter(is_active=True).exclude(pk=mail.mailbox_id)
        self.fields["mailbox"].queryset = others

    def do(self, actor: User) -> str:
        acts.move_to(self.mail, self.cleaned_data["mailbox"], actor=actor)
        return _("The message waits in “%(mailbox)s” now.") % {
            "mailbox": self.cleaned_data["mailbox"]
        }


class ForwardForm(ActForm):
    """It is for another body."""

    word = "doorsturen"
    title = gettext_lazy("This is for another body")
    button = gettext_lazy("Send it on and tell the sender")

    body = line(
        gettext_lazy("Which body"),
        help_text=gettext_lazy("For example: the municipality of Harstede."),
    )
    address = email_line(gettext_lazy("E-mail address of that body"))
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("That body and the sender both read this."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("body"):
            self.add_error("body", _("Type the name of the body it is for."))
        if not given.get("address", True):
            self.add_error("address", _("Type the e-mail address of that body."))
        return given

    def do(self, actor: User) -> str:
        acts.forward(self.mail, actor=actor, **self.cleaned_data)
        return _("The message is sent on, and the sender is told so.")


class _Colleagues(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ColleagueForm(ActForm):
    """A colleague answers it."""

    word = "collega"
    title = gettext_lazy("A colleague answers this")
    button = gettext_lazy("Send it to this colleague")

    colleague = _Colleagues(
        label=gettext_lazy("Colleague"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose a colleague"),
        error_messages={"required": gettext_lazy("Choose a colleague.")},
    )
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, mail: IncomingMail, data: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(mail, data, **options)
        roles = (Role.CLERK, Role.HANDLER, Role.APPROVER, Role.REGISTRY, Role.PRIVACY_OFFICER)
        working = User.objects.filter(is_active=True, groups__name__in=roles).distinct()
        self.fields["colleague"].queryset = working.order_by("first_name", "last_name", "pk")

    def do(self, actor: User) -> str:
        acts.give_to(self.mail, actor=actor, **self.cleaned_data)
        return _("The message is sent to your colleague.")


FORMS: dict[str, type[ActForm]] = {
    form.word: form
    for form in (ConfirmForm, AddForm, AsideForm, MoveForm, ForwardForm, ColleagueForm)
}
"""In the order in which they stand on the page."""
