"""Samples of points: drawn by chance, redrawable by anyone, read and judged by members."""

import hashlib

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from participatie.accountability.algorithms import SAMPLE
from participatie.accountability.overview import points_of
from participatie.accountability.staten.samples import acts
from participatie.accountability.staten.samples.drawing import Choice, draw, points_in, seed_in
from participatie.accountability.staten.samples.models import Judgement, Sample
from participatie.accounts.roles import Role
from participatie.core import clock, once
from participatie.core.models import AlgorithmSwitch
from participatie.pipeline.acts import contributions, points, public_texts
from participatie.pipeline.models import Contribution, Point, PublicText
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import Channel, HidingReason, Outcome
from tests import builders
from tests.accountability.mixed import PERSONAL
from tests.accountability.reading import shows

pytestmark = pytest.mark.django_db
SEEDS = st.text(max_size=100).map(seed_in).filter(bool)
quickly = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def page(client, address, status=200, **typed):
    answer = client.post(address, typed) if typed else client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def listing():
    return reverse("samples:list", args=["dorpsweg"])


def of(sample, place=None):
    if place is None:
        return reverse("samples:sample", args=["dorpsweg", sample.number])
    return reverse("samples:point", args=["dorpsweg", sample.number, place])


def public(query=""):
    return reverse("public_samples:draw", args=["dorpsweg"]) + query


def references(sample):
    rows = sample.drawn.order_by("place").values_list(
        "point__contribution__number", "point__number"
    )
    return [f"DW26-{contribution:04d}.{number}" for contribution, number in rows]


def named(found):
    rows = found.values_list("contribution__number", "number")
    return [f"DW26-{contribution:04d}.{number}" for contribution, number in rows]


def drawn_in(text):
    return [link.text_content() for link in html.fromstring(text).xpath("//main//tbody/tr/th/a")]


@pytest.fixture
def member(client):
    client.force_login(builders.staff(Role.COUNCILLOR))
    return client


@pytest.fixture
def kept(published):
    return acts.draw_sample(published, actor=builders.staff(Role.COUNCILLOR), size=10, seed="vis")


@pytest.fixture
def small(db):
    """A consultation with published answers, and one point in it."""
    return builders.answered().consultation


@pytest.fixture
def kept_small(small):
    return acts.draw_sample(small, actor=builders.staff(Role.COUNCILLOR), size=1, seed="vis")


# The draw.


@quickly
@given(seed=SEEDS, size=st.integers(1, 30))
def test_the_draw_is_what_anyone_works_out_with_sha_256(published, seed, size):
    by_hand = sorted(
        named(points_of(published)),
        key=lambda reference: hashlib.sha256(f"{seed} {reference}".encode()).digest(),
    )
    drawn = draw(points_of(published), published, size=size, seed=seed)
    assert named(drawn) == by_hand[:size]


@quickly
@given(seed=SEEDS, size=st.integers(1, 24), left_out=st.integers(0, 24))
def test_one_point_more_changes_at_most_one_of_the_draw(published, seed, size, left_out):
    every = points_of(published)
    fewer = every.exclude(pk=sorted(every.values_list("pk", flat=True))[left_out])
    before = [p.pk for p in draw(fewer, published, size=size, seed=seed)]
    after = [p.pk for p in draw(every, published, size=size, seed=seed)]
    assert len(set(after) - set(before)) <= 1
    assert [pk for pk in after if pk in before] == before[: len(set(after) & set(before))]


@quickly
@given(
    seed=SEEDS,
    channel=st.sampled_from(["", *Channel.values]),
    outcome=st.sampled_from(["", *Outcome.values]),
    theme=st.integers(0, 2),
)
def test_a_choice_draws_from_its_points_only_and_in_the_same_order(
    published, seed, channel, outcome, theme
):
    choice = Choice(channel, [None, *published.themes.all()][theme], outcome)
    every = points_of(published).select_related("contribution", "answer", "theme")
    drawn = list(draw(points_in(published, choice), published, size=100, seed=seed))
    fits = [
        point
        for point in draw(every, published, size=100, seed=seed)
        if (not channel or point.contribution.channel == channel)
        and (not outcome or point.answer.outcome == outcome)
        and (not choice.theme or point.theme == choice.theme)
    ]
    assert drawn == fits


