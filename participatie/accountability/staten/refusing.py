"""Where a page of the workspace says that an act was refused."""

from django import forms

from participatie.pipeline.refusals import Refused


def at_its_field(form: forms.Form, refused: Refused) -> str:
    """Put it at the field that it is about; what is left to say above the form, or nothing."""
    if refused.field not in form.fields:
        return str(refused)
    form.add_error(refused.field, str(refused))
    return ""
