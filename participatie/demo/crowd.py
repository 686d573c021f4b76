"""A large consultation, for measuring and for seeing how pages hold up."""

import random
from collections.abc import Callable
from datetime import timedelta

from wagtail.models import Locale

from cms.models import ConsultationIndexPage, ConsultationPage
from participatie.accounts.models import User
from participatie.core import clock, terms
from participatie.core.text import sentences
from participatie.demo import content
from participatie.demo.accounts import ensure_accounts
from participatie.demo.site import block
from participatie.intake.receive import receive
from participatie.pipeline.acts import answers, contributions, decisions, points, public_texts
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Answer, Consultation, Contact, Contribution, Point, Theme
from participatie.pipeline.statuses import ChangeOrigin, Channel, DeliveryWay, Outcome

STAGES = ("received", "triaged", "answered", "decided")
CHANNELS = {
    Channel.WEB: 80,
    Channel.LETTER: 9,
    Channel.EMAIL: 6,
    Channel.PHONE: 3,
    Channel.DESK: 1,
    Channel.MEETING: 1,
}
"""How many of a hundred come by each door."""
AT_MOST_PER_ANSWER = 200


def build(count: int, stage: str, seed: int, told: Callable[[int], None]) -> Consultation:
    """A consultation with `count` contributions, handled up to `stage`; `told` hears how many
    are done. The same seed says the same.
    """
    chance = random.Random(seed)
    people = ensure_accounts()
    consultation = _consultation(people["redacteur"], seed)
    texts = [
        words["text"].strip()
        for story in content.stories()
        for words in story.contributions
        if "text" in words
    ]
    for number in range(1, count + 1):
        _say(consultation, chance, texts, people["balie"])
        if number % 500 == 0:
            told(number)
    if stage != "received":
        with clock.at(consultation.closes_at + timedelta(days=1)):
            _handle(consultation, people["behandelaar"], people["vaststeller"], stage)
    return consultation


def _consultation(editor: User, seed: int) -> Consultation:
    prefix = f"GR{seed % 100:02d}"
    page = ConsultationPage(
        title=f"Ruimte voor wonen en natuur ({prefix})",
        slug=f"ruimte-voor-wonen-en-natuur-{prefix.lower()}",
        lead="Een consultatie met veel reacties.",
        can_change="<p>Alles.</p>",
        prefix=prefix,
        opens_on=clock.today() - timedelta(days=50),
        closes_on=terms.next_working_day(clock.today() - timedelta(days=9)),
        responsible="Gedeputeerde voor ruimte",
        contact_name="Team Ruimte",
        contact_phone="0999-000100",
        themes="Wonen\nNatuur\nVerkeer\nWater\nOverig",
    )
    page.questions = page._meta.get_field("questions").stream_block.to_python(
        [
            block(
                "open",
                {"label": "Wat vindt u van het plan?", "help_text": "", "optional": False},
            )
        ]
    )
    ConsultationIndexPage.objects.get(locale=Locale.get_default()).add_child(instance=page)
    page.save_revision(user=editor).publish(user=editor)
    return Consultation.objects.get(page=page)


def _say(consultation: Consultation, chance: random.Random, texts: list[str], clerk: User) -> None:
    channel = chance.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    moment = consultation.opens_at + chance.random() * (
        consultation.closes_at - consultation.opens_at
    )
    with clock.at(moment):
        receive(
            consultation,
            actor=None if channel is Channel.WEB else clerk,
            channel=channel,
            text=chance.choice(texts),
            submitter=Person(
                contact=Contact(name=f"Inwoner {chance.randrange(10**6)}"),
                reply_by=DeliveryWay.COLLECT,
            ),
        )


def _handle(consultation: Consultation, handler: User, approver: User, stage: str) -> None:
    themes = list(consultation.themes.all())
    made: dict[int, list[Point]] = {}
    for contribution in consultation.contributions.select_related("consultation").iterator():
        contributions.admit(contribution, actor=handler)
        public_texts.approve_public_text(contribution, actor=handler, hidden=[])
        theme = themes[contribution.number % len(themes)]
        made.setdefault(theme.pk, []).append(_point(contribution, theme, handler))
    if stage == "triaged":
        return
    written = [
        _answer(group[start : start + AT_MOST_PER_ANSWER], handler, approver)
        for group in made.values()
        for start in range(0, len(group), AT_MOST_PER_ANSWER)
    ]
    decision = decisions.draft_decision(
        consultation,
        actor=handler,
        title=consultation.title,
        parts=[
            decisions.Part(label=f"Artikel {n}", text=f"Ontwerptekst van artikel {n}.")
            for n in range(1, 11)
        ],
    )
    decisions.make_change(
        decision,
        actor=handler,
        label="Artikel 1",
        after="Nieuwe tekst van artikel 1.",
        explanation="Veel mensen vroegen hierom.",
        origin=ChangeOrigin.ANSWERS,
        answers=[a for a in written if a.leads_to_change],
    )
    answers.publish_answers(consultation, actor=approver)
    if stage == "decided":
        decisions.adopt_decision(
            decision, actor=approver, adopted_by="Provinciale Staten", adopted_on=clock.today()
        )


def _point(contribution: Contribution, theme: Theme, handler: User) -> Point:
    return points.make_point(
        contribution,
        points.Passage(
            summary=f"Mening over {theme}",
            span=sentences(contribution.text)[0],
            theme=theme,
        ),
        actor=handler,
    )


def _answer(group: list[Point], handler: User, approver: User) -> Answer:
    adopted = group[0].number % 2 == group[0].contribution.number % 2
    answer = answers.draft_answer(
        group,
        actor=handler,
        outcome=Outcome.ADOPTED if adopted else Outcome.NOTED,
        reason="Dit is afgewogen tegen de andere belangen in het gebied.",
        plain="Wij hebben dit meegewogen.",
    )
    answers.submit_answer(answer, actor=handler)
    return answers.approve_answer(answer, actor=approver)
