"""Live pages: after a commit, the pages that show what changed are told to look again.

Nothing but “something changed” goes over the socket; the page fetches what it may see.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Any

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.db import transaction

from participatie.accounts.roles import Role
from participatie.core.codes import InvalidCode
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Contribution, Event
from participatie.pipeline.queries.contributions import by_follow_code

logger = logging.getLogger(__name__)

STAFF = "staff"
GATHERED = 0.25
"""Seconds in which changes are gathered: ten events at once are one look at the page."""
NOT_ALLOWED = 4003
WORKERS = (Role.CLERK, Role.HANDLER, Role.APPROVER)
"""Whose pages have counters."""


def _contribution_group(pk: int) -> str:
    return f"contribution-{pk}"


def _consultation_group(pk: int) -> str:
    return f"consultation-{pk}"


@subscribe()
def announce(events: Sequence[Event]) -> None:
    """Tell the pages that show these events, once the act is committed."""
    groups = {STAFF}
    if len(events) == 1 and events[0].contribution_id is not None:
        groups.add(_contribution_group(events[0].contribution_id))
    else:
        groups |= {_consultation_group(event.consultation_id) for event in events}
    transaction.on_commit(lambda: _tell(groups), robust=True)


def _tell(groups: set[str]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return

    async def send() -> None:
        for group in sorted(groups):
            await layer.group_send(group, {"type": "changed"})

    try:
        async_to_sync(send)()
    except (OSError, RuntimeError) as error:
        # The act is done; only the pages that are open now do not move by themselves.
        logger.warning("live pages were not told: %s", type(error).__name__)


class Watcher(AsyncWebsocketConsumer):
    """A socket that says “changed” when something in one of its groups did."""

    groups_to_watch: Sequence[str] = ()
    _pending: asyncio.Task[None] | None = None

    async def watch(self, groups: Sequence[str]) -> None:
        """Accept the socket and join the groups."""
        self.groups_to_watch = groups
        for group in groups:
            await self.channel_layer.group_add(group, self.channel_name)
        await self.accept()

    async def refuse(self) -> None:
        """Accept and close with a code that tells the page not to come back."""
        await self.accept()
        await self.close(NOT_ALLOWED)

    async def disconnect(self, code: int) -> None:
        if self._pending is not None:
            self._pending.cancel()
        for group in self.groups_to_watch:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def changed(self, event: dict[str, Any]) -> None:
        """Pass a change on, with those that come in the next `GATHERED` seconds."""
        if self._pending is None or self._pending.done():
            self._pending = asyncio.create_task(self._pass_on())

    async def _pass_on(self) -> None:
        await asyncio.sleep(GATHERED)
        with contextlib.suppress(RuntimeError):
            await self.send(text_data="changed")


class FollowWatcher(Watcher):
    """For the follow page: whoever has the code may watch that contribution."""

    async def connect(self) -> None:
        contribution = await self._contribution()
        if contribution is None:
            await self.refuse()
            return
        await self.watch(
            [
                _contribution_group(contribution.pk),
                _consultation_group(contribution.consultation_id),
            ]
        )

    @database_sync_to_async
    def _contribution(self) -> Contribution | None:
        with contextlib.suppress(InvalidCode):
            return by_follow_code(self.scope["url_route"]["kwargs"]["code"])
        return None


class StaffWatcher(Watcher):
    """For the counters of desk and handlers."""

    async def connect(self) -> None:
        if await self._is_staff():
            await self.watch([STAFF])
        else:
            await self.refuse()

    @database_sync_to_async
    def _is_staff(self) -> bool:
        user = self.scope["user"]
        return user.is_authenticated and user.has_role(*WORKERS)
