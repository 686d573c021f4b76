"""What everyone may read of contributions, and above all what not."""

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability import readable
from participatie.accounts.roles import Role
from participatie.pipeline.acts import contributions, public_texts
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Contribution, PublicText
from participatie.pipeline.statuses import Channel, HidingReason, Status
from tests import builders
from tests.accountability.mixed import PERSONAL, SECRET
from tests.accountability.reading import shows, walk

pytestmark = pytest.mark.django_db
PUBLIC = ("/inspraak/dorpsweg/verantwoording", "/inspraak/dorpsweg/reacties")


def url(*args):
    name = "contribution" if args else "contributions"
    return reverse(f"accountability:{name}", args=["dorpsweg", *args])


def read(client, address):
    return client.get(address, follow=True).content.decode()


def listed(client, query=""):
    tree = html.fromstring(read(client, f"{url()}?{query}"))
    return [int(link.text_content()[-4:]) for link in tree.xpath("//main//li/h3/a")]


def approved(contribution, *passages, reason=HidingReason.NAME):
    hidden = []
    for passage in passages:
        start = contribution.text.index(passage)
        hidden.append((public_texts.Span(start, start + len(passage)), reason))
    actor = builders.staff(Role.HANDLER)
    return public_texts.approve_public_text(contribution, actor=actor, hidden=hidden)


@pytest.mark.parametrize("state", ["handled", "published", "decided"])
def test_nothing_personal_is_on_any_public_page(client, request, state):
    consultation = request.getfixturevalue(state)
    pages = walk(client, f"/inspraak/{consultation.slug}/verantwoording/", PUBLIC)
    for number in range(1, consultation.last_number + 1):
        pages[url(number)] = read(client, url(number))
    if state != "handled":
        name = "/inspraak/dorpsweg/verantwoording/nota"
        pages["nota"] = read(client, f"{name}/")
        pages["csv"] = read(client, f"{name}.csv")
    found = [
        (text, address) for address, page in pages.items() for text in PERSONAL if text in page
    ]
    assert found == []
    assert any(HIDDEN in page for page in pages.values())


def test_a_contribution_shows_text_points_answers_and_changes(client, published):
    page = read(client, url(2))
    assert "<title>DW26-0002" in page
    assert "kanaal: brief" in page
    for text in (
        "De bomen moeten blijven.",
        "De bomen blijven staan.",
        "Artikel 1 Bomen",
        "DW26-W1",
    ):
        assert shows(page, text)


def test_without_an_approved_text_others_see_number_door_and_day(client, handled):
    page = read(client, url(5))
    assert "<title>DW26-0005" in page
    assert "kanaal: e-mail" in page
    assert "De tekst is niet gepubliceerd." in page
    assert "De antwoorden volgen later." in page
    assert not shows(page, "De bomen moeten blijven")


def test_without_an_approved_text_the_points_are_told_once_answered(client, published):
    page = read(client, url(5))
    assert "De tekst is niet gepubliceerd." in page
    assert shows(page, "De bomen moeten blijven")
    assert shows(page, "De bomen blijven staan.")


def test_of_a_withdrawn_contribution_only_that_is_told(client, published):
    leaver = Contribution.objects.get(status=Status.WITHDRAWN)
    # As it would be when somebody put it back by hand: it is still not shown.
    PublicText.objects.filter(contribution=leaver).update(is_current=True)
    page = read(client, url(leaver.number))
    assert "De indiener heeft deze reactie ingetrokken." in page
    assert not shows(page, "Ik trek mij terug")
    assert leaver.number not in listed(client)


def test_an_inadmissible_contribution_says_so_without_the_reason(client, published):
    page = read(client, url(21))
    assert "Deze reactie is niet-ontvankelijk." in page
    assert "belde" not in page


def test_what_was_left_out_is_said_in_words(client, published):
    page = read(client, url(1))
    assert SECRET not in page
    assert '<span class="visually-hidden">[weggelaten: naam]</span>' in page
    assert "1 × naam" in page


def test_overlapping_passages_have_one_mark_with_one_reason():
    given = builders.contribution(builders.consultation(), text="Ik ben Jan de Vries uit Testdorp.")
    text = approved(given, "Jan de Vries", "de Vries uit Testdorp")
    assert [(piece.text, piece.left_out) for piece in readable.pieces(text)] == [
        ("Ik ben ", ""),
        ("", "naam"),
        (".", ""),
    ]
    assert readable.left_out(text) == [("naam", 1)]


