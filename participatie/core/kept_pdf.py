"""Documents that anyone may fetch at any time: made once for what stands in them."""

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.cache import caches

from participatie.core import languages, paper, pdf


def document(
    key: str,
    template: str,
    data: dict[str, Any],
    *,
    title: str,
    made_at: datetime,
    attachments: Sequence[pdf.Attachment] = (),
) -> bytes:
    """The PDF of `data` in the active language, made anew when its words or the house style change.

    `attachments` tell nothing that `data` does not. `key` tells it from other documents. Raises
    `participatie.core.pdf.PdfError`.
    """
    look, language = paper.current(), languages.current()
    words = json.dumps([data, title, dataclasses.asdict(look)], default=str)
    state = hashlib.sha256(words.encode()).hexdigest()
    kept_state, made = caches["documents"].get(f"{key}-{language}", ("", b""))
    if kept_state == state:
        return bytes(made)
    made = pdf.render(
        template,
        data,
        title=title,
        lang=language,
        made_at=made_at,
        attachments=attachments,
        look=look,
    )
    caches["documents"].set(f"{key}-{language}", (state, made))
    return made
