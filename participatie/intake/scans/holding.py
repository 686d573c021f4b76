"""Holding a stack while something is done with it."""

from participatie.intake.scans.models import Stack


def locked(stack: Stack) -> Stack:
    """The stack, held until the transaction ends."""
    return Stack.objects.select_for_update(of=("self",)).get(pk=stack.pk)


def locked_with_letters(stack: Stack) -> Stack:
    """The stack and its letters, held until the transaction ends: nobody types in them meanwhile.

    The letters first, as whoever saves one does.
    """
    list(stack.letters.select_for_update().order_by("pk").values_list("pk"))
    return locked(stack)
