"""A list to choose from with names that the record or an editor gave."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language


class RecordSelect(forms.Select):
    """Says of each name in which language it is, on a page in another one."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An option of ours, for nothing in particular, has no value."""
        option = super().create_option(name, value, *args, **kwargs)
        if value and get_language() != settings.LANGUAGE_CODE:
            option["attrs"]["lang"] = settings.LANGUAGE_CODE
        return option
