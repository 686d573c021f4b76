"""What an editor tells: text, pictures, documents, questions and answers, days, words, people."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms import moments
from participatie.core import clock

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_PROSE = ["bold", "italic", "ol", "ul", "link", "document-link"]


class Described(ImageBlock):
    """A picture that asks for a text alternative, or to say that there is nothing in it to know."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Wagtail gives the first no label of its own, and the others no explanation.
        self.child_blocks["image"].label = _("Picture")
        self.child_blocks["decorative"].field.help_text = _(
            "Only when somebody who does not see the picture misses nothing."
        )
        self.child_blocks["alt_text"].field.help_text = _(
            "Say in one sentence what there is to see, for people who do not see the picture."
        )

    class Meta:
        label_format = "{alt_text}"


class Picture(blocks.StructBlock):
    """A picture with the words under it."""

    picture = Described(label=_("Picture"))
    caption = blocks.CharBlock(required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"
        template = "cms/blocks/picture.html"


class Document(blocks.StructBlock):
    """One document and the day it was laid open or added (Awb 3:11 and 3:14)."""

    title = blocks.CharBlock(label=_("Title"))
    document = DocumentChooserBlock(label=_("Document"))
    added_on = blocks.DateBlock(
        required=False,
        default=clock.today,
        label=_("Added on"),
        help_text=_("Filled in by itself. Change it only when the document was open earlier."),
    )

    def clean(self, value: Any) -> Any:
        """Whoever empties the day gets today: a document without one is no proof of anything."""
        value = super().clean(value)
        value["added_on"] = value["added_on"] or clock.today()
        return value

    class Meta:
        icon = "doc-full"
        label = _("Document")
        label_format = "{title}"


class Withheld(blocks.StructBlock):
    """A document that is not laid open, which must be said (Awb 3:11 lid 2)."""

    title = blocks.CharBlock(label=_("Title"))
    reason = blocks.CharBlock(
        label=_("Why not"),
        help_text=_("In plain words, with the article: “business data (Woo 5.1 lid 1)”."),
    )

    class Meta:
        icon = "lock"
        label = _("Document that is not public")
        label_format = "{title}"


class Documents(blocks.StructBlock):
    """Documents laid open, together."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    documents = blocks.ListBlock(Document(), label=_("Documents"), min_num=1)
    withheld = blocks.ListBlock(
        Withheld(), label=_("Documents that are not public"), default=[], required=False
    )

    class Meta:
        icon = "folder-open-1"
        label = _("Documents laid open")
        template = "cms/blocks/documents.html"


class QuestionAndAnswer(blocks.StructBlock):
    """One question that people ask."""

    question = blocks.CharBlock(label=_("Question"))
    answer = blocks.RichTextBlock(features=SHORT_PROSE, label=_("Answer"))

    class Meta:
        label = _("Question and answer")
        label_format = "{question}"


class QuestionsAndAnswers(blocks.StructBlock):
    """Questions that open to their answers."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    items = blocks.ListBlock(QuestionAndAnswer(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "cms/blocks/questions_and_answers.html"


class Moment(blocks.StructBlock):
    """A day on which something happened, or will."""

    day = blocks.DateBlock(label=_("Day"))
    begins = blocks.TimeBlock(required=False, label=_("Begins at"))
    ends = blocks.TimeBlock(required=False, label=_("Ends at"))
    place = blocks.CharBlock(required=False, label=_("Where"))
    title = blocks.CharBlock(label=_("What happens"))
    text = blocks.TextBlock(required=False, label=_("Explanation"), rows=2)
    can_respond = blocks.BooleanBlock(
        required=False,
        label=_("People can respond here"),
        help_text=_("Such as an information evening. It is then named among the ways to respond."),
    )

    def clean(self, value: Any) -> Any:
        """Also refuse an end without or before a beginning."""
        value = super().clean(value)
        begins, ends = value.get("begins"), value.get("ends")
        if ends and not (begins and begins < ends):
            message = _("The end must lie after the beginning.")
            raise StructBlockValidationError({"ends": ValidationError(message)})
        return value

    class Meta:
        label = _("Moment")
        label_format = "{day} {title}"


class Timeline(blocks.StructBlock):
    """Moments in the order in which the editor put them."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    moments = blocks.ListBlock(Moment(), label=_("Moments"), min_num=1)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """`steps` for the component: what lies behind us is done, today is now."""
        context = super().get_context(value, parent_context=parent_context)
        today = clock.today()
        context["steps"] = [
            {
                "title": moment.title,
                "text": moment.details,
                "date": moment.when,
                "state": _state(moment.day, today),
            }
            for moment in moments.in_timeline(value)
        ]
        return context

    class Meta:
        icon = "date"
        label = _("Timeline")
        template = "cms/blocks/timeline.html"


def _state(day: date, today: date) -> str:
    if day > today:
        return "not-checked"
    return "current" if day == today else "checked"


class Quote(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Words"), rows=3)
    attribution = blocks.CharBlock(label=_("Whose words"))
    source = blocks.URLBlock(required=False, label=_("Where the whole can be read"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


class Contact(blocks.StructBlock):
    """An office or function that can be reached; not a person's own details."""

    name = blocks.CharBlock(label=_("Name of the office or function"))
    phone = blocks.CharBlock(required=False, label=_("Telephone number"))
    hours = blocks.CharBlock(required=False, label=_("Hours"))
    email = blocks.EmailBlock(required=False, label=_("E-mail address"))

    class Meta:
        icon = "user"
        label = _("Contact")
        template = "cms/blocks/contact.html"


class Body(blocks.StreamBlock):
    """What a page tells."""

    text = blocks.RichTextBlock(
        features=PROSE, icon="pilcrow", label=_("Text"), template="cms/blocks/text.html"
    )
    picture = Picture()
    documents = Documents()
    questions = QuestionsAndAnswers()
    timeline = Timeline()
    quote = Quote()
    contact = Contact()


class Step(blocks.StructBlock):
    """A heading with a few sentences, on the home page."""

    title = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"), rows=3)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{title}"


class Way(Step):
    """A way in besides the web, with the page of this website that it leads to, if there is one."""

    leads_to = blocks.ChoiceBlock(
        [("callback:ask", _("the page “call me back”")), ("help", _("the page with help points"))],
        required=False,
        label=_("Leads to"),
    )

    class Meta:
        icon = "help"
        label = _("Way")
