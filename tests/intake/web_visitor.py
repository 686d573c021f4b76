"""A visitor at the web form of `builders.consultation()`."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from participatie.pipeline.models import Contribution

FORM = "/inspraak/dorpsweg/reageren/"
CHECK = f"{FORM}controleren/"
RECEIPT = f"{FORM}ontvangen/"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


def filled(**over: object) -> dict[str, object]:
    """What somebody types in the form of `builders.consultation()`."""
    values = {
        "question-opinion": "De lindes moeten blijven.",
        "name": "Jan de Vries",
        "reply_by": "email",
        "email": "jan@voorbeeld.example",
    }
    return values | over


def pdf(name: str = "kaart.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def send(client: Client, **over: object) -> Contribution:
    """Fill in, check, send; what was made of it."""
    response = client.post(FORM, filled(**over))
    assert response.status_code == 302, response.content.decode()
    assert response["Location"] == CHECK
    assert client.post(CHECK)["Location"] == RECEIPT
    return Contribution.objects.latest("pk")


def errors(response) -> str:
    return "\n".join(
        str(error) for messages in response.context["form"].errors.values() for error in messages
    )
