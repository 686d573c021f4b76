"""The fixed lists of the record, and which move from one status to another is allowed.

No queries here: only words, sets and tables.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """The door a contribution came in by."""

    WEB = "web", _("web form")
    LETTER = "letter", _("letter")
    PHONE = "phone", _("telephone")
    DESK = "desk", pgettext_lazy("door", "desk")
    EMAIL = "email", _("e-mail")
    MEETING = "meeting", _("meeting")


SPOKEN = frozenset({Channel.PHONE, Channel.DESK, Channel.MEETING})
"""Doors where somebody else writes down what was said, and reads it back (Awb 3:17)."""


class Regime(models.TextChoices):
    """The law the consultation is held under."""

    AWB34 = "awb34", _("uniform public preparation procedure (Awb 3.4)")
    ORDINANCE = "ordinance", _("own participation ordinance")
    INFORMAL = "informal", _("informal")


class Phase(models.TextChoices):
    """Where in the policy the consultation takes place (Provinciewet 147 lid 1)."""

    PREPARATION = "preparation", _("preparation")
    EXECUTION = "execution", _("execution")
    EVALUATION = "evaluation", _("evaluation")


class Audience(models.TextChoices):
    """Who may respond (Awb 3:15)."""

    EVERYONE = "everyone", _("everyone")
    INTERESTED = "interested", _("interested parties")


class Stage(models.TextChoices):
    """How far a consultation is; follows from time and acts, never stored."""

    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    ANSWERING = "answering", _("being answered")
    DECIDED = "decided", _("decided")


BEFORE_THE_END = frozenset({Stage.ANNOUNCED, Stage.OPEN})
"""Stages in which somebody can still speak, now or later."""


class Status(models.TextChoices):
    """How far a contribution is."""

    RECEIVED = "received", _("received")
    ADMITTED = "admitted", _("being handled")
    INADMISSIBLE = "inadmissible", _("not admissible")
    ANSWERED = "answered", _("answered")
    WITHDRAWN = "withdrawn", _("withdrawn")


COUNTED = frozenset({Status.ADMITTED, Status.ANSWERED})
"""Contributions whose points must each get an answer."""

MOVES: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.ADMITTED, Status.INADMISSIBLE, Status.WITHDRAWN}),
    Status.ADMITTED: frozenset({Status.INADMISSIBLE, Status.ANSWERED, Status.WITHDRAWN}),
    Status.INADMISSIBLE: frozenset({Status.ADMITTED, Status.WITHDRAWN}),
    Status.ANSWERED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}


class Timeliness(models.TextChoices):
    """Whether a contribution came in time (Awb 3:16 with 6:9 and 6:10)."""

    ON_TIME = "on_time", _("in time")
    ON_TIME_BY_POST = "on_time_by_post", _("in time by postmark")
    ON_TIME_FORWARDED = "on_time_forwarded", _("in time, at another body")
    EARLY = "early", _("before the term")
    LATE = "late", _("late")


class AnswerStatus(models.TextChoices):
    """How far an answer is."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting for approval")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")


ANSWER_MOVES: dict[AnswerStatus, frozenset[AnswerStatus]] = {
    AnswerStatus.DRAFT: frozenset({AnswerStatus.SUBMITTED}),
    AnswerStatus.SUBMITTED: frozenset({AnswerStatus.APPROVED, AnswerStatus.DRAFT}),
    AnswerStatus.APPROVED: frozenset({AnswerStatus.PUBLISHED, AnswerStatus.DRAFT}),
    AnswerStatus.PUBLISHED: frozenset(),
}

FIXED = frozenset({AnswerStatus.APPROVED, AnswerStatus.PUBLISHED})
"""Answers whose text is locked."""


class Outcome(models.TextChoices):
    """What was done with a point."""

    ADOPTED = "adopted", _("adopted")
    PARTLY_ADOPTED = "partly_adopted", _("partly adopted")
    NOT_ADOPTED = "not_adopted", _("not adopted")
    ALREADY_IN_PLAN = "already_in_plan", _("already in the plan")
    NOTED = "noted", _("noted")
    OUT_OF_SCOPE = "out_of_scope", _("out of scope")


LEADS_TO_CHANGE = frozenset({Outcome.ADOPTED, Outcome.PARTLY_ADOPTED})
"""Outcomes that must point at a change in the decision."""


class DecisionStatus(models.TextChoices):
    """How far a decision is."""

    DRAFT = "draft", pgettext_lazy("decision", "draft")
    ADOPTED = "adopted", pgettext_lazy("decision", "adopted")


class ChangeOrigin(models.TextChoices):
    """Where a change in the decision comes from."""

    ANSWERS = "answers", _("because of contributions")
    OWN_MOTION = "own_motion", _("of our own motion")


class DeliveryWay(models.TextChoices):
    """How one notice reaches one sender."""

    EMAIL = "email", _("by e-mail")
    LETTER = "letter", _("by letter")
    PHONE = "phone", _("by telephone")
    COLLECT = "collect", _("collected with the follow code")


