"""A page in a second language: other words, the same address, the same procedure.

An editor makes it with Wagtail's own “translate”. A consultation has one procedure, in force
through its original page; a translation only tells of it in other words.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.models import Locale, Page

from cms.blocks.procedure import as_questions
from participatie.pipeline.acts import wordings
from participatie.pipeline.questions import Question
from participatie.pipeline.refusals import Refused
from participatie.pipeline.wordings import Wording

FROM_THE_ORIGINAL = (
    *("slug", "prefix", "regime", "phase", "audience", "opens_on", "closes_on", "term_reason"),
    *("doors", "themes", "responsible", "contact_name", "contact_phone", "contact_hours"),
    *("contact_email", "decision_expected_on"),
)
"""What a translated consultation has no say in."""

NOT_IN_FORCE = gettext_lazy("Publish the original page first: this one only tells of it.")


def language_of(page: Page) -> str:
    """The language that a page is written in."""
    if page.locale_id is None:
        return settings.LANGUAGE_CODE
    return str(page.locale.language_code)


def address_now(page: Page, address: str) -> str:
    """The own `address` of a page, as somebody who reads the site in the language of now needs it.

    A page without a translation is read at the address of that language all the same, with the
    site around it translated; one that has a translation leads to that.
    """
    if is_translation(page):
        return address
    return reverse("wagtail_serve", args=[address.removeprefix("/")])


def is_translation(page: Page) -> bool:
    """Whether this page tells in another language what its original tells."""
    return language_of(page) != settings.LANGUAGE_CODE


def original_of(page: Page) -> Any:
    """The page that this one is a translation of, or None when that is gone; else itself."""
    if not is_translation(page):
        return page
    return page.get_translation_or_none(Locale.get_default())


def follow(page: Page, original: Page | None) -> None:
    """Give a translation everything that is not its own to say."""
    if original is not None:
        for name in FROM_THE_ORIGINAL:
            setattr(page, name, getattr(original, name))


def pass_on(original: Page) -> None:
    """Let the translations of a consultation follow what changed in its procedure.

    Not their questions: a translation of other words than are asked now counts for nothing until
    an editor has looked at it.
    """
    for page in original.get_translations().specific():
        page.save(clean=False, update_fields=[*FROM_THE_ORIGINAL, "url_path"])


def obstacles(page: Any) -> list[tuple[str, str]]:
    """Why a translated consultation cannot go live, by field."""
    original = original_of(page)
    if original is None or original.consultation is None or not original.live:
        return [("title", str(NOT_IN_FORCE))]
    asked = [_shape(question) for question in as_questions(original.questions)]
    if [_shape(question) for question in as_questions(page.questions)] != asked:
        return [
            (
                "questions",
                _(
                    "Translate the words of the questions, but keep them all, in the same order, "
                    "with as many choices. Whoever reads another language answers the same "
                    "questions."
                ),
            )
        ]
    return []


def _shape(question: Question) -> tuple[str, str, int]:
    return question.key, question.kind, len(question.choices)


def publish_words(page: Any) -> None:
    """Let the questions of the consultation read as a live translation has them.

    The actor is who publishes. Raises `Refused`.
    """
    for _field, message in obstacles(page):
        raise Refused(message)
    original = original_of(page)
    translated = {question.key: question for question in as_questions(page.questions)}
    wordings.translate_questions(
        original.consultation,
        actor=page.publisher,
        language=language_of(page),
        title=page.title,
        wordings={
            question.key: _wording(question, translated[question.key], language_of(page))
            for question in as_questions(original.questions)
            if translated[question.key].label != question.label
        },
    )


def _wording(question: Question, translated: Question, language: str) -> Wording:
    return Wording(
        translated.label,
        translated.help_text,
        translated.group,
        dict(zip(question.choices, translated.choices, strict=True)),
        language,
    )


class TranslationNotes(Panel):
    """Says in the edit form of a translation what is not up to it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/translation_notes.html"

        def is_shown(self) -> bool:
            """Only for a translation."""
            return is_translation(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """`original`: the page that it is a translation of."""
            context = super().get_context_data(parent_context)
            return context | {"original": original_of(self.instance)}
