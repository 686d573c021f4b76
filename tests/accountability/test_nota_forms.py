"""Every form of the nota tells what the record tells, and is what it says it is."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse
from odfdo import Document
from pypdf import PdfReader

from participatie.accountability.nota import documents, reading
from participatie.accounts.roles import Role
from participatie.pipeline.acts import decisions
from participatie.pipeline.models import Change, Contribution, Point
from participatie.pipeline.statuses import COUNTED, Status, Timeliness
from tests import builders
from tests.accountability import mixed

pytestmark = pytest.mark.django_db


def get(client, name, *more):
    answer = client.get(reverse(f"accountability:{name}", args=["dorpsweg", *more]))
    assert answer.status_code == 200
    return answer.content


def counted():
    rows = Point.objects.filter(contribution__status__in=COUNTED, removed_at=None)
    return rows.select_related("contribution__consultation", "answer__consultation", "theme")


def broken(value, schema, where="$"):
    """Where a value does not fit the part of JSON Schema that ours uses."""
    kinds = schema.get("type", [])
    names = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
    allowed = [kinds] if isinstance(kinds, str) else kinds
    fits = any(
        value is None if kind == "null" else isinstance(value, names[kind]) for kind in allowed
    )
    if allowed and not fits:
        return [f"{where} is no {kinds}"]
    found = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{where} is {value}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is {value}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{where} looks different")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [
            f"{where} lacks {name}" for name in schema.get("required", ()) if name not in value
        ]
        for name, inner in value.items():
            rest = schema.get("additionalProperties", {})
            if name not in known and rest is False:
                found.append(f"{where} has {name}")
            else:
                found += broken(inner, known.get(name, rest or {}), f"{where}.{name}")
    if isinstance(value, list):
        for place, inner in enumerate(value):
            found += broken(inner, schema.get("items", {}), f"{where}[{place}]")
    return found


def test_the_json_fits_its_schema_and_its_counts_are_those_of_the_register(client, decided):
    told = json.loads(get(client, "nota_json"))
    schema = json.loads(get(client, "nota_schema"))
    assert broken(told, schema) == []
    assert broken(told | {"format": 2, "extra": 1}, schema) == ["$.format is 2", "$ has extra"]
    every = Contribution.objects.all()
    (together,) = [door for door in told["figures"]["doors"] if door["door"] is None]
    assert together == {
        "door": None,
        "received": every.count(),
        "late": every.filter(timeliness=Timeliness.LATE).count(),
        "in_time": every.exclude(timeliness=Timeliness.LATE).count(),
        "counted": every.filter(status__in=COUNTED).count(),
        "inadmissible": every.filter(status=Status.INADMISSIBLE).count(),
        "withdrawn": every.filter(status=Status.WITHDRAWN).count(),
        "to_judge": 0,
    }
    answers = {answer["reference"]: answer for answer in told["answers"]}
    points = {point["reference"]: point for it in told["contributions"] for point in it["points"]}
    assert set(points) == {point.reference for point in counted()}
    for point in counted():
        answer = answers[points[point.reference]["answer"]]
        assert (answer["outcome"], answer["plain"], answer["reason"]) == (
            point.answer.outcome,
            point.answer.plain,
            point.answer.reason,
        )
    assert [text for text in mixed.PERSONAL if text in json.dumps(told, ensure_ascii=False)] == []


def test_the_csv_equals_the_database(client, decided):
    sheet = io.StringIO(get(client, "nota_csv").decode("utf-8-sig"))
    every = list(csv.DictReader(sheet, delimiter=";", restval="no cell"))
    assert {row["Artikelen"] for row in every if not row["Punt"]} == {""}
    rows = {row["Punt"]: row for row in every if row["Punt"]}
    assert set(rows) == {point.reference for point in counted()}
    for point in counted():
        row = rows[point.reference]
        assert row["Samenvatting"] == point.summary
        assert row["Antwoord"] == point.answer.reference
        assert row["Reden"] == point.answer.reason
        assert row["Uitkomst"] == str(point.answer.get_outcome_display())
        changes = point.answer.changes.filter(removed_at=None).order_by("number")
        assert row["Wijzigingen"] == ", ".join(change.reference for change in changes)
        assert row["Leidt tot aanpassing"] in (("Ja", "Deels") if changes else ("Nee",))


def test_who_says_the_same_is_told_as_one_with_every_number(client, decided):
    told = json.loads(get(client, "nota_json"))
    same = Counter(it["same_as"] for it in told["contributions"] if it["same_as"])
    assert same["DW26-0007"] == mixed.ALIKE - 1
    page = get(client, "nota_chapter", "reacties").decode()
    assert f"{mixed.ALIKE} reacties zeggen hetzelfde." in page
    assert all(f'id="DW26-{number:04d}.1"' in page for number in range(7, 7 + mixed.ALIKE))
    assert page.count("De bus rijdt al vaak genoeg.") == 1


def test_the_odt_is_a_whole_document_with_headings_and_tables(client, decided):
    content = get(client, "nota_odt")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert file.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        manifest = file.read("META-INF/manifest.xml").decode()
        assert all(name in manifest for name in ("content.xml", "styles.xml", "meta.xml"))
        assert 'fo:language="nl"' in file.read("styles.xml").decode()
        # Writer refuses to open a document of which the parts are of different versions.
        parts = "".join(file.read(name).decode() for name in ("content.xml", "styles.xml"))
        versions = re.findall(r'(?:office|manifest):version="([^"]*)"', manifest + parts)
        assert (len(versions) >= 4, len(set(versions))) == (True, 1)
        columns = re.findall(r'table-column table:style-name="(\w+)"', parts)
        named = re.findall(r'style:name="(mm\d+)"', parts)
        assert set(columns) == set(named)
    document = Document(io.BytesIO(content))
    titles = [heading.text_recursive for heading in document.body.get_headers()]
    assert titles[0] == "Inleiding"
    assert "Beantwoording per reactie" in titles
    assert document.meta.title == "Nota van beantwoording: Nieuwe inrichting van de Dorpsweg"
    assert document.meta.language == "nl"
    tables = document.body.get_tables()
    assert len(tables) == 6
    places = document.body.get_elements("descendant::text:bookmark-ref")
    assert [place.get_attribute("text:ref-name") for place in places] == [
        mark.get_attribute("text:name")
        for mark in document.body.get_elements("descendant::text:bookmark")
    ]
    assert len(places) == Contribution.objects.count()
    assert len(document.body.get_elements("descendant::table:table-header-rows")) == len(tables)
    text = document.body.text_recursive
    references = {point.reference for point in counted()}
    references |= {f"DW26-{number:04d}" for number in range(1, 22)}
    assert {reference for reference in references if reference not in text} == set()


def test_the_pdf_has_tags_and_names_the_heads_of_its_tables(client, decided):
    document = PdfReader(io.BytesIO(get(client, "nota_pdf")))
    root = document.trailer["/Root"]
    metadata = document.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3<" in metadata
    assert "<pdfaid:conformance>A<" in metadata
    assert "<pdfuaid:part>1<" in metadata
    assert root["/MarkInfo"]["/Marked"].value is True
    kinds: Counter[str] = Counter()

    def count(element):
        element = element.get_object()
        if isinstance(element, list):
            for inner in element:
                count(inner)
        elif isinstance(element, dict):
            kinds[element.get("/S", "")] += 1
            if element.get("/S") == "/TH":
                attributes = element["/A"].get_object()
                attributes = attributes if isinstance(attributes, list) else [attributes]
                assert any("/Scope" in each.get_object() for each in attributes)
            if "/K" in element:
                count(element["/K"])

    count(root["/StructTreeRoot"])
    assert kinds["/TH"] > 20
    assert kinds["/Table"] >= 5
    (attached,) = root["/AF"]
    assert attached.get_object()["/F"] == "nota-dorpsweg.csv"


def test_a_long_pdf_comes_in_volumes_that_hold_every_number(client, decided, monkeypatch):
    monkeypatch.setattr(documents, "IN_ONE", 5)
    monkeypatch.setattr(documents, "A_VOLUME", 12)
    monkeypatch.setattr(documents, "APART_FROM", 5)
    first = PdfReader(io.BytesIO(get(client, "nota_pdf")))
    told = " ".join(leaf.extract_text() for leaf in first.pages)
    assert "Deel 2: DW26-0001" in told
    volumes = re.findall(r'nota-deel-(\d+)\.pdf"', get(client, "nota").decode())
    assert volumes == ["2", "3", "4"]
    for number in (0, 1, 5):
        assert (
            client.get(reverse("accountability:nota_volume", args=["dorpsweg", number])).status_code
            == 404
        )
    text = ""
    for number in volumes:
        volume = PdfReader(io.BytesIO(get(client, "nota_volume", number)))
        assert "<pdfuaid:part>1<" in volume.xmp_metadata.stream.get_data().decode()
        text += " ".join(leaf.extract_text() for leaf in volume.pages)
    assert {point.reference for point in counted() if point.reference not in text} == set()


@pytest.mark.django_db(transaction=True)
def test_a_nota_that_is_read_while_somebody_changes_the_record_tells_one_state(monkeypatch):
    consultation = mixed.published()
    whole = reading.changed

    def take_back():
        try:
            change = Change.objects.get(number=2)
            decisions.remove_change(change, actor=builders.staff(Role.HANDLER), reason="Vergissing")
        finally:
            connection.close()

    def meanwhile(*args, **given):
        other = Thread(target=take_back)
        other.start()
        other.join()
        return whole(*args, **given)

    monkeypatch.setattr(reading, "changed", meanwhile)
    nota = reading.read(consultation)
    assert Change.objects.get(number=2).removed_at
    assert [change.number for change in nota.changes] == [1, 2, 3]
    assert len(nota.overview.changes) == len(nota.changes)
    monkeypatch.undo()
    assert [change.number for change in reading.read(consultation).changes] == [1, 3]
