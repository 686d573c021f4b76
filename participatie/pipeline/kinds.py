"""The kinds of events that exist, each with a label; a new kind needs no migration."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {}
"""{kind: what happened, in words}: every kind that exists."""


def _kind(name: str, label: str | Promise) -> str:
    if name in LABELS:
        raise ValueError(f"event kind {name} exists already")
    LABELS[name] = label
    return name


PUT_IN_FORCE = _kind("consultation.in_force", _("The procedure came into force"))
PROCEDURE_CHANGED = _kind("consultation.changed", _("The procedure was changed"))
TERM_CHANGED = _kind("consultation.term_changed", _("The term was changed"))
FORM_CHANGED = _kind("consultation.form_changed", _("The questions got a new version"))
FORM_TRANSLATED = _kind(
    "consultation.form_translated", _("The questions can be read in another language")
)
OUTAGE_BEGAN = _kind("consultation.outage_began", _("People could not reach us for a while"))
OUTAGE_ENDED = _kind("consultation.outage_ended", _("People can reach us again"))
OUTAGE_CORRECTED = _kind(
    "consultation.outage_corrected", _("What we said of an outage was corrected")
)
ANSWERING_STARTED = _kind("consultation.answering", _("Answering began"))
ANSWERS_PUBLISHED = _kind("consultation.answers_published", _("The answers were published"))

RECEIVED = _kind("contribution.received", _("The contribution came in"))
ASSIGNED = _kind("contribution.assigned", _("A handler was assigned"))
JUDGED_ANEW = _kind(
    "contribution.judged_anew", _("Whether it came in time was judged anew: the term changed")
)
THEMES_SET = _kind("contribution.themes", _("The themes were set"))
ADMITTED = _kind("contribution.admitted", _("The contribution is being handled"))
DECLINED = _kind("contribution.declined", _("The contribution was declared not admissible"))
WITHDRAWN = _kind("contribution.withdrawn", _("The contribution was withdrawn"))
CORRECTED = _kind("contribution.corrected", _("What we wrote down was corrected"))
ADDED = _kind("contribution.added", _("The sender added something"))
COMPLETION_ASKED = _kind(
    "contribution.completion_asked", _("The sender was asked to complete the contribution")
)
COMPLETED = _kind("contribution.completed", _("The request to complete it was settled"))
CONTACT_CHANGED = _kind("contribution.contact_changed", _("How to reach the sender was changed"))
PUBLIC_TEXT_APPROVED = _kind("contribution.public_text", _("The text for the public was approved"))
PUBLIC_TEXT_RETRACTED = _kind(
    "contribution.public_text_retracted", _("The text for the public was taken back")
)
NAME_PERMITTED = _kind("contribution.name_permitted", _("The name may be published from now on"))
NAME_NOT_PERMITTED = _kind(
    "contribution.name_not_permitted", _("The name may not be published any more")
)
POINT_MADE = _kind("point.made", _("A point was taken from the text"))
POINT_REMOVED = _kind("point.removed", _("A point was removed"))
ANSWERED = _kind("contribution.answered", _("The contribution was answered"))
DECIDED = _kind("contribution.decided", _("The decision was made"))

ANSWER_DRAFTED = _kind("answer.drafted", _("An answer was drafted"))
ANSWER_EDITED = _kind("answer.edited", _("An answer was edited"))
ANSWER_SUBMITTED = _kind("answer.submitted", _("An answer was offered for approval"))
ANSWER_RETURNED = _kind("answer.returned", _("An answer was given back"))
ANSWER_APPROVED = _kind("answer.approved", _("An answer was approved"))

DECISION_DRAFTED = _kind("decision.drafted", _("The draft was cut into articles"))
CHANGE_MADE = _kind("change.made", _("A change was made"))
CHANGE_EDITED = _kind("change.edited", _("A change was edited"))
CHANGE_REMOVED = _kind("change.removed", _("A change was taken back"))
OF_CHANGES = frozenset({CHANGE_MADE, CHANGE_EDITED, CHANGE_REMOVED})
DECISION_ADOPTED = _kind("decision.adopted", _("The decision was adopted"))

QUESTION_ASKED = _kind("council.question_asked", _("A member of the council asked a question"))
QUESTION_PASSED_ON = _kind(
    "council.question_passed_on", _("Somebody else in the Executive must reply to a question")
)
QUESTION_EXTENDED = _kind(
    "council.question_extended", _("The term of a question of the council was made longer")
)
QUESTION_REPLIED = _kind("council.question_replied", _("A question of the council was answered"))
QUESTION_WITHDRAWN = _kind(
    "council.question_withdrawn", _("A question of the council was withdrawn")
)
QUESTION_WITHHELD = _kind(
    "council.question_withheld", _("A question of the council was made not public, or public again")
)
ACCOUNT_FROZEN = _kind("council.account_frozen", _("The account was frozen for a meeting"))
PAPER_LINKED = _kind("council.paper_linked", _("A paper of the council was linked"))
PAPER_LINK_CORRECTED = _kind(
    "council.paper_link_corrected", _("A link to a paper of the council was corrected")
)
PAPER_UNLINKED = _kind(
    "council.paper_unlinked", _("A link to a paper of the council was taken away")
)
PARTICIPATION_TOLD = _kind(
    "nota.participation_told", _("The account of the participation was written")
)
NOTA_ISSUED = _kind("nota.issued", _("A version of the nota was issued"))

DELIVERY_SETTLED = _kind("delivery.settled", _("A notice to the sender went on"))
DELIVERED_AGAIN = _kind("delivery.again", _("A notice that did not arrive goes another way"))

BY_SENDER = frozenset({RECEIVED, WITHDRAWN, NAME_PERMITTED, NAME_NOT_PERMITTED})
"""What the sender did when it was done without an account; everything else the system did."""
UNSEEN = frozenset({DELIVERY_SETTLED, DELIVERED_AGAIN, ASSIGNED, CONTACT_CHANGED})
"""What changes nothing in what is public."""
ABOUT_QUESTIONS = frozenset(
    {
        QUESTION_ASKED,
        QUESTION_PASSED_ON,
        QUESTION_EXTENDED,
        QUESTION_REPLIED,
        QUESTION_WITHDRAWN,
        QUESTION_WITHHELD,
    }
)
"""What happens to a question of the council; `data` has its number."""
BESIDE = ABOUT_QUESTIONS | frozenset(
    {
        ACCOUNT_FROZEN,
        PAPER_LINKED,
        PAPER_LINK_CORRECTED,
        PAPER_UNLINKED,
        NOTA_ISSUED,
    }
)
"""What is about the account: its pages show it, and the account itself stays as it was."""
