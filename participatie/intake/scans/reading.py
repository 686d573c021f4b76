"""Reading a stack page by page: pictures to look at, and what the computer proposes.

One page is in memory at a time. After each page what is known of it is committed, so a worker
that was killed goes on with the page after it, and no page is there twice.
"""

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from participatie.core import algorithms, clock, drawing
from participatie.core.drawing import UnreadableScan
from participatie.core.files import PDF
from participatie.intake.paper import codes as paper_codes
from participatie.intake.scans import looking, sheets, tesseract
from participatie.intake.scans.algorithms import DIVIDING
from participatie.intake.scans.models import Kind, Page, Problem, Stack, StackFile, State

log = logging.getLogger("participatie.scans")
MOST_PAGES = 1000
"""Of all files of a stack together."""
AT_A_TIME = 20
"""Seconds of reading before other work of the server gets its turn."""
THUMBNAIL, PICTURE = 320, 1600
"""The longest side in pixels, to leaf through and to read."""


def read_some(stack_id: UUID, *, seconds: float = AT_A_TIME) -> bool:
    """Read pages that were not read yet, for about so long; whether there are more."""
    stack = Stack.objects.get(pk=stack_id)
    if stack.state != State.READING:
        return False
    sources = list(stack.files.select_related("file"))
    _count(sources)
    until = time.monotonic() + seconds
    is_on = algorithms.is_on(DIVIDING.slug)
    read = set(stack.pages.values_list("number", flat=True))
    before = len(read)
    for number, source, index in _places(sources):
        if number in read:
            continue
        if time.monotonic() > until and len(read) > before:
            return True
        _read_page(stack, number, source, index, proposing=is_on)
        read.add(number)
    _propose_beginnings(stack)
    return False


def path_of(source: StackFile) -> Path:
    """Where the file lies. Raises UnreadableScan when it is gone."""
    if source.file is None:
        raise UnreadableScan
    return Path(source.file.content.path)


def is_pdf(source: StackFile) -> bool:
    """Whether the file is a PDF; otherwise it is one picture."""
    return source.file is not None and source.file.content_type == PDF


def _count(sources: list[StackFile]) -> None:
    total = 0
    for source in sources:
        if source.pages_count is None:
            try:
                source.pages_count = drawing.count(path_of(source), is_pdf=is_pdf(source))
            except UnreadableScan as error:
                source.pages_count = 0
                source.problem = Problem.LOCKED if error.locked else Problem.BROKEN
            if not source.pages_count and not source.problem:
                source.problem = Problem.BROKEN
            if total + source.pages_count > MOST_PAGES:
                source.pages_count, source.problem = 0, Problem.TOO_LONG
            source.save(update_fields=["pages_count", "problem"])
        total += source.pages_count


def _places(sources: list[StackFile]) -> Iterator[tuple[int, StackFile, int]]:
    """(number in the stack, file, index in the file) of every page, in order."""
    number = 0
    for source in sources:
        for index in range(source.pages_count or 0):
            number += 1
            yield number, source, index


def _read_page(
    stack: Stack, number: int, source: StackFile, index: int, *, proposing: bool
) -> None:
    page = Page(stack=stack, number=number, source=source, index=index, kind=Kind.PAGE)
    try:
        drawn = drawing.draw(path_of(source), index, is_pdf=is_pdf(source))
    except UnreadableScan:
        log.warning("page %d of stack %s cannot be drawn", number, stack.pk)
        page.kind = Kind.UNREADABLE
    else:
        if proposing:
            _look(page, drawn)
        folder = f"scans/{stack.pk}/{number:04d}"
        page.thumbnail.save(
            f"{folder}-klein.jpg", ContentFile(drawing.jpeg(drawn, longest=THUMBNAIL)), save=False
        )
        page.picture.save(
            f"{folder}-groot.jpg", ContentFile(drawing.jpeg(drawn, longest=PICTURE)), save=False
        )
    with transaction.atomic():
        # Two workers on one stack: the first one wrote this page.
        Page.objects.bulk_create([page], ignore_conflicts=True)
        Stack.objects.filter(pk=stack.pk).update(read_at=clock.now())


def _look(page: Page, drawn: Image.Image) -> None:
    seen = looking.codes(drawn)
    for code in seen:
        if sheets.read(code.text) is not None:
            page.kind, page.left_out, page.code = Kind.SHEET, True, code.text
            page.turn = code.turn
            return
    ours = [code for code in seen if paper_codes.looks_like(code.text)]
    if ours:
        page.code, page.turn = ours[0].text[-100:], ours[0].turn
        page.begins = True
    elif looking.is_blank(drawn):
        page.kind, page.left_out = Kind.BLANK, True
    else:
        page.turn = tesseract.turn_of(drawn)


def _propose_beginnings(stack: Stack) -> None:
    """Mark where letters begin, and say that all pages were read."""
    several = stack.files.count() > 1
    begins, beginnings = True, []
    for page in stack.pages.select_related("source__file").order_by("number"):
        # Of several files each holds letters of its own; pictures are pages of one.
        begins = begins or (several and page.index == 0 and is_pdf(page.source))
        if page.kind == Kind.SHEET:
            begins = True
        elif begins and not page.left_out:
            beginnings.append(page.pk)
            begins = False
    with transaction.atomic():
        held = Stack.objects.select_for_update(of=("self",)).get(pk=stack.pk)
        if held.state == State.READING:
            Page.objects.filter(pk__in=beginnings).update(begins=True)
            there_are = stack.pages.exists()
            held.state = State.TO_DIVIDE if there_are else State.UNREADABLE
            held.read_at = clock.now()
            held.save(update_fields=["state", "read_at"])
