"""The nota van beantwoording: page, PDF and table tell the same, and are made once."""

import csv
import io
from collections import Counter

import pytest
from django.urls import reverse
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from participatie.accountability.nota import chapters, making, reading
from participatie.accounts.roles import Role
from participatie.pipeline.acts import answers, contributions, points
from participatie.pipeline.acts.consultations import put_in_force
from participatie.pipeline.models import Change, Contribution, Point
from participatie.pipeline.statuses import COUNTED, Outcome, Timeliness
from tests import builders
from tests.accountability.reading import walk
from tests.fixtures.worker import work_off

pytestmark = pytest.mark.django_db


def url(name):
    return reverse(f"accountability:{name}", args=["dorpsweg"])


def pdf(client):
    return PdfReader(io.BytesIO(client.get(url("nota_pdf")).content))


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_pdf_is_tagged_for_the_archive_and_has_the_table_inside(client, decided):
    answer = client.get(url("nota_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="nota-dorpsweg.pdf"'
    document = pdf(client)
    assert "/StructTreeRoot" in document.trailer["/Root"]
    assert document.trailer["/Root"]["/Lang"] == "nl"
    metadata = document.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3<" in metadata
    assert "<pdfuaid:part>1<" in metadata
    assert document.metadata.title == "Nota van beantwoording: Nieuwe inrichting van de Dorpsweg"
    inside = document.attachments["nota-dorpsweg.csv"][0]
    assert inside == client.get(url("nota_csv")).content


CHAPTERS = [
    "Inleiding",
    "Overzicht van wat is binnengekomen",
    "Beantwoording per thema",
    "Beantwoording per reactie",
    "Ambtshalve wijzigingen",
    "Lijst van wijzigingen",
    "Hoe het verder gaat",
    "Waar u uw reactie vindt",
]


def test_the_chapters_are_those_of_a_nota_van_beantwoording(client, decided):
    in_pdf = [entry.title for entry in pdf(client).outline if not isinstance(entry, list)]
    page = html.fromstring(client.get(url("nota")).content)
    on_page = [title.text_content() for title in page.xpath("//main//ol/li/a")]
    assert in_pdf == [f"{number} {title}" for number, title in enumerate(CHAPTERS, start=1)]
    assert on_page == CHAPTERS


def test_page_pdf_and_table_have_every_number_point_answer_and_change(client, decided):
    every = list(Contribution.objects.select_related("consultation"))
    counted = Point.objects.filter(contribution__status__in=COUNTED, removed_at=None)
    references = {each.reference for each in every}
    references |= {each.reference for each in counted.select_related("contribution__consultation")}
    references |= {f"DW26-A{number}" for number in (1, 2, 3)}
    references |= {f"DW26-W{number}" for number in (1, 2, 3)}
    page = html.fromstring(client.get(url("nota_print")).content)
    assert references <= set(page.xpath("//@id"))
    text = " ".join(leaf.extract_text() for leaf in pdf(client).pages)
    assert {reference for reference in references if reference not in text} == set()
    rows = table(client.get(url("nota_csv")).content)
    assert {row["Reactie"] for row in rows} == {each.reference for each in every}
    assert Counter(row["Uitkomst"] for row in rows if row["Punt"]) == Counter(
        str(Outcome(outcome).label) for outcome in counted.values_list("answer__outcome", flat=True)
    )
    assert len([row for row in rows if row["Punt"]]) == counted.count()


def test_every_point_of_an_admitted_contribution_has_one_answer_and_conclusion(decided):
    document = chapters.data(reading.read(decided))
    for it in document["contributions"]:
        status = Contribution.objects.get(number=int(it["reference"][-4:])).status
        assert bool(it["points"]) == (status in COUNTED)
        assert bool(it["points"]) or it["remark"]
        for point in it["points"]:
            assert len(point["answers"]) == 1
            assert bool(point["changes"]) == (point["adapts"] in ("Ja", "Deels"))


def test_answers_and_changes_name_each_other(decided):
    document = chapters.data(reading.read(decided))
    forward = {
        (answer["reference"], change)
        for theme in document["themes"]
        for answer in theme["answers"]
        for change in answer["changes"]
    }
    backward = {(a, change["id"]) for change in document["changes"] for a in change["answers"]}
    assert forward == backward
    assert len(forward) == Change.answers.through.objects.count()


def test_every_link_of_the_nota_leads_to_its_place(client, decided):
    pages = walk(client, url("nota"), within=(url("nota"),))
    assert len(pages) > 30


def test_late_and_declined_contributions_are_explained(client, decided):
    document = chapters.data(reading.read(decided))
    rows = {it["reference"]: it for it in document["contributions"]}
    assert rows["DW26-0019"]["remark"] == "Ingetrokken door de indiener."
    assert rows["DW26-0020"]["remark"] == "Te laat ontvangen, toch beantwoord."
    too_late = "Niet-ontvankelijk: na de termijn binnengekomen. Niet beantwoord."
    assert rows["DW26-0021"]["remark"] == too_late
    assert rows["DW26-0002"]["remark"] is None
    Contribution.objects.filter(number=2).update(timeliness=Timeliness.ON_TIME_BY_POST)
    (second,) = [it for it in reading.read(decided).contributions if it.number == 2]
    assert chapters.remark(second) == "Op tijd: binnen de termijn gepost."


def test_a_changed_term_and_its_reason_are_told(client):
    consultation = builders.consultation()
    before = builders.procedure()
    later = builders.procedure(closes_on=before.closes_on.replace(year=before.closes_on.year + 1))
    put_in_force(
        later,
        actor=builders.staff(Role.EDITOR),
        consultation=consultation,
        term_reason="De kaart ontbrak.",
    )
    document = chapters.data(reading.read(consultation))
    blocks = [block for block in document["introduction"] if isinstance(block, dict)]
    (changes,) = [block for block in blocks if block["type"] == "list"]
    assert "De kaart ontbrak." in changes["items"][0]


def test_a_summary_that_looks_like_a_formula_stays_text(client):
    consultation = builders.consultation()
    given = builders.contribution(consultation)
    with builders.after_the_term(consultation):
        given = contributions.admit(given, actor=builders.staff(Role.HANDLER))
        passage = points.Passage(summary='=1+1;"\nhoi')
        builders.approved_answer(
            points.make_point(given, passage, actor=builders.staff(Role.HANDLER))
        )
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        (row,) = table(client.get(url("nota_csv")).content)
    assert row["Samenvatting"] == "'=1+1;\"\nhoi"


@pytest.mark.django_db(transaction=True)
def test_a_long_one_is_made_by_the_worker_when_the_answers_are_published(client, monkeypatch):
    monkeypatch.setattr(making, "LARGE", 0)
    consultation = builders.answered().consultation
    waiting = client.get(url("nota_pdf"))
    assert waiting.status_code == client.get(url("nota")).status_code == 503
    assert ProcrastinateJob.objects.filter(task_name="accountability.make_nota").count() == 1

    work_off()

    for name in ("nota", "nota_pdf", "nota_csv"):
        assert client.get(url(name)).status_code == 200
    first = client.get(url("nota_pdf")).content
    builders.contribution(consultation)
    assert client.get(url("nota_pdf")).content == first
    assert "Er is sindsdien iets veranderd." in client.get(url("nota")).content.decode()
    work_off()
    assert client.get(url("nota_pdf")).content != first
    assert "sindsdien" not in client.get(url("nota")).content.decode()


def test_hostile_text_harms_neither_page_nor_pdf(client):
    consultation = builders.consultation()
    given = builders.contribution(consultation)
    with builders.after_the_term(consultation):
        given = contributions.admit(given, actor=builders.staff(Role.HANDLER))
        passage = points.Passage(summary='<script>alert(1)</script> #eval("1") 🚲 שלום')
        builders.approved_answer(
            points.make_point(given, passage, actor=builders.staff(Role.HANDLER))
        )
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        assert b"<script>alert" not in client.get(url("nota_print")).content
        assert b"<script>alert" not in client.get(url("account")).content
        assert "alert(1)" in " ".join(leaf.extract_text() for leaf in pdf(client).pages)
