"""A form that is sent twice is done once: two clicks, or a connection that broke off."""

from uuid import UUID, uuid5


def key_of(form: UUID | None, *said: str) -> UUID | None:
    """The key under which what was sent with this one form is done; None without a form.

    Other words have another key: who goes back in the browser and types on means something new.
    """
    return uuid5(form, "\0".join(said)) if form else None
