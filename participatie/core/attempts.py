"""Counting how often something comes from one network, without keeping who it was."""

import hashlib
import ipaddress

from django.core.cache import cache
from django.http import HttpRequest


def count(what: str, who: str, *, seconds: int) -> int:
    """Count one more of `what` from `who`; how many there were in this period of `seconds`."""
    key = _key(what, who)
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The period ended between the two lines: this is the first of a new one.
        cache.set(key, 1, seconds)
        return 1


def counted(what: str, who: str) -> int:
    """How many of `what` came from `who` in the running period."""
    return int(cache.get(_key(what, who), 0))


def address_of(request: HttpRequest) -> str:
    """The IP address that asks; empty when the server does not know."""
    return str(request.META.get("REMOTE_ADDR", ""))


def count_from(address: str, what: str, *, seconds: int) -> int:
    """As `count`, for the network of an IP address; 0 for our own machine, which has no limits."""
    network = _network_of(address)
    return count(what, network, seconds=seconds) if network else 0


def counted_from(address: str, what: str) -> int:
    """As `counted`, for the network of an IP address; 0 for our own machine."""
    network = _network_of(address)
    return counted(what, network) if network else 0


def _network_of(address: str) -> str | None:
    """The network that `address` belongs to; None for our own machine.

    One IPv6 connection has a whole /64 to choose from. Our own machine has no limits: where a
    proxy hides who asks, one limit for everybody would lock everybody out.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    if ip.is_loopback:
        return None
    return str(ipaddress.ip_network(f"{ip}/{32 if ip.version == 4 else 64}", strict=False))


def _key(what: str, who: str) -> str:
    return f"attempts-{hashlib.sha256(f'{what} {who}'.encode()).hexdigest()}"
