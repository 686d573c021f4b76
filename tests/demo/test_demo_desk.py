"""What lies ready at the desk of the demo went through the acts of a clerk."""

from datetime import timedelta

import pytest

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.demo import post, tables
from participatie.intake.bulk.models import Import, RowState, Stage
from participatie.intake.post.models import PrintBatch
from participatie.pipeline.statuses import DeliveryWay
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_table_of_a_typing_bureau_was_checked_and_two_rows_have_a_problem():
    builders.consultation()

    tables.lies_ready(builders.staff(Role.CLERK))

    table = Import.objects.get()
    assert table.stage == Stage.CHECKED
    states = list(table.rows.order_by("number").values_list("state", flat=True))
    valid, wrong = RowState.VALID, RowState.WRONG
    assert states == [valid, valid, wrong, valid, wrong, valid]


def test_without_an_open_consultation_there_is_no_table():
    tables.lies_ready(builders.staff(Role.CLERK))

    assert not Import.objects.exists()


@pytest.mark.parametrize(("days", "letters"), [(3, 1), (1, 0)])
def test_letters_that_wait_some_days_lie_in_a_batch(days, letters):
    with clock.at(clock.now() - timedelta(days=days)):
        builders.contribution(builders.consultation(), reply_by=DeliveryWay.LETTER)

    post.lay_ready(builders.staff(Role.CLERK))

    assert sum(batch.letters.count() for batch in PrintBatch.objects.all()) == letters
