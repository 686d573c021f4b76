"""What everybody sees of consultations, at every stage, with a fixed number of queries."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.models import ContentPage, HomePage
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.acts import answers, decisions
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Stage
from tests.builders import after_the_term, approved_answer, contribution, point, staff
from tests.builders import decision as draft_decision
from tests.cms.pages import changed, document, draft, editor, image, index, published

pytestmark = pytest.mark.django_db

FORM = 'href="/inspraak/dorpsweg/reageren/"'


def read(client, url="/inspraak/dorpsweg/"):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_is_nowhere_to_be_seen(client):
    draft()
    assert client.get("/inspraak/dorpsweg/").status_code == 404
    assert "Dorpsweg" not in read(client, "/inspraak/")
    assert "Dorpsweg" not in read(client, "/")


def test_announced_says_when_it_opens_and_has_no_form(client):
    published(opens_on=clock.today() + timedelta(days=10))
    html = read(client)
    assert "Aangekondigd" in html
    assert "U kunt reageren van" in html
    assert FORM not in html
    assert "Postbus 100" in html


def test_open_leads_to_the_form_and_every_other_door(client):
    page = published()
    html = read(client)
    assert "Open</span>" in html
    assert "U kunt reageren tot en met" in html
    assert f"23.59 uur (nog {page.consultation.days_left} dagen)." in html
    assert html.count(FORM) == 2
    assert 'href="tel:+31999000100"' in html
    assert "Postbus 100<br>" in html
    assert "binnen een week daarna bij ons is" in html


def test_without_the_web_door_there_is_no_form(client):
    published(doors=[("letter", {"address": "Postbus 100", "note": ""})])
    assert FORM not in read(client)


def test_the_last_day_is_said(client):
    page = published()
    with clock.at(terms.noon_of(page.closes_on)):
        assert "23.59 uur (laatste dag)." in read(client)


def test_closed_has_no_doors_any_more(client):
    page = published()
    contribution(page.consultation)
    with after_the_term(page.consultation):
        html = read(client)
    assert "Gesloten</span>" in html
    assert "De termijn is voorbij" in html
    assert FORM not in html
    assert "Hoe u kunt reageren" not in html
    assert "Er kwam 1 reactie binnen." in html


def decide(page):
    """Take a consultation with one contribution all the way."""
    from participatie.pipeline.acts import contributions

    consultation = page.consultation
    given = contribution(consultation)
    with after_the_term(consultation):
        contributions.admit(given, actor=staff(Role.HANDLER))
        approved_answer(point(given))
        answering = Consultation.objects.get(pk=consultation.pk).stage
        answers.publish_answers(consultation, actor=staff(Role.APPROVER))
        decisions.adopt_decision(
            draft_decision(consultation),
            actor=staff(Role.APPROVER),
            adopted_by="Provinciale Staten",
            adopted_on=clock.today(),
        )
    return answering


def test_being_answered_and_decided_are_the_same_everywhere(client):
    page = published()
    assert decide(page) is Stage.ANSWERING
    with after_the_term(page.consultation):
        html = read(client)
        assert "Besloten</span>" in html
        assert "Het besluit is genomen op" in html
        assert "Wat kon veranderen" in html
        assert "Besloten</span>" in read(client, "/inspraak/")
        assert "Besloten</span>" in read(client, "/")
        assert "Dorpsweg" in read(client, "/inspraak/?fase=besloten")
        assert "Dorpsweg" not in read(client, "/inspraak/?fase=open")


@pytest.mark.parametrize(
    ("days", "step"),
    [(10, "Aangekondigd"), (0, "U kunt reageren"), (-60, "Wij geven antwoord")],
)
def test_the_steps_follow_the_stage(client, days, step):
    published(opens_on=clock.today() + timedelta(days=days))
    html = read(client)
    assert html.count('aria-current="step"') == 1
    assert step in html.split('aria-current="step"')[1].split("</h3>")[0]


def test_a_changed_term_shows_with_its_reason(client):
    page = published()
    later = page.closes_on + timedelta(days=7)
    changed(page, closes_on=later, term_reason="De site was <b>niet</b> bereikbaar.")
    html = read(client)
    assert "De termijn is veranderd op" in html
    assert "De site was &lt;b&gt;niet&lt;/b&gt; bereikbaar." in html


def test_nothing_that_an_editor_types_as_plain_text_becomes_html(client):
    evil = "<script>alert(1)</script>"
    published(
        title=evil,
        lead=evil,
        responsible=evil,
        contact_name=evil,
        doors=[("letter", {"address": evil, "note": evil})],
        body=[
            ("quote", {"text": evil, "attribution": evil, "source": ""}),
            ("contact", {"name": evil, "phone": evil, "hours": evil, "email": ""}),
            (
                "timeline",
                {
                    "heading": evil,
                    "moments": [{"day": clock.today(), "title": evil, "text": evil}],
                },
            ),
            ("questions", {"heading": evil, "items": [{"question": evil, "answer": "<p>a</p>"}]}),
            (
                "documents",
                {
                    "heading": evil,
                    "documents": [
                        {"title": evil, "document": document(), "added_on": clock.today()}
                    ],
                },
            ),
        ],
    )
    for url in ("/inspraak/dorpsweg/", "/inspraak/", "/"):
        assert "<script>alert" not in read(client, url)


def blocks(count):
    """A body with `count` of everything that comes from other tables."""
    return [
        *(
            ("picture", {"picture": {"image": image(), "alt_text": "Kaart"}, "caption": "Kaart"})
            for _ in range(count)
        ),
        *(
            (
                "documents",
                {
                    "heading": "",
                    "documents": [
                        {"title": f"Stuk {number}", "document": document(), "added_on": None}
                        for number in range(count)
                    ],
                },
            )
            for _ in range(count)
        ),
    ]


def test_documents_show_type_size_and_the_day_they_were_added(client):
    page = published(body=blocks(1))
    later = clock.today() + timedelta(days=3)
    page.body[1].value["documents"][0]["added_on"] = later
    changed(page, body=page.body)
    html = read(client)
    assert "PDF, 2 kB, later toegevoegd, op" in html
    assert 'href="/documenten/' in html


def test_a_document_that_came_with_a_late_announcement_was_not_added_later(client):
    page = published(opens_on=clock.today() - timedelta(days=3), body=blocks(1))
    page.body[1].value["documents"][0]["added_on"] = clock.today()
    changed(page, body=page.body)
    assert "ter inzage sinds" in read(client)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_the_same_number_of_queries_whatever_is_on_it(
    client, django_assert_num_queries, count
):
    published(body=blocks(count))
    anew = "/inspraak/dorpsweg/?anew"  # A page with a query is made for every visit.
    read(client, anew)  # Makes the renditions, and warms the cache of site addresses.
    with django_assert_num_queries(16):
        read(client, anew)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("url", "queries"),
    [("/", 8), ("/inspraak/", 12), ("/inspraak/?fase=open", 10)],
)
def test_lists_ask_the_same_number_of_queries_however_long_they_are(
    client, django_assert_num_queries, count, url, queries
):
    for number in range(count):
        published(slug=f"open-{number}", prefix=f"OP{20 + number}")
        old = published(
            slug=f"oud-{number}",
            prefix=f"OU{20 + number}",
            opens_on=clock.today() - timedelta(days=90),
        )
        Consultation.objects.filter(pk=old.consultation_id).update(decided_at=clock.now())
    read(client, url)
    cache.clear()
    with django_assert_num_queries(queries):
        html = read(client, url)
    assert html.count('<article class="card">') == (count if "fase" in url else 2 * count)


def test_the_lists_show_a_few_decided_ones_and_lead_to_the_rest(client):
    for number in range(4):
        page = published(slug=f"oud-{number}", prefix=f"OU{20 + number}")
        Consultation.objects.filter(pk=page.consultation_id).update(decided_at=clock.now())
    assert read(client, "/inspraak/").count('<article class="card">') == 3
    assert "/inspraak/?fase=besloten" in read(client, "/")
    assert read(client, "/inspraak/?fase=besloten").count('<article class="card">') == 4


def test_a_stage_that_does_not_exist_shows_everything(client):
    published()
    assert "Dorpsweg" in read(client, "/inspraak/?fase=<script>&page=x")


def test_an_empty_stage_says_so(client):
    assert "Niets past bij al deze keuzes" in read(client, "/inspraak/?fase=open")
    assert "Er is nu geen inspraak" in read(client, "/inspraak/")


def test_an_unpublished_page_leaves_the_lists(client):
    page = published()
    page.unpublish()
    assert "Dorpsweg" not in read(client, "/inspraak/")
    assert client.get("/inspraak/dorpsweg/").status_code == 404


def test_the_home_page_of_a_new_site_explains_itself(client):
    html = read(client, "/")
    assert "U krijgt een nummer en een volgcode" in html
    assert "Liever niet online?" in html
    assert "Lunesingel 1" in html
    assert 'href="/bel-mij-terug/"' in html.split("<footer")[0]
    assert "Er is nu geen inspraak" in html


def test_the_home_page_shows_what_the_editor_wrote(client):
    home = HomePage.objects.get()
    home.lead = "Welkom in Woldermark."
    home.steps = [("step", {"title": "Zeg het", "text": "Zo gaat dat."})]
    home.ways = [
        ("way", {"title": "Hulp in de bibliotheek", "text": "Gratis.", "leads_to": "help"})
    ]
    home.promise = "<p>Wij beloven drie dingen.</p>"
    home.save_revision(user=editor()).publish(user=editor())
    html = read(client, "/")
    assert "Welkom in Woldermark." in html
    assert "1. Zeg het" in html
    assert "Hulp in de bibliotheek" in html
    assert 'href="/hulp/"' in html.split("<footer")[0]
    assert "Wij beloven drie dingen." in html
    assert "Lunesingel 1" not in html.split("<footer")[0]


def test_a_content_page_knows_its_way_up(client):
    home = index().get_parent().specific
    page = home.add_child(
        instance=ContentPage(title="Uitleg", slug="uitleg", body=[("text", "<p>Zo.</p>")])
    )
    page.save_revision().publish()
    child = page.add_child(instance=ContentPage(title="Uw rechten", slug="rechten"))
    child.save_revision().publish()
    html = read(client, "/uitleg/rechten/")
    assert '<a class="utrecht-breadcrumb-nav__link" href="/uitleg/">Uitleg</a>' in html
    assert html.count("<h1") == 1


def test_ways_and_links_of_a_page_without_translation_stay_in_the_language_of_now(client):
    consultation = published()
    home = index().get_parent().specific
    text = f'<p><a linktype="page" id="{consultation.pk}">het plan</a></p>'
    page = home.add_child(instance=ContentPage(title="Uitleg", slug="uitleg"))
    page.add_child(instance=ContentPage(title="Uw rechten", slug="rechten", body=[("text", text)]))
    html = read(client, "/en/uitleg/rechten/")
    assert '<a href="/en/inspraak/dorpsweg/">het plan</a>' in html
    assert 'href="/en/uitleg/" lang="nl">Uitleg</a>' in html
    html = read(client, "/uitleg/rechten/")
    assert '<a href="/inspraak/dorpsweg/">het plan</a>' in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_of_the_site_asks_no_more_for_more_translations(
    client, django_assert_num_queries, count
):
    english = Locale.objects.get(language_code="en")
    for number in range(count):
        page = published(slug=f"p{number}", prefix=f"PP{20 + number}")
        page.copy_for_translation(english, copy_parents=True)
    Page.objects.update(live=True)
    client.get("/sitemap-paginas.xml")
    with django_assert_num_queries(3):
        found = client.get("/sitemap-paginas.xml").content.decode()
    assert found.count("/en/inspraak/p") == 3 * count


def test_a_moment_says_when_and_where_on_every_page(client):
    evening = {
        "day": clock.today(),
        "begins": time(19),
        "ends": time(21, 30),
        "place": "Dorpshuis",
        "title": "Inloop",
        "text": "Koffie staat klaar.",
    }
    timeline = ("timeline", {"heading": "", "moments": [evening]})
    home = index().get_parent().specific
    home.add_child(instance=ContentPage(title="Uitleg", slug="uitleg", body=[timeline]))
    html = read(client, "/uitleg/")
    assert "19.00 tot 21.30 uur" in html
    assert "Dorpshuis. Koffie staat klaar." in html


def test_visitors_get_no_user_bar_and_no_script_of_the_cms(client):
    published()
    client.force_login(editor())
    assert "userbar" not in read(client)


def test_links_to_the_account_come_with_the_closing(client):
    page = published()
    account = reverse("accountability:account", args=["dorpsweg"])
    assert account not in read(client)
    with after_the_term(page.consultation):
        assert account in read(client)


def test_a_decision_just_after_midnight_has_the_same_day_everywhere(client):
    page = published(opens_on=clock.today() - timedelta(days=90))
    midnight = datetime(2026, 3, 4, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    Consultation.objects.filter(pk=page.consultation_id).update(decided_at=midnight)
    for url in ("/", "/inspraak/", "/inspraak/dorpsweg/"):
        assert "4 maart 2026" in read(client, url)