def test_marks_that_the_sender_typed_are_not_explained_as_ours():
    given = builders.contribution(builders.consultation(), text=f"{HIDDEN} zegt Jan de Vries")
    text = approved(given, "Jan de Vries")
    assert [piece.left_out for piece in readable.pieces(text) if piece.left_out] == ["iets", "iets"]


def test_text_is_never_taken_for_html(client):
    given = builders.contribution(
        builders.consultation(), text="<script>alert(1)</script><b>vet</b>"
    )
    approved(given)
    for address in (url(), url(1)):
        page = read(client, address)
        assert "<script>alert" not in page
        assert "&lt;b&gt;vet" in page


def test_a_text_that_was_taken_back_is_gone_at_once(client):
    given = builders.contribution(builders.consultation())
    approved(given)
    assert listed(client) == [1]
    public_texts.retract_public_text(given, actor=builders.staff(Role.HANDLER), reason="Fout.")
    assert listed(client) == []
    assert not shows(read(client, url(1)), "De bomen langs de weg")


def test_a_consultation_without_contributions_says_so(client):
    builders.consultation()
    page = read(client, url())
    assert "Er zijn nog geen reacties binnengekomen." in page
    assert "hier 0 lezen" not in page


def test_the_opening_of_a_text_ends_at_a_whole_word(client):
    given = builders.contribution(builders.consultation(), text="onverkorte " * 60)
    approved(given)
    assert "onverkorte …</p>" in read(client, url())


def test_the_list_counts_what_cannot_be_read_yet(client, published):
    page = read(client, url())
    assert "Er kwamen 21 reacties binnen. Daarvan kunt u er hier 4 lezen." in page
    assert "15 zijn nog niet gepubliceerd" in page
    assert "1 was niet-ontvankelijk en maken wij niet openbaar." in page
    assert "1 is ingetrokken." in page


def test_the_list_can_be_narrowed(client):
    consultation = builders.consultation()
    trees, bikes = consultation.themes.all()
    handler = builders.staff(Role.HANDLER)
    for channel, text, theme in (
        (Channel.WEB, "Laat de lindes staan, zegt Jan.", trees),
        (Channel.LETTER, "Een breder fietspad graag, bij de lindes.", bikes),
        (Channel.PHONE, "100% eens met alles.", None),
    ):
        given = builders.contribution(consultation, channel=channel, text=text)
        contributions.set_themes(given, actor=handler, themes=[theme] if theme else [])
        approved(given, *(["zegt Jan"] if "Jan" in text else []))
    assert listed(client) == [1, 2, 3]
    assert listed(client, "zoek=LINDES") == [1, 2]
    assert listed(client, "zoek=Jan") == []
    assert listed(client, "zoek=100%25") == [3]
    assert listed(client, f"thema={bikes.pk}") == [2]
    assert listed(client, "kanaal=phone") == [3]
    assert listed(client, "kanaal=onzin&thema=999999&page=zeven&antwoord=x") == [1, 2, 3]
    assert listed(client, "zoek=xyzzy") == []


def test_words_are_found_in_dutch_and_with_typing_errors(client):
    consultation = builders.consultation()
    for text in (
        "Maak de fietspaden breder.",
        "Een fietspad langs het café, graag.",
        "De bomen bij de kerk moeten blijven.",
    ):
        approved(builders.contribution(consultation, text=text))
    assert listed(client, "zoek=fietspad&volgorde=nummer") == [1, 2]
    assert listed(client, "zoek=boom") == [3]
    assert listed(client, "zoek=bredere+FIETSPADEN") == [1]
    assert listed(client, "zoek=cafe") == [2]
    page = read(client, f"{url()}?zoek=fietspat&volgorde=nummer")
    assert "Wij vonden niets met “fietspat”" in page
    assert "<mark>fietspad</mark>" in page
    assert listed(client, "zoek=keerk") == [3]
    page = read(client, f"{url()}?zoek=kerk+fietspaden")
    assert "Geen enkele reactie heeft al deze woorden" in page
    assert listed(client, "zoek=de+het+een") == []


def test_the_best_match_comes_first(client):
    consultation = builders.consultation()
    for text in ("Over de bus. " * 1 + "Verder niets. " * 30, "De bus, de bus, de bus!"):
        approved(builders.contribution(consultation, text=text))
    assert listed(client, "zoek=bus") == [2, 1]
    assert listed(client, "zoek=bus&volgorde=nummer") == [1, 2]


