"""What a reader of the news can fill in."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_SERVER = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class SubscribeForm(forms.Form):
    """An address to send news to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This is not an e-mail address. Write it as name@example.nl."),
            "max_length": _("This is not an e-mail address. Write it as name@example.nl."),
        },
    )


class StopForm(SubscribeForm):
    """The address of somebody who wants no more news, as a clerk types it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].error_messages["required"] = _(
            "Fill in the address that must get no more news."
        )


class ShareForm(forms.Form):
    """On which Mastodon server somebody has an account: everybody has their own."""

    server = forms.CharField(
        label=_("Your Mastodon server"),
        help_text=_("For example mastodon.nl. It is the last part of your name there."),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Fill in the name of your server, such as mastodon.nl.")},
    )

    def clean_server(self) -> str:
        """The name alone, also out of a pasted address or a full name (@jan@mastodon.nl)."""
        typed = self.cleaned_data["server"].strip().casefold()
        name = typed.removeprefix("https://").removeprefix("http://").split("/")[0]
        name = name.rpartition("@")[2]
        if not _SERVER.fullmatch(name):
            raise forms.ValidationError(
                _("This is not the name of a server. Write it as mastodon.nl.")
            )
        return name
