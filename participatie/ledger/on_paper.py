"""The promise of a receipt on paper: all that was signed, in groups that can be typed over."""

import textwrap

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participatie.ledger import keys
from participatie.ledger.evidence import grouped
from participatie.ledger.promises import promise
from participatie.pipeline.leaves import moment
from participatie.pipeline.models import Event


def rows(event: Event) -> list[list[str]]:
    """Label and text of each line; while keys are replaced the newest of them signs on paper.

    The name of the ledger, on the first line, is the address where it is explained too.
    """
    signature = promise(event).rpartition("\n\n")[2].splitlines()[0].rpartition(" ")[2]
    return [
        [_("Your proof"), f"{keys.origin()} · {moment(event.at)}"],
        [_("Fingerprint"), grouped(bytes(event.leaf))],
        [pgettext("cryptography", "Signature"), " ".join(textwrap.wrap(signature, 8))],
    ]


def not_there() -> str:
    """What is said instead when the record does not tell of the arrival."""
    return _(
        "We have your contribution, but our logbook does not tell that it came in. That must not "
        "happen. Call us, and keep this: we find out what went wrong."
    )


def explained() -> str:
    """What it is for, and where that is told."""
    return _(
        "Your contribution gets its place in our logbook, from which nothing can be taken away "
        "unseen. With our signed promise you can prove that it came in, and when. How, you read "
        "on %(address)s."
    ) % {"address": f"{settings.BASE_URL}{reverse('ledger:logbook')}".removeprefix("https://")}
