"""Links to the papers of the council: recognised, looked at, corrected, and safe to follow."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob

from participatie.accountability.staten.links import acts, addresses, checking, fetching
from participatie.accountability.staten.links.addresses import Paper, Recognised
from participatie.accountability.staten.links.broken import signals
from participatie.accountability.staten.links.models import (
    CouncilLink,
    LinkCheck,
    LinkState,
    PaperKind,
    Supplier,
)
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.models import Event
from participatie.pipeline.refusals import NotAllowed, Refused
from tests import builders
from tests.fixtures.papers import HOST

pytestmark = pytest.mark.django_db
A, B, C = (f"{digit * 8}-{'-'.join([digit * 4] * 3)}-{digit * 12}" for digit in "abc")
URL = f"https://{HOST}/document/771/1"


def url(name, *args):
    return reverse(f"links:{name}", args=["dorpsweg", *args])


def paper(**over):
    values = {
        "url": URL,
        "label": "Statenvoorstel Dorpsweg",
        "supplier": Supplier.NOTUBIZ,
        "kind": PaperKind.PROPOSAL,
        "dated_on": date(2026, 3, 4),
        "document_id": "771",
    }
    return Paper(**values | over)


def linked(consultation, **over):
    return acts.add(consultation, paper(**over), actor=builders.staff(Role.REGISTRY))


@pytest.fixture
def griffie(client):
    client.force_login(builders.staff(Role.REGISTRY))
    return client


@pytest.fixture
def consultation(db):
    return builders.consultation()


def serve(papers, content, path="/document/771/1", status=200, **headers):
    papers.pages[path] = (status, {"Content-Type": "application/pdf", **headers}, content)


def main(answer, status=200):
    assert answer.status_code == status
    return " ".join(html.fromstring(answer.content).xpath("string(//main)").split())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://pzh.notubiz.nl/vergadering/1234", Recognised(Supplier.NOTUBIZ, "1234")),
        ("https://pzh.notubiz.nl/vergadering/1234/56", Recognised(Supplier.NOTUBIZ, "1234", "56")),
        (
            "https://api.notubiz.nl/events/meetings/77?format=json&version=1.21",
            Recognised(Supplier.NOTUBIZ, "77"),
        ),
        ("https://pzh.notubiz.nl/document/9/2", Recognised(Supplier.NOTUBIZ, document_id="9")),
        (
            f"https://x.bestuurlijkeinformatie.nl/Agenda/Index/{A}",
            Recognised(Supplier.IBABS, A),
        ),
        (
            f"https://x.bestuurlijkeinformatie.nl/Agenda/Document/{A}?documentId={B}&agendaItemId={C}",
            Recognised(Supplier.IBABS, A, C, B),
        ),
        ("https://elders.nl/vergadering/1", Recognised(Supplier.OTHER)),
    ],
)
def test_the_address_tells_supplier_and_numbers(address, expected):
    assert addresses.recognised(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "http://woldermark.notubiz.nl/document/1",
        "https://elders.nl/document/1",
        "https://notubiz.nl.elders.nl/",
        "https://eennotubiz.nl/",
        "https://jan:geheim@woldermark.notubiz.nl/",
        "https://woldermark.notubiz.nl:8443/",
        "https://woldermark.notubiz.nl:x/",
        "https://[::1/",
        "javascript:alert(1)",
        "/document/1",
        "",
    ],
)
def test_other_addresses_are_refused(consultation, address):
    with pytest.raises(Refused):
        linked(consultation, url=address)
    assert not CouncilLink.objects.exists()


def test_the_registry_adds_a_link_in_two_steps_and_everyone_sees_it(griffie, consultation):
    answer = griffie.get(url("add"), {"adres": "https://elders.nl/stuk"})
    assert "Naar elders.nl verwijzen wij niet" in main(answer, 422)
    assert "https://elders.nl/stuk" in answer.content.decode()
    answer = griffie.get(url("add"), {"adres": URL})
    tree = html.fromstring(answer.content)
    assert tree.xpath("//input[@name='document_id']/@value") == ["771"]
    assert tree.xpath("//select[@name='supplier']/option[@selected]/@value") == ["notubiz"]
    typed = {
        "url": URL,
        "label": "Statenvoorstel Dorpsweg",
        "kind": "statenvoorstel",
        "dated_on": "2026-03-04",
        "supplier": "notubiz",
        "document_id": "771",
    }
    refused = griffie.post(url("add"), typed | {"dated_on": "morgen"})
    assert refused.status_code == 422
    assert "Statenvoorstel Dorpsweg" in refused.content.decode()
    # The address does not tell what it is: nothing is chosen by itself.
    assert not "".join(tree.xpath("//select[@name='kind']/option[@selected]/@value"))
    assert "Kies wat het is." in main(griffie.post(url("add"), typed | {"kind": ""}), 422)
    griffie.post(url("add"), typed)
    (link,) = CouncilLink.objects.all()
    assert "staat al in de lijst" in main(griffie.post(url("add"), typed), 422)
    assert "nog niet bekeken" in main(griffie.get(url("list"))).lower()
    assert ProcrastinateJob.objects.filter(task_name="staten_links.check_link").count() == 1
    griffie.logout()
    page = main(griffie.get(reverse("accountability:account", args=["dorpsweg"])))
    assert "Statenvoorstel DorpswegStatenvoorstel, 4 maart 2026, opent Notubiz" in page
    assert link.url == URL


def test_a_correction_keeps_what_was_there_and_a_removed_link_stays_in_the_history(
    griffie, consultation
):
    old = linked(consultation)
    typed = {"url": URL, "label": "Motie Dorpsweg", "kind": "motie", "dated_on": "2026-03-04"}
    griffie.post(url("correct", old.pk), typed | {"supplier": "notubiz"})
    new = CouncilLink.objects.get(corrects=old)
    assert (new.kind, new.label) == ("motie", "Motie Dorpsweg")
    again = griffie.post(url("correct", old.pk), typed | {"supplier": "notubiz"})
    assert "al verbeterd of weggehaald" in main(again, 422)
    assert "Er kwam een andere" in main(griffie.get(url("link", old.pk)))
    assert "Waarom gaat" in main(griffie.post(url("remove", new.pk), {"reason": ""}), 422)
    griffie.post(url("remove", new.pk), {"reason": "Ingetrokken in de vergadering"})
    page = main(griffie.get(url("list")))
    assert "Er zijn nog geen verwijzingen" in page
    assert "Ingetrokken in de vergadering" in page
    account = griffie.get(reverse("accountability:account", args=["dorpsweg"]))
    assert "Motie Dorpsweg" not in account.content.decode()
    happened = Event.objects.filter(kind__contains="paper").order_by("pk")
    assert list(happened.values_list("kind", flat=True)) == [
        kinds.PAPER_LINKED,
        kinds.PAPER_LINK_CORRECTED,
        kinds.PAPER_UNLINKED,
    ]


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ({"label": "\u200b\u202e"}, "hoe het stuk heet"),
        ({"dated_on": date(1899, 1, 1)}, "Het jaar 1899 kan haast niet kloppen"),
        ({"dated_on": date(9999, 12, 31)}, "Het jaar 9999 kan haast niet kloppen"),
    ],
)
def test_a_paper_has_a_name_and_a_likely_day(consultation, over, reason):
    with pytest.raises(Refused, match=reason):
        linked(consultation, **over)
    assert not CouncilLink.objects.exists()


def test_an_address_that_is_there_is_told_at_the_address(griffie, consultation):
    linked(consultation)
    typed = {
        "url": URL,
        "label": "Nog eens",
        "kind": PaperKind.PROPOSAL,
        "supplier": Supplier.NOTUBIZ,
        "dated_on": "2026-03-04",
    }
    page = html.fromstring(griffie.post(url("add"), typed).content)
    assert page.xpath("//*[@aria-invalid='true']/@name") == ["url"]
    assert page.xpath("//input[@name='label']/@value") == ["Nog eens"]


def test_a_link_that_was_taken_away_has_no_form(griffie, consultation):
    link = linked(consultation)
    acts.remove(link, actor=builders.staff(Role.REGISTRY), reason="Weg")
    assert griffie.get(url("correct", link.pk)).url == url("list")


def test_only_the_registry_changes_links_and_the_database_keeps_them(consultation):
    member = builders.staff(Role.COUNCILLOR)
    link = linked(consultation)
    with pytest.raises(NotAllowed):
        acts.add(consultation, paper(url=f"{URL}0"), actor=member)
    with pytest.raises(NotAllowed):
        acts.remove(link, actor=member, reason="Weg")
    with pytest.raises(Refused, match="niets anders"):
        acts.correct(link, paper(), actor=builders.staff(Role.REGISTRY))
    for change in (
        lambda: CouncilLink.objects.update(url="https://elders.nl/"),
        lambda: CouncilLink.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_works_changes_and_goes_and_the_registry_is_told(griffie, consultation, papers):
    link = linked(consultation)
    serve(papers, b"eerste")
    checking.check_link(link.pk)
    link.refresh_from_db()
    assert (link.state, signals([consultation])) == (LinkState.WORKS, {})
    serve(papers, b"tweede")
    checking.check_link(link.pk)
    page = main(griffie.get(url("link", link.pk)))
    assert hashlib.sha256(b"eerste").hexdigest() in page
    assert hashlib.sha256(b"tweede").hexdigest() in page
    assert "Er staat nu iets anders" in page
    (told,) = signals([consultation])[consultation.pk]
    assert told.text == "1 verwijzing om naar te kijken"
    papers.pages.clear()
    checking.check_link(link.pk)
    assert "Het stuk is er niet meer" in main(griffie.get(url("link", link.pk)))
    states = list(LinkCheck.objects.order_by("pk").values_list("state", flat=True))
    assert states == [LinkState.WORKS, LinkState.CHANGED, LinkState.GONE]
    assert papers.asked[0] == (HOST, "/document/771/1")


def test_of_a_web_page_only_the_words_count(consultation, papers):
    link = linked(consultation)
    page = '<html><body><script nonce="%s">1</script><main>Agendapunt  %s</main></body></html>'
    for nonce, words, state in [
        ("a1", "7 Dorpsweg", LinkState.WORKS),
        ("b2", "7\nDorpsweg", LinkState.WORKS),
        ("b2", "8 Dorpsweg", LinkState.CHANGED),
    ]:
        serve(papers, (page % (nonce, words)).encode(), **{"Content-Type": "text/html"})
        checking.check_link(link.pk)
        link.refresh_from_db()
        assert link.state == state


@pytest.mark.parametrize(
    ("location", "note"),
    [
        ("https://elders.nl/stuk", "niet naar verwijzen"),
        (f"http://{HOST}/stuk", "niet naar verwijzen"),
        ("https://binnen.notubiz.nl/", "niet openbaar"),
        ("https://onbekend.notubiz.nl/", "geen website met deze naam"),
        ("/document/771/1", "stuurt te vaak door"),
        ("/ander-stuk", ""),
    ],
)
def test_a_redirect_leads_only_to_allowed_and_public_places(papers, location, note):
    papers.names["binnen.notubiz.nl"] = "10.0.0.8"
    serve(papers, b"", status=302, Location=location)
    serve(papers, b"stuk", path="/ander-stuk")
    found = fetching.look(URL)
    assert found.state == (LinkState.UNREACHABLE if note else LinkState.WORKS)
    assert note in found.note
    assert {host for host, _path in papers.asked} == {HOST}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2a00:1450:400e::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_addresses_within_a_network_are_not_public(address, expected):
    assert fetching.is_public(address) is expected


def test_a_wrong_certificate_a_server_error_and_too_much_are_told(papers, monkeypatch):
    serve(papers, b"stuk", status=503)
    assert fetching.look(URL).note == "HTTP 503"
    serve(papers, b"x" * 200_000)
    monkeypatch.setattr(fetching, "MOST", 100_000)
    found = fetching.look(URL)
    assert (found.state, found.sha256) == (LinkState.WORKS, "")
    assert "Te groot" in found.note
    serve(papers, b"kort", **{"Content-Length": "5000"})
    assert fetching.look(URL).state == LinkState.UNREACHABLE
    monkeypatch.setattr(fetching, "TRUSTED", True)
    assert "certificaat" in fetching.look(URL).note


def test_the_round_takes_what_is_due_one_after_the_other(consultation):
    links = [linked(consultation, url=f"{URL}{n}") for n in range(4)]
    ProcrastinateJob.objects.all().delete()
    now = clock.now()
    for link, state, age in zip(
        links,
        [LinkState.WORKS, LinkState.WORKS, LinkState.UNREACHABLE, LinkState.UNCHECKED],
        [timedelta(days=8), timedelta(days=2), timedelta(days=1), None],
        strict=True,
    ):
        CouncilLink.objects.filter(pk=link.pk).update(state=state, checked_at=age and now - age)
    checking.look_around(timestamp=0)
    checking.look_around(timestamp=0)
    jobs = ProcrastinateJob.objects.filter(task_name="staten_links.check_link").order_by("pk")
    assert [job.args["link_id"] for job in jobs] == [links[0].pk, links[2].pk, links[3].pk]
    assert {job.lock for job in jobs} == {"council-links"}


def test_names_that_exist_nowhere_are_not_asked_for(consultation, papers, settings):
    settings.DEMO = True
    link = linked(consultation, url="https://woldermark.notubiz.example/document/1")
    checking.check_link(link.pk)
    assert (papers.asked, LinkCheck.objects.count()) == ([], 0)
    settings.DEMO = False
    with pytest.raises(Refused):
        linked(consultation, url="https://woldermark.notubiz.example/document/2")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    griffie, consultation, count, django_assert_num_queries
):
    for number in range(count):
        linked(consultation, url=f"{URL}{number}")
    griffie.get(url("list"))
    with django_assert_num_queries(7):
        griffie.get(url("list"))
