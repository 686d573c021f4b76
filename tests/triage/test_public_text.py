"""What the public may read: hidden by a person, seen first, approved, and taken back."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.core.text import Span
from participatie.pipeline.acts import public_texts
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Contact, Contribution, PublicText
from participatie.pipeline.statuses import HidingReason
from participatie.triage.hiding import chosen, occurrences
from participatie.triage.hints import hints
from tests import builders

pytestmark = pytest.mark.django_db
SAID = "Ik ben Jan de Vries, Dorpsstraat 1. Bel 06-12345678. Jan de Vries heeft astma."


def url(contribution: Contribution) -> str:
    return f"/behandeling/reactie/{contribution.reference}/openbaar/"


@pytest.fixture
def given():
    return builders.admitted(builders.consultation(), text=SAID)


def test_hiding_words_previewing_and_approving(handler, given):
    chosen_words = {"words": "jan de vries\nastma", "reason": "health"}
    added = handler.post(url(given), {"act": "add", **chosen_words})
    ticks = [each["tick"] for each in added.context["hidden"]]
    assert len(ticks) == 3
    assert not PublicText.objects.exists()

    preview = handler.post(url(given), {"act": "preview", "passage": ticks, "reason": "name"})
    seen = f"Ik ben {HIDDEN}, Dorpsstraat 1. Bel 06-12345678. {HIDDEN} heeft {HIDDEN}."
    assert preview.context["text"] == seen
    assert not PublicText.objects.exists()

    handler.post(url(given), {"act": "approve", "passage": ticks, "seen": "0"})

    approved = PublicText.objects.get()
    assert approved.text == seen
    assert {reason for _span, reason in approved.hidden_passages} == {HidingReason.HEALTH}
    given.refresh_from_db()
    assert given.text == SAID


def test_a_selected_passage_is_hidden(handler, given):
    start = SAID.index("Dorpsstraat 1")
    sent = {"act": "preview", "start": start, "end": start + 14, "reason": "address"}

    assert f"de Vries, {HIDDEN} Bel" in handler.post(url(given), sent).context["text"]


def test_going_back_keeps_what_was_chosen(handler, given):
    page = handler.post(url(given), {"act": "edit", "passage": ["7-19-name"]})

    assert [each["words"] for each in page.context["hidden"]] == ["Jan de Vries"]


def test_words_that_are_not_there_are_named_and_kept(handler, given):
    response = handler.post(
        url(given), {"act": "preview", "words": "Jan de Vries\nPietersen", "reason": "name"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Dit staat niet in de tekst: “Pietersen”" in page
    assert len(response.context["hidden"]) == 2


def test_suggestions_are_offered_and_of_those_only_the_senders_name_is_ticked(handler, given):
    page = handler.get(url(given))

    assert [each["words"] for each in page.context["hidden"]] == ["Jan de Vries"] * 2
    assert [each["words"] for each in page.context["suggested"]] == ["Dorpsstraat 1", "06-12345678"]
    assert "u beslist" in page.content.decode()
    assert page.content.count(b" checked") == 2


def test_a_name_of_which_the_tick_was_taken_away_stays_and_is_said_once_more(handler, given):
    preview = handler.post(url(given), {"act": "preview", "reason": "name"})

    assert preview.context["text"] == SAID
    said = "niet verborgen: “Jan de Vries”, “Dorpsstraat 1”, “06-12345678”."
    assert said in preview.content.decode()


def test_contact_details_that_are_not_in_the_text_stay_unknown(handler):
    given = builders.admitted(builders.consultation(), text="De bomen moeten blijven.")

    page = handler.get(url(given)).content.decode()

    for part in ("Vries", "jan@voorbeeld", "0612345678", "Dorpsstraat"):
        assert part not in page


def test_a_newer_version_of_a_colleague_is_not_overwritten_unseen(handler, given, colleague):
    public_texts.approve_public_text(given, actor=colleague, hidden=[])

    sent = {"act": "approve", "passage": ["7-19-name"], "seen": "0"}
    response = handler.post(url(given), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert f"{colleague.name} keurde versie 1 goed" in page
    assert 'value="7-19-name"' in page
    assert PublicText.objects.count() == 1


def test_a_next_version_starts_from_the_current_one(handler, given):
    hidden = [(Span(7, 19), HidingReason.NAME)]
    public_texts.approve_public_text(given, actor=builders.staff(Role.HANDLER), hidden=hidden)

    page = handler.get(url(given))

    assert [each["tick"] for each in page.context["hidden"]] == ["7-19-name"]
    assert "Versie 1" in page.content.decode()


def test_taking_the_text_back_needs_a_reason(handler, given):
    public_texts.approve_public_text(given, actor=builders.staff(Role.HANDLER), hidden=[])

    assert handler.post(url(given), {"act": "retract"}).status_code == 422
    handler.post(url(given), {"act": "retract", "retract_reason": "Er stond een naam in."})

    assert not PublicText.objects.get().is_current


def test_ticks_that_nobody_offered_do_nothing(handler, given):
    strange = ["0-99999-name", "9-3-name", "1-2-evil", "x", "", "1-2-name-3", "²-3-name"]

    page = handler.post(url(given), {"act": "preview", "passage": strange, "reason": "name"})

    assert page.context["text"] == SAID


def test_a_withdrawn_contribution_is_not_published(handler, given):
    from participatie.pipeline.acts.contributions import withdraw

    withdraw(given, actor=None)

    assert b'value="preview"' not in handler.get(url(given)).content
    assert handler.post(url(given), {"act": "approve", "seen": "0"}).status_code == 422


def test_the_privacy_officer_may_and_an_approver_may_not(client: Client, given):
    client.force_login(builders.staff(Role.PRIVACY_OFFICER))
    assert client.get(url(given)).status_code == 200
    client.post(url(given), {"act": "approve", "seen": "0"})
    assert PublicText.objects.count() == 1

    client.force_login(builders.staff(Role.APPROVER))
    assert client.get(url(given)).status_code == 403


def test_the_preview_is_never_markup(handler):
    said = "<script>alert(1)</script> en 🚲 مرحبا"
    given = builders.admitted(builders.consultation(), text=said)

    for sent in ({"act": "edit"}, {"act": "preview", "reason": "name"}):
        page = handler.post(url(given), sent).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; en 🚲" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_versions(
    handler, given, django_assert_num_queries, count
):
    for _ in range(count):
        public_texts.approve_public_text(given, actor=builders.staff(Role.HANDLER), hidden=[])

    with django_assert_num_queries(10):
        handler.get(url(given))


def test_hints_know_patterns_and_leave_ordinary_numbers_alone():
    said = (
        "Mail jan@voorbeeld.example of +31 6 12345678. IBAN NL91 ABNA 0417 1643 00. "
        "BSN 111222333, niet 123456789. Postcode 9999 AB 12. Besluit 2026-0123456, 1 mei 2026."
    )

    assert [said[hint.span.start : hint.span.end] for hint in hints(said)] == [
        "jan@voorbeeld.example",
        "+31 6 12345678",
        "NL91 ABNA 0417 1643 00",
        "111222333",
        "9999 AB 12",
    ]


def test_a_surname_alone_is_found_only_with_its_capital():
    said = "Meneer Vries wil geen vries kou. Jan."
    found = hints(said, [Contact(name="Jan de Vries")])

    assert [said[hint.span.start : hint.span.end] for hint in found] == ["Vries", "Jan"]


def test_words_are_whole_words_across_line_ends():
    said = "Jan\nde  Vries in januari. Jantje."

    assert occurrences(said, "jan de vries") == [Span(0, 13)]
    assert occurrences(said, "Jan") == [Span(0, 3)]
    assert occurrences(said, "  ") == []


def test_the_same_passage_counts_once():
    assert chosen(["0-3-name", "0-3-health"], "Jan") == [(Span(0, 3), HidingReason.HEALTH)]
