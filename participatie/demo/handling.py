"""How the demo province handles what was said: sorted, answered, decided, each on its day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.text import Span
from participatie.demo import papers
from participatie.demo.content import Story
from participatie.pipeline.acts import answers, contributions, decisions, points, public_texts
from participatie.pipeline.models import (
    Answer,
    Consultation,
    Contribution,
    Decision,
    Point,
    Theme,
)
from participatie.pipeline.statuses import ChangeOrigin, HidingReason, Outcome

LOOKED_AT = timedelta(days=2)
READ_FOR_THE_PUBLIC = timedelta(days=3)
SPLIT = timedelta(days=4)
"""How long after it came in a handler does these things with a contribution."""

Said = tuple[dict[str, Any], Contribution]


@dataclass
class Handling:
    """The handling of one consultation, by these people."""

    story: Story
    consultation: Consultation
    handler: User
    approver: User
    registry: User
    clerk: User

    def run(self, said: list[Said]) -> None:
        """Do everything that the content says was done with what was said, up to now."""
        split: dict[str, list[Point]] = {}
        for words, contribution in said:
            self._sort(words, contribution, split)
        written = self._answer(split)
        if "changes" in self.story.content:
            self._decide(written)

    def _in_time(self, moment: datetime) -> bool:
        return moment <= clock.now()

    def _sort(
        self, words: dict[str, Any], contribution: Contribution, split: dict[str, list[Point]]
    ) -> None:
        came_in = contribution.recorded_at
        if words.get("state") == "withdrawn":
            with clock.at(self.story.moment(words["state_day"], "14:30")):
                contributions.withdraw(
                    contribution, actor=self.handler, reason=words["state_reason"]
                )
            return
        if not self._in_time(came_in + LOOKED_AT):
            return
        with clock.at(came_in + LOOKED_AT):
            contributions.assign(contribution, actor=self.handler, to=self.handler)
            if words.get("state") == "inadmissible":
                contributions.decline(
                    contribution, actor=self.handler, reason=words["state_reason"]
                )
                return
            contributions.admit(
                contribution, actor=self.handler, reason=words.get("state_reason", "")
            )
        if words["published"] and self._in_time(came_in + READ_FOR_THE_PUBLIC):
            with clock.at(came_in + READ_FOR_THE_PUBLIC):
                public_texts.approve_public_text(
                    contribution, actor=self.handler, hidden=_hidden(words, contribution.text)
                )
        if self._in_time(came_in + SPLIT):
            with clock.at(came_in + SPLIT):
                for point in words.get("points", []):
                    made = self._point(contribution, point)
                    if "answer" in point:
                        split.setdefault(point["answer"], []).append(made)

    def _point(self, contribution: Contribution, words: dict[str, Any]) -> Point:
        start = contribution.text.index(words["quote"])
        theme = Theme.objects.get(
            consultation=self.consultation, name=self.story.theme_titles[words["theme"]]
        )
        return points.make_point(
            contribution,
            points.Passage(
                summary=words["summary"],
                span=Span(start, start + len(words["quote"])),
                theme=theme,
            ),
            actor=self.handler,
        )

    def _answer(self, split: dict[str, list[Point]]) -> dict[str, Answer]:
        written = {}
        closed = self.story.content["closes"]
        for words in self.story.content.get("answers", []):
            if words["key"] not in split:
                continue
            with clock.at(self.story.moment(closed + 12, "11:00")):
                answer = answers.draft_answer(
                    split[words["key"]],
                    actor=self.handler,
                    outcome=Outcome(words["outcome"]),
                    reason=words["reason"],
                    plain=words["plain"],
                )
            if words["state"] in ("submitted", "approved"):
                with clock.at(self.story.moment(closed + 16, "15:00")):
                    answers.submit_answer(answer, actor=self.handler)
            if words["state"] == "approved":
                with clock.at(self.story.moment(closed + 20, "09:30")):
                    answers.approve_answer(answer, actor=self.approver)
            written[words["key"]] = answer
        return written

    def _decide(self, written: dict[str, Answer]) -> None:
        content = self.story.content
        closed = content["closes"]
        with clock.at(self.story.moment(closed + 1)):
            decision = decisions.draft_decision(
                self.consultation,
                actor=self.handler,
                title=content.get("decision", {}).get("title", content["title"]),
                parts=[
                    decisions.Part(label=a["label"], heading=a["heading"], text=a["text"])
                    for a in content["articles"]
                ],
            )
        with clock.at(self.story.moment(closed + 21)):
            for words in content["changes"]:
                own = words.get("own_motion", False)
                decisions.make_change(
                    decision,
                    actor=self.handler,
                    label=words["article"],
                    after=words["after"],
                    explanation=words["explanation"],
                    origin=ChangeOrigin.OWN_MOTION if own else ChangeOrigin.ANSWERS,
                    answers=[written[key] for key in words["answers"] if key in written],
                )
        if "decision" in content:
            self._adopt(decision, content["decision"])

    def _adopt(self, decision: Decision, words: dict[str, Any]) -> None:
        with clock.at(self.story.moment(words["adopted"] - 10)):
            answers.publish_answers(self.consultation, actor=self.approver)
        papers.before_the_council(
            Consultation.objects.get(pk=self.consultation.pk),
            self.story.moment(words["adopted"] - 4, "13:30"),
            registry=self.registry,
            clerk=self.clerk,
            handler=self.handler,
        )
        with clock.at(self.story.moment(words["published"])):
            decisions.adopt_decision(
                decision,
                actor=self.approver,
                adopted_by="Gedeputeerde Staten van Woldermark",
                adopted_on=self.story.day(words["adopted"]),
            )


def _hidden(words: dict[str, Any], text: str) -> list[tuple[Span, HidingReason]]:
    found = []
    for hide in words.get("hide", []):
        start = text.find(hide["passage"])
        while start >= 0:
            end = start + len(hide["passage"])
            found.append((Span(start, end), HidingReason(hide["reason"])))
            start = text.find(hide["passage"], end)
    return found
