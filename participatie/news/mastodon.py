"""Our news on the organisation's Mastodon account, with a link back: own site first.

Uses the API of Mastodon (POST /api/v1/statuses), which other servers of the fediverse know too.
"""

import requests
from django.conf import settings
from django.utils import translation

from participatie.news import wording
from participatie.news.models import NewsItem

TIMEOUT = 20
"""Seconds."""
LONGEST = 400
"""Characters of a title; a post has 500, of which a link takes 23."""


class NotPosted(Exception):
    """Why a post was not made, in few words; never with the token or what the server wrote."""

    def __init__(self, why: str, *, may_go_well_later: bool) -> None:
        super().__init__(why)
        self.may_go_well_later = may_go_well_later


def text_of(item: NewsItem) -> str:
    """Title and address, in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        title = wording.full_title(item)
        if len(title) > LONGEST:
            title = f"{title[: LONGEST - 1]}…"
        return f"{title}\n\n{wording.absolute(wording.path(item))}"


def post(item: NewsItem) -> str:
    """Make the post; its address. Raises `NotPosted`.

    The key of the item tells the server that a second attempt is the same post.
    """
    try:
        answer = requests.post(
            f"{settings.MASTODON_URL}/api/v1/statuses",
            json={
                "status": text_of(item),
                "visibility": "public",
                "language": settings.LANGUAGE_CODE,
            },
            headers={
                "Authorization": f"Bearer {settings.MASTODON_TOKEN}",
                "Idempotency-Key": str(item.key),
            },
            timeout=TIMEOUT,
            # A redirect would take the token along.
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise NotPosted(type(error).__name__, may_go_well_later=True) from None
    if answer.status_code == requests.codes.ok:
        return _address_in(answer)
    is_passing = answer.status_code == requests.codes.too_many or answer.status_code >= 500
    raise NotPosted(f"HTTP {answer.status_code}", may_go_well_later=is_passing)


def _address_in(answer: requests.Response) -> str:
    try:
        return str(answer.json()["url"] or answer.json()["uri"])[:500]
    except (ValueError, KeyError, TypeError):
        raise NotPosted("no Mastodon", may_go_well_later=False) from None
