"""A table of a typing bureau that lies ready in the demo: looked at row by row, not brought in."""

from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from participatie.accounts.models import User
from participatie.core import clock
from participatie.demo.open_now import open_now
from participatie.intake.bulk import acts
from participatie.intake.bulk.checking import check
from participatie.pipeline.statuses import Channel

TABLE = Path(__file__).parent / "content" / "typebureau.csv"


def lies_ready(clerk: User) -> None:
    """Send the table and have it checked; two of its rows cannot come in as they are."""
    consultation = open_now().first()
    if consultation is None:
        return
    sent = acts.send(
        consultation,
        actor=clerk,
        table=SimpleUploadedFile(TABLE.name, TABLE.read_bytes()),
        channel=Channel.LETTER,
        received_on=clock.today() - timedelta(days=1),
    )
    confirmed = acts.confirm(sent, columns=sent.columns, defaults=sent.defaults)
    while check(confirmed, seconds=10):
        pass
