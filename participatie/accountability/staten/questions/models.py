"""Questions of the council, the replies to them, and who in the Executive must reply."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.models import Answer, Change, Consultation, Point

LONGEST_TEXT = 10_000
"""Characters of a question."""
LONGEST_REPLY = 20_000


class MemberSet(models.QuerySet["ExecutiveMember"]):
    """Members of the Executive."""

    def in_office(self, day: date) -> "MemberSet":
        """Those who can reply on `day`: in office, with an account that works and has the role."""
        return self.filter(
            Q(until=None) | Q(until__gte=day),
            since__lte=day,
            user__is_active=True,
            user__groups__name=Role.EXECUTIVE,
        )


class ExecutiveMember(models.Model):
    """A term of office of a member of the Provincial Executive, kept by the griffie."""

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    """Only in the workspace; the public reads the portfolio."""
    portfolio = models.CharField(max_length=200)
    """What the member is about, such as “roads and nature”."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """Last day in office."""
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = MemberSet.as_manager()

    class Meta:
        ordering = ["until", "portfolio", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="office_runs_forward",
            )
        ]

    def __str__(self) -> str:
        return f"Executive member {self.pk}"

    @property
    def has_left(self) -> bool:
        """Whether the last day in office lies before today."""
        return self.until is not None and self.until < clock.today()


@pgtrigger.register(
    pgtrigger.Protect(
        name="responsibility_is_history", operation=pgtrigger.Update | pgtrigger.Delete
    )
)
class Responsibility(models.Model):
    """From when which member is responsible for a consultation; the last one holds."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="responsibilities")
    member = models.ForeignKey(ExecutiveMember, models.PROTECT, related_name="responsibilities")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Responsibility {self.pk}"


class Withheld(models.TextChoices):
    """The kind of reason why a question and its reply are not public; the reason itself is."""

    PERSONAL = "personal", _("it tells of the private life of a person")
    BUSINESS = "business", _("it holds confidential details of a business")
    SAFETY = "safety", _("it concerns the safety of people or things")
    SECRECY = "secrecy", _("secrecy was imposed on it")


class About(models.TextChoices):
    """What a question is about."""

    CONSULTATION = "consultatie", _("the consultation as a whole")
    POINT = "punt", _("a point")
    ANSWER = "antwoord", _("an answer")
    CHANGE = "wijziging", _("a change")


class Question(models.Model):
    """What a member of the council wants to know. The Executive must reply within the term."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="council_questions")
    number = models.PositiveIntegerField()
    token = models.UUIDField(unique=True)
    """Of the form it was sent with: a second click asks nothing anew."""
    text = models.TextField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    about = models.CharField(max_length=20, choices=About)
    about_reference = models.CharField(max_length=40, blank=True)
    """As it was when the question was asked, such as OV26-0042.3; empty for the consultation."""
    about_summary = models.TextField(blank=True)
    """The same: what it said then."""
    point = models.ForeignKey(Point, models.PROTECT, null=True, related_name="council_questions")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="council_questions")
    change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="council_questions")

    member = models.ForeignKey(ExecutiveMember, models.PROTECT, null=True, related_name="questions")
    """Who must reply; None: the Executive as a whole, until the griffie names somebody."""
    last_day = models.DateField()
    """Of the term, also after it was made longer."""
    extended_from = models.DateField(null=True)
    """The last day before it was made longer, which happens once."""
    extended_because = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    """The day of the first reply; of one on paper, the day it came in."""
    withdrawn_at = models.DateTimeField(null=True)
    withheld = models.CharField(max_length=20, choices=Withheld, blank=True)
    """Why the public does not read it; empty when it does."""

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="one_council_question_per_number"
            )
        ]
        indexes = [
            models.Index(
                fields=["last_day"],
                condition=Q(replied_on=None, withdrawn_at=None),
                name="open_council_question",
            )
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"

    @property
    def reference(self) -> str:
        """The public number, such as OV26-V3."""
        return f"{self.consultation.prefix}-V{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether a reply must still come."""
        return self.replied_on is None and self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether the reply should have been there."""
        return self.is_open and self.last_day < clock.today()

    @property
    def was_late(self) -> bool:
        """Whether the reply came after the term."""
        return self.replied_on is not None and self.replied_on > self.last_day

    @property
    def is_public(self) -> bool:
        """Whether everyone reads its words."""
        return not self.withheld and self.withdrawn_at is None


@pgtrigger.register(
    pgtrigger.Protect(
        name="given_reply_is_locked",
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__given_at__isnull=False),
    )
)
class Reply(models.Model):
    """A reply: a draft of one writer, or a version that was given and never changes."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    version = models.PositiveIntegerField(null=True)
    """From 1; a later one corrects what was said before. A draft has none."""
    text = models.TextField()
    why = models.TextField(blank=True)
    """What was wrong in the version before."""
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    member = models.ForeignKey(ExecutiveMember, models.PROTECT, null=True, related_name="+")
    """Who replies; None: the Executive as a whole."""
    came_on = models.DateField(null=True)
    """The day on which it came in on paper, entered by the griffie; None: typed by the member."""
    saved_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["question", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "version"], name="one_council_reply_per_version"
            ),
            models.UniqueConstraint(
                fields=["question", "by"],
                condition=Q(given_at=None),
                name="one_draft_reply_per_writer",
            ),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"


class NoticeKind(models.TextChoices):
    """What somebody hears by mail about a question."""

    ASKED = "asked", _("a question was asked")
    PASSED_ON = "passed_on", _("the question went to you")
    NOBODY = "nobody", _("nobody is responsible")
    SOON = "soon", _("the term ends soon")
    LAST_DAY = "last_day", _("the term ends today")
    OVERDUE = "overdue", _("the term has ended")
    EXTENDED = "extended", _("the term was made longer")
    REPLIED = "replied", _("there is a reply")
    CORRECTED = "corrected", _("the reply was corrected")
    WITHDRAWN = "withdrawn", _("the question was withdrawn")


WHILE_OPEN = frozenset(
    {
        *(NoticeKind.ASKED, NoticeKind.PASSED_ON, NoticeKind.NOBODY),
        *(NoticeKind.SOON, NoticeKind.LAST_DAY, NoticeKind.OVERDUE),
    }
)
"""What nobody needs to hear once there is a reply, or the question was withdrawn."""


class Notice(models.Model):
    """A mail to one person about one question; each once for each occasion."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    occasion = models.CharField(max_length=20)
    """What tells apart two of one kind: a version, a last day, the number of an event."""
    to = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "kind", "occasion", "to"], name="one_notice_per_occasion"
            )
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"

    @property
    def is_needless(self) -> bool:
        """Whether it need not go out any more: there is a reply, or who it is for has left."""
        is_over = self.kind in WHILE_OPEN and not self.question.is_open
        return self.sent_at is None and (is_over or not self.to.is_active)
