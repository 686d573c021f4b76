"""E-mail from a real mail server: messages per second, kept, read and made contributions.

`python -m tests.benchmarks.mails 400 2000`. Beside it what fetching alone takes, without us.
"""

import os
import sys
from typing import TYPE_CHECKING

from tests.benchmarks import apart

if TYPE_CHECKING:
    from tests.fixtures.dovecot import MailServer

SIZES = (400, 2_000)
TEXT = "Ik vind dat de bomen moeten blijven, en dat het fietspad breder moet.\n" * 20


def measure(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what a mailbox of each size takes."""
    print("\nE-mail: a mailbox with one file of 40 kB in every fourth message")
    print(f"{'messages':>9}{'bare/s':>9}{'kept/s':>9}{'ratio':>7}{'read/s':>9}", flush=True)
    for size in sizes:
        apart.run_on_its_own("tests.benchmarks.mails", "one", size)


def one_size(size: int) -> None:
    """One mailbox, on a database and a mail server of its own."""
    from tests.fixtures import dovecot

    if dovecot.program() is None:
        print("   not measured: there is no Dovecot")
        return
    with apart.database(), dovecot.running() as mail_server:
        _one(size, mail_server)


def _one(size: int, mail_server: "MailServer") -> None:
    from participatie.intake.email import imap, sorting
    from participatie.intake.email.models import IncomingMail
    from participatie.pipeline.models import Contribution
    from tests import builders
    from tests.intake.mail_samples import mailbox, message

    file = ("kaart.pdf", b"%PDF-1.4\n" + os.urandom(40_000), "application/pdf")
    mail_server.deliver(
        *(message(f"{TEXT}{n}", number=n, files=() if n % 4 else (file,)) for n in range(size))
    )
    box = mailbox(mail_server, consultation=builders.consultation(), automatic=True)
    bare = apart.seconds(mail_server.messages)
    kept = apart.seconds(lambda: imap.fetch(box))
    read = apart.seconds(sorting.read_waiting)
    if not IncomingMail.objects.count() == Contribution.objects.count() == size:
        raise RuntimeError("not every message became a contribution")
    print(
        f"{size:9}{size / bare:9.0f}{size / kept:9.0f}{kept / bare:7.1f}{size / read:9.0f}",
        flush=True,
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", number]:
            one_size(int(number))
        case chosen:
            measure(tuple(int(size) for size in chosen) or SIZES)
