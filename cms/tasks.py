"""Work that the server does by itself."""

from django.core.management import call_command
from procrastinate.contrib.django import app
from wagtail.documents.models import Document
from wagtail.models import Page

from cms import pictures
from cms.search import catalogue, documents


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int = 0) -> None:
    """Let pages go live, and go away, at the moment their editors chose."""
    call_command("publish_scheduled")


@app.task(name="cms.read_document", pass_context=False)
def read_document(document_id: int) -> None:
    """Read what a document says, so that it is found by its words."""
    document = Document.objects.filter(pk=document_id).first()
    if document is not None:
        catalogue.keep_text(document, documents.text_of(document))


@app.task(name="cms.draw_pictures", pass_context=False)
def draw_pictures(page_id: int) -> None:
    """Make the pictures of a page in every width and format, so that no visitor waits for it."""
    page = Page.objects.filter(pk=page_id).first()
    for block in pictures.of(page.specific) if page else ():
        block.render()
