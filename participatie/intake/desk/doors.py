"""The doors of the desk in an address."""

from participatie.intake.typing.doors import AT_THE_DESK
from participatie.pipeline.statuses import Channel


class DoorConverter:
    """The door in an address, in Dutch: /balie/nieuw/brief/."""

    regex = "|".join(door.word for door in AT_THE_DESK.values())

    def to_python(self, value: str) -> Channel:
        return next(channel for channel, door in AT_THE_DESK.items() if door.word == value)

    def to_url(self, value: str) -> str:
        return AT_THE_DESK[Channel(value)].word
