"""Pages in any state a test needs, reached as an editor reaches them."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.models import ConsultationIndexPage, ConsultationPage
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from tests.builders import staff

QUESTION = {"type": "open", "id": "mening", "value": {"label": "Wat vindt u van het plan?"}}
DOORS = [
    ("web", {"note": ""}),
    ("letter", {"address": "Postbus 100\n9910 XA Harstede", "note": ""}),
    ("phone", {"address": "0999-000100", "note": "op werkdagen van 9 tot 17 uur"}),
]


def editor() -> User:
    """Somebody with the role of editor."""
    return staff(Role.EDITOR)


def index() -> ConsultationIndexPage:
    """The list of consultations."""
    return ConsultationIndexPage.objects.get(locale__language_code="nl")


def draft(**over: Any) -> ConsultationPage:
    """A draft whose six weeks begin today, with the letter, telephone and web doors open."""
    opens_on = over.pop("opens_on", clock.today())
    values: dict[str, Any] = {
        "title": "Nieuwe inrichting van de Dorpsweg",
        "slug": "dorpsweg",
        "lead": "De Dorpsweg wordt vernieuwd. Wat vindt u van het ontwerp?",
        "can_change": "<ul><li>waar het fietspad ligt</li></ul>",
        "is_fixed": "<p>Dat de weg wordt vernieuwd.</p>",
        "prefix": "DW26",
        "opens_on": opens_on,
        "closes_on": terms.last_day(opens_on, 6),
        "doors": DOORS,
        "questions": [QUESTION],
        "themes": "Bomen\nFietsers",
        "responsible": "Gedeputeerde voor wegen",
        "contact_name": "Team Inspraak",
        "contact_phone": "0999-000100",
        "contact_hours": "op werkdagen van 9 tot 17 uur",
        "contact_email": "inspraak@provincie.example",
        "decision_expected_on": opens_on + timedelta(days=150),
    }
    page = index().add_child(instance=ConsultationPage(**values | over))
    page.save_revision(user=editor())
    return page


def published(**over: Any) -> ConsultationPage:
    """A page that is live and in force."""
    page = draft(**over)
    page.latest_revision.publish(user=editor())
    return fresh(page)


def changed(page: ConsultationPage, **over: Any) -> ConsultationPage:
    """The page after an editor changed and published it."""
    page = fresh(page)
    for name, value in over.items():
        setattr(page, name, value)
    page.save_revision(user=editor()).publish(user=editor())
    return fresh(page)


def fresh(page: ConsultationPage) -> ConsultationPage:
    """The page as the database has it."""
    return ConsultationPage.objects.get(pk=page.pk)


def document(title: str = "Ontwerp") -> Document:
    """A document of 2,400 bytes."""
    return Document.objects.create(
        title=title, file=ContentFile(b"%PDF-1.7" + b" " * 2392, f"{title}.pdf"), file_size=2400
    )


def image() -> Image:
    """A small picture."""
    file: ImageFile = get_test_image_file()
    return Image.objects.create(title="Een kaart", file=file)
