"""What a person gets to read of a message, whatever a mail program made of it."""

import pytest

from participatie.intake.email.folding import PieceKind, fold, own_words
from participatie.intake.email.parsing import parse, part_at
from participatie.intake.email.readable import from_html
from tests.intake import mail_samples
from tests.intake.mail_samples import PDF, WORDS


def test_an_ordinary_message_is_read():
    letter = parse(mail_samples.message(files=(("kaart.pdf", PDF, "application/pdf"),)))

    assert (letter.name, letter.address) == ("Jan de Vries", "jan@voorbeeld.example")
    assert (letter.subject, letter.text) == ("Reactie Dorpsweg", WORDS)
    assert [(part.name, part.content) for part in letter.parts] == [("kaart.pdf", PDF)]
    assert letter.problems == []


def test_a_message_in_windows_1252_is_read_with_and_without_saying_so():
    words = "Het kost € 50 – te veel, vindt mevrouw Daniëls."
    for charset in ("windows-1252", "iso-8859-1", "us-ascii", "bestaat-niet"):
        raw = b"From: A <a@b.example>\nSubject: Caf\xe9\nContent-Type: text/plain; charset="
        raw += charset.encode() + b"\n\n" + words.encode("cp1252")
        letter = parse(raw)
        assert (letter.text, letter.subject) == (words, "Café"), charset


def test_a_message_without_any_header_is_read():
    letter = parse(b"\nAlleen maar woorden.")

    assert (letter.text, letter.address, letter.subject) == ("Alleen maar woorden.", "", "")


@pytest.mark.parametrize("sender", ["geen adres", "jan@", "jan@voorbeeld@elders", "<jan>"])
def test_what_is_no_address_of_a_sender_is_read_as_a_name(sender):
    letter = parse(f"From: {sender}\n\nHoi".encode())

    assert (letter.name, letter.address) == (sender, "")


def test_an_encoded_name_with_a_comma_stays_one_name():
    letter = parse(b"From: =?utf-8?q?Dani=C3=ABls=2C_Jos=C3=A9?= <j@b.example>\n\nHoi")

    assert (letter.name, letter.address) == ("Daniëls, José", "j@b.example")


def test_headers_that_follow_no_rule_do_not_keep_the_words_away():
    raw = b"From: =?x?q?\xff?= <<@@\nSubject: =?utf-8?b?%%%?=\nMessage-ID: <<>\nTo: ;;,<\n\nHoi"

    assert parse(raw).text == "Hoi"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        # No boundary is given.
        (b"Content-Type: multipart/mixed\n\nMijn woorden.", "Mijn woorden."),
        # The boundary never ends, and the second part has no head.
        (
            b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
            b"Mijn woorden.\n--x\nNog meer",
            "Mijn woorden.",
        ),
        # A boundary that does not occur.
        (b'Content-Type: multipart/mixed; boundary="y"\n\n--x\n\nMijn woorden.', "Mijn woorden."),
        # Base64 that was cut off.
        (
            b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nTWlqbiB3b29yZGVuLg",
            "Mijn woorden.",
        ),
    ],
)
def test_a_broken_tree_gives_its_words_and_says_so(raw, words):
    letter = parse(raw)

    assert words in letter.text
    assert letter.problems


def test_parts_within_parts_without_end_are_not_followed():
    raw = b""
    for level in range(300):
        raw += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (level, level)

    assert parse(raw + b"\n\nhoi").problems


def test_html_only_is_readable_and_keeps_addresses():
    letter = parse(
        mail_samples.message(
            "",
            html="<html><head><style>p {color: red}</style><script>x()</script></head><body>"
            "<p>Lees <a href='https://dorp.example/plan?deel=2'>ons plan</a>.</p>"
            "<ul><li>bomen</li><li>gras</li></ul><p>Groet</p></body></html>",
        )
    )

    assert "Lees ons plan (https://dorp.example/plan?deel=2)." in letter.text
    assert "* bomen" in letter.text
    assert "color" not in letter.text
    assert "x()" not in letter.text


def test_html_beside_text_does_not_double_the_words():
    assert parse(mail_samples.message(html="<p>hetzelfde</p>")).text == WORDS


