"""What the pages of the Staten workspace share: who may come in, the consultation, the crumbs."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.pipeline.models import Consultation

ROLES = (Role.COUNCILLOR, Role.EXECUTIVE, Role.REGISTRY)
"""Who may read the workspace: the Staten, those who answer their questions, and the griffie."""
entrance = role_required(*ROLES)


def consultation_or_404(slug: str) -> Consultation:
    """The consultation at this address, with its decision; 1 query."""
    return get_object_or_404(Consultation.objects.select_related("decision"), slug=slug)


def frame(consultation: Consultation, title: str = "", *above: tuple[str, str]) -> dict[str, Any]:
    """Context of staten/layout.html: `title` is empty for the page of the consultation itself.

    `above` are the pages between that one and this one: (URL name in `staten:`, or with its own
    namespace, of a page that takes the slug; its title).
    """
    crumbs = [{"name": _("Provincial Council"), "url": reverse("staten:home")}]
    if title:
        url = reverse("staten:consultation", args=[consultation.slug])
        crumbs.append({"name": consultation.title, "url": url})
    for name, label in above:
        address = name if ":" in name else f"staten:{name}"
        crumbs.append({"name": label, "url": reverse(address, args=[consultation.slug])})
    return {
        "consultation": consultation,
        "title": title or consultation.title,
        "crumbs": crumbs,
    }