def test_what_was_hidden_or_never_approved_is_not_found(client):
    consultation = builders.consultation()
    approved(builders.contribution(consultation, text="Ik heet Jansen en wil lindes."), "Jansen")
    builders.contribution(consultation, text="Jansen, over lindes en eiken.")
    assert listed(client, "zoek=lindes") == [1]
    for typed in ("Jansen", "Jansn", "eiken"):
        assert listed(client, f"zoek={typed}") == []
        assert "lindes" not in read(client, f"{url()}?zoek={typed}")


@pytest.mark.parametrize(
    "query",
    [
        {"zoek": "linde " * 2000},
        {"zoek": "x" * 10_000},
        {"zoek": "a\x00b"},
        {"zoek": "' & | ! <-> :* ( \\ -- ;"},
        {"zoek": 'NOT (linde AND) "OR'},
        {"zoek": "٣٤"},
        {"zoek": "lindes", "page": "-1"},
        {"page": "1e9"},
        {"page": "9" * 400},
        {"volgorde": "onzin", "uitkomst": "onzin", "wijziging": "²", "antwoord": "-1"},
    ],
)
def test_nothing_that_is_typed_is_an_error(client, published, query):
    answer = client.get(url(), query)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000


def test_the_newest_can_come_first(client, published):
    assert listed(client, "volgorde=nieuw") == [4, 3, 2, 1]


def test_contributions_are_found_by_outcome_and_by_the_change_they_caused(client, published):
    assert listed(client, "uitkomst=adopted") == [1, 2, 3, 4]
    assert listed(client, "uitkomst=not_adopted") == []
    assert listed(client, "wijziging=2") == [1, 2, 3, 4]
    assert listed(client, "wijziging=3") == []
    assert "achter wijziging DW26-W2" in read(client, f"{url()}?wijziging=2")


def test_before_publication_no_outcome_can_be_asked_for(client, handled):
    assert listed(client, "uitkomst=not_adopted&wijziging=3") == []
    assert listed(client, "uitkomst=not_adopted") == [1, 2, 3, 4]
    assert "uitkomst" not in html.fromstring(read(client, url())).xpath("//form//@name")


def test_pages_keep_the_search(client):
    consultation = builders.consultation()
    for _ in range(26):
        approved(builders.contribution(consultation))
    tree = html.fromstring(read(client, f"{url()}?zoek=bomen&kanaal=web&onzin=1"))
    (following,) = tree.xpath("//a[@rel='next']/@href")
    assert following == "?zoek=bomen&kanaal=web&page=2"
    assert listed(client, following[1:]) == [26]


def test_contributions_with_one_answer_can_be_listed(client, published):
    assert listed(client, "antwoord=1") == [1, 2, 3, 4]
    assert listed(client, "antwoord=3") == []


def test_answers_that_are_not_published_narrow_nothing_out(client, handled):
    assert listed(client, "antwoord=1") == []


@pytest.mark.parametrize("typed", ["DW26-0005", "dw26 5", "5", "0005"])
def test_a_number_leads_to_its_contribution(client, published, typed):
    answer = client.get(url(), {"zoek": typed})
    assert answer["Location"] == url(5)


@pytest.mark.parametrize("number", [0, 22, 10**30])
def test_a_number_that_was_not_given_is_not_found(client, published, number):
    assert client.get(f"/inspraak/dorpsweg/reacties/{number}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, count, django_assert_num_queries):
    consultation = builders.consultation()
    for _ in range(count):
        approved(builders.contribution(consultation))
    with django_assert_num_queries(8):
        client.get(url())
    assert len(listed(client)) == count


def test_pages_of_25(client):
    consultation = builders.consultation()
    for _ in range(26):
        approved(builders.contribution(consultation))
    assert len(listed(client)) == 25
    assert listed(client, "page=2") == [26]


def test_the_list_begins_with_the_senders_own_words(client):
    consultation = builders.consultation(questions=[builders.WAY, builders.OPINION])
    given = {"way": "fiets", "opinion": "Ik ben Jan. Laat de bomen staan."}
    approved(builders.contribution(consultation, text="", given=given), "Jan")

    (text,) = html.fromstring(read(client, url())).xpath("//main//li/h3/following-sibling::p[1]")
    assert text.text_content() == "Ik ben […]. Laat de bomen staan."
