"""The nota before it is published: what is missing, the draft, and the account of participation."""

import io

import pytest
from django.urls import reverse
from lxml import html
from pypdf import PdfReader

from participatie.accountability.nota import acts
from participatie.accountability.nota.models import Instrument, NotaVersion, ParticipationAccount
from participatie.accounts.roles import Role
from participatie.pipeline import kinds
from participatie.pipeline.models import Answer, Event
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import Outcome
from tests import builders

pytestmark = pytest.mark.django_db


def url(name, *more):
    return reverse(f"nota:{name}", args=["dorpsweg", *more])


def main(answer):
    return html.fromstring(answer.content).xpath("//main")[0]


def links(answer):
    """{heading: numbers below it}."""
    found, heading = {}, ""
    for element in main(answer).iter("h3", "a"):
        if element.tag == "h3":
            heading = " ".join(element.text_content().split())
        elif heading:
            found.setdefault(heading, []).append(element.text_content())
    return found


def by(client, role):
    client.force_login(builders.staff(role))
    return client


def test_what_is_missing_is_listed_with_the_way_to_mend_it(client):
    consultation = builders.consultation()
    builders.contribution(consultation)
    unsplit, lone, agreed, drafted = [builders.admitted(consultation) for _ in range(4)]
    with builders.after_the_term(consultation):
        open_point = builders.point(lone)
        adopted = builders.approved_answer(builders.point(agreed), outcome=Outcome.ADOPTED)
        draft = builders.draft_answer(builders.point(drafted))
        answer = by(client, Role.HANDLER).get(url("missing"))
        found = links(answer)
    assert "Hoe het ontwerp bekend is gemaakt en ter inzage lag 1" in found
    assert client.get(reverse("triage:queue")).content.decode().count(f'"{url("missing")}"') == 1
    assert main(answer).xpath(f"//a[@href='{reverse('answers:publish', args=['dorpsweg'])}']")
    assert found["Nog niet beoordeeld 1"] == ["DW26-0001"]
    assert found["Reacties zonder punten 1"] == [unsplit.reference]
    assert found["Punten zonder antwoord 1"] == [open_point.reference]
    assert found["Antwoorden die niet zijn vastgesteld 1"] == [draft.reference]
    leads = "Antwoorden die zeggen dat de tekst verandert, zonder wijziging 1"
    assert found[leads] == [adopted.reference]
    assert len(found["Teksten die niet voor publicatie zijn goedgekeurd 4"]) == 4
    for link in main(answer).xpath("//h3/following-sibling::ul//a/@href"):
        assert client.get(link).status_code == 200


def test_the_draft_is_the_whole_nota_and_says_so_on_every_page(client, handled):
    handler = by(client, Role.HANDLER)
    page = handler.get(url("draft", "reacties"))
    text = " ".join(main(page).text_content().split())
    assert "Concept." in text
    assert "De bomen blijven staan." in text
    assert "no-store" in page["Cache-Control"]
    start = main(handler.get(url("draft", "inleiding"))).text_content()
    assert "Antwoorden gepubliceerdNog niet" in start.replace("\n", "").replace("  ", "")
    to_answer = handler.get(url("draft_place", "DW26-A1"))
    assert to_answer.url.startswith(url("draft", "themas"))
    document = PdfReader(io.BytesIO(handler.get(url("draft_pdf")).content))
    assert len(document.pages) > 5
    assert all("CONCEPT" in leaf.extract_text() for leaf in document.pages)
    assert not NotaVersion.objects.exists()
    assert not Answer.objects.filter(published_at__isnull=False).exists()
    client.logout()
    public = reverse("accountability:nota_chapter", args=["dorpsweg", "reacties"])
    assert "De bomen blijven staan." not in client.get(public).content.decode()
    assert client.get(url("draft", "reacties")).status_code == 302


def typed(**over):
    return {
        "instrument": Instrument.VISION,
        "procedure": "Provinciaal blad 2026, 4711.",
        "who": "Bewoners en de Fietsersbond.",
        "how": "Drie avonden.",
        "results": "",
        "policy": "",
        "revision": "0",
    } | over


