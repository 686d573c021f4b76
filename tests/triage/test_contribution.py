"""One contribution: what a handler sees of it, and judging, assigning and naming its themes."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.intake.receive import store
from participatie.pipeline.acts import contributions
from participatie.pipeline.models import Contact, Contribution
from participatie.pipeline.statuses import AttachmentKind, Channel, Status
from tests import builders

pytestmark = pytest.mark.django_db


def url(contribution: Contribution) -> str:
    return f"/behandeling/reactie/{contribution.reference}/"


def judged(client: Client, given: Contribution, act: str, reason: str = "", seen: str = "received"):
    return client.post(url(given), {"act": act, "reason": reason, "seen": seen}, follow=True)


def test_who_sent_it_is_not_shown(handler):
    given = builders.contribution(builders.consultation(), channel=Channel.LETTER)

    page = handler.get(url(given)).content.decode()

    for part in ("Jan de Vries", "jan@voorbeeld", "0612345678", "Dorpsstraat", given.follow_code):
        assert part not in page
    assert "persoon" in page


def test_facts_files_and_history_are_shown(handler):
    from django.core.files.uploadedfile import SimpleUploadedFile

    consulted = builders.consultation()
    scan = store(SimpleUploadedFile("brief.txt", b"Geachte provincie"))
    given = builders.contribution(
        consulted,
        channel=Channel.LETTER,
        text="",
        attachments=[(scan, AttachmentKind.SCAN)],
        entered_from="twee bladen, handgeschreven",
        signatories=[contributions.Person(contact=Contact(name="Piet"))],
    )

    response = handler.get(url(given))
    page = response.content.decode()

    assert f"/bestand/{scan.pk}/" in page
    assert "twee bladen, handgeschreven" in page
    assert response.context["facts"][-1]["value"] == "1"
    assert "De reactie is binnengekomen" in page
    assert "Piet" not in page


def test_admitting_leads_on_to_splitting(handler):
    given = builders.contribution(builders.consultation())

    response = judged(handler, given, "admit")

    assert response.redirect_chain[0][0] == f"{url(given)}punten/"
    given.refresh_from_db()
    assert given.status == Status.ADMITTED


def test_a_late_one_is_admitted_only_with_a_reason(handler):
    consulted = builders.consultation()
    with builders.after_the_term(consulted):
        given = builders.contribution(consulted)

        refused = judged(handler, given, "admit")
        given.refresh_from_db()
        assert (refused.status_code, given.status) == (422, Status.RECEIVED)
        assert "te laat" in refused.content.decode()

        judged(handler, given, "admit", "De post was een week kwijt.")
        given.refresh_from_db()
        assert given.status == Status.ADMITTED


def test_declining_needs_a_reason(handler):
    given = builders.contribution(builders.consultation())

    assert judged(handler, given, "decline").status_code == 422
    judged(handler, given, "decline", "Dit gaat over een andere provincie.")

    given.refresh_from_db()
    assert given.status == Status.INADMISSIBLE
    assert given.admissibility_reason == "Dit gaat over een andere provincie."


def test_the_second_of_two_handlers_hears_who_was_ahead_and_loses_nothing(handler, colleague):
    given = builders.contribution(builders.consultation())
    contributions.decline(given, actor=colleague, reason="Dubbel ingediend.")

    response = judged(handler, given, "admit", "Toch belangrijk")

    page = response.content.decode()
    given.refresh_from_db()
    assert given.status == Status.INADMISSIBLE
    assert f"{colleague.name} was u voor" in page
    assert "Toch belangrijk" in page
    # What is on the screen now is the present state, so a second attempt is a choice.
    assert 'name="seen" value="inadmissible"' in page


def test_assigning_does_not_take_it_from_a_colleague_unseen(handler, colleague):
    given = builders.contribution(builders.consultation())
    contributions.assign(given, actor=colleague, to=colleague)

    response = handler.post(url(given), {"act": "assign-me", "seen": ""})

    given.refresh_from_db()
    assert (response.status_code, given.assigned_to) == (422, colleague)
    assert f"intussen toegewezen aan: {colleague.name}" in response.content.decode()
    handler.post(url(given), {"act": "assign-me", "seen": colleague.pk})
    given.refresh_from_db()
    assert given.assigned_to == builders.staff(Role.HANDLER)


def test_themes_are_ticked_and_a_new_one_is_added(handler):
    consulted = builders.consultation()
    given = builders.contribution(consulted)
    first = consulted.themes.first()

    handler.post(url(given), {"act": "themes", "themes": [first.pk], "name": "Geluid"})

    assert [theme.name for theme in given.themes.all()] == ["Bomen", "Geluid"]
    again = handler.post(url(given), {"act": "themes", "themes": [], "name": "geluid"})
    assert again.status_code == 422
    assert given.themes.count() == 2
    assert consulted.themes.count() == 3


def test_an_approver_reads_and_judges_nothing(client: Client):
    given = builders.contribution(builders.consultation())
    client.force_login(builders.staff(Role.APPROVER))

    assert b'name="act"' not in client.get(url(given)).content
    assert judged(client, given, "admit").status_code == 422
    given.refresh_from_db()
    assert given.status == Status.RECEIVED


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_points(handler, django_assert_num_queries, count):
    given = builders.admitted(builders.consultation())
    for quote in ("De bomen", "Het fietspad", "Groeten")[:count]:
        builders.draft_answer(builders.point(given, quote))

    with django_assert_num_queries(16):
        handler.get(url(given))


def test_text_in_any_direction_with_markup_and_emoji_is_shown_as_typed(handler):
    said = "مرحبا <b>dik</b> 🚲\n<script>alert(1)</script>"
    given = builders.contribution(builders.consultation(), text=said)

    page = handler.get(url(given)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;b&gt;dik&lt;/b&gt; 🚲" in page
    assert 'dir="auto"' in page


def test_an_unknown_number_is_not_found(handler):
    for reference in ("DW26-0001", "nee", "DW26-0001x"):
        assert handler.get(f"/behandeling/reactie/{reference}/").status_code == 404
