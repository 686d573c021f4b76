"""The privacy statement of one consultation, from its rules and what the organisation fills in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from participatie.duties.models import LegalDetails
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation
from participatie.pipeline.questions import QuestionKind
from participatie.pipeline.statuses import Regime

BASIS: dict[str, str | Promise] = {
    Regime.AWB34: _(
        "The law says that you may react to this plan, and that we must read it (General "
        "Administrative Law Act, division 3.4). For that we need some details. It is a task in "
        "the public interest (GDPR, article 6, paragraph 1, letter e)."
    ),
    Regime.ORDINANCE: _(
        "The province asks residents for their opinion, by rules of its own (Provinces Act, "
        "article 147). For that we need some details. It is a task in the public interest (GDPR, "
        "article 6, paragraph 1, letter e)."
    ),
    Regime.INFORMAL: _(
        "Before we decide we find out what people think of it (General Administrative Law Act, "
        "article 3:2). For that we need some details. It is a task in the public interest (GDPR, "
        "article 6, paragraph 1, letter e)."
    ),
}


@dataclass(frozen=True)
class Asked:
    """Something that is asked of a sender: what, why, and whether it must be given."""

    what: str | Promise
    why: str | Promise
    needed: str | Promise


@require_safe
def privacy_notice(request: HttpRequest, slug: str) -> HttpResponse:
    """What is asked for this consultation, why, who sees it, how long it stays, and what to do."""
    consultation = get_object_or_404(Consultation, slug=slug)
    legal = LegalDetails.load(request)
    context: dict[str, Any] = {
        "consultation": consultation,
        "consultation_url": addresses.consultation(slug),
        "crumbs": addresses.crumbs(consultation),
        "basis": BASIS[consultation.regime],
        "by_ordinance": consultation.regime == Regime.ORDINANCE,
        "asked": asked(consultation),
        "legal": legal,
        "kept_contact": _months(legal.contact_months),
        "kept_record": _years(legal.record_years),
    }
    return render(request, "duties/privacy.html", context)


def asked(consultation: Consultation) -> list[Asked]:
    """What the form of this consultation asks of who answers it."""
    formal = consultation.regime == Regime.AWB34
    needed, free = _("Needed"), _("You choose")
    # Awb 6:5 asks for name and address with a formal opinion.
    rows = [
        Asked(
            _("Your answers to the questions"),
            _("To know what you think of the plan, and to answer you."),
            needed,
        ),
        Asked(
            _("Your name"),
            _("The law asks for it with a formal opinion.")
            if formal
            else _("To be able to call you by your name."),
            needed if formal else free,
        ),
        Asked(
            _("E-mail address, telephone number or postal address"),
            _("To tell you that we got it, and what was done with it."),
            _("One of them") if formal else free,
        ),
        Asked(
            _("Who you speak for, or who signs along"),
            _("To know whose opinion it is."),
            _("Only if you speak for others"),
        ),
        Asked(
            _("Whether your name may be published"),
            _("Without your permission we never do."),
            free,
        ),
    ]
    if any(question.kind == QuestionKind.FILE for question in consultation.form.questions):
        rows.insert(1, Asked(_("Files"), _("To explain what you mean."), free))
    return rows


def _months(count: int | None) -> str:
    if count is None:
        return ""
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def _years(count: int | None) -> str:
    if count is None:
        return ""
    # The same word for one and for more in Dutch: “20 jaar”.
    return ngettext("%(count)d year", "%(count)d years", count) % {"count": count}