def test_a_number_of_five_figures_is_drawn_by_its_whole_reference(published):
    # As after ten thousand contributions; the record itself refuses another number.
    point = Point.objects.get(contribution__number=1, number=1)
    given_once = Contribution.objects.get(pk=point.contribution_id)
    Point.objects.filter(pk=point.pk).update(number=12345)
    (drawn,) = draw(
        points_of(published).filter(contribution=given_once, number=12345),
        published,
        size=1,
        seed="é",
    )
    assert drawn.lottery_number.hex() == hashlib.sha256("é DW26-0001.12345".encode()).hexdigest()


# In the workspace.


def test_a_member_draws_reads_judges_and_comes_to_the_end(member, published):
    answer = member.post(
        listing(), {"aantal": "2", "zaad": " 15  december 🎲 ", "uitkomst": "not_adopted"}
    )
    sample = Sample.objects.get()
    assert answer["Location"] == of(sample)
    assert (sample.seed, sample.population, sample.number) == ("15 december 🎲", 12, 1)
    text = page(member, of(sample))
    assert drawn_in(text) == [f"{n}. {r}" for n, r in enumerate(references(sample), start=1)]
    first = page(member, of(sample, 1))
    assert shows(first, "Vaker een bus")
    assert shows(first, "De bus rijdt al vaak genoeg.")
    assert "?over=punt-" in first
    typed = {"oordeel": "nee", "opmerking": "Waarom staat er niet bij.\r\nGraag cijfers."}
    assert member.post(of(sample, 1), typed)["Location"] == of(sample, 2)
    assert member.post(of(sample, 2), {"oordeel": "ja"})["Location"] == of(sample)
    assert member.post(of(sample, 1), typed | {"oordeel": "ja"})["Location"] == of(sample)
    figures = html.fromstring(page(member, of(sample))).xpath("//dl[@class='figures']//dd/text()")
    assert figures == ["2", "0", "0"]
    assert shows(page(member, of(sample, 1)), "Waarom staat er niet bij.\nGraag cijfers.")


def test_what_others_think_is_counted_and_their_remarks_have_a_name(client, kept_small):
    first, second = builders.staff(Role.COUNCILLOR), builders.staff(Role.COUNCILLOR, email="b@x.nl")
    drawn = kept_small.drawn.get(place=1)
    acts.judge(drawn, actor=first, is_convincing=True, remark="Helder uitgelegd.")
    acts.judge(drawn, actor=second, is_convincing=False)
    client.force_login(second)
    text = page(client, of(kept_small, 1))
    assert "1 overtuigend, 1 niet overtuigend" in text
    assert shows(text, "Helder uitgelegd.")
    assert shows(text, first.name)
    # Who only judged, is counted and not named.
    client.force_login(first)
    assert second.name not in page(client, of(kept_small, 1)).partition("<main")[2]
    client.logout()
    assert "Helder uitgelegd" not in page(client, public("?aantal=1&zaad=vis"))


def test_who_does_not_sit_in_the_council_reads_and_does_not_judge(client, kept_small):
    client.force_login(builders.staff(Role.EXECUTIVE))
    assert 'name="oordeel"' not in page(client, of(kept_small, 1))
    assert 'name="aantal"' not in page(client, listing())
    assert "Door u beoordeeld" not in page(client, listing())
    page(client, of(kept_small, 1), status=422, oordeel="ja")
    page(client, listing(), status=422, aantal="3")
    assert not Judgement.objects.exists()
    griffie = builders.staff(Role.REGISTRY)
    with pytest.raises(NotAllowed):
        acts.judge(kept_small.drawn.get(place=1), actor=griffie, is_convincing=True)
    again = acts.draw_sample(kept_small.consultation, actor=griffie, size=3)
    assert (again.number, len(again.seed)) == (2, 6)
    first = kept_small.drawn.get(place=1)
    acts.judge(first, actor=builders.staff(Role.COUNCILLOR), is_convincing=False, remark="Nee.")
    assert "Opmerkingen van Statenleden" in page(client, of(kept_small, 1))