def test_html_that_is_no_html_gives_its_words():
    assert from_html("<div " * 5000 + ">hoi") is not None
    assert "hoi" in from_html("<p>hoi<table><tr><td>daar")
    assert from_html("") == ""


def test_a_winmail_dat_gives_its_words_and_files():
    packed = mail_samples.winmail("Mijn woorden à la Outlook.", ("kaart.pdf", PDF))
    raw = mail_samples.message("", files=(("winmail.dat", packed, "application/ms-tnef"),))
    letter = parse(raw)

    assert letter.text.startswith("Mijn woorden à la Outlook.")
    (part,) = letter.parts
    assert (part.name, part.content) == ("kaart.pdf", PDF)
    assert part_at(raw, part.place) == part


def test_a_name_in_a_winmail_dat_is_one_that_can_be_kept():
    packed = mail_samples.winmail("Woorden", ("kaart\0\r\nvan de weg.pdf", PDF))
    letter = parse(mail_samples.message(files=(("winmail.dat", packed, "application/ms-tnef"),)))

    assert [part.name for part in letter.parts] == ["kaart van de weg.pdf"]


def test_a_winmail_dat_that_is_damaged_stays_a_file_and_is_told():
    packed = mail_samples.winmail("woorden", ("kaart.pdf", PDF))[:60]
    letter = parse(mail_samples.message(files=(("winmail.dat", packed, "application/ms-tnef"),)))

    assert [part.content for part in letter.parts] == [packed]


GMAIL = """Ik ben het er niet mee eens.

Op ma 3 mrt 2025 om 10:12 schreef Inspraak <inspraak@provincie.example
>:

> Wij hebben uw reactie ontvangen.
> Met vriendelijke groet,
"""
BETWEEN = """> Mogen de bomen weg?
Nee.
> Mag het pad breder?
Ja, graag.
"""
OUTLOOK = """Beste mensen,

Ik stuur het nog eens.

Met vriendelijke groet,
Jan de Vries
Dorpsstraat 1

Van: Inspraak <inspraak@provincie.example>
Verzonden: maandag 3 maart 2025 10:12
Aan: Jan de Vries
Onderwerp: Uw reactie

Dit schreven wij eerder.
"""
SENTENCES = """Op 3 maart schreef u mij een brief.
Van: mij mag het.
Op bladzijde 4 schreef de provincie: het pad wordt breder. Daar ben ik voor.
- de bomen blijven
- het gras ook
"""


@pytest.mark.parametrize(
    ("text", "own", "folded"),
    [
        (GMAIL, "Ik ben het er niet mee eens.", [PieceKind.QUOTE]),
        (BETWEEN, "Nee.\nJa, graag.", [PieceKind.QUOTE, PieceKind.QUOTE]),
        (
            OUTLOOK,
            "Beste mensen,\n\nIk stuur het nog eens.",
            [PieceKind.SIGNATURE, PieceKind.QUOTE],
        ),
        ("Hoi\n-- \nJan\n06-1234", "Hoi", [PieceKind.SIGNATURE]),
        ("Hoi\n\nVerzonden vanaf mijn iPhone", "Hoi", [PieceKind.SIGNATURE]),
        ("Hoi\nGroeten, Jan\nPS Ook de bomen.", "Hoi\nGroeten, Jan\nPS Ook de bomen.", []),
        (SENTENCES, SENTENCES.strip(), []),
        ("> Alleen een citaat\n", "> Alleen een citaat", []),
        ("", "", []),
    ],
)
def test_quotes_and_signatures_are_folded_and_nothing_is_lost(text, own, folded):
    pieces = fold(text)

    assert own_words(pieces) == own
    assert [piece.kind for piece in pieces if piece.kind is not PieceKind.OWN] == folded
    assert "\n".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize("line", ["Van: a\n", "Op 1 x\n", "> > \n", "\n", "Op 1:11 schreef "])
def test_folding_a_long_message_takes_no_long_time(line):
    text = line * 60_000
    pieces = fold(text)

    assert "\n".join(piece.text for piece in pieces) == text
