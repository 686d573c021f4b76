"""Mail: complete in plain text, harmless in its headers, and to be recognised when it bounces."""

import re
import smtplib

import pytest
from django.core.mail import BadHeaderError
from django.utils.translation import gettext_lazy as _

from participatie.core import mail

LONG = "Een zin die lang genoeg is om niet op een regel van een mailprogramma te passen. " * 3
LINK = "https://woldermark.example/inspraak/n398/reageren/" + "k3" * 40 + "/"


def draft_link(**more):
    context = {
        "consultation": {"closes_on": None},
        "title": {"text": "Fietspaden & <b>wegen</b>", "language": "nl"},
        "link": LINK,
        "until": None,
    }
    return mail.send(
        "draft_link",
        context,
        **{"to": "an@post.example", "subject": "Uw reactie voor later"} | more,
    )


def notice(*blocks):
    message = {"salutation": "Beste An,", "blocks": list(blocks)}
    return mail.send("message", {"message": message}, to="an@post.example", subject="Bericht")


def parts(sent):
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    return sent.body, html


def test_both_parts_carry_the_whole_message(mailoutbox, settings):
    draft_link()

    for part in parts(mailoutbox[0]):
        assert LINK in part
        assert settings.ORGANISATION_NAME in part
        assert settings.ORGANISATION_PHONE in part


def test_html_of_others_is_text_in_both_parts(mailoutbox):
    draft_link()

    text, html = parts(mailoutbox[0])
    assert "Fietspaden & <b>wegen</b>" in text
    assert "Fietspaden &amp; &lt;b&gt;wegen&lt;/b&gt;" in html


def test_lines_of_the_text_part_are_short_and_links_whole(mailoutbox):
    notice(LONG, {"type": "quote", "text": LONG}, "kort\n\n\n\n\nkort")

    text, _html = parts(mailoutbox[0])
    assert max(len(line) for line in text.splitlines()) <= mail.LINE
    assert "\n\n\n" not in text
    assert " ".join(LONG.split()) in " ".join(text.split())

    draft_link()
    assert LINK in mailoutbox[1].body.splitlines()


def test_nothing_is_fetched_and_nobody_is_followed(mailoutbox):
    notice("tekst")

    _text, html = parts(mailoutbox[0])
    assert not re.search(r"<(img|link|script|iframe|table)\b|url\(|@import|@font-face", html)


def test_headers_say_that_a_machine_wrote_it(mailoutbox):
    draft_link(headers={"X-Reference": "OV26-0042"}, reply_to="balie@woldermark.example")

    written = mailoutbox[0].message()
    assert written["Auto-Submitted"] == "auto-generated"
    assert written["X-Reference"] == "OV26-0042"
    assert written["Reply-To"] == "balie@woldermark.example"


def test_without_a_provider_the_message_id_is_returned(mailoutbox, settings):
    settings.DEFAULT_FROM_EMAIL = "Provincie <inspraak@woldermark.example>"

    returned = draft_link()

    assert returned == mailoutbox[0].message()["Message-ID"]
    assert returned.endswith("@woldermark.example>")


def test_the_id_of_a_provider_is_returned(settings):
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"

    assert re.fullmatch(r"\d+", draft_link())


def test_a_title_over_several_lines_makes_one_subject(mailoutbox):
    draft_link(subject="Uw reactie\r\nBcc: ander@post.example\n op\tlater")

    written = mailoutbox[0].message()
    assert written["Bcc"] is None
    assert written["Subject"] == "Uw reactie Bcc: ander@post.example op later"


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "an@post.example\nBcc: ander@post.example"},
        {"reply_to": "an@post.example\r\nBcc: ander@post.example"},
        {"headers": {"X-Reference": "1\nBcc: ander@post.example"}},
    ],
)
def test_a_line_end_in_an_address_or_header_is_refused(mailoutbox, wrong):
    with pytest.raises(BadHeaderError):
        draft_link(**wrong)


def test_a_refusal_of_the_mail_server_reaches_the_caller(settings, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"an@post.example": (550, b"unknown")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)

    with pytest.raises(smtplib.SMTPException):
        draft_link()


def test_the_language_of_the_receiver_counts(mailoutbox):
    draft_link(language="nl")
    draft_link(language="en")

    dutch, english = (parts(sent)[1] for sent in mailoutbox)
    assert '<html lang="nl">' in dutch
    assert '<html lang="en">' in english
    assert "Kind regards," in english
    assert "Kind regards," not in dutch


def test_every_kind_of_block_reads_in_both_parts(mailoutbox):
    notice(
        {"type": "heading", "text": "Wat wij deden"},
        {"type": "facts", "rows": [["Nummer", "OV26-0042"]]},
        {"type": "quote", "text": "Te smal 🚲 \u202bضيق\u202c"},
        {"type": "before_after", "title": "Artikel 3", "before": "2 meter", "after": ""},
        {
            "type": "code",
            "label": "Uw volgcode",
            "value": "7KQ4-M2XD-9RT5",
            "note": "Houd hem voor uzelf.",
            "url": "https://woldermark.example/volg/",
        },
    )

    for part in parts(mailoutbox[0]):
        for words in (
            "OV26-0042",
            "Te smal 🚲",
            "Artikel 3",
            "2 meter",
            "7KQ4-M2XD-9RT5",
            "https://woldermark.example/volg/",
        ):
            assert words in part or words.upper() in part


def test_lazy_words_are_put_in_the_language_of_the_mail(mailoutbox):
    notice(_("Kind regards,"))

    assert "Kind regards," not in mailoutbox[0].body
