"""From a table to contributions: once each, with everything that the row says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.bulk import acts, tasks
from participatie.intake.bulk.models import Import, RowState, Stage
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    DeliveryWay,
    LetterForm,
    SubmitterKind,
    Timeliness,
)
from tests import builders
from tests.intake import bulk_table as tables
from tests.intake.desk_form import PDF

pytestmark = pytest.mark.django_db


def counts(source):
    """(brought in, to be mended, in already) of a table."""
    tally = source.tally()
    assert tally[RowState.VALID] == 0
    return tally[RowState.ENTERED], tally[RowState.WRONG], tally[RowState.DOUBLE]


def one(**over):
    """The contribution that a table of one row becomes; over are its columns."""
    files = over.pop("files", None)
    to = over.pop("to", None)
    line = dict(zip(tables.HEADER, tables.row(), strict=True)) | over
    table = tables.as_csv(list(line), list(line.values()))
    source = tables.brought_in(table, archive=tables.as_zip(files) if files else None, to=to)
    assert tables.problems(source) == []
    return Contribution.objects.latest("pk")


def test_whole_valid_rows_come_in_and_the_others_do_not():
    wrong = tables.row(2, **{"Ontvangen op": "31-2-2026", "E-mailadres": "geen adres"})

    source = tables.brought_in(tables.as_csv(tables.HEADER, tables.row(1), wrong, tables.row(3)))

    assert source.stage == Stage.DONE
    assert counts(source) == (2, 1, 0)
    assert [c.number for c in Contribution.objects.order_by("number")] == [1, 2]
    assert tables.problems(source) == [
        (3, "Ontvangen op", "Dit is geen dag. Schrijf het zoals 12-3-2026."),
        (3, "E-mailadres", "Dit is geen e-mailadres. Verbeter het, of maak de cel leeg."),
    ]


def test_a_row_gets_the_same_as_who_used_the_web_form_number_code_and_receipt():
    contribution = one()

    assert contribution.reference == "DW26-0001"
    assert contribution.follow_code
    assert contribution.entered_by == builders.staff(Role.CLERK)
    assert contribution.entered_from == "ingelezen uit reacties.csv"
    receipt = Delivery.objects.get(contribution=contribution)
    assert receipt.way == DeliveryWay.EMAIL


def test_everything_that_a_row_says_is_on_the_contribution():
    contribution = one(
        **{
            "Ontvangen op": "12-11-2026",
            "Datum poststempel": "10-11-2026",
            "Eerst elders ontvangen op": "11-11-2026",
            "Doorgestuurd door": "Gemeente Harstede",
            "Taal": "Engels",
            "Soort indiener": "organisatie",
            "Organisatie": "Dorpsbelang",
            "Straat": "Dorpsstraat",
            "Huisnummer": "5",
            "Toevoeging": "A",
            "Postcode": "9911xa",
            "Woonplaats": "Harstede",
            "Telefoon": "612345678",
            "Antwoord per": "brief",
            "Vorm van de brieven": "grote letters",
            "Naam mag openbaar worden": "Ja",
            "Medeondertekenaars": "Piet Bakker; Kerkpad 2; 9911 XB Harstede\nAnna Smit",
            "Notitie": "laatste regel niet leesbaar",
        }
    )

    contact = contribution.submitter.contact
    assert (contact.organisation, contact.name) == ("Dorpsbelang", "Indiener 1")
    assert contact.street == "Dorpsstraat 5 A"
    assert (contact.postcode, contact.city) == ("9911 XA", "Harstede")
    assert contact.phone == "0612345678"
    assert contribution.submitter.kind == SubmitterKind.ORGANISATION
    assert contribution.submitter.reply_by == DeliveryWay.LETTER
    assert contribution.submitter.letter_form == LetterForm.LARGE
    assert contribution.postmarked_on == date(2026, 11, 10)
    assert contribution.first_received_on == date(2026, 11, 11)
    assert contribution.forwarded_by == "Gemeente Harstede"
    assert contribution.language == "en"
    assert contribution.name_may_be_published
    names = [s.submitter.contact.name for s in contribution.signatories.order_by("order")]
    assert names == ["Piet Bakker", "Anna Smit"]
    assert contribution.entered_from.endswith("; laatste regel niet leesbaar")


def test_the_answer_goes_to_a_representative():
    contribution = one(
        **{
            "Gemachtigde": "Mr. A. de Wit",
            "E-mail gemachtigde": "dewit@voorbeeld.example",
            "Machtiging": "volmacht.pdf",
        },
        files={"volmacht.pdf": PDF},
    )

    assert contribution.represented_by.contact.name == "Mr. A. de Wit"
    assert contribution.represented_by.reply_by == DeliveryWay.EMAIL
    assert contribution.submitter.reply_by == DeliveryWay.COLLECT
    assert contribution.attachments.get().kind == AttachmentKind.AUTHORISATION


def test_answers_to_the_questions_are_kept_as_answers():
    questions = [
        builders.OPINION,
        builders.WAY,
        Question("what", QuestionKind.SEVERAL_CHOICES, "Wat mist u?", choices=("bank", "boom")),
        Question("mark", QuestionKind.SCALE, "Hoe belangrijk is dit?"),
    ]
    contribution = one(
        to=builders.consultation(questions=questions),
        **{
            "Tekst": "",
            "wat vindt u van het plan": "Goed plan.",
            "Hoe reist u?": "Te voet",
            "Wat mist u?": "Boom; bank",
            "Hoe belangrijk is dit?": "4",
        },
    )

    assert contribution.given == {
        "opinion": "Goed plan.",
        "way": "te voet",
        "what": ["boom", "bank"],
        "mark": "4",
    }
    assert contribution.form == contribution.consultation.form
    assert contribution.text.startswith("Wat vindt u van het plan?\nGoed plan.")


def test_files_from_the_zip_come_along_recognised_by_what_is_in_them():
    contribution = one(
        Tekst="",
        Scan="Brief 1.PDF",
        Bijlagen="kaart.txt; foto's/a.txt",
        files={"brief 1.pdf": PDF, "map/kaart.txt": b"kaart", "foto's/a.txt": b"a"},
    )

    attached = {a.file.name: (a.kind, a.file.content_type) for a in contribution.attachments.all()}
    assert attached == {
        "brief 1.pdf": (AttachmentKind.SCAN, "application/pdf"),
        "kaart.txt": (AttachmentKind.ATTACHMENT, "text/plain"),
        "a.txt": (AttachmentKind.ATTACHMENT, "text/plain"),
    }
    with contribution.attachments.get(kind=AttachmentKind.SCAN).file.content.open() as content:
        assert content.read() == PDF


@pytest.mark.parametrize(
    ("received", "stamp", "expected"),
    [
        (-1, None, Timeliness.ON_TIME),
        (3, -1, Timeliness.ON_TIME_BY_POST),
        (3, None, Timeliness.LATE),
    ],
)
def test_the_days_of_the_row_decide_whether_it_is_in_time(received, stamp, expected):
    to = builders.consultation(opens_on=clock.today() - timedelta(days=70))
    day = to.closes_on + timedelta(days=received)
    stamped = "" if stamp is None else str(to.closes_on + timedelta(days=stamp))

    contribution = one(to=to, **{"Ontvangen op": str(day), "Poststempel": stamped})

    assert contribution.timeliness == expected


def test_what_holds_for_all_rows_is_said_once():
    yesterday = clock.today() - timedelta(days=1)
    table = tables.as_csv(["Reactie", "Naam"], ["De bomen moeten blijven.", "Jan"])

    tables.brought_in(table, channel=Channel.MEETING, received_on=yesterday)

    contribution = Contribution.objects.get()
    assert contribution.channel == Channel.MEETING
    assert timezone.localdate(contribution.received_at) == yesterday
    assert contribution.submitter.reply_by == DeliveryWay.COLLECT


def test_a_letter_is_answered_by_letter_and_a_mail_by_mail():
    address = {"Straat": "Dorpsstraat 5", "Plaats": "Harstede"}

    assert one(**address).submitter.reply_by == DeliveryWay.LETTER
    mailed = one(**address, Kenmerk="Z-2", Kanaal="mail")
    assert mailed.submitter.reply_by == DeliveryWay.EMAIL


def test_the_same_table_again_brings_in_nothing_and_says_as_what_it_is_in():
    tables.brought_in(tables.as_csv(tables.HEADER, *tables.rows(3)))

    again = tables.checked(tables.as_csv(tables.HEADER, *tables.rows(4)))

    assert [row.state for row in again.rows.all()] == ["double"] * 3 + ["valid"]
    assert tables.problems(again)[0] == (2, "", "Is al ingelezen als DW26-0001.")
    again = tables.worked(acts.bring_in(again, actor=builders.staff(Role.CLERK)), Stage.ENTERING)
    assert counts(again) == (1, 0, 3)
    assert Contribution.objects.count() == 4


def test_without_a_reference_the_content_tells_that_it_is_the_same():
    header, line = tables.HEADER[1:], tables.row()[1:]
    tables.brought_in(tables.as_csv(header, line))
    other_day = {"channel": Channel.DESK, "received_on": clock.today()}

    again = tables.checked(tables.as_csv(header, line, delimiter=","), **other_day)

    assert tables.problems(again) == [(2, "", "Is al ingelezen als DW26-0001.")]


@pytest.mark.parametrize("first", [True, False])
def test_a_table_comes_in_once_when_its_references_are_used_one_time_and_not_the_other(first):
    def brought_in(used):
        source = tables.sent(tables.as_csv(tables.HEADER, *tables.rows(2)))
        columns = source.columns if used else ["", *source.columns[1:]]
        source = acts.confirm(source, columns=columns, defaults=source.defaults)
        source = tables.worked(source, Stage.CHECKING)
        if source.tally()[RowState.VALID]:
            source = acts.bring_in(source, actor=builders.staff(Role.CLERK))
        return tables.worked(source, Stage.ENTERING)

    brought_in(first)
    again = brought_in(not first)

    assert [row.state for row in again.rows.all()] == ["double"] * 2
    assert tables.problems(again)[0] == (2, "", "Is al ingelezen als DW26-0001.")
    assert Contribution.objects.count() == 2


def test_a_table_without_its_references_that_was_checked_before_is_not_brought_in_twice():
    without = tables.checked(tables.as_csv(tables.HEADER[1:], tables.row()[1:]))
    tables.brought_in(tables.as_csv(tables.HEADER, tables.row()))

    without = acts.bring_in(without, actor=builders.staff(Role.CLERK))

    assert counts(tables.worked(without, Stage.ENTERING)) == (0, 0, 1)
    assert Contribution.objects.count() == 1


def test_two_people_who_say_the_same_under_their_own_references_both_come_in():
    same = {"Naam": "", "E-mailadres": "", "Tekst": "Ik ben tegen."}
    lines = [tables.row(1, **same), tables.row(2, **same)]

    assert counts(tables.brought_in(tables.as_csv(tables.HEADER, *lines))) == (2, 0, 0)
    again = tables.brought_in(tables.as_csv(tables.HEADER, tables.row(3, **same)))
    assert counts(again) == (1, 0, 0)


def test_what_came_back_as_the_same_comes_in_under_references_when_nobody_is_named():
    nobody = {"Naam": "", "E-mailadres": "", "Tekst": "Ik ben tegen."}
    lines = [tables.row(number, **nobody) for number in (1, 2, 3)]
    without = tables.brought_in(tables.as_csv(tables.HEADER[1:], *[line[1:] for line in lines]))
    assert counts(without) == (1, 0, 2)

    assert counts(tables.brought_in(tables.as_csv(tables.HEADER, *lines[1:]))) == (2, 0, 0)


def test_the_same_row_twice_in_a_table_is_told_and_not_lost():
    line = tables.row()[1:]

    source = tables.brought_in(tables.as_csv(tables.HEADER[1:], line, line))

    assert counts(source) == (1, 0, 1)
    [(number, _column, said)] = tables.problems(source)
    assert (number, said[:28]) == (3, "Is hetzelfde als rij 2. Is h")
    assert source.settled_at is None


def test_the_same_reference_in_another_consultation_is_another_contribution():
    table = tables.as_csv(tables.HEADER, tables.row())
    tables.brought_in(table)
    other = builders.consultation(slug="brug", prefix="BR26", title="Brug")

    assert counts(tables.brought_in(tables.as_csv(tables.HEADER, tables.row()), to=other)) == (
        (1, 0, 0)
    )


def test_two_imports_of_the_same_table_at_once_bring_in_each_row_once():
    first = tables.checked(tables.as_csv(tables.HEADER, *tables.rows(3)))
    second = tables.checked(tables.as_csv(tables.HEADER, *tables.rows(3)))
    clerk = builders.staff(Role.CLERK)

    first, second = acts.bring_in(first, actor=clerk), acts.bring_in(second, actor=clerk)
    first, second = (tables.worked(source, Stage.ENTERING) for source in (first, second))

    assert counts(first) == (3, 0, 0)
    assert counts(second) == (0, 0, 3)
    assert Contribution.objects.count() == 3


def test_a_reference_that_is_in_with_another_text_is_told_apart():
    tables.brought_in(tables.as_csv(tables.HEADER, tables.row()))
    changed = tables.checked(tables.as_csv(tables.HEADER, tables.row(9)))
    # Meanwhile somebody else brought in a row with this reference.
    row = changed.rows.get()
    row.submission_key = Contribution.objects.get().submission_key
    row.save()
    changed = acts.bring_in(changed, actor=builders.staff(Role.CLERK))

    changed = tables.worked(changed, Stage.ENTERING)

    assert tables.problems(changed)[0][2] == (
        "Is al ingelezen als DW26-0001, met een andere tekst. Die tekst is niet veranderd."
    )


def test_who_lost_the_role_brings_in_nothing_more():
    source = tables.checked(tables.as_csv(tables.HEADER, *tables.rows(2)))
    clerk = builders.staff(Role.CLERK)
    source = acts.bring_in(source, actor=clerk)
    clerk.groups.clear()

    tasks.work(import_id=str(source.pk))

    source.refresh_from_db()
    assert source.stage == Stage.CHECKED
    assert Contribution.objects.count() == 0


def test_a_table_at_work_can_neither_be_changed_nor_thrown_away():
    source = tables.checked(tables.as_csv(tables.HEADER, tables.row()))
    acts.bring_in(source, actor=builders.staff(Role.CLERK))

    for act in (acts.change_columns, acts.throw_away):
        with pytest.raises(Refused):
            act(source)
    assert Import.objects.get().rows.count() == 1
