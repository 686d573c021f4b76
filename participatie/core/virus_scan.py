"""Asking ClamAV whether there is a virus in what came in.

Where no scanner is set up, or it does not answer, nobody looked: that is said, never hidden.
"""

import io
from dataclasses import dataclass

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

TIMEOUT = 60
"""Seconds for one file."""


@dataclass(frozen=True)
class Verdict:
    """Whether somebody looked, and the name of the virus that was found."""

    was_scanned: bool
    virus: str = ""


def scan(content: bytes) -> Verdict:
    """Let the scanner look at `content`."""
    address = settings.CLAMD_ADDRESS
    if not address or not content:
        return Verdict(was_scanned=not content)
    scanner = _scanner(address)
    try:
        answer = scanner.instream(io.BytesIO(content))
    except (ClamdError, OSError):
        return Verdict(was_scanned=False)
    finally:
        # It forgets to, when nobody answers.
        if hasattr(scanner, "clamd_socket"):
            scanner.clamd_socket.close()
    # It gives nothing when the scanner stops halfway.
    state, name = answer.get("stream", ("", ""))
    if state == "FOUND":
        return Verdict(was_scanned=True, virus=name or "?")
    return Verdict(was_scanned=state == "OK")


def _scanner(address: str) -> ClamdNetworkSocket:
    """For `/path/of/a/socket`, or `host:port`."""
    if address.startswith("/"):
        return ClamdUnixSocket(address, timeout=TIMEOUT)
    host, _separator, port = address.rpartition(":")
    return ClamdNetworkSocket(host, int(port), timeout=TIMEOUT)
