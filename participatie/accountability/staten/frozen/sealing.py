"""The seal of a frozen copy: one hash of all that it holds, and whether it is still unbroken."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.utils.translation import gettext as _

from participatie.accountability.staten.frozen import withholding
from participatie.accountability.staten.frozen.models import FrozenCopy, FrozenFile, file_name
from participatie.pipeline import kinds
from participatie.pipeline.models import Event

PARTS = ("figures", "facts")


def canonical(value: Any) -> bytes:
    """The one way in which we write a value as JSON: keys in order, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def document(copy: FrozenCopy, files: Iterable[FrozenFile]) -> bytes:
    """Everything that the seal is about. Anyone can take the SHA-256 of it."""
    return canonical(
        {
            "consultation": copy.consultation.prefix,
            "number": copy.number,
            "meeting": copy.meeting,
            "meeting_on": copy.meeting_on.isoformat(),
            "frozen_at": copy.frozen_at.astimezone(UTC).isoformat(),
            "stamp": copy.stamp,
            "has_nota": copy.has_nota,
            "figures": copy.figures,
            "facts": copy.facts,
            "files": [
                {"form": file.form, "size": file.size, "sha256": file.sha256}
                for file in sorted(files, key=lambda file: file.form)
            ],
        }
    )


def sha256(content: bytes) -> str:
    """In hex."""
    return hashlib.sha256(content).hexdigest()


def told(copy: FrozenCopy, files: Iterable[FrozenFile]) -> dict[str, Any]:
    """What goes on the track, where nobody can change it: the seal, and a hash of each part."""
    return {
        "number": copy.number,
        "meeting": copy.meeting,
        "meeting_on": copy.meeting_on.isoformat(),
        "digest": copy.digest,
        "parts": {part: sha256(canonical(getattr(copy, part))) for part in PARTS},
        "files": {file.form: file.sha256 for file in files},
    }


def flaws(copy: FrozenCopy) -> list[str]:
    """What is not as it was sealed, a sentence each; empty when the seal is unbroken.

    Every file is read again. The track has the seal too: there somebody with rights on the
    database cannot change it unseen.
    """
    files = list(copy.files.all())
    event = Event.objects.filter(
        kind=kinds.ACCOUNT_FROZEN, consultation=copy.consultation_id, data__number=copy.number
    ).first()
    if event is None:
        return [_("The track does not tell that this copy was made.")]
    is_withheld = withholding.are_withheld(copy)
    found = [flaw for file in files if (flaw := _flaw_of(file, event.data["files"], is_withheld))]
    there = {file.form for file in files}
    found += [
        _("The file %(name)s is not in the copy any more.") % {"name": file_name(form)}
        for form in event.data["files"]
        if form not in there
    ]
    names = {"figures": _("The figures were altered."), "facts": _("The facts were altered.")}
    found += [
        names[part]
        for part in PARTS
        if sha256(canonical(getattr(copy, part))) != event.data["parts"][part]
    ]
    is_sealed = copy.digest == event.data["digest"] == sha256(document(copy, files))
    if not is_sealed and not found:
        found.append(_("The meeting, the number, the moment or the seal itself was altered."))
    return found


def _flaw_of(file: FrozenFile, sealed: dict[str, str], is_withheld: bool) -> str:
    name = {"name": file.name}
    if file.sha256 != sealed.get(file.form):
        return _("The hash that is kept of the file %(name)s was altered.") % name
    if is_withheld:
        return ""
    try:
        with file.content.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return _("The file %(name)s cannot be read any more.") % name
    if found != file.sha256:
        return _("The file %(name)s was altered.") % name
    return ""
