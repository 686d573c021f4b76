"""Days that can hardly be meant: mostly a year that was typed wrong."""

from datetime import date

from django.utils.translation import gettext as _

from participatie.core import clock
from participatie.pipeline.refusals import Refused


def check_likely(day: date, *, field: str, back: int, ahead: int) -> None:
    """Raise `Refused`, about `field`, for a day more than so many years back or ahead."""
    if not -back <= day.year - clock.today().year <= ahead:
        raise Refused(
            _("The year %(year)s can hardly be right. Look at the day again.") % {"year": day.year},
            field=field,
        )
