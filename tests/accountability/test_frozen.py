"""Frozen copies: what the account was for a meeting, sealed, with what changed since."""

import hashlib
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from lxml import html

from participatie.accountability.overview import stamp
from participatie.accountability.staten.frozen import (
    acts,
    differences,
    keeping,
    making,
    sealing,
    showing,
)
from participatie.accountability.staten.frozen.models import (
    FrozenCopy,
    FrozenFile,
    Order,
    OrderState,
)
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.acts import answers, contributions, decisions, public_texts
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Change, Contact, Contribution, Event, Point
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import ChangeOrigin, DeliveryWay, Status, SubmitterKind
from tests import builders
from tests.accountability.mixed import PERSONAL

pytestmark = pytest.mark.django_db
MEETING = "Provinciale Staten"


STORAGE = FrozenFile._meta.get_field("content").storage


@pytest.fixture(autouse=True)
def folder():
    """Where the files are; there are none yet."""
    path = Path(STORAGE.path(making.FOLDER))
    yield path
    shutil.rmtree(path, ignore_errors=True)


def url(name, *args):
    return reverse(f"frozen:{name}", args=["dorpsweg", *args])


def public(name, *args):
    return reverse(f"public_frozen:{name}", args=["dorpsweg", *args])


def ordered(consultation, **over):
    given = {"meeting": MEETING, "meeting_on": clock.today() + timedelta(days=7)} | over
    return acts.order(consultation, actor=builders.staff(Role.REGISTRY), **given)


def frozen(consultation, **over):
    order = ordered(consultation, **over)
    making.make_copy(order.pk)
    order.refresh_from_db()
    assert (order.state, order.problem) == (OrderState.MADE, "")
    return order.copy


def by(client, role):
    client.force_login(builders.staff(role))
    return client


def main(answer):
    assert answer.status_code == 200
    return " ".join(html.fromstring(answer.content).xpath("string(//main)").split())


