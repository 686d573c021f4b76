"""Letters at the desk of the demo go through the acts of a clerk."""

import pytest

from participatie.accounts.roles import Role
from participatie.demo import letters
from participatie.intake.desk.models import SentOn
from participatie.pipeline.models import CompletionRequest, TextVersion
from participatie.pipeline.statuses import Channel
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("count", "asked", "added"), [(0, 0, 0), (1, 1, 0), (3, 1, 1)])
def test_the_newest_letters_are_incomplete_and_added_to(count, asked, added):
    to = builders.consultation()
    for _number in range(count):
        builders.contribution(to, channel=Channel.LETTER)

    letters.lie_at_the_desk(builders.staff(Role.CLERK))

    assert CompletionRequest.objects.count() == asked
    assert TextVersion.objects.count() == added
    assert SentOn.objects.get().posted_at is not None
