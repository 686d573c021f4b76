"""Files sent with a form: stored at once, so that a mistake elsewhere in it loses none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import HttpRequest

from participatie.core.files import UnacceptableFile
from participatie.intake import receive
from participatie.pipeline.models import StoredFile

_SALT = "desk.uploads"
KEPT_FOR = 24 * 60 * 60
"""Seconds; what belongs to nothing is thrown away after some days anyway."""


@dataclass(frozen=True)
class Uploads:
    """The files of one field so far, and what was wrong with others."""

    files: Sequence[StoredFile] = ()
    problems: Sequence[str] = field(default_factory=list)

    @property
    def token(self) -> str:
        """What the form sends along, so that these stay with it."""
        return signing.dumps([str(file.pk) for file in self.files], salt=_SALT)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For the component that draws the field."""
        return [
            {"name": file.name, "size": file.size, "remove": "remove", "value": file.pk}
            for file in self.files
        ]


def of(request: HttpRequest, name: str) -> Uploads:
    """The files of the field `name`: kept from before, without those removed, and new ones."""
    try:
        known = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        known = []
    removed = set(request.POST.getlist("remove"))
    found = StoredFile.objects.in_bulk([pk for pk in known if pk not in removed])
    files, problems = list(found.values()), []
    for upload in request.FILES.getlist(name):
        try:
            files.append(receive.store(upload))
        except UnacceptableFile as error:
            problems.append(str(error))
    return Uploads(files, problems)
