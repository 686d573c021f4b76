from participatie.pipeline.models.answer import Answer
from participatie.pipeline.models.consultation import (
    Consultation,
    QuestionForm,
    QuestionWordings,
    Theme,
)
from participatie.pipeline.models.contribution import (
    Attachment,
    CompletionRequest,
    Contribution,
    PublicText,
    Signatory,
    StoredFile,
    TextVersion,
    follow_digest,
)
from participatie.pipeline.models.decision import Article, Change, Decision, DecisionVersion
from participatie.pipeline.models.delivery import Delivery
from participatie.pipeline.models.event import Event
from participatie.pipeline.models.outage import Outage, OutageTerm
from participatie.pipeline.models.point import Point
from participatie.pipeline.models.submitter import Contact, LookUp, Submitter, SubmitterKey

__all__ = [
    "Answer",
    "Article",
    "Attachment",
    "Change",
    "CompletionRequest",
    "Consultation",
    "Contact",
    "Contribution",
    "Decision",
    "DecisionVersion",
    "Delivery",
    "Event",
    "LookUp",
    "Outage",
    "OutageTerm",
    "Point",
    "PublicText",
    "QuestionForm",
    "QuestionWordings",
    "Signatory",
    "StoredFile",
    "Submitter",
    "SubmitterKey",
    "TextVersion",
    "Theme",
    "follow_digest",
]
