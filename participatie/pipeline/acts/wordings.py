"""Putting the questions of a form in another language."""

from collections.abc import Mapping

from django.db import transaction

from participatie.accounts.models import User
from participatie.core import clock
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation, QuestionWordings
from participatie.pipeline.permissions import Act
from participatie.pipeline.wordings import Wording, as_json


def translate_questions(
    consultation: Consultation,
    *,
    actor: User | None,
    language: str,
    wordings: Mapping[str, Wording],
    title: str = "",
) -> None:
    """Let the questions of the form that is in force read like this, {key: Wording}.

    Changes nothing of the procedure: the same questions are answered. A question without wording
    reads as it is, and without `title` so does the name of the consultation. What was there before
    is kept; nothing is written when nothing changed.
    """
    with transaction.atomic():
        permissions.require(actor, Act.PUT_IN_FORCE)
        consultation = locked(consultation)
        content = {
            question.key: as_json(question, wordings[question.key])
            for question in consultation.form.questions
            if question.key in wordings
        }
        latest = consultation.wordings.filter(language=language).last()
        if latest is not None and (latest.title, latest.content) == (title, content):
            return
        QuestionWordings.objects.create(
            consultation=consultation,
            language=language,
            title=title,
            content=content,
            created_at=clock.now(),
        )
        events.record(
            kinds.FORM_TRANSLATED,
            actor=actor,
            consultation=consultation,
            data={"language": language, "version": consultation.form.version},
        )
