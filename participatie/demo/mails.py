"""E-mail of the demo: two mailboxes, and messages in them such as a clerk gets."""

from datetime import timedelta
from email.message import EmailMessage

from participatie.core import clock
from participatie.demo.open_now import open_now
from participatie.intake.email import sorting
from participatie.intake.email.keeping import Origin, keep
from participatie.intake.email.models import Mailbox
from participatie.pipeline.models import Consultation

PLAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
QUESTION = """Goedemiddag,

Waar kan ik de tekeningen bekijken? Op de website vind ik ze niet.

Met vriendelijke groet,
Roelf Nijdam
Kerkpad 7, 9985 VB Hoogwolde
"""
OPINION = """Beste mensen,

Ik fiets hier elke dag naar mijn werk. De oversteek bij de brug is gevaarlijk: auto's komen \
met hoge snelheid de bocht om. Maak daar een drempel, en zet de lantaarnpalen dichter bij elkaar.

De bomen aan de noordkant zou ik laten staan. Die geven schaduw.

Met vriendelijke groet,
Hilje Postma
06-00000001

Op ma 2 nov 2026 om 09:14 schreef Dorpsbelangen <info@dorpsbelangen.example>:

> Weten jullie al dat je kunt reageren op het plan?
> Het kan tot het eind van de maand.
"""
AWAY = "Ik ben afwezig tot en met maandag. Voor spoed kunt u mijn collega bellen."


def come_in() -> None:
    """Bring in a few messages through the same acts as a real mailbox does."""
    general = _mailbox("Algemeen", "inspraak@woldermark.example", None)
    own = _mailbox("Reacties", "reacties@woldermark.example", open_now().first())
    _bring(own, 1, "Hilje Postma <hilje@postbus.example>", "Reactie op het plan", OPINION, hours=2)
    _bring(
        general,
        2,
        "Roelf Nijdam <roelf@postbus.example>",
        "Vraag over de tekeningen",
        QUESTION,
        hours=5,
        files={"foto van de weg.exe": b"MZ\0\0", "schets.pdf": PLAN},
    )
    _bring(
        own, 3, "Klaas Wiersma <klaas@postbus.example>", "Automatisch antwoord: plan", AWAY, hours=1
    )


def _mailbox(name: str, address: str, consultation: Consultation | None) -> Mailbox:
    # No server: the demo takes in no mail of others.
    return Mailbox.objects.create(name=name, address=address, consultation=consultation)


def _bring(
    to: Mailbox,
    number: int,
    sender: str,
    subject: str,
    words: str,
    *,
    hours: int,
    files: dict[str, bytes] | None = None,
) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to.address, subject
    message["Message-ID"] = f"<demo-{number}@postbus.example>"
    message.set_content(words)
    for name, content in (files or {}).items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    received_at = clock.now() - timedelta(hours=hours)
    kept, _new = keep(message.as_bytes(), Origin(mailbox=to, received_at=received_at))
    sorting.read(kept.pk)
