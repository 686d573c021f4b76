"""Drafts as a member of staff may read them, when the person who wrote one agreed."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from participatie.intake.callback.drafts import Filled
from participatie.intake.web import drafts
from participatie.intake.web.models import Draft
from participatie.intake.web.pages import Page
from participatie.intake.web.submissions import kind_of
from participatie.intake.web.visits import visit_of
from participatie.pipeline.models import Consultation, Contribution
from participatie.pipeline.questions import QuestionKind, compose, in_words


class SharedDrafts:
    """Finds the draft of a browser, and reads one without changing it."""

    def draft_of(self, request: HttpRequest, consultation: Consultation) -> UUID | None:
        """The draft that was begun in this browser and not sent yet."""
        draft = visit_of(request, consultation).draft
        return None if draft is None or draft.is_sent else draft.pk

    def read(self, draft: UUID) -> Filled | None:
        """The questions with what was filled in so far, right or wrong."""
        found = Draft.objects.select_related("form", "consultation", "contribution__consultation")
        kept = found.filter(pk=draft).first()
        if kept is None:
            return None
        if kept.contribution is not None:
            return Filled((), "", sent_as=kept.contribution.reference)
        asked = [q for q in kept.form.questions if q.kind is not QuestionKind.FILE]
        # A page that asks nothing has all answers as they were typed on the others.
        form = drafts.bound_form(kept, Page())
        said = form.given()
        kept_files = [(one.file, kind_of(name)) for name, many in form.kept.items() for one in many]
        answers = [(q.label, in_words(q, said.get(q.key, ""))) for q in asked]
        names = [file.name for file, _kind in kept_files]
        answers += [(_("Attachments"), "\n".join(names))] if names else []
        return Filled(answers, compose(asked, said), said, kept_files)

    def end(self, draft: UUID, contribution: Contribution) -> None:
        """It became this contribution, which a clerk typed in."""
        drafts.end(draft, contribution)


shared_drafts = SharedDrafts()
