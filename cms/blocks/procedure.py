"""How people may speak: the open doors and the questions of the form."""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Channel

AN_OPTIONAL_NOTE: dict[str, Any] = {"required": False, "label": _("Note"), "max_length": 250}


class Web(blocks.StructBlock):
    """The form on this site."""

    note = blocks.CharBlock(**AN_OPTIONAL_NOTE)

    class Meta:
        icon = "form"
        label = _("Web form")


class Letter(blocks.StructBlock):
    """Letters, to a postal address."""

    address = blocks.TextBlock(label=_("Postal address"), rows=4)
    note = blocks.CharBlock(**AN_OPTIONAL_NOTE)

    class Meta:
        icon = "mail"
        label = _("Letter")


class Phone(blocks.StructBlock):
    """The telephone."""

    address = blocks.CharBlock(label=_("Telephone number"), max_length=30)
    note = blocks.CharBlock(**AN_OPTIONAL_NOTE | {"label": _("Hours, and what happens then")})

    class Meta:
        icon = "comment"
        label = _("Telephone")


class Desk(blocks.StructBlock):
    """The desk in the provincial house."""

    address = blocks.TextBlock(label=_("Visiting address"), rows=3)
    note = blocks.CharBlock(**AN_OPTIONAL_NOTE | {"label": _("Hours, and what happens then")})

    class Meta:
        icon = "home"
        label = _("Desk")


class Email(blocks.StructBlock):
    """E-mail."""

    address = blocks.EmailBlock(label=_("E-mail address"))
    note = blocks.CharBlock(**AN_OPTIONAL_NOTE)

    class Meta:
        icon = "mail"
        label = _("E-mail")


class Meeting(blocks.StructBlock):
    """Meetings, with where and when."""

    address = blocks.TextBlock(label=_("Where and when"), rows=3)
    note = blocks.CharBlock(**AN_OPTIONAL_NOTE)

    class Meta:
        icon = "group"
        label = _("Meeting")


class Doors(blocks.StreamBlock):
    """The doors that are open, each at most once; the names are those of `Channel`."""

    web = Web()
    letter = Letter()
    phone = Phone()
    desk = Desk()
    email = Email()
    meeting = Meeting()

    class Meta:
        block_counts = {channel.value: {"max_num": 1} for channel in Channel}


def addresses(doors: Any) -> dict[Channel, str]:
    """{channel: address or instruction}, in the fixed order, as it will be in force."""
    given = {door.block_type: door.value for door in doors}
    return {
        channel: ", ".join(
            filter(None, (given[channel].get("address"), given[channel].get("note")))
        )
        for channel in Channel
        if channel in given
    }


class FreeQuestion(blocks.StructBlock):
    """A question without a list of choices."""

    label = blocks.CharBlock(label=_("Question"), max_length=250)
    help_text = blocks.TextBlock(required=False, label=_("Explanation"), rows=2)
    optional = blocks.BooleanBlock(required=False, label=_("May be left empty"))

    class Meta:
        label_format = "{label}"


class ChoiceQuestion(FreeQuestion):
    """A question with choices, at least two, all different."""

    choices = blocks.ListBlock(
        blocks.CharBlock(label=_("Choice"), max_length=250), min_num=2, label=_("Choices")
    )

    def clean(self, value: Any) -> Any:
        """Also refuse a choice that is there twice: nobody could tell the answers apart."""
        value = super().clean(value)
        twice = [choice for choice, count in Counter(value["choices"]).items() if count > 1]
        if twice:
            message = _("The choice “%(choice)s” is there twice.") % {"choice": twice[0]}
            raise StructBlockValidationError({"choices": ValidationError(message)})
        return value


HEADING = "heading"


class Heading(blocks.StructBlock):
    """A heading over the questions that follow, up to the next heading."""

    label = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        help_text=_(
            "The questions below it belong together. With more than three headings the form is "
            "asked in steps."
        ),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{label}"


class Questions(blocks.StreamBlock):
    """The questions of the form, under headings or not; the names are those of `QuestionKind`."""

    heading = Heading()

    open = FreeQuestion(icon="pilcrow", label=capfirst(QuestionKind.OPEN.label))
    one_choice = ChoiceQuestion(icon="radio-full", label=capfirst(QuestionKind.ONE_CHOICE.label))
    several_choices = ChoiceQuestion(
        icon="check", label=capfirst(QuestionKind.SEVERAL_CHOICES.label)
    )
    scale = FreeQuestion(icon="order", label=capfirst(QuestionKind.SCALE.label))
    file = FreeQuestion(icon="upload", label=capfirst(QuestionKind.FILE.label))

    def clean(self, value: Any) -> Any:
        """Also refuse a heading with no question below it, and one that is there twice."""
        value = super().clean(value)
        kinds = [block.block_type for block in value]
        errors: dict[int, ValidationError] = {}
        seen: set[str] = set()
        for place, block in enumerate(value):
            if block.block_type != HEADING:
                continue
            if kinds[place + 1 : place + 2] in ([], [HEADING]):
                errors[place] = ValidationError(_("There is no question under this heading."))
            elif block.value["label"] in seen:
                errors[place] = ValidationError(_("This heading is there twice."))
            seen.add(block.value["label"])
        if errors and not self.is_deferred_validation:
            raise StreamBlockValidationError(block_errors=errors)
        return value


def as_questions(questions: Any) -> list[Question]:
    """The questions as the record keeps them.

    The key is the block's own id: Wagtail makes it once and keeps it in every revision, and no
    editor can touch it. Raises `Refused` when a question cannot be asked.
    """
    questions.get_prep_value()  # Gives an id to blocks that were never saved.
    asked = []
    group = ""
    for block in questions:
        if block.block_type == HEADING:
            group = block.value["label"].strip()
            continue
        asked.append(
            Question(
                key=block.id,
                kind=QuestionKind(block.block_type),
                label=block.value["label"],
                help_text=block.value["help_text"] or "",
                optional=bool(block.value["optional"]),
                choices=tuple(block.value.get("choices", ())),
                group=group,
            )
        )
    return asked
