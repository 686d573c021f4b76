"""All consultations at a glance: what came in, how far it is, what asks for attention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.accountability.staten import tables
from participatie.accountability.staten.known import Known, known_of_each
from participatie.accountability.staten.signals import Signal
from participatie.accountability.tables import Table, numbers
from participatie.pipeline.models import Consultation


@dataclass(frozen=True)
class Row:
    """One consultation with its numbers."""

    consultation: Consultation
    known: Known

    @property
    def figures(self) -> list[dict[str, object]]:
        """What came in and what became of it, each number with the list behind it."""
        seen, total = self.known.overview, self.known.overview.total
        url = reverse("staten:contributions", args=[self.consultation.slug])
        published = self.consultation.answers_published_at is not None
        counts = [
            (_("Received"), total.received, ""),
            (_("In time"), total.in_time, "?termijn=op-tijd"),
            (_("Admitted"), total.counted, "?status=geteld"),
            (_("Answered"), total.answered, "?status=answered"),
            (_("Led to change"), seen.led_to_change if published else None, "?wijziging=on"),
            (_("Still waiting"), total.waiting, "?status=wacht"),
        ]
        return [
            {
                "label": label,
                "number": "–" if count is None else numbers(count)[0],
                "url": url + query if count else "",
            }
            for label, count, query in counts
        ]

    @property
    def doors(self) -> Table:
        """The same by door."""
        return tables.doors(
            self.known.overview,
            reverse("staten:contributions", args=[self.consultation.slug]),
            is_published=self.consultation.answers_published_at is not None,
        )

    @property
    def signals(self) -> list[Signal]:
        """Questions that should be answered with yes by now, and senders who were not told."""
        address = reverse("staten:consultation", args=[self.consultation.slug])
        wrong = sum(check.state == "wrong" for check in self.known.checks)
        waiting = sum(row.waiting for row in self.known.notices)
        found = []
        if wrong:
            words = ngettext("%(count)s check fails", "%(count)s checks fail", wrong)
            found.append(Signal(_told(words, wrong), f"{address}#controle", "danger"))
        if waiting:
            words = ngettext(
                "%(count)s notice on its way", "%(count)s notices on their way", waiting
            )
            found.append(Signal(_told(words, waiting), f"{address}#bericht", "neutral"))
        return found


def _told(words: str, count: int) -> str:
    return words % {"count": number_format(count, force_grouping=True)}


def rows(consultations: Sequence[Consultation]) -> list[Row]:
    """These consultations with their numbers; 1 query when nothing happened since the last time."""
    counted: Mapping[int, Known] = known_of_each(consultations)
    return [Row(each, counted[each.pk]) for each in consultations]
