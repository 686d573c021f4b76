"""Drawing a sample to keep, and judging a point in it."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from participatie.accountability.algorithms import SAMPLE
from participatie.accountability.overview import stamp
from participatie.accountability.staten.samples.drawing import (
    EVERYTHING,
    HOW_MANY,
    LARGEST,
    Choice,
    any_seed,
    draw,
    points_in,
    seed_in,
)
from participatie.accountability.staten.samples.models import (
    LONGEST_REMARK,
    LONGEST_SEED,
    DrawnPoint,
    Judgement,
    Sample,
)
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import algorithms, clock
from participatie.core.text import tidy
from participatie.pipeline import permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import COUNTED

DRAW = (Role.COUNCILLOR, Role.REGISTRY)
"""Who may draw: members, and the griffie on their behalf. Only members judge."""


def draw_sample(
    consultation: Consultation,
    *,
    actor: User,
    size: int,
    seed: str = "",
    choice: Choice = EVERYTHING,
) -> Sample:
    """Draw `size` points at random and keep them; without a seed the computer makes one.

    The same draw from the same state of the record is the same sample: nothing is kept twice.
    Raises `Refused` before the answers are published, and when no point fits the choice.
    """
    with transaction.atomic():
        consultation = locked(consultation)
        permissions.require_role(actor, *DRAW)
        if not algorithms.is_on(SAMPLE.slug):
            raise Refused(_("Drawing was switched off. Samples that were drawn can still be read."))
        if consultation.answers_published_at is None:
            raise Refused(_("A sample can be drawn once the answers are published."))
        if not 1 <= size <= LARGEST:
            raise Refused(HOW_MANY)
        seed = seed_in(seed) or any_seed()
        if len(seed) > LONGEST_SEED:
            raise Refused(
                _("A seed has at most %(limit_value)d characters. Shorten it.")
                % {"limit_value": LONGEST_SEED}
            )
        asked = {
            "size": size,
            "seed": seed,
            "channel": choice.channel,
            "theme": choice.theme,
            "outcome": choice.outcome,
            "stamp": stamp(consultation).key,
        }
        same = consultation.samples.filter(**asked).first()
        if same is not None:
            return same
        points = points_in(consultation, choice)
        drawn = list(draw(points, consultation, size=size, seed=seed).values_list("pk", flat=True))
        if not drawn:
            raise Refused(_("There are no points that fit this choice. Choose less narrowly."))
        last = consultation.samples.aggregate(last=Max("number"))["last"] or 0
        sample = Sample.objects.create(
            consultation=consultation,
            number=last + 1,
            population=points.count(),
            drawn_by=actor,
            drawn_at=clock.now(),
            **asked,
        )
        DrawnPoint.objects.bulk_create(
            DrawnPoint(sample=sample, place=place, point_id=point)
            for place, point in enumerate(drawn, start=1)
        )
    return sample


def judge(drawn: DrawnPoint, *, actor: User, is_convincing: bool, remark: str = "") -> Judgement:
    """Say whether the answer to this point convinces; a later judgement replaces an earlier one.

    Raises `Refused` for what cannot be read any more.
    """
    with transaction.atomic():
        # One row to wait for, so that a button pressed twice gives one judgement.
        drawn = locked(drawn)
        permissions.require_role(actor, Role.COUNCILLOR)
        point = drawn.point
        if point.removed_at is not None or point.contribution.status not in COUNTED:
            raise Refused(
                _("This point is not in the account any more. There is nothing to judge.")
            )
        remark = tidy(remark)
        if len(remark) > LONGEST_REMARK:
            raise Refused(
                _("A remark has at most %(longest)s characters.") % {"longest": LONGEST_REMARK}
            )
        judgement, _is_new = Judgement.objects.update_or_create(
            drawn=drawn,
            by=actor,
            defaults={"is_convincing": is_convincing, "remark": remark, "at": clock.now()},
        )
    return judgement
