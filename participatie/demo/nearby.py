"""Help in the demo province: places nearby, and people who want to be called."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from cms.models import HelpPoint
from participatie.accounts.models import User
from participatie.core import clock, phone
from participatie.demo import content
from participatie.intake.callback import acts
from participatie.intake.callback.models import PartOfDay
from participatie.intake.web import drafts
from participatie.intake.web.forms import field_name
from participatie.pipeline.models import Consultation


def places() -> None:
    """Write down the help points, as an editor would."""
    for words in content.help_nearby()["places"]:
        place = HelpPoint(**words | {"hours": words["hours"].strip()})
        place.full_clean()
        place.save()


def calls(clerk: User) -> None:
    """Let people ask to be called, and the clerk call some of them."""
    for words in content.help_nearby()["calls"]:
        consultation = Consultation.objects.filter(slug=words.get("consultation", "")).first()
        with clock.at(_moment(words["day"], words["time"])):
            asked = acts.ask(
                acts.Wish(
                    phone=phone.callable_number(words["phone"]),
                    name=words["name"],
                    about=words["about"],
                    part_of_day=PartOfDay(words["part_of_day"]),
                    consultation=consultation,
                    draft=_draft(consultation, words),
                )
            )
        for day in words.get("no_answer", []):
            with clock.at(_moment(day, "10:15")):
                acts.look(asked, actor=clerk)
                acts.no_answer(asked, actor=clerk)
        if "done" in words:
            with clock.at(_moment(words["done"], "14:30")):
                acts.look(asked, actor=clerk)
                acts.finish(asked, actor=clerk)


def _draft(consultation: Consultation | None, words: dict[str, Any]) -> UUID | None:
    if consultation is None or "filled" not in words:
        return None
    draft, _token = drafts.begin(consultation, consultation.form)
    filled = words["filled"]
    typed = {field_name(q): filled[q.key] for q in consultation.form.questions if q.key in filled}
    drafts.save(draft, drafts.Sheet(fields=list(typed), typed=MultiValueDict(typed)))
    return draft.pk


def _moment(day: int, at: str) -> datetime:
    return content.moment(clock.today() + timedelta(days=day), at)
