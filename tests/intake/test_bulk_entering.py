"""From a table to contributions: once each, with everything that the row says."""

import pytest

from participatie.intake.bulk.models import RowState, Stage
from participatie.pipeline.models import Contribution
from tests.intake import bulk_table as tables

pytestmark = pytest.mark.django_db


def test_whole_valid_rows_come_in_and_the_others_do_not():
    wrong = tables.row(2, **{"Ontvangen op": "31-2-2026", "E-mailadres": "geen adres"})

    source = tables.brought_in(tables.as_csv(tables.HEADER, tables.row(1), wrong, tables.row(3)))

    assert source.stage == Stage.DONE
    assert source.tally() == {
        RowState.ENTERED: 2,
        RowState.WRONG: 1,
        RowState.VALID: 0,
        RowState.DOUBLE: 0,
    }
    assert [c.number for c in Contribution.objects.order_by("number")] == [1, 2]
    assert tables.problems(source) == [
        (3, "Ontvangen op", "Dit is geen dag. Schrijf het zoals 12-3-2026."),
        (3, "E-mailadres", "Dit is geen e-mailadres. Verbeter het, of maak de cel leeg."),
    ]
