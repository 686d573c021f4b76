"""From the bytes of a message to what is in it, whatever the mail program made of it.

Headers are decoded by hand: what the standard library raises on a header that follows no rule
must not keep the rest of a message from a reader.
"""

import binascii
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from participatie.core.text import one_line, tidy
from participatie.intake.email import winmail
from participatie.intake.email.readable import from_html

_LATIN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"}
"""What mail programs call windows-1252."""
DEEPEST = 60
"""Levels of parts within parts that are looked into."""


@dataclass(frozen=True)
class Part:
    """A file in a message; `place` finds it again."""

    place: str
    name: str
    content: bytes


@dataclass
class Letter:
    """A message as a person reads it. `problems` are sentences for the clerk."""

    message: Message
    name: str = ""
    address: str = ""
    subject: str = ""
    message_id: str = ""
    refers_to: list[str] = field(default_factory=list)
    text: str = ""
    parts: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def parse(raw: bytes) -> Letter:
    """What is in a message. Never raises for what a sender can put in one."""
    message = message_from_bytes(raw, policy=policy.compat32)
    letter = Letter(message)
    letter.name, letter.address = _sender(_mended(_raw(message, "From")))
    letter.subject = header(message, "Subject")[:500]
    letter.message_id = header(message, "Message-ID")[:500]
    referred = f"{header(message, 'References')} {header(message, 'In-Reply-To')}"
    letter.refers_to = list(dict.fromkeys(referred.split()))[-50:]
    texts: list[str] = []
    _take(message, "", letter, texts, 0)
    letter.text = tidy("\n\n".join(text for text in texts if text.strip()))
    if any(part.defects for part in _walk(message)):
        letter.problems.append(
            _("The message is damaged on its way: a part may be missing. Compare the original.")
        )
    return letter


def header(message: Message, name: str) -> str:
    """The value of a header in one line, decoded; empty when it is not there."""
    return one_line(_decoded(_mended(_raw(message, name))))


def _sender(said: str) -> tuple[str, str]:
    """Name and address; what is no address, to which nobody can mail, is read as a name."""
    name, address = parseaddr(said)
    try:
        validate_email(one_line(address))
    except ValidationError:
        return one_line(_decoded(said))[:200], ""
    return one_line(_decoded(name))[:200], one_line(address)


def part_at(raw: bytes, place: str) -> Part | None:
    """The file of a message at this place."""
    return next((part for part in parse(raw).parts if part.place == place), None)


def _raw(message: Message, name: str) -> str:
    """A header as it stands there: asking for it in the usual way loses bytes that are no ASCII."""
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return str(next(found, ""))


def _walk(message: Message) -> Iterator[Message]:
    with contextlib.suppress(RecursionError):
        yield from message.walk()


def _mended(value: str) -> str:
    """A header with bytes that do not belong there, read as UTF-8 or else windows-1252."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, UnicodeError, HeaderParseError, binascii.Error, ValueError):
        return value


def _take(part: Message, place: str, letter: Letter, texts: list[str], depth: int) -> None:
    """Gather the words and the files of a part and what is in it."""
    if depth > DEEPEST:
        letter.problems.append(_("A part lies too deep in the message. Open the original."))
        return
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if part.get_content_subtype() == "alternative":
            _take_best(children, place, letter, texts, depth)
            return
        for number, child in enumerate(children, start=1):
            _take(child, f"{place}.{number}".strip("."), letter, texts, depth + 1)
        return
    if _is_words(part):
        text = _text_of(part)
        texts.append(from_html(text) if part.get_content_subtype() == "html" else text)
        return
    _take_file(part, place or "0", letter, texts)


def _take_best(
    children: list[Message], place: str, letter: Letter, texts: list[str], depth: int
) -> None:
    """The first version with words; files in the other versions too."""
    found: list[str] = []
    for number, child in enumerate(children, start=1):
        words: list[str] = []
        _take(child, f"{place}.{number}".strip("."), letter, words, depth + 1)
        found = found if any(text.strip() for text in found) else words
    texts += found


def _is_words(part: Message) -> bool:
    if part.get_content_disposition() == "attachment" or _name_of(part):
        return False
    # A part that says it consists of parts, and does not, is shown as it is.
    kind = part.get_content_type()
    return kind in ("text/plain", "text/html") or part.get_content_maintype() == "multipart"


def _name_of(part: Message) -> str:
    with contextlib.suppress(LookupError, UnicodeError, ValueError, TypeError, MessageError):
        name = part.get_filename()
        return one_line(_decoded(_mended(name)))[:255] if name else ""
    return ""


def content_of(part: Message) -> bytes:
    """The bytes of a part; of a message within a message the whole message."""
    if part.get_content_type() == "message/rfc822" or part.is_multipart():
        inner = part.get_payload()
        with contextlib.suppress(Exception):
            return b"".join(m.as_bytes() for m in inner if isinstance(m, Message))
        return b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text_of(part: Message) -> str:
    content = content_of(part)
    charset = (part.get_content_charset() or "utf-8").lower()
    for encoding in ("cp1252" if charset in _LATIN else charset, "utf-8"):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("cp1252", "replace")


def _take_file(part: Message, place: str, letter: Letter, texts: list[str]) -> None:
    content, name = content_of(part), _name_of(part)
    if not content and not name:
        return
    name = name or _("file without a name")
    if winmail.is_winmail(content):
        inner = winmail.unpack(content)
        if inner is not None:
            if not any(text.strip() for text in texts) and inner.text.strip():
                texts.append(inner.text)
            letter.parts += [
                Part(f"{place}.{number}", one_line(inner_name)[:255], inner_content)
                for number, (inner_name, inner_content) in enumerate(inner.files, start=1)
            ]
            return
        letter.problems.append(
            _("The file “%(name)s” of Outlook could not be unpacked. Open the original.")
            % {"name": name}
        )
    letter.parts.append(Part(place, name, content))
