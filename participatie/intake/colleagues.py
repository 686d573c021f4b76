"""Who else is on the same thing at this moment, so that two do not do it twice."""

from django.core.cache import cache

from participatie.accounts.models import User

LOOKED_AT = 5 * 60
"""Seconds in which a colleague who opened the same thing is mentioned."""


def last_before(user: User, thing: str) -> str:
    """The name of the colleague who opened `thing` last, when that was a few minutes ago, or "".

    From now on `user` is the last. `thing` names it without telling anything about it, such as
    "call-back 3".
    """
    key = f"colleagues-{thing.replace(' ', '-')}"
    last = cache.get(key)
    cache.set(key, (user.pk, user.name), LOOKED_AT)
    return "" if last is None or last[0] == user.pk else str(last[1])
