"""Beside the words of a page stands how easily they read; it never stops an editor."""

import pytest
from django.urls import reverse

from cms.blocks.content import Body
from cms.models import ContentPage, HomePage
from cms.reading import words_of
from tests.cms.pages import draft, editor, image

pytestmark = pytest.mark.django_db

STIFF = (
    "Gedeputeerde Staten zijn voornemens om, mede gelet op art. 3.4 van de Algemene wet "
    "bestuursrecht en conform de omgevingsverordening, het onderhavige ontwerpbesluit gedurende "
    "zes weken ter inzage te leggen teneinde belanghebbenden in de gelegenheid te stellen "
    "zienswijzen naar voren te brengen. Daarna volgt het besluit."
)
BODY = [
    ("text", f"<h2>Waarom</h2><p>{STIFF}</p>"),
    ("questions", {"heading": "", "items": [{"question": "Mag dat?", "answer": "<p>Ja.</p>"}]}),
    ("quote", {"text": "Dat zei een ander.", "attribution": "Iemand", "source": ""}),
]


def edit_form(client, page):
    client.force_login(editor())
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_an_editor_sees_how_hard_a_text_is_and_which_sentence_and_words_make_it_so(client):
    form = edit_form(client, draft(lead="Over de weg.", body=BODY))
    assert "moeilijk te lezen" in form
    assert "“Gedeputeerde Staten zijn voornemens" in form
    assert "omgevingsverordening" in form
    assert "teneinde → om" in form


def test_a_page_with_few_words_says_what_to_do(client):
    page = HomePage.objects.get().add_child(instance=ContentPage(title="Uitleg", slug="uitleg"))
    assert "Er zijn nog te weinig woorden" in edit_form(client, page)


def test_questions_and_answers_are_read_too_but_not_somebody_elses_words():
    words = words_of(draft(body=BODY))
    assert "Mag dat?" in words
    assert "Ja." in words
    assert "Waarom\n" in words
    assert "Dat zei een ander." not in words


def test_the_alternative_of_a_picture_is_read_and_a_picture_not_chosen_yet_is_no_problem(client):
    chosen = {"image": image().pk, "alt_text": "De brug van dichtbij.", "decorative": False}
    empty = {"image": None, "alt_text": "", "decorative": False}
    body = [
        {"type": "picture", "value": {"picture": picture, "caption": "Onder de brug."}}
        for picture in (chosen, empty)
    ]
    page = draft(body=Body().to_python(body))
    assert words_of(page).splitlines().count("De brug van dichtbij.") == 1
    form = edit_form(client, page)
    assert "Hoe makkelijk het leest" in form
    assert "zin wat er te zien is" in form
