"""winmail.dat: how Outlook sometimes packs the words and files of a message (TNEF)."""

from dataclasses import dataclass

from tnefparse import TNEF

from participatie.intake.email.readable import from_html

_SIGNATURE = b"\x78\x9f\x3e\x22"


@dataclass(frozen=True)
class Unpacked:
    """What was in it: the words, and [(name, content)] of the files."""

    text: str
    files: list[tuple[str, bytes]]


def is_winmail(content: bytes) -> bool:
    """Whether this is such a file, whatever it is called."""
    return content.startswith(_SIGNATURE)


def unpack(content: bytes) -> Unpacked | None:
    """What is in it; None when it cannot be read."""
    try:
        found = TNEF(content, do_checksum=False)
        files = [(str(each.long_filename()), bytes(each.data)) for each in found.attachments]
        if any(not inner for _name, inner in files):
            # It ends before the files do.
            return None
        return Unpacked(_words(found), files)
    except Exception:  # noqa: BLE001 - it raises whatever its reading of the bytes leads to
        return None


def _words(found: TNEF) -> str:
    for body, is_html in ((found.body, False), (found.htmlbody, True)):
        if not body:
            continue
        text = body.decode("cp1252", "replace") if isinstance(body, bytes) else str(body)
        return from_html(text) if is_html else text
    return ""
