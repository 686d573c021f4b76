"""What the edit form of a consultation page sends."""

import json
from typing import Any

from wagtail.test.utils.form_data import nested_form_data, rich_text

from cms.blocks.content import SHORT_PROSE
from participatie.core import clock, terms
from tests.cms.pages import DOORS, QUESTION

OPINION = ("open", {"label": "Wat vindt u van het plan?", "help_text": ""}, QUESTION["id"])


def stream(*items: Any) -> dict[str, Any]:
    """A StreamField: (type, value) or (type, value, id)."""
    rows = {
        str(number): {
            "type": item[0],
            "value": item[1],
            "id": item[2] if len(item) > 2 else "",
            "order": str(number),
            "deleted": "",
        }
        for number, item in enumerate(items)
    }
    return rows | {"count": str(len(rows))}


def several(*values: Any) -> dict[str, Any]:
    """A ListBlock."""
    rows = {
        str(number): {"value": value, "id": "", "order": str(number), "deleted": ""}
        for number, value in enumerate(values)
    }
    return rows | {"count": str(len(rows))}


def link(url: str) -> str:
    """Rich text with one link, as the editor in the browser sends it."""
    block = {
        "key": "a",
        "type": "unstyled",
        "depth": 0,
        "text": "klik",
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


def form_data(**over: Any) -> dict[str, Any]:
    """All fields of a page that can be published."""
    opens_on = over.pop("opens_on", clock.today())
    values: dict[str, Any] = {
        "title": "Nieuwe inrichting van de Dorpsweg",
        "slug": "dorpsweg",
        "lead": "De Dorpsweg wordt vernieuwd.",
        "can_change": rich_text("<p>De plek van het fietspad.</p>", features=SHORT_PROSE),
        "is_fixed": rich_text("<p>Dat de weg wordt vernieuwd.</p>", features=SHORT_PROSE),
        "body": stream(),
        "regime": "awb34",
        "phase": "preparation",
        "audience": "everyone",
        "prefix": "DW26",
        "opens_on": opens_on.isoformat(),
        "closes_on": terms.last_day(opens_on, 6).isoformat(),
        "term_reason": "",
        "doors": stream(*DOORS),
        "questions": stream(OPINION),
        "themes": "Bomen",
        "responsible": "Gedeputeerde voor wegen",
        "contact_name": "Team Inspraak",
        "contact_phone": "0999-000100",
        "contact_hours": "",
        "contact_email": "",
        "decision_expected_on": "",
    }
    return nested_form_data(values | over)
