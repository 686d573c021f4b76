"""How often one network may do what costs something: enough for a library, too few for a flood."""

from participatie.core import attempts

DRAFTS_PER_HOUR = 120
MAILS_PER_DRAFT = 3
WRONG_CODES = 30
HOUR = 60 * 60
QUARTER = 15 * 60


def may_begin_draft(address: str) -> bool:
    """Count one more draft from this network address; whether that is still within the limit."""
    return attempts.count_from(address, "drafts", seconds=HOUR) <= DRAFTS_PER_HOUR


def may_mail_link(draft_id: object) -> bool:
    """Count one more mail with the link of this draft; whether that is still within the limit."""
    return attempts.count("mails of a draft", str(draft_id), seconds=24 * HOUR) <= MAILS_PER_DRAFT


def note_wrong_code(address: str) -> None:
    """Count one more code of a draft from this network address that opened nothing."""
    attempts.count_from(address, "wrong codes of drafts", seconds=QUARTER)


def may_try_code(address: str) -> bool:
    """Whether one more code may be tried from this network address."""
    return attempts.counted_from(address, "wrong codes of drafts") < WRONG_CODES
