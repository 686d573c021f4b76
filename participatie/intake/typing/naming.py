"""Who somebody is: the names that have to be there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.statuses import SubmitterKind


def require_names(form: forms.Form, *, is_represented: bool = False) -> None:
    """Add an error for each name that is missing of an organisation, of a representative and who
    is represented, or of who may be named in public.
    """
    given = form.cleaned_data
    named = given.get("name", True) or given.get("organisation", True)
    if given.get("kind") == SubmitterKind.ORGANISATION and not given.get("organisation", True):
        form.add_error("organisation", _("Type the name of the organisation."))
    if is_represented and not (given.get("rep_name") or given.get("rep_organisation")):
        form.add_error("rep_name", _("Type the name of the representative."))
    if is_represented and not named:
        form.add_error("name", _("Type the name of who is represented."))
    elif given.get("name_may_be_published") and not named:
        form.add_error("name", _("Type the name that may be published, or untick the box."))
