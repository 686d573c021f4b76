"""A consultation in a second language: other words, the same procedure, the same questions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text

from cms.blocks.content import SHORT_PROSE
from cms.models import ConsultationPage, HomePage
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.models import Consultation, Contribution, Event
from tests.builders import staff
from tests.cms.edit_form import several, stream
from tests.cms.pages import changed, draft, editor, fresh, index, published
from tests.intake.web_visitor import filled

pytestmark = pytest.mark.django_db

OPINION = {"type": "open", "id": "mening", "value": {"label": "Wat vindt u van het plan?"}}
CHOICE = {
    "type": "one_choice",
    "id": "keuze",
    "value": {"label": "Wie bent u?", "choices": ["bewoner", "ondernemer"]},
}
IN_ENGLISH = {
    "title": "A new Dorpsweg",
    "lead": "The Dorpsweg will be renewed.",
    "can_change": rich_text("<p>Where the cycle path is.</p>", features=SHORT_PROSE),
    "is_fixed": rich_text("<p>That the road is renewed.</p>", features=SHORT_PROSE),
    "body": stream(),
    "decided_by": "",
    "questions": stream(
        ("open", {"label": "What do you think of the plan?", "help_text": ""}, "mening"),
        (
            "one_choice",
            {"label": "Who are you?", "help_text": "", "choices": several("resident", "business")},
            "keuze",
        ),
    ),
}


@pytest.fixture
def desk(client):
    """A browser in which an editor is logged in."""
    client.force_login(editor())
    return client


def translate(desk, page):
    """The draft that “translate” makes of a page, as an editor does it."""
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    english = Locale.objects.get(language_code="en")
    answer = desk.post(address, {"locales": [english.pk], "include_subtree": ""})
    assert answer.status_code == 302, answer.content.decode()
    return page.get_translation(english).specific


def english_draft(desk):
    published(questions=[OPINION, CHOICE])
    for page in (HomePage.objects.get(), index()):
        publish(translate(desk, page))
    return translate(desk, ConsultationPage.objects.get())


def publish(page):
    page.save_revision(user=editor()).publish(user=editor())
    return page


def edit(desk, page, **over):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = nested_form_data(IN_ENGLISH | over)
    return desk.post(url, data | {"action-publish": "1"}, follow=True)


def english_page(desk):
    page = english_draft(desk)
    edit(desk, page)
    page = fresh(page)
    assert page.live
    return page


def test_an_editor_translates_and_visitors_read_it_at_the_same_address(desk, client):
    english_page(desk)
    page = client.get("/en/inspraak/dorpsweg/").content.decode()
    assert "<h1>A new Dorpsweg</h1>" in page
    assert "You can respond until and including" in page
    assert 'hreflang="nl" href="http' in page
    dutch = client.get("/inspraak/dorpsweg/").content.decode()
    assert "Nieuwe inrichting van de Dorpsweg" in dutch
    assert 'href="/en/inspraak/dorpsweg/" lang="en"' in dutch


def test_publishing_it_puts_nothing_in_force(desk):
    before = Event.objects.filter(kind=kinds.PUT_IN_FORCE).count()
    english_page(desk)
    assert Consultation.objects.count() == 1
    assert Event.objects.filter(kind=kinds.PUT_IN_FORCE).count() == before + 1
    assert Event.objects.get(kind=kinds.FORM_TRANSLATED).data == {"language": "en", "version": 1}
    assert Consultation.objects.get().page.title == "Nieuwe inrichting van de Dorpsweg"


def test_an_editor_is_not_told_that_a_translation_puts_a_procedure_in_force(desk):
    page = english_draft(desk)
    with clock.at(clock.now() + timedelta(days=3)):
        form = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        answer = edit(desk, page).content.decode()
    assert "De procedure is die van de oorspronkelijke pagina" in form
    assert "Deze procedure geldt nog niet" not in form
    assert "is gepubliceerd" in answer
    assert "De openingsdag is al voorbij" not in form + answer


def test_the_term_and_the_doors_cannot_be_changed_in_a_translation(desk):
    page = english_draft(desk)
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Dit is een vertaling" in form
    assert 'name="closes_on"' not in form
    assert 'name="prefix"' not in form
    elsewhere = page.closes_on + timedelta(days=30)
    edit(desk, page, closes_on=elsewhere.isoformat(), slug="elders", prefix="XX26")
    page = fresh(page)
    original = ConsultationPage.objects.get(consultation__isnull=False)
    assert (page.slug, page.prefix) == ("dorpsweg", "DW26")
    assert page.closes_on == original.closes_on == Consultation.objects.get().closes_on


def test_a_changed_term_of_the_original_is_told_in_the_translation(desk, client):
    english_page(desk)
    original = ConsultationPage.objects.get(consultation__isnull=False)
    later = original.closes_on + timedelta(days=7)
    changed(original, closes_on=later, term_reason="Het was vakantie.")
    page = client.get("/en/inspraak/dorpsweg/").content.decode()
    assert f"{later:%A} {later.day} {later:%B %Y}" in page


def test_the_form_asks_the_same_questions_in_english_and_keeps_the_same_answers(desk, client):
    english_page(desk)
    client.logout()
    form = client.get("/en/inspraak/dorpsweg/reageren/").content.decode()
    assert "<h1>A new Dorpsweg</h1>" in form
    assert "What do you think of the plan?" in form
    assert "resident" in form
    answers = {"question-mening": "Mooi plan.", "question-keuze": "bewoner"}
    data = filled(**answers)
    check = client.post("/en/inspraak/dorpsweg/reageren/", data, follow=True).content.decode()
    assert "Who are you?" in check
    assert "resident" in check
    receipt = client.post("/en/inspraak/dorpsweg/reageren/controleren/", follow=True)
    assert "What do you think of the plan?" in receipt.content.decode()
    assert "“A new Dorpsweg”" in receipt.content.decode()
    contribution = Contribution.objects.get()
    assert contribution.language == "en"
    assert contribution.given == {"mening": "Mooi plan.", "keuze": "bewoner"}
    assert "Wie bent u?" in contribution.text


def test_a_question_that_changed_since_reads_as_it_is_and_says_in_which_language(desk, client):
    english_page(desk)
    client.logout()
    original = ConsultationPage.objects.get(consultation__isnull=False)
    other = {**OPINION, "value": {"label": "Wat vindt u van het fietspad?"}}
    changed(original, questions=[other, CHOICE])
    form = client.get("/en/inspraak/dorpsweg/reageren/").content.decode()
    assert '<span lang="nl">Wat vindt u van het fietspad?</span>' in form
    assert "Who are you?" in form


@pytest.mark.parametrize(
    "questions",
    [
        [("open", {"label": "What do you think?", "help_text": ""}, "mening")],
        [
            ("open", {"label": "What do you think?", "help_text": ""}, "mening"),
            (
                "one_choice",
                {"label": "Who?", "help_text": "", "choices": several("a", "b", "c")},
                "keuze",
            ),
        ],
    ],
)
def test_a_translation_cannot_ask_anything_else(desk, questions):
    page = english_draft(desk)
    answer = edit(desk, page, questions=stream(*questions))
    assert "Vertaal de woorden van de vragen" in answer.content.decode()
    assert not fresh(page).live


def test_a_translation_of_a_draft_waits_for_its_original(desk):
    for page in (HomePage.objects.get(), index()):
        publish(translate(desk, page))
    page = translate(desk, draft(questions=[OPINION, CHOICE]))
    answer = edit(desk, page)
    assert "Publiceer eerst de oorspronkelijke pagina" in answer.content.decode()
    assert not fresh(page).live
    assert not Consultation.objects.exists()


def test_a_translation_may_go_again_and_the_original_is_read_instead(desk, client):
    page = english_page(desk)
    assert page.permissions_for_user(staff(Role.EDITOR)).can_unpublish()
    page.unpublish()
    read = client.get("/en/inspraak/dorpsweg/").content.decode()
    assert '<h1 lang="nl">Nieuwe inrichting van de Dorpsweg</h1>' in read


@pytest.mark.parametrize("address", ["/en/", "/en/inspraak/"])
def test_lists_show_each_consultation_once_in_the_language_of_the_visitor(desk, client, address):
    english_page(desk)
    published(slug="elders", prefix="EL26", title="Elders", opens_on=clock.today())
    page = client.get(address).content.decode()
    assert page.count("A new Dorpsweg") == 1
    assert "Nieuwe inrichting" not in page
    assert '<a class="utrecht-link" href="/en/inspraak/elders/" lang="nl">Elders</a>' in page