def test_a_draw_that_cannot_be_is_told_and_nothing_typed_is_lost(member, small):
    for typed, said in (
        ({"aantal": "0", "zaad": "a"}, "1 tot en met 100"),
        ({"aantal": "101", "zaad": "a"}, "1 tot en met 100"),
        ({"aantal": "tien", "zaad": "a"}, "1 tot en met 100"),
        ({"aantal": "5", "zaad": "💧" * 101}, "hoogstens 100 tekens"),
        ({"aantal": "5", "zaad": "a", "uitkomst": "out_of_scope"}, "geen punten"),
    ):
        text = page(member, listing(), status=422, **typed)
        assert said in text
        fields = html.fromstring(text).xpath("//main//form")[0].fields
        assert {name: fields[name] for name in typed} == typed
    assert not Sample.objects.exists()


def test_a_remark_that_is_too_long_comes_back(member, kept_small):
    remark = "x" * 2001
    text = page(member, of(kept_small, 1), status=422, oordeel="ja", opmerking=remark)
    assert html.fromstring(text).xpath("//textarea/text()")[0].strip() == remark
    assert page(member, of(kept_small, 1), status=422, opmerking="Geen knop")
    assert not Judgement.objects.exists()


def test_a_sample_larger_than_all_points_has_them_all_and_is_kept_once(member, published):
    drawer = builders.staff(Role.COUNCILLOR)
    sample = acts.draw_sample(published, actor=drawer, size=50, seed="vis")
    again = acts.draw_sample(published, actor=builders.staff(Role.REGISTRY), size=50, seed=" vis")
    assert again == sample
    assert len(references(sample)) == points_of(published).count() == 25
    assert "Er zijn er maar 25" in page(member, of(sample))
    assert "Er zijn er maar 25" in page(member, public("?aantal=50&zaad=1"))


def test_before_the_answers_are_published_nothing_is_drawn(member, handled):
    with pytest.raises(Refused):
        acts.draw_sample(handled, actor=builders.staff(Role.COUNCILLOR), size=3)
    assert 'name="aantal"' not in page(member, listing())
    page(member, public("?aantal=3&zaad=1"), status=404)


def test_while_drawing_is_off_only_what_was_drawn_is_read(member, kept_small):
    on = page(member, public("?aantal=1&zaad=vis"))
    AlgorithmSwitch.objects.create(
        slug=SAMPLE.slug, is_on=False, at=clock.now(), by=builders.staff(Role.ADMINISTRATOR)
    )
    text = page(member, listing())
    assert 'name="aantal"' not in text
    assert of(kept_small) in text
    page(member, of(kept_small))
    page(member, of(kept_small, 1))
    page(member, listing(), status=422, aantal="3")
    off = page(member, public("?aantal=1&zaad=vis"))
    assert (len(drawn_in(on)), drawn_in(off)) == (1, [])


# What nobody may see.


def test_a_hidden_passage_never_shows(member, published):
    sample = acts.draw_sample(published, actor=builders.staff(Role.COUNCILLOR), size=50)
    shown = [page(member, of(sample, drawn.place)) for drawn in sample.drawn.all()]
    shown += [page(member, of(sample)), page(member, public("?aantal=50&zaad=1"))]
    assert [text for text in PERSONAL for one in shown if text in one] == []


def test_a_passage_shows_only_where_it_can_be_read(member, kept):
    by_number = {drawn.point.reference: drawn for drawn in kept.drawn.all()}
    reference, drawn = next(
        (r, d) for r, d in by_number.items() if d.point.contribution.public_text is not None
    )
    quote = drawn.point.quote
    assert shows(quoted(page(member, of(kept, drawn.place))), quote)
    handler, given_once = builders.staff(Role.HANDLER), drawn.point.contribution
    # Hidden here, and the same words further on can be read.
    inside = points.Span(drawn.point.start + 1, drawn.point.start + 4)
    public_texts.approve_public_text(
        given_once, actor=handler, hidden=[(inside, HidingReason.HEALTH)]
    )
    text = page(member, of(kept, drawn.place))
    assert quoted(text) == ""
    assert "gezondheid" in text
    public_texts.retract_public_text(given_once, actor=handler, reason="Er stond een naam in.")
    text = page(member, of(kept, drawn.place))
    assert quoted(text) == ""
    assert quote not in text
    assert reference in text


