"""The seam between the site and the record.

An editor drafts a procedure as fields of a page. When the page is saved live, the procedure is
put in force by the act of the record, in the same transaction.
"""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _

from cms.blocks.procedure import addresses, as_questions
from cms.procedure import ProcedurePage
from participatie.core import terms
from participatie.pipeline.acts import consultations
from participatie.pipeline.acts.consultations import NOT_DIGITAL, Procedure
from participatie.pipeline.models import Consultation
from participatie.pipeline.models.consultation import PREFIX
from participatie.pipeline.statuses import Audience, Phase, Regime

IN_THE_WORKSPACE = "staten:consultation"
"""The page of a consultation there, whose address begins with its slug."""
Obstacle = tuple[str, str]
"""A field of the page, and why the procedure cannot be put in force because of it."""


def procedure_of(page: ProcedurePage) -> Procedure:
    """The procedure that the fields of `page` describe.

    Raises `Refused` when a question cannot be asked.
    """
    return Procedure(
        slug=page.slug,
        title=page.title,
        prefix=page.prefix,
        regime=Regime(page.regime),
        phase=Phase(page.phase),
        audience=Audience(page.audience),
        opens_on=page.opens_on,
        closes_on=page.closes_on,
        decision_expected_on=page.decision_expected_on,
        responsible=page.responsible,
        contact=page.contact,
        doors=addresses(page.doors),
        questions=as_questions(page.questions),
        themes=page.theme_names,
    )


def put_in_force(page: ProcedurePage) -> None:
    """Put the procedure of a live page in force; the reason for a changed term is used up.

    The actor is who publishes. Raises `Refused`.
    """
    page.consultation = consultations.put_in_force(
        procedure_of(page),
        actor=page.publisher,
        consultation=page.consultation,
        term_reason=page.term_reason,
    )
    revision = page.live_revision
    if revision is not None and page.term_reason:
        revision.content["term_reason"] = ""
        revision.save(update_fields=["content"])
    page.term_reason = ""
    type(page).objects.filter(pk=page.pk).update(
        consultation=page.consultation, term_reason=page.term_reason
    )


def obstacles(page: ProcedurePage) -> list[Obstacle]:
    """Why `put_in_force` would refuse, by field; empty fields are the form's own business."""
    known = page.consultation
    return [
        *_prefix_obstacles(page, known),
        *_slug_obstacles(page, known),
        *_term_obstacles(page, known),
        *_way_obstacles(page),
    ]


def _prefix_obstacles(page: ProcedurePage, known: Consultation | None) -> list[Obstacle]:
    if not page.prefix:
        return []
    try:
        PREFIX(page.prefix)
    except ValidationError as error:
        return [("prefix", error.messages[0])]
    if _others(known).filter(prefix=page.prefix).exists():
        message = _("The number prefix %(prefix)s is already in use by another consultation.")
        return [("prefix", message % {"prefix": page.prefix})]
    if known is not None and known.last_number and known.prefix != page.prefix:
        return [
            (
                "prefix",
                _("The number prefix cannot change any more: contributions have come in with it."),
            )
        ]
    return []


def _slug_obstacles(page: ProcedurePage, known: Consultation | None) -> list[Obstacle]:
    if _others(known).filter(slug=page.slug).exists():
        return [("slug", _("This address belongs to a consultation whose page is gone."))]
    if known is not None and known.last_number and known.slug != page.slug:
        return [
            (
                "slug",
                _("The address cannot change any more: it is in letters to those who responded."),
            )
        ]
    if (known is None or known.slug != page.slug) and _is_word_of_the_site(page.slug):
        return [("slug", _("This address is in use by another part of the site."))]
    return []


def _is_word_of_the_site(slug: str) -> bool:
    """Whether a page of our own stands where the Staten workspace would show this consultation."""
    try:
        address = reverse(IN_THE_WORKSPACE, args=[slug])
    except NoReverseMatch:
        # No address at all: the field itself says what is wrong.
        return False
    return resolve(address).view_name != IN_THE_WORKSPACE


def _others(known: Consultation | None) -> QuerySet[Consultation]:
    return Consultation.objects.exclude(pk=known.pk if known else None)


def _term_obstacles(page: ProcedurePage, known: Consultation | None) -> list[Obstacle]:
    if page.opens_on is None or page.closes_on is None:
        return []
    if page.closes_on < page.opens_on:
        return [("closes_on", _("The closing day lies before the opening day."))]
    found = []
    if page.expire_at is not None and page.expire_at < terms.end_of(page.closes_on):
        found.append(
            (
                "expire_at",
                _("The page must stay until the term has ended (Awb 3:11)."),
            )
        )
    problem = known and consultations.problem_with_term(
        known, opens_on=page.opens_on, closes_on=page.closes_on, reason=page.term_reason
    )
    if problem:
        found.append((problem.about, str(problem)))
    return found


def _way_obstacles(page: ProcedurePage) -> list[Obstacle]:
    found = []
    if not NOT_DIGITAL & {door.block_type for door in page.doors}:
        message = _(
            "Open at least one door that is not digital: letter, telephone or desk (Awb 3:15)."
        )
        found.append(("doors", message))
    if not page.questions:
        message = _("The form has no questions yet. One open question is enough.")
        found.append(("questions", message))
    return found