def stored(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def tampered(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_the_registry_freezes_the_account_and_everyone_can_read_it(client, decided, folder):
    griffie = by(client, Role.REGISTRY)
    day = clock.today() + timedelta(days=7)
    answer = griffie.post(
        url("freeze"), {"meeting": MEETING, "meeting_on": day.isoformat()}, follow=True
    )
    assert "Er wordt een kopie gemaakt" in main(answer)
    assert not FrozenCopy.objects.exists()
    making.make_copy(Order.objects.get().pk)

    assert MEETING in main(griffie.get(url("list")))
    client.logout()
    page = client.get(public("copy", 1))
    assert "Sindsdien is er niets veranderd" in main(page)
    assert [text for text in PERSONAL if text in page.content.decode()] == []
    account = client.get(reverse("accountability:account", args=["dorpsweg"]))
    assert public("copy", 1) in account.content.decode()
    issued = decided.nota_versions.get()
    assert {file.form: file.sha256 for file in FrozenFile.objects.all()} == {
        form: kept["sha256"] for form, kept in issued.files.items()
    }
    assert {"pdf", "odt", "csv", "json"} <= issued.files.keys()
    assert len(stored(folder)) == len(issued.files)
    for file in FrozenFile.objects.all():
        content = b"".join(client.get(public("file", 1, file.form)).streaming_content)
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert file.sha256 in page.content.decode()


def test_the_seal_is_the_hash_of_a_file_and_stands_on_the_track(client, decided):
    copy = frozen(decided)
    content = client.get(public("seal", 1)).content
    event = Event.objects.get(kind=kinds.ACCOUNT_FROZEN)
    assert hashlib.sha256(content).hexdigest() == copy.digest == event.data["digest"]
    assert (event.data["number"], event.data["meeting"]) == (1, MEETING)
    kept = json.loads(content)
    assert len(kept["facts"]["contributions"]) == Contribution.objects.count()
    assert kept["figures"]["changes"] == [1, 2, 3]
    assert sealing.flaws(copy) == []


def test_it_shows_the_figures_as_they_were_and_then_and_now(client, published):
    frozen(published)
    before = main(by(client, Role.COUNCILLOR).get(url("copy", 1)))
    builders.contribution(published)
    page = main(client.get(url("copy", 1)))
    assert "Sindsdien is er niets veranderd" in before
    assert "Sindsdien is er niets veranderd" not in page
    assert "21 → 22" in page
    assert "DW26-0022" in page
    assert "21 reacties binnengekomen" in page[page.index("De cijfers zoals ze waren") :]


def test_an_edited_and_a_removed_change_show_word_by_word(client, published):
    frozen(published)
    handler = builders.staff(Role.HANDLER)
    first, second, _third = Change.objects.order_by("number")
    decisions.edit_change(
        first,
        actor=handler,
        after="De bomen blijven nog tien jaar staan.",
        explanation=first.explanation,
        origin=ChangeOrigin(first.origin),
        answers=list(first.answers.all()),
        revision=first.revision,
    )
    decisions.remove_change(second, actor=handler, reason="Toch niet.")
    page = by(client, Role.COUNCILLOR).get(url("copy", 1) + "?soort=changes")
    tree = html.fromstring(page.content)
    changed, gone = tree.xpath("//article[contains(@class, 'surface')]")
    assert "nog tien jaar" in " ".join(changed.xpath(".//ins/text()"))
    assert "DW26-W1" in changed.text_content()
    assert "Is er niet meer" in gone.text_content()


def test_before_the_answers_are_published_it_holds_figures_and_nothing_that_is_secret(
    client, handled, folder
):
    copy = frozen(handled)
    assert (copy.has_nota, stored(folder)) == (False, [])
    assert client.get(public("copy", 1)).status_code == 404
    assert client.get(public("seal", 1)).status_code == 404
    page = main(by(client, Role.COUNCILLOR).get(url("copy", 1)))
    assert "Er is geen nota in deze kopie" in page
    assert "0 van 0" not in page
    kept = sealing.document(copy, []).decode()
    for text in ("De bomen blijven staan", "Vaker een bus", *PERSONAL):
        assert text not in kept
        assert text not in page
    contributions.withdraw(Contribution.objects.get(number=1), actor=None)
    (gone,) = showing.differences(copy, stamp(handled))
    assert gone.reference == "DW26-0001"
    assert [(field.label, field.then, field.now) for field in gone.fields] == [
        ("Status", "in behandeling", "ingetrokken")
    ]
    # The first theme is empty now, so the letter of each that follows is another one.
    first, *others = (theme["given_name"] for theme in copy.figures["themes"])
    for point in Point.objects.exclude(theme__name__in=others).exclude(theme=None):
        if point.contribution.status == Status.ADMITTED:
            contributions.withdraw(point.contribution, actor=None)
    tables_now = differences.figures_that_differ(
        keeping.restored(copy.figures), handled, stamp(handled)
    )
    themes = {str(row[0]): row[1] for row in tables_now[-1].rows}
    assert themes.keys() <= {theme.name for theme in handled.themes.all()} | {"Samen"}
    assert themes[first].endswith("→ 0")


def test_a_disk_that_is_full_leaves_nothing_behind(client, decided, folder, monkeypatch):
    real, calls = FileSystemStorage._save, []

    def full(storage, name, content):
        calls.append(name)
        saved = real(storage, name, content)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return saved

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    order = ordered(decided)
    making.make_copy(order.pk)
    assert stored(folder) == []
    assert not FrozenCopy.objects.exists()
    assert not Event.objects.filter(kind=kinds.ACCOUNT_FROZEN).exists()
    page = main(by(client, Role.REGISTRY).get(url("list")))
    assert "de schijf is vol" in page
    monkeypatch.undo()


def test_what_goes_wrong_otherwise_is_told_and_raised(decided, folder, monkeypatch):
    def broken(_read):
        raise ValueError("kapot")

    monkeypatch.setattr(making.keeping, "facts", broken)
    order = ordered(decided)
    with pytest.raises(ValueError, match="kapot"):
        making.make_copy(order.pk)
    order.refresh_from_db()
    assert order.state == OrderState.FAILED
    assert "kapot" not in order.problem
    assert stored(folder) == []


def test_one_copy_is_made_at_a_time(decided):
    first = ordered(decided)
    assert ordered(decided, meeting=f"  {MEETING} ") == first
    with pytest.raises(Refused, match="op dit moment een kopie gemaakt"):
        ordered(decided, meeting="Commissie")
    with clock.at(clock.now() + acts.LOST_AFTER):
        second = ordered(decided, meeting="Commissie")
    first.refresh_from_db()
    assert (first.state, second.state) == (OrderState.FAILED, OrderState.WAITING)
    making.make_copy(first.pk)
    assert not FrozenCopy.objects.exists()


def test_the_same_meeting_twice_is_asked_about_and_keeps_what_was_typed(client, decided):
    frozen(decided)
    griffie = by(client, Role.REGISTRY)
    day = (clock.today() + timedelta(days=7)).isoformat()
    typed = {"meeting": MEETING.upper(), "meeting_on": day}
    answer = griffie.post(url("freeze"), typed)
    assert answer.status_code == 422
    tree = html.fromstring(answer.content)
    assert tree.xpath("//input[@name='meeting']/@value") == [MEETING.upper()]
    assert tree.xpath("//input[@name='again']/@type") == ["checkbox"]
    assert griffie.post(url("freeze"), typed | {"again": "on"}).status_code == 302
    making.make_copy(Order.objects.get(state=OrderState.WAITING).pk)
    assert [copy.number for copy in FrozenCopy.objects.all()] == [2, 1]


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ({"meeting": " "}, "voor welke vergadering"),
        ({"meeting": "\u200b\u202e"}, "voor welke vergadering"),
        ({"meeting": "x" * 201}, "te lang"),
        ({"meeting_on": -1}, "Die dag is voorbij"),
        ({"meeting_on": 367}, "meer dan een jaar"),
    ],
)
def test_what_makes_no_sense_is_refused(decided, over, reason):
    if "meeting_on" in over:
        over = {"meeting_on": clock.today() + timedelta(days=over["meeting_on"])}
    with pytest.raises(Refused, match=reason):
        ordered(decided, **over)
    assert not Order.objects.exists()


