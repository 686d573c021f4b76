"""Dividing a stack into letters, as a person marked its pages; also again, later on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.intake.scans.holding import locked, locked_with_letters
from participatie.intake.scans.models import Letter, LetterState, Page, Stack, State
from participatie.pipeline.refusals import Refused


@dataclass(frozen=True)
class Mark:
    """What a person said of one page."""

    begins: bool
    left_out: bool
    turn: int


def mark(stack: Stack, marks: Mapping[int, Mark]) -> None:
    """Keep what a person said of these pages, {number: mark}. Finished letters stay as they are.

    Raises Refused when the stack is not to be divided any more.
    """
    with transaction.atomic():
        _require_divisible(locked(stack))
        for page in free_pages(stack).filter(number__in=marks):
            said = marks[page.number]
            if page.turn != said.turn:
                page.words = None
            page.begins, page.left_out, page.turn = said.begins, said.left_out, said.turn
            page.save(update_fields=["begins", "left_out", "turn", "words"])


def free_pages(stack: Stack) -> QuerySet[Page]:
    """The pages that belong to no finished letter."""
    return stack.pages.exclude(letter__state__in=[LetterState.DONE, LetterState.DISCARDED])


def divide(stack: Stack, *, actor: User) -> int:
    """Make letters of the pages as they are marked; how many there are to type in.

    Dividing again keeps what was typed: a letter goes on with the pages among which its first one
    is. Raises Refused when what was typed would have no letter any more.
    """
    from participatie.intake.scans.tasks import read_letter

    with transaction.atomic():
        _require_divisible(locked_with_letters(stack))
        groups = _groups(stack)
        if not any(isinstance(group, list) for group in groups):
            raise Refused(_("All pages are left out. Then there is no letter to type in."))
        known = {letter.pk: letter for letter in stack.letters.filter(state=LetterState.OPEN)}
        first_page = {
            letter_id: number
            for number, letter_id in stack.pages.filter(letter__in=known)
            .order_by("-number")
            .values_list("number", "letter_id")
        }
        to_read: list[Letter] = []
        for order, group in enumerate(groups, start=1):
            if isinstance(group, Letter):
                Letter.objects.filter(pk=group.pk).update(order=order)
                continue
            letter = _letter_of(group, known, first_page) or Letter(stack=stack)
            before = list(letter.pages.values_list("pk", flat=True)) if letter.order else []
            letter.order = order
            if before != [page.pk for page in group]:
                letter.file = None
            letter.save()
            Page.objects.filter(pk__in=[page.pk for page in group]).update(letter=letter)
            to_read.append(letter)
        _forget(known.values())
        kept = {page.pk for group in groups if isinstance(group, list) for page in group}
        free_pages(stack).exclude(pk__in=kept).update(letter=None)
        Stack.objects.filter(pk=stack.pk).update(state=State.DIVIDED, divided_by=actor)
        for letter in to_read:
            read_letter.defer(letter_id=str(letter.pk))
    return len(to_read)


def _groups(stack: Stack) -> list[list[Page] | Letter]:
    """The pages of each letter to come, in order, and the finished letters between them."""
    groups: list[list[Page] | Letter] = []
    begins = True
    for page in stack.pages.select_related("letter").order_by("number"):
        if page.letter is not None and page.letter.state != LetterState.OPEN:
            if not groups or groups[-1] != page.letter:
                groups.append(page.letter)
            begins = True
            continue
        begins = begins or page.begins
        if page.left_out:
            continue
        if begins:
            groups.append([])
        begins = False
        group = groups[-1]
        assert isinstance(group, list)  # noqa: S101 - after a finished letter a group begins
        group.append(page)
    return groups


def _letter_of(
    group: list[Page], known: dict[UUID, Letter], first_page: dict[UUID, int]
) -> Letter | None:
    """The letter that goes on with these pages; one that was typed in before any other."""
    numbers = {page.number for page in group}
    fits = [letter for pk, letter in known.items() if first_page.get(pk) in numbers]
    fits.sort(key=lambda letter: (not letter.typed, first_page[letter.pk]))
    return known.pop(fits[0].pk) if fits else None


def _forget(letters: Iterable[Letter]) -> None:
    for letter in letters:
        if letter.typed:
            said = _(
                "Something is typed in already for letter %(order)d, and its pages now belong to "
                "another letter. Finish letter %(order)d first, or let it begin where it began."
            )
            raise Refused(said % {"order": letter.order})
        letter.delete()


def _require_divisible(stack: Stack) -> None:
    if stack.state not in (State.TO_DIVIDE, State.DIVIDED):
        raise Refused(_("This stack cannot be divided now."))
