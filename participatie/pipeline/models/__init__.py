from participatie.pipeline.models.answer import Answer
from participatie.pipeline.models.consultation import (
    Consultation,
    QuestionForm,
    QuestionWordings,
    Theme,
)
from participatie.pipeline.models.contribution import (
    Attachment,
    Contribution,
    PublicText,
    Signatory,
    StoredFile,
    follow_digest,
)
from participatie.pipeline.models.decision import Article, Change, Decision, DecisionVersion
from participatie.pipeline.models.delivery import Delivery
from participatie.pipeline.models.event import Event
from participatie.pipeline.models.point import Point
from participatie.pipeline.models.submitter import Contact, Submitter

__all__ = [
    "Answer",
    "Article",
    "Attachment",
    "Change",
    "Consultation",
    "Contact",
    "Contribution",
    "Decision",
    "DecisionVersion",
    "Delivery",
    "Event",
    "Point",
    "PublicText",
    "QuestionForm",
    "QuestionWordings",
    "Signatory",
    "StoredFile",
    "Submitter",
    "Theme",
    "follow_digest",
]
