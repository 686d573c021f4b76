"""The edit form: drafts may be incomplete, what is published may not, and nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, Workflow
from wagtail.test.utils.form_data import nested_form_data
from wagtail.users.models import UserProfile

from cms.models import ConsultationPage
from cms.scheduling import REFUSED
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.models import Consultation, Event
from tests.builders import contribution, staff
from tests.cms.edit_form import OPINION, form_data, link, several, stream
from tests.cms.pages import document, draft, editor, fresh, image, index, published

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}
SUBMIT = {"action-submit": "1"}


@pytest.fixture
def desk(client):
    """A browser in which an editor is logged in."""
    client.force_login(editor())
    return client


def create(client, data, *, kind="consultationpage", parent=None, **extra):
    url = reverse("wagtailadmin_pages:add", args=["cms", kind, (parent or index()).pk])
    return client.post(url, data | extra, follow=True)


def edit(client, page, data, **extra):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, data | extra, follow=True)


@pytest.mark.parametrize("field", ["doors", "questions"])
def test_what_a_new_page_begins_with_fills_every_field(field):
    for block in getattr(ConsultationPage(), field):
        assert set(block.value) == set(block.block.child_blocks)


def test_a_draft_may_be_nearly_empty(desk):
    empty = form_data(prefix="", closes_on="", doors=stream(), questions=stream(), lead="")
    create(desk, empty)
    page = ConsultationPage.objects.get()
    assert not page.live
    assert page.closes_on is None
    assert not Consultation.objects.exists()


def test_a_day_is_written_as_people_here_write_it(desk):
    page = draft(opens_on=date(2027, 2, 5))
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="opens_on" value="05-02-2027"' in form
    edit(desk, page, form_data() | {"opens_on": "05-03-2027", "closes_on": "16-04-2027"})
    latest = fresh(page).get_latest_revision_as_object()
    assert (latest.opens_on, latest.closes_on) == (date(2027, 3, 5), date(2027, 4, 16))


def test_creating_and_publishing_at_once_puts_the_procedure_in_force(desk):
    create(desk, form_data(prefix="dw26"), **PUBLISH)
    page = ConsultationPage.objects.get()
    assert page.live
    assert page.consultation.prefix == "DW26"
    assert Event.objects.get(kind=kinds.PUT_IN_FORCE).actor == editor()


MISTAKES = {
    "closing before opening": (
        {"closes_on": "2020-01-01", "opens_on": date(2020, 1, 2)},
        "De sluitingsdag ligt vóór de openingsdag.",
    ),
    "an impossible prefix": ({"prefix": "N3"}, "Twee tot vier hoofdletters"),
    "only digital doors": (
        {"doors": stream(("web", {"note": ""}))},
        "kanaal open dat niet digitaal is",
    ),
    "no questions": ({"questions": stream()}, "Dit is een verplicht veld."),
    "a choice with one option": (
        {
            "questions": stream(
                ("one_choice", {"label": "Kies", "help_text": "", "choices": several("A")})
            )
        },
        "Vragen",
    ),
    "the same choice twice": (
        {
            "questions": stream(
                ("one_choice", {"label": "Kies", "help_text": "", "choices": several("A", "A")})
            )
        },
        "staat er twee keer",
    ),
    "a heading without questions": (
        {"questions": stream(OPINION, ("heading", {"label": "Over u"}))},
        "Onder deze kop staat geen vraag",
    ),
    "the same heading twice": (
        {
            "questions": stream(
                ("heading", {"label": "Over u"}),
                OPINION,
                ("heading", {"label": "Over u"}),
                ("open", {"label": "Waar woont u?", "help_text": ""}),
            )
        },
        "Deze kop staat er twee keer",
    ),
    "gone before the end": (
        {"expire_at": (clock.now() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M")},
        "tot de termijn voorbij is",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_stops_publishing_and_keeps_what_was_typed(desk, mistake):
    over, message = MISTAKES[mistake]
    answer = create(desk, form_data(**{"title": "Wat ik typte", **over}), **PUBLISH)
    assert any(part in answer.content.decode() for part in message.split("|"))
    assert "Wat ik typte" in answer.content.decode()
    assert not ConsultationPage.objects.exists()
    assert not Consultation.objects.exists()


def test_the_prefix_of_another_consultation_is_refused(desk):
    published()
    answer = create(desk, form_data(title="De brug", slug="brug"), **PUBLISH)
    assert "al in gebruik" in answer.content.decode()
    assert ConsultationPage.objects.count() == 1


def test_a_changed_term_without_a_reason_is_refused_with_the_typed_days_kept(desk):
    page = published()
    later = page.closes_on + timedelta(days=8)
    answer = edit(desk, page, form_data(closes_on=later.isoformat()), **PUBLISH)
    assert "Schrijf op waarom" in answer.content.decode()
    assert later.isoformat() in answer.content.decode()
    assert Consultation.objects.get().closes_on == page.closes_on


def test_a_changed_term_with_a_reason_is_put_in_force(desk):
    page = published()
    later = page.closes_on + timedelta(days=8)
    data = form_data(closes_on=later.isoformat(), term_reason="De site lag een dag plat.")
    edit(desk, page, data, **PUBLISH)
    assert Consultation.objects.get().closes_on == later
    assert fresh(page).term_reason == ""


def test_address_and_prefix_are_fixed_once_somebody_responded(desk):
    page = published()
    contribution(page.consultation)
    answer = edit(desk, page, form_data(slug="anders", prefix="AN26"), **PUBLISH)
    assert "Het adres kan niet meer veranderen" in answer.content.decode()
    assert "De code voor de nummers kan niet meer veranderen" in answer.content.decode()
    assert fresh(page).slug == "dorpsweg"


def test_the_address_may_change_before_anybody_responded(desk):
    page = published()
    edit(desk, page, form_data(slug="anders"), **PUBLISH)
    assert Consultation.objects.get().slug == "anders"


def test_saving_in_the_form_keeps_the_keys_of_questions(desk):
    page = published()
    edit(desk, page, form_data(lead="Een andere inleiding."), **PUBLISH)
    assert Consultation.objects.get().form.version == 1
    assert Consultation.objects.get().form.questions[0].key == OPINION[2]


def test_warnings_are_said_after_saving_and_stay_on_the_form(desk):
    opens = date(2031, 3, 3)
    data = form_data(opens_on=opens, closes_on="2031-03-09")
    answer = create(desk, data)
    assert answer.content.decode().count("korter dan zes weken") == 2
    assert answer.content.decode().count("is geen werkdag") == 2


def test_autosave_says_nothing(desk):
    page = draft(opens_on=date(2031, 3, 3), closes_on=date(2031, 3, 9))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(opens_on=date(2031, 3, 3), closes_on="2031-03-09")
    answer = desk.post(url, data, headers={"accept": "application/json"})
    assert answer.json()["success"]
    assert desk.get(url).content.decode().count("is geen werkdag") == 1


def test_without_the_role_there_is_no_publishing(client):
    manager = staff(Role.APPROVER)
    manager.is_superuser = True
    manager.save()
    client.force_login(manager)
    page = draft()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="action-publish"' not in client.get(url).content.decode()
    edit(client, page, form_data(), **PUBLISH)
    create(client, form_data(slug="tweede", prefix="TW26"), **PUBLISH)
    assert not ConsultationPage.objects.filter(live=True).exists()
    assert not Consultation.objects.exists()


def test_an_editor_does_see_the_button(desk):
    url = reverse("wagtailadmin_pages:edit", args=[draft().pk])
    assert 'name="action-publish"' in desk.get(url).content.decode()


def approve(client, page):
    state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(url, {"comment": "Akkoord"}, follow=True)


def in_workflow(client):
    create(client, form_data(), **SUBMIT)
    return ConsultationPage.objects.get()


def test_approval_in_the_workflow_publishes_in_the_name_of_who_approved(desk):
    page = in_workflow(desk)
    assert not page.live
    colleague = staff(Role.EDITOR, email="collega@provincie.example")
    desk.force_login(colleague)
    approve(desk, page)
    assert fresh(page).live
    assert Event.objects.get(kind=kinds.PUT_IN_FORCE).actor == colleague


def test_approval_that_comes_too_late_is_refused_with_a_message(desk):
    page = in_workflow(desk)
    published(slug="brug", title="De brug")  # Takes the prefix DW26 in the meantime.
    answer = approve(desk, page)
    assert "Niet gepubliceerd. De code DW26 is al in gebruik" in answer.content.decode()
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress


def test_the_only_workflow_is_for_editors():
    [workflow] = Workflow.objects.filter(active=True)
    [task] = [task.specific for task in workflow.tasks]
    assert {group.name for group in task.groups.all()} == {"editor", "administrator"}


def test_publishing_drafts_from_the_list_asks_the_same(desk):
    page = draft(questions=[])
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.post(f"{url}?id={page.pk}&next=/cms/", {}, follow=True)
    assert (
        "Niet gepubliceerd. Vragen van het formulier: Hier ontbreekt iets."
        in answer.content.decode()
    )
    assert not fresh(page).live


def test_the_preview_may_be_framed_by_the_cms_and_puts_nothing_in_force(desk):
    page = draft()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert desk.post(url, form_data(lead="Zo wordt het.")).json()["is_valid"]
    answer = desk.get(url)
    assert "Zo wordt het." in answer.content.decode()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy
    assert not Consultation.objects.exists()


def test_a_preview_without_a_term_works(desk):
    create(desk, form_data(closes_on=""))
    page = ConsultationPage.objects.get()
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert page.title in desk.get(url).content.decode()


def test_a_published_page_cannot_be_deleted_or_taken_away_during_the_term(desk):
    page = published()
    for name in ("unpublish", "delete"):
        desk.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), {}, follow=True)
    assert fresh(page).live


def test_the_home_page_and_the_list_stay(desk):
    for page in (index(), index().get_parent()):
        for name in ("unpublish", "delete"):
            desk.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), {}, follow=True)
    assert index().live


def test_a_link_that_runs_a_script_is_dropped_from_text(desk):
    data = form_data(
        can_change=link("javascript:alert(1)"),
        body=stream(("text", link("javascript:alert(2)"))),
    )
    create(desk, data, **PUBLISH)
    page = ConsultationPage.objects.get()
    html = desk.get(page.url).content.decode()
    assert "klik" in html
    assert "javascript:" not in html


def test_a_quote_cannot_lead_to_a_script(desk):
    value = {"text": "Mooi.", "attribution": "Iemand", "source": "javascript:alert(1)"}
    answer = create(desk, form_data(body=stream(("quote", value))), **PUBLISH)
    assert not ConsultationPage.objects.exists()
    assert "geldige URL" in answer.content.decode()


def picture(**over):
    value = {"image": str(image().pk), "alt_text": "", "decorative": ""} | over
    return {"body": stream(("picture", {"picture": value, "caption": ""}))}


def test_a_picture_needs_words_or_must_be_called_decorative(desk):
    create(desk, form_data(**picture()), **PUBLISH)
    assert not ConsultationPage.objects.exists()
    create(desk, form_data(**picture(alt_text="Kaart van de weg")), **PUBLISH)
    page = ConsultationPage.objects.get()
    assert 'alt="Kaart van de weg"' in desk.get(page.url).content.decode()
    edit(desk, page, form_data(**picture(decorative="on")), **PUBLISH)
    assert 'alt=""' in desk.get(page.url).content.decode().split("<figure")[1]


def test_the_day_a_document_was_added_is_filled_in_by_itself(desk):
    value = {"title": "Ontwerp", "document": str(document().pk), "added_on": ""}
    documents = {"heading": "", "documents": several(value), "withheld": several()}
    create(desk, form_data(body=stream(("documents", documents))), **PUBLISH)
    [block] = ConsultationPage.objects.get().body
    assert block.value["documents"][0]["added_on"] == clock.today()


def test_a_page_cannot_take_the_address_of_another_part_of_the_site(desk):
    home = index().get_parent()
    data = nested_form_data({"title": "Volg", "slug": "cms", "lead": "", "body": stream()})
    answer = create(desk, data, kind="contentpage", parent=home)
    assert "al in gebruik door een ander deel van de website" in answer.content.decode()
    create(desk, data, kind="contentpage", parent=home, slug="uitleg")
    assert home.get_children().filter(slug="uitleg").exists()


def test_an_editor_who_reads_english_makes_pages_too(client):
    user = editor()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    home = index().get_parent()
    data = nested_form_data({"title": "Uitleg", "slug": "uitleg", "lead": "", "body": stream()})
    for taken in ("volg", "cms", "en"):
        answer = create(client, data, kind="contentpage", parent=home, slug=taken)
        assert "in use by another part of the site" in answer.content.decode()
    create(client, data, kind="contentpage", parent=home)
    assert home.get_children().filter(slug="uitleg").exists()


def test_the_list_of_consultations_keeps_its_address(desk):
    data = nested_form_data({"title": "Inspraak", "slug": "meedoen", "lead": ""})
    edit(desk, index(), data, **PUBLISH)
    assert index().slug == "inspraak"


def test_the_history_says_why_a_scheduled_page_did_not_go_live(desk):
    page = draft()
    entry = PageLogEntry.objects.log_action(
        page, REFUSED, user=editor(), data={"reason": "De code is al in gebruik."}
    )
    url = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert "Niet vanzelf online gekomen: De code is al in gebruik." in (
        desk.get(url).content.decode()
    )
    assert entry.action == REFUSED


@pytest.mark.parametrize(
    ("roles", "shown", "hidden"),
    [
        ((Role.EDITOR,), (), ("/balie/", "/behandeling/", "/staten/")),
        ((Role.EDITOR, Role.CLERK), ("/balie/",), ("/behandeling/", "/staten/")),
        ((Role.EDITOR, Role.HANDLER), ("/behandeling/",), ("/balie/", "/staten/")),
    ],
)
def test_the_menu_leads_to_the_rooms_of_ones_role(client, roles, shown, hidden):
    client.force_login(staff(*roles, email="iemand@provincie.example"))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert all(f'"{address}"' in html for address in shown)
    assert not any(f'"{address}"' in html for address in hidden)


def test_how_a_page_is_found_is_asked_in_plain_words_and_no_menu_is_promised(desk):
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[draft().pk])).content.decode()
    assert "Adres van de pagina" in form
    assert "Titel in zoekmachines" in form
    assert "Toon in menu" not in form
