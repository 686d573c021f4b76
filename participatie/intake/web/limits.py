"""Who may begin how many drafts: enough for a library, too few for a flood."""

from participatie.core import attempts

DRAFTS_PER_HOUR = 120
MAILS_PER_DRAFT = 3
HOUR = 60 * 60


def may_begin_draft(address: str) -> bool:
    """Count one more draft from this network address; whether that is still within the limit."""
    network = attempts.network_of(address)
    if network is None:
        return True
    return attempts.count("drafts", network, seconds=HOUR) <= DRAFTS_PER_HOUR


def may_mail_link(draft_id: object) -> bool:
    """Count one more mail with the link of this draft; whether that is still within the limit."""
    return attempts.count("mails of a draft", str(draft_id), seconds=24 * HOUR) <= MAILS_PER_DRAFT