def test_only_the_registry_freezes(decided):
    with pytest.raises(NotAllowed):
        acts.order(
            decided,
            actor=builders.staff(Role.COUNCILLOR),
            meeting=MEETING,
            meeting_on=clock.today(),
        )


def test_the_database_refuses_to_change_a_copy(decided):
    frozen(decided)
    for change in (
        lambda: FrozenCopy.objects.update(meeting="Een andere"),
        lambda: FrozenFile.objects.all().delete(),
        lambda: FrozenCopy.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_check_says_what_was_altered(client, decided):
    copy = frozen(decided)
    member = by(client, Role.COUNCILLOR)
    assert "Net gecontroleerd" in main(member.get(url("copy", 1) + "?controle=ja"))
    file = copy.files.get(form="csv")
    with Path(file.content.path).open("ab") as opened:
        opened.write(b"x")
    page = main(member.get(url("copy", 1) + "?controle=ja"))
    assert "Het bestand nota.csv is veranderd." in page
    assert "nota.pdf is" not in page


ALTERED = {
    "UPDATE staten_frozen_frozencopy SET figures = figures || '{\"led_to_change\": 99}'": (
        "De cijfers zijn veranderd."
    ),
    "UPDATE staten_frozen_frozencopy SET facts = facts - 'points'": "De feiten zijn veranderd.",
    "UPDATE staten_frozen_frozenfile SET sha256 = repeat('0', 64) WHERE form = 'pdf'": (
        "De bewaarde controlesom van het bestand nota.pdf is veranderd."
    ),
    "DELETE FROM staten_frozen_frozenfile WHERE form = 'csv'": (
        "Het bestand nota.csv zit niet meer in de kopie."
    ),
    "UPDATE staten_frozen_frozencopy SET meeting_on = meeting_on + 1": (
        "De vergadering, het nummer, het moment of het zegel zelf is veranderd."
    ),
}


def test_the_check_says_which_row_was_altered(decided):
    copy = frozen(decided)
    found = {}
    for sql in ALTERED:
        with transaction.atomic():
            tampered(sql)
            found[sql] = sealing.flaws(FrozenCopy.objects.get(pk=copy.pk))
            transaction.set_rollback(True)
    assert found == {sql: [told] for sql, told in ALTERED.items()}
    assert sealing.flaws(copy) == []


@pytest.mark.parametrize("copies", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    client, decided, copies, django_assert_num_queries
):
    for number in range(copies):
        frozen(decided, meeting=f"Vergadering {number}")
    member = by(client, Role.COUNCILLOR)
    member.get(url("list"))
    with django_assert_num_queries(7):
        member.get(url("list"))


def test_a_name_that_may_not_be_public_any_more_takes_the_files_along(
    client, folder, django_capture_on_commit_callbacks
):
    consultation = builders.consultation()
    sender = Person(
        contact=Contact(name="Jan de Vries", organisation="Fietsersbond"),
        reply_by=DeliveryWay.COLLECT,
        kind=SubmitterKind.ORGANISATION,
    )
    given = builders.contribution(consultation, submitter=sender, name_may_be_published=True)
    with builders.after_the_term(consultation):
        handler = builders.staff(Role.HANDLER)
        given = contributions.admit(given, actor=handler)
        public_texts.approve_public_text(given, actor=handler, hidden=[])
        builders.approved_answer(builders.point(given))
        answers.publish_answers(consultation, actor=builders.staff(Role.APPROVER))
        copy = frozen(consultation)
        assert copy.figures["nota"]["named"] == [given.number]
        assert "Fietsersbond" not in sealing.document(copy, copy.files.all()).decode()
        with django_capture_on_commit_callbacks(execute=True):
            public_texts.permit_name(given, actor=None, permitted=False)
        assert stored(folder) == []
        page = client.get(public("copy", 1))
        assert "omdat een naam erin niet meer openbaar mag zijn" in main(page)
        assert copy.files.get(form="pdf").sha256 in page.content.decode()
        assert client.get(public("file", 1, "pdf")).status_code == 404
        assert sealing.flaws(copy) == []
