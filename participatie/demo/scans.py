"""Letters of this morning's post: one stack from the scanner, which the worker reads."""

from io import BytesIO
from uuid import uuid4

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participatie.accounts.models import User
from participatie.core import clock, pdf
from participatie.core.drawing import DPI
from participatie.core.templatetags.prose import nl_date
from participatie.demo.open_now import open_now
from participatie.intake.scans import sheets, stacks
from participatie.pipeline.models import Consultation

A4 = (1240, 1754)
PAPER = (246, 244, 240)
LETTERS = (
    (
        ["J. Wiersema", "Kerkpad 8", "9911 AB Harstede"],
        "Geachte dames en heren,\n\nIk woon hier veertig jaar en loop elke dag langs deze weg. "
        "Het plan is goed, maar ik mis een plek om over te steken bij de bakker. Daar steken "
        "elke morgen kinderen over.\n\nKunt u daar een zebrapad maken? En blijft de bank onder de "
        "lindeboom staan?\n\nMet vriendelijke groet,",
    ),
    (
        ["Mevr. T. Dijkhuis", "Molenlaan 21", "9912 CD Wijnvoort"],
        "Geacht college,\n\nDe bouw gaat maanden duren, lees ik. Mijn winkel is dan niet te "
        "bereiken met de auto. Wie vergoedt de schade?\n\nIk hoor graag van u, liefst met de "
        "post, want een computer heb ik niet.\n\nHoogachtend,",
    ),
)


def brought_in(clerk: User) -> None:
    """Drop the stack: a separator sheet, a letter with an empty back, a sheet, and a letter that
    went through the scanner upside down."""
    consultation = open_now().first()
    if consultation is None:
        return
    first, second = (_typed(sender, text) for sender, text in LETTERS)
    blank = Image.new("RGB", A4, PAPER)
    scanned = [*_sheet(consultation), first, blank, *_sheet(None), second.rotate(180)]
    made = BytesIO()
    scanned[0].save(made, "PDF", save_all=True, append_images=scanned[1:], resolution=DPI)
    stacks.bring(
        uuid4(),
        [SimpleUploadedFile("post van vanmorgen.pdf", made.getvalue())],
        actor=clerk,
        received_on=clock.today(),
    )


def _sheet(consultation: Consultation | None) -> list[Image.Image]:
    day = clock.today() if consultation else None
    return _pictures(sheets.document(1, consultation, day))


def _typed(sender: list[str], text: str) -> Image.Image:
    data = {"sender": sender, "day": nl_date(clock.today()), "text": text}
    return _pictures(pdf.render("demo/letter.typ", data, title="Brief"))[0]


def _pictures(document: bytes) -> list[Image.Image]:
    opened = pypdfium2.PdfDocument(document)
    try:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in opened]
    finally:
        opened.close()
