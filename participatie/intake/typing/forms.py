"""The form of one contribution as a clerk types it. It checks shape; the acts decide."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Protocol

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participatie.core import clock
from participatie.intake.paper.codes import code_of
from participatie.intake.typing import paper_forms
from participatie.intake.typing import questions as question_fields
from participatie.intake.typing.doors import DOORS
from participatie.intake.typing.fields import (
    DayField,
    FilesField,
    FirstFocused,
    SignatoriesField,
    country_line,
    email_line,
    line,
    phone_line,
    received_day,
    tidy_postcode,
)
from participatie.intake.typing.forwarded import FIELDS as FORWARDED
from participatie.intake.typing.forwarded import ForwardedFields
from participatie.intake.typing.matching import matching
from participatie.intake.typing.naming import require_names
from participatie.intake.typing.reaching import language_field, reply_by_field, require_detail
from participatie.pipeline.models import Consultation, Contact, QuestionForm, StoredFile
from participatie.pipeline.questions import MAX_TEXT, Given, Question
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    DeliveryWay,
    LetterForm,
    SubmitterKind,
)

LONGEST_AGO = timedelta(days=366)
LONGEST_IN_THE_POST = timedelta(days=183)
CONTACT = ("name", "organisation", "street", "postcode", "city", "country", "email", "phone")
FILES = {
    "scan": AttachmentKind.SCAN,
    "attachments": AttachmentKind.ATTACHMENT,
    "authorisation": AttachmentKind.AUTHORISATION,
}
SEVERAL_FIT = _("Several consultations fit. Choose one.")


class KeptFile(Protocol):
    """A file stored with an entry, of one of the kinds in `FILES`."""

    file: StoredFile
    kind: str


class EntryForm(ForwardedFields):
    """One contribution as a clerk types it in, for one door.

    `kept` are the files stored with the entry so far. Fields that the door has no use for are
    left out; the order of the others is the same for every door.
    """

    folded: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "forwarded": FORWARDED,
        "more": ("attachments", "country", "letter_form", "language", "note"),
        "representative": (*(f"rep_{part}" for part in CONTACT), "authorisation"),
        "signatories": ("signatories",),
    }
    """Groups of fields that most contributions do not need, folded until they have something in
    them."""

    consultation = forms.CharField(
        label=_("Consultation"),
        help_text=_("Type a part of the name, or the letters of the number."),
        widget=forms.TextInput(attrs={"list": "consultations", "autocomplete": "off"}),
        error_messages={"required": _("Say which consultation this is about.")},
    )
    chosen = forms.ChoiceField(
        label=_("Which one do you mean?"),
        widget=FirstFocused,
        error_messages={"required": SEVERAL_FIT, "invalid_choice": SEVERAL_FIT},
    )
    form_code = line(
        _("Code of the paper form"),
        size=14,
        help_text=_("Stands on every sheet of our form, such as PF-0042-7."),
    )
    received_on = received_day()
    postmarked_on = DayField(
        label=_("Date of the postmark"),
        required=False,
        help_text=_("Leave it empty when it cannot be read."),
        future=_("The postmark lies in the future."),
    )
    text = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        validators=[MaxLengthValidator(MAX_TEXT)],
        error_messages={"required": _("There is no text yet.")},
    )
    scan = FilesField(
        label=_("Scan"), help_text=_("PDF, JPEG, PNG, ODT, DOCX or TXT, at most 25 MB each.")
    )
    kind = forms.ChoiceField(
        label=_("Who is speaking"),
        choices=SubmitterKind.choices,
        initial=SubmitterKind.PERSON,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is speaking.")},
    )
    name = line(_("Name"))
    organisation = line(_("Organisation"))
    street = line(_("Street and number"))
    postcode = line(_("Postcode"), size=10)
    city = line(_("Town"))
    email = email_line(_("E-mail address"))
    phone = phone_line(_("Telephone number"))
    reply_by = reply_by_field()
    country = country_line()
    letter_form = forms.ChoiceField(
        label=_("If by letter, in which form?"),
        required=False,
        choices=[
            ("" if form is LetterForm.NORMAL else form.value, form.label) for form in LetterForm
        ],
        widget=forms.RadioSelect,
    )
    language = language_field()
    name_may_be_published = forms.BooleanField(
        label=_("The name may be published with the contribution"),
        required=False,
        help_text=_("Only when the submitter said or wrote so. Otherwise leave it empty."),
    )
    attachments = FilesField(
        label=_("Attachments"),
        help_text=_("What was sent along: photos, maps, reports."),
    )
    rep_name = line(_("Name of the representative"))
    rep_organisation = line(_("Organisation of the representative"))
    rep_street = line(_("Street and number of the representative"))
    rep_postcode = line(_("Postcode of the representative"), size=10)
    rep_city = line(_("Town of the representative"))
    rep_country = country_line(_("Country of the representative"))
    rep_email = email_line(_("E-mail address of the representative"))
    rep_phone = phone_line(_("Telephone number of the representative"))
    authorisation = FilesField(
        several=False,
        label=_("Authorisation"),
        help_text=_("A letter in which the person says who may speak for them."),
    )
    signatories = SignatoriesField(
        label=_("Others who signed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "wrap": "off", "autocomplete": "off"}),
        help_text=_(
            "One person on each line: name; street and number; postcode and town; e-mail. "
            "Only the name has to be there."
        ),
    )
    note = line(
        _("What you typed it in from"),
        most=100,
        help_text=_("For example: two pages, written by hand, last line not readable."),
    )

    def __init__(
        self,
        channel: Channel,
        data: Mapping[str, Any] | None = None,
        *,
        initial: dict[str, Any] | None = None,
        kept: Sequence[KeptFile] = (),
    ) -> None:
        super().__init__(data, initial=initial)
        self.channel, self.kept = channel, list(kept)
        self.door = door = DOORS[channel]
        for name in door.without:
            del self.fields[name]
        self.fields["text"].label = door.text_label
        self.fields["text"].help_text = door.text_help
        self.fields["text"].required = "scan" in door.without
        given = (initial if data is None else data) or {}
        self.paper_form, self.paper_problem = (
            paper_forms.paper_form(given) if paper_forms.FIELD in self.fields else (None, "")
        )
        typed = str(given.get("consultation", ""))
        if self.paper_form and (not typed.strip() or paper_forms.names_a_form(given)):
            self.fields["consultation"].required = False
            self.matches = [self.paper_form.consultation]
        else:
            self.matches = matching(typed)
        if len(self.matches) > 1:
            choices = [(str(found.pk), str(found)) for found in self.matches]
            self.fields["chosen"].choices = choices
        else:
            del self.fields["chosen"]
        self._add_questions()

    def _add_questions(self) -> None:
        for question in self.questions:
            self.fields[question_fields.name_of(question)] = question_fields.field_of(question)
        if self.questions:
            text = self.fields["text"]
            text.label, text.required = self.door.rest_label, False
            text.help_text = _("Or everything in one piece. The questions may then stay empty.")
            text.widget.attrs["rows"] = 6

    @classmethod
    def typed(cls, sent: QueryDict) -> dict[str, Any]:
        """Everything typed, as it was typed, to keep."""
        names = set(cls.base_fields) - set(FILES)
        names |= {name for name in sent if question_fields.is_answer(name)}
        several = question_fields.SEVERAL
        return {
            name: sent.getlist(name) if name.startswith(several) else sent[name]
            for name in names
            if sent.get(name)
        }

    @property
    def question_form(self) -> QuestionForm | None:
        """The questions that are asked, or that stand on the paper; None when there are none."""
        if self.paper_form is not None:
            return self.paper_form
        found = self.consultation_found
        return found.form if found is not None and self.door.asks else None

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that have a field."""
        return question_fields.asked(self.question_form.questions) if self.question_form else []

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        """The fields of the questions, in their order."""
        return [self[question_fields.name_of(question)] for question in self.questions]

    @property
    def answers(self) -> dict[str, Given]:
        """{key of the question: answer} of what was answered."""
        return question_fields.given(self.questions, self.cleaned_data)

    @property
    def whole_text(self) -> str:
        """All that was said, as it is read back and kept."""
        return question_fields.one_text(
            self.questions, self.answers, self.cleaned_data.get("text", "")
        )

    @property
    def consultation_found(self) -> Consultation | None:
        """The consultation meant, once that is clear."""
        if len(self.matches) == 1:
            return self.matches[0]
        chosen = str((self.data or self.initial).get("chosen", ""))
        return next((found for found in self.matches if str(found.pk) == chosen), None)

    @property
    def submitter_fields(self) -> list[forms.BoundField]:
        """The contact fields of the submitter, in the order of this door."""
        return [self[part] for part in self.door.contact]

    @property
    def representative_fields(self) -> list[forms.BoundField]:
        """The contact fields of the representative."""
        return [self[f"rep_{part}"] for part in (*self.door.contact, "country")]

    @property
    def stored(self) -> dict[str, list[dict[str, Any]]]:
        """{file field: files stored so far}, for the component that draws the field."""
        return {
            name: [
                {"name": f.file.name, "size": f.file.size, "remove": "remove", "value": f.file.pk}
                for f in self.kept
                if f.kind == kind
            ]
            for name, kind in FILES.items()
        }

    @property
    def unfolded(self) -> dict[str, bool]:
        """{group of `folded`: whether something is in it, or wrong with it}."""
        typed, kept = self.data or self.initial, {file.kind for file in self.kept}
        return {
            group: any(
                typed.get(name)
                or FILES.get(name) in kept
                or (self.is_bound and name in self.errors)
                for name in names
                if name in self.fields
            )
            for group, names in self.folded.items()
        }

    @property
    def is_represented(self) -> bool:
        """Whether a representative was filled in."""
        return any(self.cleaned_data.get(f"rep_{part}") for part in CONTACT)

    def contact(self, prefix: str = "") -> Contact:
        """The contact details of the submitter, or with `rep_` of the representative."""
        return Contact(**{part: self.cleaned_data.get(prefix + part, "") for part in CONTACT})

    def recognised(self) -> dict[str, str]:
        """What stands in the fields once it is clear which consultation, and which paper form."""
        named = {"consultation": str(self.consultation_found)}
        if self.paper_form is not None:
            named["form_code"] = code_of(self.paper_form)
        return named

    def keep_only_errors_of(self, *names: str) -> None:
        """Forget the errors of all other fields: the clerk is not done with them yet."""
        for name in set(self.errors) - set(names):
            del self.errors[name]

    def clean_received_on(self) -> date:
        return _not_long_ago(self.cleaned_data["received_on"])

    def clean_postmarked_on(self) -> date | None:
        day: date | None = self.cleaned_data["postmarked_on"]
        received_on = self.cleaned_data.get("received_on")
        if day is not None and received_on is not None and day > received_on:
            raise forms.ValidationError(_("The postmark lies after the day of receipt."))
        if day is not None and received_on is not None and received_on - day > LONGEST_IN_THE_POST:
            said = _("The postmark lies half a year before the day of receipt. Is the year right?")
            raise forms.ValidationError(said)
        return None if day is None else _not_long_ago(day)

    def clean_postcode(self) -> str:
        return tidy_postcode(self.cleaned_data["postcode"])

    def clean_rep_postcode(self) -> str:
        return tidy_postcode(self.cleaned_data["rep_postcode"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        self._check_paper_form()
        self._check_consultation()
        self.check_forwarded(given)
        said_in_file = any(file.kind != AttachmentKind.AUTHORISATION for file in self.kept)
        said = given.get("text", True) or self.answers or said_in_file
        if not said:
            spoken = _("There is no text yet.")
            self.add_error(
                "text", spoken if self.door.asks else _("There is no text yet, and no file.")
            )
        require_names(self, is_represented=self.is_represented)
        self._check_reachable("rep_" if self.is_represented else "")
        return given

    def _check_paper_form(self) -> None:
        if self.paper_problem:
            wrong = "form_code" if self.cleaned_data.get("form_code") else "consultation"
            self.add_error(wrong, self.paper_problem)
        elif self.paper_form and self.consultation_found not in (
            None,
            self.paper_form.consultation,
        ):
            said = _("This form belongs to “%(title)s”. Choose that one, or take the code away.")
            self.add_error("form_code", said % {"title": self.paper_form.consultation.title})

    def _check_consultation(self) -> None:
        if self.consultation_found is not None or "consultation" in self.errors:
            return
        if not self.matches:
            typed = self.cleaned_data.get("consultation", "")
            said = _("No consultation fits “%(typed)s”. Type another word or choose from the list.")
            self.add_error("consultation", said % {"typed": typed})

    def _check_reachable(self, prefix: str) -> None:
        """Whether the detail is there that the chosen way needs."""
        require_detail(self, prefix)
        given = self.cleaned_data
        way = given.get("reply_by", "")
        number = given.get(prefix + "phone", "")
        if way == DeliveryWay.PHONE and number and sum(c.isdigit() for c in number) < 6:
            self.add_error(prefix + "phone", _("This telephone number is too short."))
        named = given.get(prefix + "name", True) or given.get(prefix + "organisation", True)
        if way == DeliveryWay.LETTER and not named:
            self.add_error(prefix + "name", _("Type the name that comes on the letter."))


def _not_long_ago(day: date) -> date:
    if day < clock.today() - LONGEST_AGO:
        raise forms.ValidationError(_("This day lies more than a year ago. Is the year right?"))
    return day
