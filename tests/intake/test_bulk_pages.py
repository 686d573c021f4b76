"""The pages on which a table is brought in, as a clerk goes through them."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.models import AlgorithmSwitch
from participatie.intake.bulk.models import Import, Stage
from participatie.intake.bulk.removing import remove
from participatie.pipeline.models import Consultation, Contribution
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.intake import bulk_table as tables
from tests.intake.desk_form import clerk_client

pytestmark = pytest.mark.django_db
HOME = "/balie/inlezen/"
GUESSED = ["Zaak ID", "ONTVANGEN  OP", "kanaal", "Uw reactie", "Naam indiener", "E-mailadress"]


def text(answer):
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def send(client, table, **more):
    """Send a table by the form of the first page."""
    to = Consultation.objects.first() or builders.consultation()
    return client.post(HOME, {"consultation": to.pk, "table": table} | more)


def test_a_table_goes_the_whole_way_over_the_pages():
    client = clerk_client()
    lines = [GUESSED, tables.row(1), tables.row(2, Kanaal="duif")]

    one = send(client, tables.as_csv(*lines)).url
    page = client.get(one)
    assert "Kijk of elke kolom goed is herkend" in text(page)
    chosen = {f"column_{place}": key for place, key in enumerate(Import.objects.get().columns)}
    assert list(chosen.values()) == [
        *("external_key", "received_on", "channel", "text", "name", "email")
    ]
    client.post(f"{one}kolommen/", chosen)
    assert "0 rijen bekeken" in text(client.get(one))
    assert "Tot nu toe" in text(client.get(f"{one}stand/"))
    tables.worked(Import.objects.get(), Stage.CHECKING)

    checked = text(client.get(one))
    assert "Dit is geen kanaal" in checked
    assert "duif" in checked
    assert "1 rij inlezen" in checked
    client.post(f"{one}binnenhalen/")
    assert "0 van 1 rij is klaar" in text(client.get(one))
    tables.worked(Import.objects.get(), Stage.ENTERING)

    done = text(client.get(one))
    assert "Een deel van de rijen is niet ingelezen" in done
    assert "Klaar." in text(client.get(f"{one}stand/"))
    assert "1 van 2 rijen ingelezen, de rest ligt voor u klaar" in text(client.get(HOME))
    assert client.post(f"{one}rest/")["Content-Disposition"].endswith('"reacties-rest.csv"')
    assert Contribution.objects.get().entered_by.has_role(Role.CLERK)


def test_what_is_wrong_with_the_form_is_told_at_its_field():
    answer = clerk_client().post(HOME, {"received_on": "31-12-2099"})

    said = text(answer)
    assert "Geef aan over welke consultatie dit gaat" in said
    assert "Kies de tabel" in said
    assert "De dag van ontvangst ligt in de toekomst" in said


def test_what_is_wrong_with_the_files_is_told_at_their_fields():
    client = clerk_client()

    said = text(send(client, tables.as_zip({"a.pdf": b"x"})))
    assert "en geen tabel. Kies hier de tabel" in said
    table = tables.as_csv(tables.HEADER, tables.row())
    said = text(send(client, table, archive=tables.as_zip({"x": b"0" * 9_000_000})))
    assert "Wij openen hem niet" in said
    assert not Import.objects.exists()


def test_columns_must_say_what_is_needed_and_nothing_twice():
    client = clerk_client()
    one = send(client, tables.as_csv(("A", "B"), ("x", "y"))).url

    said = text(client.post(f"{one}kolommen/", {}))
    assert "Geef aan in welke kolom de tekst" in said
    assert "Kies hoe de reacties binnenkwamen" in said
    assert "Typ de dag van ontvangst" in said
    said = text(client.post(f"{one}kolommen/", {"column_0": "text", "column_1": "text"}))
    assert "Dit staat al in kolom A" in said
    client.post(
        f"{one}kolommen/",
        {"column_0": "text", "channel": "desk", "received_on": str(clock.today())},
    )
    assert Import.objects.get().stage == Stage.CHECKING


def test_another_sheet_or_row_is_looked_at_when_asked():
    book = tables.workbook(("Titel",), tables.HEADER, tables.row())
    other = book.create_sheet("Tweede")
    other.append(["Iets"])
    other.append(["Tekst"])
    other.append(["De bomen."])
    book.create_sheet("Verborgen").sheet_state = "hidden"
    client = clerk_client()
    one = send(client, tables.as_xlsx(book)).url
    assert "Verborgen werkbladen worden niet gelezen: Verborgen" in text(client.get(one))

    client.post(f"{one}kolommen/", {"look": 1, "look-sheet": "Tweede", "look-header_row": "1"})

    source = Import.objects.get()
    assert (source.sheet, source.header, source.columns) == ("Tweede", ["Iets"], [""])
    client.post(f"{one}kolommen/", {"look": 1, "look-sheet": "Tweede", "look-header_row": "2"})
    assert Import.objects.get().columns == ["text"]
    said = text(
        client.post(f"{one}kolommen/", {"look": 1, "look-sheet": "Tweede", "look-header_row": "9"})
    )
    assert "Er staat niets in deze tabel" in said


def test_columns_can_be_changed_after_the_check():
    source = tables.checked(tables.as_csv(tables.HEADER, tables.row()))
    client = clerk_client()

    client.post(f"{HOME}{source.pk}/opnieuw/")

    source.refresh_from_db()
    assert source.stage == Stage.COLUMNS
    assert source.rows.count() == 0


def test_while_recognising_is_off_a_clerk_chooses_every_column():
    AlgorithmSwitch.objects.create(
        slug="kolommen-herkennen", is_on=False, at=clock.now(), reason="test",
        by=builders.staff(Role.ADMINISTRATOR),
    )  # fmt: skip

    source = tables.sent(tables.as_csv(tables.HEADER, tables.row()))

    assert source.header == list(tables.HEADER)
    assert source.columns == [""] * len(tables.HEADER)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_template_is_recognised_whole_when_it_comes_back(kind):
    ways = ("te voet", "fiets")
    to = builders.consultation(
        questions=[builders.OPINION, Question("way", QuestionKind.ONE_CHOICE, "Hoe?", choices=ways)]
    )
    answer = clerk_client().get(f"{HOME}sjabloon/{to.slug}/{kind}/")

    content = b"".join(answer.streaming_content)
    table = tables.SimpleUploadedFile(f"sjabloon.{kind}", content)
    source = tables.sent(table, to=to, channel=Channel.LETTER)

    assert source.columns
    assert all(source.columns)
    assert {"question:opinion", "question:way", "external_key", "scan"} <= set(source.columns)
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(content))
        explained = {row[0].value: row[1].value for row in book["Toelichting"]}
        assert explained["Hoe?"] == "Een van deze: te voet; fiets."
        assert all(row[1].value for row in book["Toelichting"] if row[0].value == "Kenmerk")


def test_the_empty_table_is_there_after_the_term_when_the_last_letters_are_typed():
    to = builders.consultation()
    template = f"{HOME}sjabloon/{to.slug}/xlsx/"
    Consultation.objects.update(
        opens_on=clock.today() - timedelta(days=60), closes_on=clock.today() - timedelta(days=1)
    )

    assert template in clerk_client().get(HOME).content.decode()

    Consultation.objects.update(decided_at=clock.now())
    assert template not in clerk_client().get(HOME).content.decode()


def test_what_is_in_each_column_can_be_read_on_a_page():
    to = builders.consultation()
    said = text(clerk_client().get(f"{HOME}uitleg/{to.slug}/"))

    assert "Twee rijen met hetzelfde kenmerk zijn dezelfde reactie" in said
    assert clerk_client().get(f"{HOME}sjabloon/{to.slug}/pdf/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_asks_the_same_number_of_queries_for_more_tables(
    count, django_assert_num_queries
):
    client = clerk_client()
    for number in range(count):
        tables.checked(tables.as_csv(tables.HEADER, tables.row(number)))
    client.get(HOME)

    with django_assert_num_queries(7):
        client.get(HOME)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_table_asks_the_same_number_of_queries_for_more_problems(
    count, django_assert_num_queries
):
    wrong = [tables.row(number, Kanaal="duif") for number in range(count)]
    source = tables.checked(tables.as_csv(tables.HEADER, *wrong))
    client = clerk_client()
    client.get(f"{HOME}{source.pk}/")

    with django_assert_num_queries(7):
        client.get(f"{HOME}{source.pk}/")


def test_problems_come_in_pages_with_a_summary():
    wrong = [tables.row(number, Kanaal="duif") for number in range(60)]
    source = tables.checked(tables.as_csv(tables.HEADER, *wrong))

    page = text(clerk_client().get(f"{HOME}{source.pk}/?page=3"))

    assert "Wat het vaakst niet klopt" in page
    assert "Kanaal 60" in page
    assert " 61 Kanaal" in page
    assert " 51 Kanaal" not in page


def test_after_the_retention_only_numbers_are_shown():
    source = tables.brought_in(tables.as_csv(tables.HEADER, tables.row()))
    with clock.at(clock.now() + timedelta(days=20)):
        remove(Import.objects.get())

    client = clerk_client()
    page = text(client.get(f"{HOME}{source.pk}/"))
    assert "De tabel, de bestanden en de rijen zijn weggehaald" in page
    assert "1 van 1 rijen ingelezen" in text(client.get(HOME))
    assert client.post(f"{HOME}{source.pk}/rest/").status_code == 302
