"""A consultation with a bit of everything, reached by the real acts."""

from datetime import timedelta

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.acts import (
    answers,
    contributions,
    decisions,
    deliveries,
    points,
    public_texts,
)
from participatie.pipeline.models import Consultation, Contribution, Decision, Delivery
from participatie.pipeline.statuses import (
    ChangeOrigin,
    Channel,
    DeliveryStatus,
    DeliveryWay,
    HidingReason,
    Outcome,
)
from tests import builders

SECRET = "Jan de Vries woont op Dorpsstraat 1"
TEXT = f"De bomen moeten blijven. {SECRET}. Het fietspad mag breder."
ALIKE = 12
"""Contributions that say the same and get one answer."""
PERSONAL = [
    *("Jan de Vries", "jan@voorbeeld.example", "0612345678", "Dorpsstraat", "9999 AB", "Testdorp"),
    SECRET,
    "twee vellen, met de hand",
    "belde zelf terug",
    "handler@provincie.example",
    "Handler Test",
]
"""What no public page may show, nor a page for the Staten."""


def received(**over) -> Consultation:
    """In the term: one by each door, twelve alike, one to be withdrawn."""
    consultation = builders.consultation(**over)
    for channel in Channel:
        from_paper = "" if channel is Channel.WEB else "twee vellen, met de hand"
        builders.contribution(consultation, channel=channel, text=TEXT, entered_from=from_paper)
    for _ in range(ALIKE):
        builders.contribution(consultation, text="Laat de bus vaker rijden. " + SECRET)
    builders.contribution(
        consultation, text="Ik trek mij terug.", reply_by=DeliveryWay.COLLECT, channel=Channel.DESK
    )
    consultation.refresh_from_db()
    return consultation


def handled(**over) -> Consultation:
    """After the term: late ones, judged, split, answered and decided on in draft."""
    consultation = received(**over)
    handler, approver = builders.staff(Role.HANDLER), builders.staff(Role.APPROVER)
    with clock.at(terms.noon_of(consultation.closes_on + timedelta(days=3))):
        late = builders.contribution(consultation, channel=Channel.LETTER, text=TEXT)
        too_late = builders.contribution(consultation, text=TEXT)
        every = list(Contribution.objects.select_related("consultation").order_by("number"))
        for each in every:
            if each.pk == too_late.pk:
                contributions.decline(each, actor=handler, reason="Te laat; belde zelf terug.")
            elif each.pk == late.pk:
                contributions.admit(each, actor=handler, reason="Was ziek; belde zelf terug.")
            else:
                contributions.admit(each, actor=handler)
        by_number = {each.number: each for each in Contribution.objects.all()}
        bomen, fietsers = consultation.themes.all()
        six = [by_number[number] for number in range(1, 7)]
        alike = [by_number[number] for number in range(7, 7 + ALIKE)]
        leaver = by_number[7 + ALIKE]

        def split(of, summary, quote, theme):
            start = of.text.index(quote)
            span = points.Span(start, start + len(quote))
            passage = points.Passage(summary=summary, span=span, theme=theme)
            return points.make_point(of, passage, actor=handler)

        trees = [
            split(each, "De bomen moeten blijven", "De bomen moeten blijven.", bomen)
            for each in [*six, by_number[late.number]]
        ]
        paths = [
            split(each, "Het fietspad breder", "Het fietspad mag breder.", fietsers) for each in six
        ]
        buses = [split(each, "Vaker een bus", "Laat de bus vaker rijden.", None) for each in alike]
        left = split(leaver, "Wil niet meer meedoen", "Ik trek mij terug.", bomen)

        def answer(to, outcome, plain):
            made = answers.draft_answer(
                to, actor=handler, outcome=outcome, plain=plain, reason=f"Afgewogen: {plain}"
            )
            answers.submit_answer(made, actor=handler)
            return answers.approve_answer(made, actor=approver)

        kept = answer([*trees, left], Outcome.ADOPTED, "De bomen blijven staan.")
        wider = answer(paths, Outcome.PARTLY_ADOPTED, "Een deel van het fietspad wordt breder.")
        answer(buses, Outcome.NOT_ADOPTED, "De bus rijdt al vaak genoeg.")
        decision = builders.decision(consultation)
        builders.change(decision, kept)
        decisions.make_change(
            decision,
            actor=handler,
            label="Artikel 2",
            after="Er komt een breder fietspad.",
            explanation="Gevraagd door fietsers.",
            origin=ChangeOrigin.ANSWERS,
            answers=[wider, kept],
        )
        decisions.make_change(
            decision,
            actor=handler,
            label="Artikel 3",
            after="Dit plan heet Inrichtingsplan.",
            explanation="Er was nog geen naam.",
            origin=ChangeOrigin.OWN_MOTION,
        )
        for each in six[:4]:
            start = each.text.index(SECRET)
            hidden = [(points.Span(start, start + len(SECRET)), HidingReason.NAME)]
            public_texts.approve_public_text(each, actor=handler, hidden=hidden)
        public_texts.approve_public_text(leaver, actor=handler, hidden=[])
        contributions.withdraw(leaver, actor=None)
    consultation.refresh_from_db()
    return consultation


def published(**over) -> Consultation:
    """The same with its answers published; some notices are sent, one bounced, others wait."""
    consultation = handled(**over)
    with clock.at(terms.noon_of(consultation.closes_on + timedelta(days=10))):
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        first, second, *_others = Delivery.objects.filter(way=DeliveryWay.EMAIL)
        for delivery in (first, second):
            deliveries.settle_delivery(delivery, actor=None, status=DeliveryStatus.SENT)
        deliveries.settle_delivery(second, actor=None, status=DeliveryStatus.BOUNCED)
    consultation.refresh_from_db()
    return consultation


def decided(**over) -> Consultation:
    """The same with its decision adopted."""
    consultation = published(**over)
    with clock.at(terms.noon_of(consultation.closes_on + timedelta(days=40))):
        decisions.adopt_decision(
            Decision.objects.get(consultation=consultation),
            actor=builders.staff(Role.APPROVER),
            adopted_by="Provinciale Staten",
            adopted_on=clock.today(),
        )
    consultation.refresh_from_db()
    return consultation
