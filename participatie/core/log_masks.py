"""Keep what opens somebody's account out of the log: follow codes, draft links, login tokens."""

import logging
import re
import traceback

MASK = "***"

_CODE_GROUP = "[0-9A-HJKMNP-TV-Z]{4}"
_PATTERNS = (
    # A follow code as we write it, wherever it stands.
    (re.compile(rf"\b{_CODE_GROUP}-{_CODE_GROUP}-{_CODE_GROUP}\b", re.IGNORECASE), MASK),
    # Whatever somebody tries as a code, mistyped ones too: they are one letter from a real one.
    (re.compile(r"(/volg/)[^/?#\s\"'<>]+"), rf"\1{MASK}"),
    # The private link to a draft.
    (
        re.compile(r"(/reageren/(?:bewaard/)?)(?!controleren\b|ontvangen\b|\?)[^/?#\s\"'<>]+"),
        rf"\1{MASK}",
    ),
    # The links that confirm and stop a subscription to the news.
    (re.compile(r"(/nieuws/(?:bevestigen|afmelden)/)[^/?#\s\"'<>]+"), rf"\1{MASK}"),
    # Links of the login pages that carry a key.
    (re.compile(r"(/account/(?:[a-z-]+/)*(?:key|confirm-email)/)[^/?#\s\"'<>]+"), rf"\1{MASK}"),
    (re.compile(r"(/account/(?:[^/\s]+/)*?)[^/?#\s\"'<>]{16,}"), rf"\1{MASK}"),
    (
        re.compile(r"([?&](?:code|volgcode|token|key|state|email|zoek)=)[^&#\s<>]+"),
        rf"\1{MASK}",
    ),
    # Mail servers and providers name the address when they refuse it.
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"), MASK),
)


def mask(text: str) -> str:
    """`text` with every secret in it replaced by `***`."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


class MaskSecrets(logging.Filter):
    """Mask message and traceback of every record; belongs on each handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            # Formatters print this text when it is there, instead of the traceback itself.
            record.exc_text = mask("".join(traceback.format_exception(*record.exc_info)).rstrip())
            record.exc_info = None
        if record.stack_info:
            record.stack_info = mask(record.stack_info)
        return True
