"""The demo is a province in every state the product can reach, made by the real acts."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from participatie.accountability.staten.frozen.models import FrozenCopy
from participatie.accountability.staten.questions.responsible import in_charge
from participatie.demo import build, crowd
from participatie.pipeline.models import Consultation, Contribution, Delivery
from participatie.pipeline.queries import gates
from participatie.pipeline.statuses import (
    Channel,
    DeliveryStatus,
    DeliveryWay,
    Stage,
    Status,
    Timeliness,
)

pytestmark = pytest.mark.django_db


PAGE_ALONE = 17_000
"""Bytes that a page may weigh where all that comes with it (style, script, headers) makes 30 kB."""


def test_the_demo_province_is_one_of_each_through_all_doors(client):
    assert build.build() >= 120
    stages = {consultation.stage for consultation in Consultation.objects.all()}
    assert stages == {Stage.DECIDED, Stage.ANSWERING, Stage.OPEN, Stage.ANNOUNCED}
    said = Contribution.objects.all()
    assert set(said.values_list("channel", flat=True)) == set(Channel)
    assert said.filter(timeliness=Timeliness.LATE).exists()
    assert said.filter(timeliness=Timeliness.ON_TIME_BY_POST).exists()
    assert said.filter(status=Status.WITHDRAWN).exists()
    assert said.filter(signatories__isnull=False).exists()
    assert said.filter(represented_by__isnull=False).exists()
    assert said.filter(status=Status.RECEIVED).exists()
    decided = Consultation.objects.get(decided_at__isnull=False)
    assert gates.before_adopting(decided.decision) == []
    account = reverse("accountability:account", args=[decided.slug])
    for page in (1, 2):
        answer = client.get(account, {"page": page}, headers={"accept-encoding": "br"})
        assert answer["Content-Encoding"] == "br"
        assert len(answer.content) < PAGE_ALONE
    (copy,) = FrozenCopy.objects.all()
    received = [check for check in copy.figures["checks"] if "binnen is" in check["question"]]
    assert [check["state"] for check in received] == ["ok"]
    for consultation in Consultation.objects.all():
        assert in_charge(consultation).name in consultation.responsible
    waiting = Delivery.objects.filter(status=DeliveryStatus.WAITING)
    assert not waiting.filter(way=DeliveryWay.EMAIL).exists()
    with pytest.raises(CommandError, match="empty record"):
        call_command("demo")


@pytest.mark.parametrize("stage", crowd.STAGES)
def test_a_crowd_reaches_its_stage_and_the_same_seed_says_the_same(stage):
    consultation = crowd.build(12, stage, 3, lambda number: None)
    numbers = consultation.contributions.values_list("number", flat=True)
    assert list(numbers) == list(range(1, 13))
    consultation.refresh_from_db()
    assert (consultation.decided_at is not None) == (stage == "decided")
    assert (consultation.answers_published_at is not None) == (stage in ("answered", "decided"))


def test_the_demo_is_not_for_production(settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("demo")
