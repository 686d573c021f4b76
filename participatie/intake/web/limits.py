"""Who may begin how many drafts: enough for a library, too few for a flood."""

import hashlib
import ipaddress

from django.core.cache import cache

DRAFTS_PER_HOUR = 120
MAILS_PER_DRAFT = 3
HOUR = 60 * 60


def may_begin_draft(address: str) -> bool:
    """Count one more draft from this network address; whether that is still within the limit.

    Our own machine has no limit: where a proxy hides who asks, one limit for everybody would
    lock everybody out.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return True
    if ip.is_loopback:
        return True
    # One IPv6 connection has a whole /64 to choose from.
    network = ipaddress.ip_network(f"{ip}/{32 if ip.version == 4 else 64}", strict=False)
    return _count(f"drafts from {network}", HOUR) <= DRAFTS_PER_HOUR


def may_mail_link(draft_id: object) -> bool:
    """Count one more mail with the link of this draft; whether that is still within the limit."""
    return _count(f"mails of draft {draft_id}", 24 * HOUR) <= MAILS_PER_DRAFT


def _count(what: str, seconds: int) -> int:
    key = f"web-{hashlib.sha256(what.encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:
        # It ended between the two lines: this is the first of a new hour.
        cache.set(key, 1, seconds)
        return 1
