"""The form: the questions of the consultation, and who answers them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from participatie.intake.web.fields import (
    CountryField,
    KeptFilesField,
    LineField,
    LongTextField,
    PhoneField,
    PostcodeField,
)
from participatie.intake.web.models import ArrivingFile, DraftFile
from participatie.intake.web.pages import Page, whole
from participatie.intake.web.question_fields import FILES_HELP, group_of, question_field
from participatie.pipeline.questions import (
    MAX_TEXT,
    Given,
    Question,
    QuestionKind,
    compose,
    groups_of,
)
from participatie.pipeline.statuses import DeliveryWay, LetterForm, Regime
from participatie.pipeline.wordings import Wording, read

ATTACHMENTS, AUTHORISATION = "attachments", "authorisation"
MAX_SIGNATORIES = 500
KEEP_PRIVATE = _(
    "Others can read your answers later. Leave out what they need not know: somebody’s health, an "
    "address, a telephone number or a citizen service number."
)
_ADDRESS = ("street", "postcode", "city", "country")
_REPRESENTED = ("represented_name", *(f"represented_{part}" for part in _ADDRESS))


@dataclass(frozen=True)
class Section:
    """Fields that belong together under one heading; `folded` ones open when they are needed."""

    heading: Any
    fields: list[BoundField]
    intro: Any = ""
    folded: bool = False


def field_name(question: Question) -> str:
    """The name under which the answer to this question is sent."""
    return f"question-{question.key}"


class ContributionForm(forms.Form):
    """One page of the form, or all of it. Checks shape; the act enforces the rules.

    Its `data` is a QueryDict or MultiValueDict with what was typed, also on the other pages.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        regime: str,
        *,
        page: Page | None = None,
        wordings: Mapping[str, Wording] | None = None,
        kept: Mapping[str, Sequence[DraftFile]] | None = None,
        arriving: Iterable[ArrivingFile] = (),
        trap: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.questions = list(questions)
        self.page = page or whole(questions)
        self.wordings = wordings or {}
        self.kept = kept or {}
        self.is_formal = regime == Regime.AWB34
        self._add_questions()
        if self.page.about:
            self._add_about()
        for one in arriving:
            if one.field in self.file_fields:
                self.fields[one.field].arriving.append(one)
        if trap:
            # Only programs fill this in: it is hidden, and says that it must stay empty.
            self.fields["website"] = LineField(label=_("Leave this empty"))
            self.fields["website"].widget.attrs["tabindex"] = "-1"

    def _add_questions(self) -> None:
        for question in self.page.questions:
            self.fields[field_name(question)] = question_field(
                question, self._wording(question), self.kept.get(field_name(question), ())
            )
        asks_files = any(question.kind is QuestionKind.FILE for question in self.questions)
        if self.page.closes_questions and not asks_files:
            self.fields[ATTACHMENTS] = KeptFilesField(
                kept=self.kept.get(ATTACHMENTS, ()),
                required=False,
                label=_("Attachments"),
                help_text=FILES_HELP,
            )

    def _wording(self, question: Question) -> Wording:
        return self.wordings.get(question.key) or read(question, settings.LANGUAGE_CODE, None)

    def _add_about(self) -> None:
        self.fields |= {
            "name": LineField(
                label=_("Your name"),
                autocomplete="name",
                required=self.is_formal,
                error_messages={"required": _("Fill in your name.")},
            ),
            "organisation": LineField(
                label=_("Organisation, company or association you speak for"),
                autocomplete="organization",
            ),
            "name_may_be_published": forms.BooleanField(
                label=_("My name may be published with my contribution"),
                required=False,
                help_text=_(
                    "If you leave this box empty, we publish your contribution without your name. "
                    "Do you speak for an organisation or for somebody else? Then it is about "
                    "their name. You can always change your mind: on the page that the follow "
                    "code opens, or by calling us."
                ),
            ),
            "reply_by": forms.ChoiceField(
                label=_("How do you want to be answered?"),
                choices=[
                    (DeliveryWay.EMAIL, _("By e-mail")),
                    (DeliveryWay.LETTER, _("By letter")),
                    (DeliveryWay.PHONE, _("By telephone")),
                    (DeliveryWay.COLLECT, _("I will look on this website myself, with my code")),
                ],
                widget=forms.RadioSelect,
                # To write by e-mail only to those who said so (Awb 2:8): nothing that we send
                # is ever chosen for anybody.
                initial="" if self.is_formal else DeliveryWay.COLLECT,
                error_messages={"required": _("Choose how you want to be answered.")},
            ),
            "email": forms.EmailField(
                label=_("E-mail address"),
                required=False,
                widget=forms.EmailInput(attrs={"autocomplete": "email"}),
                error_messages={
                    "invalid": _("This is not an e-mail address. Write it as name@example.nl.")
                },
            ),
            "phone": PhoneField(label=_("Telephone number")),
            "street": LineField(
                label=_("Street and number, or PO box"), autocomplete="address-line1"
            ),
            "postcode": PostcodeField(label=_("Postcode"), autocomplete="postal-code"),
            "city": LineField(label=_("Town"), autocomplete="address-level2"),
            "country": CountryField(label=_("Country"), autocomplete="country-name"),
            "letter_form": forms.ChoiceField(
                label=_("If by letter, in which form?"),
                required=False,
                choices=LetterForm.choices,
                initial=LetterForm.NORMAL,
                widget=forms.RadioSelect,
            ),
            "represented_name": LineField(label=_("Name of the person or organisation")),
            "represented_street": LineField(label=_("Their street and number, or PO box")),
            "represented_postcode": PostcodeField(label=_("Their postcode")),
            "represented_city": LineField(label=_("Their town")),
            "represented_country": CountryField(label=_("Their country")),
            AUTHORISATION: KeptFilesField(
                kept=self.kept.get(AUTHORISATION, ()),
                required=False,
                label=_("Authorisation"),
                help_text=_("A letter or form in which they say that you may speak for them."),
            ),
            "signatories": LongTextField(
                label=_("Names of the people who sign along"),
                help_text=_("One name on each line."),
                required=False,
                rows=5,
            ),
        }

    @property
    def file_fields(self) -> list[str]:
        """Names of the fields that take files."""
        return [name for name, one in self.fields.items() if isinstance(one, KeptFilesField)]

    @property
    def typed_fields(self) -> list[str]:
        """Names of the fields that take what is typed or chosen."""
        return [name for name in self.fields if name not in self.file_fields]

    def sections(self) -> list[Section]:
        """What to draw, in order."""
        sections: list[Section] = []
        for heading, asked in groups_of(self.page.questions):
            names = [field_name(question) for question in asked]
            shown = group_of(self._wording(asked[0])) if heading else _("Your contribution")
            first_open = all(section.intro == "" for section in sections) and any(
                question.kind is QuestionKind.OPEN for question in asked
            )
            sections.append(self._section(shown, names, KEEP_PRIVATE if first_open else ""))
        if ATTACHMENTS in self.fields:
            sections[-1].fields.append(self[ATTACHMENTS])
        if self.page.about:
            sections += [
                self._section(
                    _("Who are you?"),
                    ["name", "organisation", "name_may_be_published"],
                    self._why_name(),
                ),
                self._section(
                    _("Our answer to you"),
                    ["reply_by", "email", "phone", *_ADDRESS, "letter_form"],
                    _("Fill in what belongs to your choice. The rest may stay empty."),
                ),
                self._section(
                    _("Do you speak for somebody else?"),
                    [*_REPRESENTED, AUTHORISATION],
                    self._why_authorisation(),
                    folded=True,
                ),
                self._section(_("Do others sign along?"), ["signatories"], folded=True),
            ]
        return sections

    def _section(
        self, heading: Any, names: Sequence[str], intro: Any = "", *, folded: bool = False
    ) -> Section:
        fields = [self[name] for name in names]
        in_use = any(
            field.value() or field.errors or getattr(field.field, "kept", None) for field in fields
        )
        return Section(heading, fields, intro, folded and not in_use)

    def _why_name(self) -> Any:
        if self.is_formal:
            return _(
                "The law asks for your name with a formal opinion. It is kept apart from what you "
                "say. Would you rather give no name? Call us."
            )
        return _("You do not have to say who you are.")

    def _why_authorisation(self) -> Any:
        if self.is_formal:
            return _("Then say for whom, and send the authorisation along (Awb 2:1).")
        return _("Then say for whom. We may ask you for an authorisation later.")

    def clean_website(self) -> str:
        """Refuse, in words, what a program filled in; a person can still make it empty."""
        if self.cleaned_data["website"]:
            del self.fields["website"].widget.attrs["tabindex"]
            raise ValidationError(_("Leave this field empty. It is there to stop programs."))
        return ""

    def clean_signatories(self) -> list[str]:
        """The names, one per line."""
        lines = self.cleaned_data["signatories"].splitlines()
        names = [name for line in lines if (name := " ".join(line.split()))]
        if len(names) > MAX_SIGNATORIES:
            raise ValidationError(
                _("These are %(count)d names. At most %(most)d fit here. Send the list as a file."),
                params={"count": len(names), "most": MAX_SIGNATORIES},
            )
        if too_long := next((name for name in names if len(name) > 200), None):
            raise ValidationError(
                _("“%(line)s…” is too long for a name. Put one name on each line."),
                params={"line": too_long[:40]},
            )
        return names

    def clean(self) -> dict[str, Any]:
        """What belongs together: an answer at all, and what the chosen way of replying needs."""
        if self.page.closes_questions:
            self._check_answer()
        if self.page.about:
            self._check_reply()
            self._check_represented()
            self._check_permission()
        return self.cleaned_data

    def given(self) -> dict[str, Given]:
        """{question key: answer} of what is filled in, on other pages as it was typed there."""
        answers = {
            question.key: self._answer(question)
            for question in self.questions
            if question.kind is not QuestionKind.FILE
        }
        return {key: answer for key, answer in answers.items() if answer}

    def _answer(self, question: Question) -> Given:
        name = field_name(question)
        if name in self.fields:
            return self.cleaned_data.get(name) or ""
        typed = [value for value in self.data.getlist(name) if value.strip()]
        return typed if question.kind is QuestionKind.SEVERAL_CHOICES else "".join(typed)

    def _check_answer(self) -> None:
        text = compose(self.questions, self.given())
        if len(text) > MAX_TEXT:
            self.add_error(
                None,
                ValidationError(
                    _(
                        "Your answers together have %(count)d characters. At most %(most)d fit in "
                        "the form. Send the rest as a file."
                    ),
                    params={"count": len(text), "most": MAX_TEXT},
                ),
            )
        files = any(files for name, files in self.kept.items() if name != AUTHORISATION)
        if not self.errors and not text and not files:
            first = field_name(self.page.questions[0])
            self.add_error(first, _("There is nothing in your contribution yet."))

    def _check_reply(self) -> None:
        match self.cleaned_data.get("reply_by"):
            case DeliveryWay.EMAIL:
                self._need("email", _("Fill in your e-mail address: we answer you by e-mail."))
            case DeliveryWay.PHONE:
                self._need("phone", _("Fill in your telephone number: we call you."))
            case DeliveryWay.LETTER:
                self._need("street", _("Fill in street and number: we send you a letter."))
                self._need("postcode", _("Fill in the postcode: we send you a letter."))
                self._need("city", _("Fill in the town: we send you a letter."))
            case DeliveryWay.COLLECT if self.is_formal:
                self._check_reachable()

    def _check_reachable(self) -> None:
        ways = ("email", "phone", "street", "postcode", "city")
        if any(self.cleaned_data.get(way) or way in self.errors for way in ways):
            return
        self.add_error(
            "email",
            _(
                "Fill in one way to reach you: e-mail address, telephone number or address. "
                "The law asks for it with a formal opinion."
            ),
        )

    def _check_represented(self) -> None:
        authorised = bool(self.kept.get(AUTHORISATION))
        speaks_for = any(
            self.cleaned_data.get(name) or name in self.errors for name in _REPRESENTED
        )
        if speaks_for or authorised:
            self._need("represented_name", _("Fill in the name of who you speak for."))
        if speaks_for and not authorised and self.is_formal:
            self.add_error(AUTHORISATION, _("Send the authorisation along as a file."))

    def _check_permission(self) -> None:
        named = ("represented_name",) if self.cleaned_data.get("represented_name") else ()
        names = named or ("organisation", "name")
        given = any(self.cleaned_data.get(name) or name in self.errors for name in names)
        if self.cleaned_data.get("name_may_be_published") and not given:
            self.add_error("name", _("Fill in the name that may be published, or untick the box."))

    def _need(self, name: str, message: Any) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)