class DeliveryStatus(models.TextChoices):
    """How far one notice is."""

    WAITING = "waiting", pgettext_lazy("delivery", "waiting")
    SENT = "sent", pgettext_lazy("delivery", "sent")
    PRINTED = "printed", pgettext_lazy("delivery", "printed")
    POSTED = "posted", pgettext_lazy("delivery", "posted")
    TOLD = "told", pgettext_lazy("delivery", "told by telephone")
    AVAILABLE = "available", pgettext_lazy("delivery", "ready on the follow page")
    FAILED = "failed", pgettext_lazy("delivery", "failed")
    BOUNCED = "bounced", pgettext_lazy("delivery", "bounced")
    RETURNED = "returned", pgettext_lazy("delivery", "returned")
    REPLACED = "replaced", pgettext_lazy("delivery", "sent again another way")


DELIVERED = frozenset(
    {DeliveryStatus.SENT, DeliveryStatus.POSTED, DeliveryStatus.TOLD, DeliveryStatus.AVAILABLE}
)
UNDELIVERED = frozenset(DeliveryStatus) - DELIVERED - {DeliveryStatus.REPLACED}

NOT_ARRIVED = frozenset({DeliveryStatus.FAILED, DeliveryStatus.BOUNCED, DeliveryStatus.RETURNED})
ON_THEIR_WAY = UNDELIVERED - NOT_ARRIVED

DELIVERY_MOVES: dict[DeliveryStatus, frozenset[DeliveryStatus]] = {
    DeliveryStatus.WAITING: frozenset(
        {
            DeliveryStatus.SENT,
            DeliveryStatus.PRINTED,
            DeliveryStatus.TOLD,
            DeliveryStatus.AVAILABLE,
            DeliveryStatus.FAILED,
        }
    ),
    DeliveryStatus.PRINTED: frozenset({DeliveryStatus.POSTED, DeliveryStatus.WAITING}),
    DeliveryStatus.FAILED: frozenset(
        {
            DeliveryStatus.SENT,
            DeliveryStatus.FAILED,
            DeliveryStatus.TOLD,
            DeliveryStatus.REPLACED,
        }
    ),
    DeliveryStatus.SENT: frozenset({DeliveryStatus.BOUNCED}),
    DeliveryStatus.POSTED: frozenset({DeliveryStatus.RETURNED}),
    # Pressed by mistake: the call still has to be made.
    DeliveryStatus.TOLD: frozenset({DeliveryStatus.WAITING}),
    DeliveryStatus.AVAILABLE: frozenset(),
    # What did not arrive can still be told, or go another way (Awb 2:11).
    DeliveryStatus.BOUNCED: frozenset({DeliveryStatus.TOLD, DeliveryStatus.REPLACED}),
    DeliveryStatus.RETURNED: frozenset({DeliveryStatus.TOLD, DeliveryStatus.REPLACED}),
    DeliveryStatus.REPLACED: frozenset(),
}


class DeliveryKind(models.TextChoices):
    """What one notice is about."""

    RECEIPT = "receipt", _("confirmation of receipt")
    CORRECTION = "correction", _("what we changed in what we wrote down")
    COMPLETION = "completion", _("request to complete your contribution")
    WITHDRAWAL = "withdrawal", _("confirmation of withdrawal")
    NOT_ADMITTED = "not_admitted", pgettext_lazy("delivery", "not admissible")
    OUTCOME = "outcome", _("what was done with your contribution")
    DECISION = "decision", _("the decision")


class AttachmentKind(models.TextChoices):
    """What a file with a contribution is."""

    ATTACHMENT = "attachment", _("attachment")
    SCAN = "scan", _("scan")
    AUTHORISATION = "authorisation", _("authorisation")


class HidingReason(models.TextChoices):
    """Why a passage is hidden from the public (Woo 5.1 lid 1 d-e, lid 2 e)."""

    NAME = "name", _("name")
    ADDRESS = "address", _("address or other contact detail")
    HEALTH = "health", _("health or another special kind of personal data")
    OTHER = "other", _("other personal circumstances")


class SubmitterKind(models.TextChoices):
    """Who speaks."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    GROUP = "group", _("group of people")


class LetterForm(models.TextChoices):
    """In which form somebody gets letters."""

    NORMAL = "normal", pgettext_lazy("form of a letter", "normal letter")
    LARGE = "large", pgettext_lazy("form of a letter", "letter in large print")
    PLAIN = "plain", pgettext_lazy("form of a letter", "plain text, for braille")


class TextVersionKind(models.TextChoices):
    """Why the words of a contribution got a next version."""

    CORRECTION = "correction", _("correction of what we wrote down")
    ADDITION = "addition", _("addition by the sender")


class KeyKind(models.TextChoices):
    """By what somebody known can be found again."""

    NAME = "name", _("name")
    ADDRESS = "address", _("postcode and house number")
    PHONE = "phone", _("telephone number")
    EMAIL = "email", _("e-mail address")


class LookUpReason(models.TextChoices):
    """Why somebody was looked up."""

    CALLER = "caller", _("somebody who calls or visits tells us something")
    OWN_CONTRIBUTION = "own_contribution", _("somebody asks about their own contribution")
    POST = "post", _("a letter, an e-mail or post that came back")
    PRIVACY = "privacy", _("somebody asks what we know of them (GDPR)")
    OTHER = "other", pgettext_lazy("reason", "another reason")