def test_the_account_of_the_participation_is_written_and_stands_in_the_nota(client, published):
    handler = by(client, Role.HANDLER)
    assert "Welk instrument dit is" in main(handler.get(url("missing"))).text_content()
    answer = handler.post(url("participation"), typed(), follow=True)
    assert "Opgeslagen en openbaar" in answer.content.decode()
    form = main(handler.get(url("participation"))).text_content()
    assert "meteen openbaar, in een nieuwe versie van de nota" in form
    assert "Hoe het ontwerp bekend is gemaakt en ter inzage lag 1" not in links(
        handler.get(url("missing"))
    )
    lacking = "De verantwoording van de participatie die het Omgevingsbesluit vraagt 2"
    assert lacking in links(handler.get(url("missing")))
    assert Event.objects.get(kind=kinds.PARTICIPATION_TOLD).data["written"] == [
        "how",
        "procedure",
        "who",
    ]
    client.logout()
    page = client.get(reverse("accountability:participation", args=["dorpsweg"]))
    text = main(page).text_content()
    assert "Artikel 10.7 van het Omgevingsbesluit" in text
    assert "Drie avonden." in text
    assert "de nummers 1 tot en met 21 zijn er allemaal" in text
    start = reverse("accountability:nota_chapter", args=["dorpsweg", "inleiding"])
    assert "Provinciaal blad 2026, 4711." in main(client.get(start)).text_content()
    page = client.get("/en" + reverse("accountability:participation", args=["dorpsweg"]))
    (dutch,) = main(page).xpath("./div[@lang='nl']")
    assert "Hoe zij meededen" in [title.text for title in dutch.iter("h2")]
    assert "The nota itself is in Dutch." in client.get(f"/en{start}").content.decode()
    assert "De nota zelf is in het Nederlands." not in client.get(start).content.decode()
    pdf = client.get(reverse("accountability:nota_pdf", args=["dorpsweg"])).content
    titles = [e.title for e in PdfReader(io.BytesIO(pdf)).outline if not isinstance(e, list)]
    assert "8 Verantwoording van de participatie" in titles


def test_two_writers_do_not_overwrite_each_other_unseen(client):
    consultation = builders.consultation()
    handler = by(client, Role.HANDLER)
    first = main(handler.get(url("participation")))
    assert "Er is nog niets binnengekomen." in first.text_content()
    assert first.xpath(".//table") == []
    assert "leidden" not in first.text_content()
    saved = handler.post(url("participation"), typed(who="Van mijn collega."), follow=True)
    assert "De verantwoording van de participatie is opgeslagen." in saved.content.decode()
    refused = handler.post(url("participation"), typed(who="Van mij."))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Wat uw collega intussen opsloeg" in text
    assert "Van mijn collega." in text
    fields = {e.get("name"): e for e in html.fromstring(text).xpath("//main//form//*[@name]")}
    assert "Van mij." in fields["who"].text
    assert fields["revision"].get("value") == "1"
    handler.post(url("participation"), typed(who="Van mij.", revision="1"))
    assert ParticipationAccount.objects.get().who == "Van mij."
    long = "x" * (acts.LONGEST + 1)
    kept = handler.post(url("participation"), typed(who=long, revision="2"))
    assert (kept.status_code, "te lang" in kept.content.decode()) == (422, True)
    (field,) = html.fromstring(kept.content.decode()).xpath("//textarea[@name='who']")
    assert (field.text.strip(), field.get("maxlength")) == (long, None)
    assert "Wat uw collega" not in kept.content.decode()
    write = "Schrijf over de bekendmaking en de participatie"
    assert write in main(handler.get(url("missing"))).text_content()
    approver = by(client, Role.APPROVER)
    assert approver.get(url("participation")).status_code == 403
    assert write not in main(approver.get(url("missing"))).text_content()
    told = acts.Told(who="x")
    with pytest.raises(NotAllowed):
        acts.tell_participation(
            consultation,
            actor=builders.staff(Role.CLERK),
            instrument=Instrument.OTHER,
            told=told,
            revision=2,
        )
    with pytest.raises(Refused, match="te lang"):
        acts.tell_participation(
            consultation,
            actor=builders.staff(Role.EDITOR),
            instrument=Instrument.OTHER,
            told=acts.Told(how="x" * (acts.LONGEST + 1)),
            revision=2,
        )