def quoted(text):
    return " ".join(html.fromstring(text).xpath("//blockquote//text()"))


@quickly
@given(data=st.data())
def test_a_passage_is_found_behind_any_hidden_ones(data):
    from participatie.accountability.staten.samples.passages import passage_of

    text = "".join(chr(65 + place % 26) for place in range(60)) + "een twee een twee"
    spans = st.tuples(st.integers(0, 76), st.integers(1, 12)).map(
        lambda it: points.Span(it[0], min(it[0] + it[1], 77))
    )
    hidden = data.draw(st.lists(spans, max_size=6))
    wanted = data.draw(spans)
    shown = PublicText(
        text=public_texts.text_without(text, [(span, HidingReason.NAME) for span in hidden]),
        hidden=[
            {"start": span.start, "end": span.end, "reason": "name"}
            for span in sorted(hidden, key=lambda span: span.start)
        ],
    )
    quote = text[wanted.start : wanted.end]
    point = Point(quote=quote, start=wanted.start, end=wanted.end)
    touched = any(h.start < wanted.end and wanted.start < h.end for h in hidden)
    assert passage_of(point, shown).words == ("" if touched else quote)


def test_what_was_withdrawn_or_removed_afterwards_is_told_and_not_shown(member, published):
    handler = builders.staff(Role.HANDLER)
    later = []
    for words in ("Ik wil een bankje.", "Er mist een lamp."):
        given_once = builders.contribution(published, channel=Channel.LETTER, text=words)
        contributions.admit(given_once, actor=handler, reason="Lag nog in de post.")
        later.append(builders.point(given_once, quote=words))
    sample = acts.draw_sample(published, actor=builders.staff(Role.COUNCILLOR), size=100)
    places = [sample.drawn.get(point=point).place for point in later]
    once.forget()
    contributions.withdraw(later[0].contribution, actor=None)
    points.remove_point(later[1], actor=handler, reason="Stond er dubbel in.")
    for place, said in zip(places, ("ingetrokken", "uit de verantwoording gehaald"), strict=True):
        text = page(member, of(sample, place))
        assert said in text
        assert "bankje" not in text
        assert "lamp" not in text
        assert 'name="oordeel"' not in text
        page(member, of(sample, place), status=422, oordeel="ja")
    text = page(member, of(sample))
    assert "bankje" not in text
    assert "lamp" not in text
    assert "2 punten zijn niet meer te lezen" in text
    assert "op 2 plaatsen" in text


# For everyone.


def test_everyone_draws_the_same_points(client, kept):
    again = public("?aantal=10&zaad=vis")
    assert drawn_in(page(client, again)) == references(kept)
    english = page(client, "/en" + again)
    assert drawn_in(english) == references(kept)
    assert "Lottery number" in english
    client.force_login(builders.staff(Role.COUNCILLOR))
    assert again.replace("&", "&amp;") in page(client, of(kept))


def test_an_address_without_a_seed_gets_one_and_a_strange_one_is_told(client, published):
    answer = client.get(public("?aantal=3&kanaal=web"))
    assert answer.status_code == 302
    assert "kanaal=web" in answer["Location"]
    assert len(drawn_in(page(client, answer["Location"]))) == 3
    for query in ("?aantal=0&zaad=a", "?aantal=x", "?aantal=3&zaad=" + "b" * 101, "?thema=x"):
        text = page(client, public(query))
        assert drawn_in(text) == []
        assert 'aria-labelledby="error-summary"' in text


def test_the_number_of_queries_does_not_grow(member, published, django_assert_num_queries):
    drawer = builders.staff(Role.COUNCILLOR)
    for count in (1, 3):
        for number in range(count):
            sample = acts.draw_sample(published, actor=drawer, size=count, seed=f"{number}")
            for drawn in sample.drawn.all():
                acts.judge(drawn, actor=drawer, is_convincing=True, remark="Goed.")
        for address, queries in (
            (listing(), 9),
            (of(sample), 9),
            (of(sample, 1), 14),
            (public(f"?aantal={count}&zaad=1&uitkomst=adopted"), 12),
        ):
            page(member, address)
            with django_assert_num_queries(queries):
                page(member, address)
