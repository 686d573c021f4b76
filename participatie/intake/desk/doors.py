"""The doors of the desk in an address."""

from participatie.intake.typing.doors import DOORS
from participatie.pipeline.statuses import Channel


class DoorConverter:
    """The door in an address, in Dutch: /balie/nieuw/brief/."""

    regex = "|".join(door.word for door in DOORS.values())

    def to_python(self, value: str) -> Channel:
        return next(channel for channel, door in DOORS.items() if door.word == value)

    def to_url(self, value: str) -> str:
        return DOORS[Channel(value)].word
