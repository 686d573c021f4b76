"""Versions of the nota: what gives one, what stays of the earlier ones, and who is named."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from participatie.accountability.nota import pages, versions
from participatie.accountability.nota.models import NotaVersion
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.acts import answers, contributions, decisions, public_texts
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, Decision, Event
from participatie.pipeline.statuses import DeliveryWay, SubmitterKind
from tests import builders
from tests.accountability.reading import later

pytestmark = pytest.mark.django_db


def url(name, *more):
    return reverse(f"accountability:{name}", args=["dorpsweg", *more])


def adopt(consultation):
    return decisions.adopt_decision(
        Decision.objects.get(consultation=consultation),
        actor=builders.staff(Role.APPROVER),
        adopted_by="Provinciale Staten",
        adopted_on=clock.today(),
    )


def test_what_changes_the_nota_gives_a_version_and_the_earlier_one_stays(client, published):
    first = client.get(url("nota_json")).content
    assert json.loads(first)["version"] == 1
    assert versions.issue(published).number == 1
    adopt(published)
    second = json.loads(client.get(url("nota_json")).content)
    assert (second["version"], second["decision"]["adopted_by"]) == (2, "Provinciale Staten")
    earlier = client.get(url("nota_earlier", 1, "json"))
    assert earlier.content == first
    one, two = NotaVersion.objects.order_by("number")
    assert one.files["json"]["sha256"] == hashlib.sha256(first).hexdigest()
    issued = Event.objects.filter(kind=kinds.NOTA_ISSUED).order_by("pk")
    assert [event.data["version"] for event in issued] == [1, 2]
    assert issued[1].data["sha256"] == {form: kept["sha256"] for form, kept in two.files.items()}
    page = client.get(url("nota_versions")).content.decode()
    assert "De eerste versie: de antwoorden zijn gepubliceerd." in page
    assert str(kinds.LABELS[kinds.DECISION_ADOPTED]) in page
    assert one.files["pdf"]["sha256"] in page
    with clock.at(clock.now() + timedelta(minutes=1)):
        given = builders.contribution(published)
        told = f"{kinds.LABELS[kinds.RECEIVED]}: {given.reference}."
        assert versions.issue(published).changed == [told]


def test_a_version_cannot_be_rewritten(published):
    version = versions.issue(published)
    version.digest = "0" * 64
    with pytest.raises(Exception, match="nota_version_is_fixed"):
        version.save()


@pytest.fixture
def three():
    """Answered: an organisation, a person and an organisation without a name, all permitting it."""
    consultation = builders.consultation()
    senders = [
        (SubmitterKind.ORGANISATION, Contact(name="Jan de Vries", organisation="Fietsersbond")),
        (SubmitterKind.PERSON, Contact(name="Piet Pietersen")),
        (SubmitterKind.ORGANISATION, Contact(name="Klaas Klaassen")),
    ]
    for kind, contact in senders:
        builders.contribution(
            consultation,
            submitter=Person(contact=contact, reply_by=DeliveryWay.COLLECT, kind=kind),
            name_may_be_published=True,
        )
    with builders.after_the_term(consultation):
        handler = builders.staff(Role.HANDLER)
        points = []
        for each in Contribution.objects.order_by("number"):
            admitted = contributions.admit(each, actor=handler)
            public_texts.approve_public_text(admitted, actor=handler, hidden=[])
            points.append(builders.point(admitted))
        builders.approved_answer(*points)
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
    consultation.refresh_from_db()
    with later(consultation):
        yield consultation


def test_organisations_are_named_and_persons_are_not_until_they_take_it_back(
    client, three, django_capture_on_commit_callbacks
):
    told = json.loads(client.get(url("nota_json")).content)
    assert [it["organisation"] for it in told["contributions"]] == ["Fietsersbond", None, None]
    for name in ("nota_json", "nota_csv", "nota_print"):
        shown = client.get(url(name)).content.decode()
        assert "Fietsersbond" in shown
        assert not any(text in shown for text in ("Vries", "Pietersen", "Klaassen"))
    with django_capture_on_commit_callbacks(execute=True):
        public_texts.permit_name(Contribution.objects.get(number=1), actor=None, permitted=False)
    gone = client.get(url("nota_earlier", 1, "json"))
    assert gone.status_code == 410
    assert "Fietsersbond" not in gone.content.decode()
    told = json.loads(client.get(url("nota_json")).content)
    assert (told["version"], told["contributions"][0]["organisation"]) == (2, None)
    assert "Fietsersbond" not in client.get(url("nota_print")).content.decode()


def test_a_number_or_word_leads_to_its_place(client, decided):
    found = client.get(url("nota_search"), {"q": "dw26-0003.2"})
    assert found.url == url("nota_chapter", "reacties") + "#DW26-0003.2"
    assert client.get(url("nota_search"), {"q": "dw26-3"}).url.endswith("#DW26-0003")
    assert client.get(url("nota_place", "DW26-A1")).url.endswith("#DW26-A1")
    for unknown in ("DW26-0999.1", "DW26-0003.9", "DW26-A999"):
        assert client.get(url("nota_place", unknown)).status_code == 404
    for unanswered in ("DW26-0019", "DW26-0021"):
        assert client.get(url("nota_search"), {"q": unanswered}).url.endswith(f"#{unanswered}")
    page = html.fromstring(client.get(url("nota_search"), {"q": "FIETSPAD breder"}).content)
    rows = [link.text_content() for link in page.xpath("//main//li/h3/a")]
    assert rows == [f"DW26-000{number}.2" for number in range(1, 7)]
    nothing = client.get(url("nota_search"), {"q": "olifant <b>"}).content.decode()
    assert "Geen punt heeft al deze woorden" in nothing
    assert "<b>" not in html.tostring(html.fromstring(nothing).xpath("//main")[0]).decode()


def test_the_number_of_an_answer_finds_that_answer_only():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("search.txt", "dw26-0001.1 bomen dw26-a1\ndw26-0002.1 bomen dw26-a12")
        file.writestr("shown.txt", '{"point": 1}\n{"point": 2}')
    made = pages.Pages(kept, [], 0, {"DW26-A1": ("themas", 1), "DW26-A12": ("themas", 1)}, [])
    assert made.found("dw26-A1") == [{"point": 1}]
    assert made.found("dw26-A12 bomen") == [{"point": 2}]
    assert len(made.found("bom")) == 2


def test_pages_stay_light_and_ask_the_database_the_same(
    client, decided, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(pages, "FULL", 2_000)
    client.get(url("nota"))
    made = pages.opened(
        versions.store.path(pages.FORM, versions.latest(decided).files[pages.FORM]["sha256"])
    )
    chapter = made.chapter(pages.INDIVIDUAL)
    assert chapter.pages > 3
    assert made.place("DW26-0020.1") == (pages.INDIVIDUAL, chapter.pages)
    last = url("nota_chapter", "reacties") + f"?page={chapter.pages}"
    for address in (url("nota"), last, url("nota_search") + "?q=bomen"):
        with django_assert_num_queries(5):
            answer = client.get(address)
        assert len(answer.content) < 50_000
    assert 'id="DW26-0021"' in client.get(last).content.decode()
