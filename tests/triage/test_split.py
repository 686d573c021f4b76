"""Taking points from a text, by selection or by sentence, and what is in none of them yet."""

import pytest

from participatie.accounts.roles import Role
from participatie.core import text
from participatie.core.text import Span
from participatie.pipeline.acts import contributions
from participatie.pipeline.models import Contribution, Point
from participatie.triage.passages import Mark, pieces
from tests import builders

pytestmark = pytest.mark.django_db


def url(contribution: Contribution) -> str:
    return f"/behandeling/reactie/{contribution.reference}/punten/"


def make(client, given: Contribution, **fields: object):
    values = {"act": "make", "summary": "Behoud de bomen", "theme": ""}
    return client.post(url(given), values | fields)


@pytest.fixture
def given():
    return builders.admitted(builders.consultation())


def test_a_point_from_sentences_by_number(handler, given):
    theme = given.consultation.themes.last()

    response = make(handler, given, first="1", last="2", theme=theme.pk)

    point = Point.objects.get()
    assert point.quote == "De bomen langs de weg moeten blijven. Het fietspad mag breder."
    assert (point.summary, point.theme) == ("Behoud de bomen", theme)
    # Back to where the handler was in the text.
    assert response.url == f"{url(given)}#zin-1"


def test_one_number_is_one_sentence(handler, given):
    make(handler, given, first="2", last="")

    assert Point.objects.get().quote == "Het fietspad mag breder."


def test_a_point_from_a_selection_goes_before_numbers_and_loses_the_space_around_it(handler, given):
    start = given.text.index(" Het")
    make(handler, given, start=start, end=start + len(" Het fietspad "), first="1")

    assert Point.objects.get().quote == "Het fietspad"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Selecteer een passage"),
        ({"first": "9"}, "Kies zinnen van 1 tot en met 3"),
        ({"first": "3", "last": "1"}, "Kies zinnen van 1 tot en met 3"),
        ({"last": "2"}, "Met welke zin begint het punt?"),
        ({"first": "eerste"}, "geheel getal"),
        ({"start": "5", "end": "9999"}, "ligt buiten de tekst"),
        ({"start": "-4", "end": "3"}, "ligt buiten de tekst"),
    ],
)
def test_a_passage_that_is_not_there_is_explained_and_nothing_is_lost(handler, given, fields, told):
    response = make(handler, given, **fields)

    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert "Behoud de bomen" in page
    assert not Point.objects.exists()


def test_all_that_is_missing_in_a_point_is_said_at_once(handler, given):
    page = make(handler, given, summary="").content.decode()

    assert "In het kort: Dit is een verplicht veld." in page
    assert "Selecteer een passage" in page


def test_the_same_passage_twice_is_refused(handler, given):
    make(handler, given, first="1")

    response = make(handler, given, first="1", summary="Nog eens de bomen")

    page = response.content.decode()
    assert response.status_code == 422
    assert f"{given.reference}.1" in str(response.context["refusal"])
    assert "Nog eens de bomen" in page
    assert Point.objects.count() == 1


def test_sentences_in_no_point_are_counted_listed_and_marked(handler, given):
    make(handler, given, first="1")

    page = handler.get(url(given)).content.decode()

    assert "2 zinnen zitten nog in geen enkel punt" in page
    assert page.count('class="open-sentence"') == 2
    assert 'href="#zin-2"' in page
    assert '<mark class="utrecht-mark"><span data-start="0">De bomen langs' in page


def test_a_point_in_a_file_needs_to_be_said(handler):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from participatie.intake.receive import store
    from participatie.pipeline.statuses import AttachmentKind

    file = store(SimpleUploadedFile("kaart.txt", b"Zie de kaart"))
    files = [(file, AttachmentKind.ATTACHMENT)]
    given = builders.admitted(builders.consultation(), attachments=files)

    make(handler, given, in_file="on")

    point = Point.objects.get()
    assert (point.quote, point.span) == ("", None)


def test_theme_and_removal_of_a_point(handler, given):
    point = builders.point(given)
    other = given.consultation.themes.last()

    handler.post(url(given), {"act": "theme", "point": point.pk, "theme": other.pk})
    refused = handler.post(url(given), {"act": "remove", "point": point.pk, "reason": " "})

    point.refresh_from_db()
    assert (refused.status_code, point.theme, point.removed_at) == (422, other, None)
    handler.post(url(given), {"act": "remove", "point": point.pk, "reason": "Dubbel."})
    point.refresh_from_db()
    assert point.removed_reason == "Dubbel."


def test_points_of_another_contribution_cannot_be_reached(handler, given):
    stranger = builders.point(builders.admitted(given.consultation))

    for point in (stranger.pk, "", "x", "²"):
        sent = {"act": "remove", "point": point, "reason": "Weg"}
        assert handler.post(url(given), sent).status_code == 422
    stranger.refresh_from_db()
    assert stranger.removed_at is None


def test_points_only_while_it_is_being_handled(handler):
    given = builders.contribution(builders.consultation())

    assert b'id="make-point"' not in handler.get(url(given)).content
    assert make(handler, given, first="1").status_code == 422


def test_next_is_the_next_without_points_that_no_colleague_has(handler, colleague, given):
    consulted = given.consultation
    taken, split, waiting = (builders.admitted(consulted) for _ in range(3))
    contributions.assign(taken, actor=colleague, to=colleague)
    builders.point(split)

    assert handler.get(url(given)).context["next"] == waiting
    # After the last one it starts again.
    assert handler.get(url(waiting)).context["next"] == given


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_points(
    handler, given, django_assert_num_queries, count
):
    for quote in ("De bomen", "Het fietspad", "Groeten")[:count]:
        builders.draft_answer(builders.point(given, quote))

    with django_assert_num_queries(13):
        handler.get(url(given))


def test_a_text_of_200_000_characters_stays_usable(handler):
    said = "Dit is een zin van een heel lange brief. " * 4_900
    given = builders.admitted(builders.consultation(), text=said)
    for number in range(40):
        make(handler, given, first=str(number * 100 + 1), summary=f"Punt {number}")

    response = handler.get(url(given))

    assert response.context["open_count"] == 4_900 - 40


def test_abbreviations_end_no_sentence():
    assert len(text.sentences("A. " * 60_000)) == 1


def test_pieces_spell_the_text_and_carry_overlapping_marks():
    said = "Een twee drie. Vier vijf."
    marks = [Mark(Span(0, 8), "1"), Mark(Span(4, 13), "2"), Mark(Span(4, 8), "3")]
    sentences = text.sentences(said)

    found = pieces(said, marks, sentences, [sentences[1]])

    assert "".join(piece.text for piece in found) == said
    assert [(p.text, p.is_marked, sorted(m.label for m in p.ending)) for p in found] == [
        ("Een ", True, []),
        ("twee", True, ["1", "3"]),
        (" drie", True, ["2"]),
        (". ", False, []),
        ("Vier vijf.", False, []),
    ]
    assert [(p.sentence, p.is_open) for p in found if p.sentence] == [(1, False), (2, True)]


def test_a_summary_is_never_markup(handler, given):
    make(handler, given, first="1", summary="<img src=x onerror=alert(1)>")

    assert "<img src=x" not in handler.get(url(given)).content.decode()


def test_an_approver_does_not_split(client, given):
    client.force_login(builders.staff(Role.APPROVER))

    assert client.get(url(given)).status_code == 403
