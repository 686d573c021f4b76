"""The form of one mailbox."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.intake.email.models import Mailbox, Security

_HERE = {"localhost", "127.0.0.1", "::1"}


class MailboxForm(forms.ModelForm[Mailbox]):
    """What it takes to read a mailbox. An empty password keeps the one that is there."""

    class Meta:
        model = Mailbox
        fields = (
            "name",
            "address",
            "consultation",
            "automatic",
            "host",
            "port",
            "security",
            "username",
            "password",
            "folder",
            "processed_folder",
            "is_active",
        )
        labels: ClassVar[dict[str, Any]] = {
            "name": gettext_lazy("Name of the mailbox"),
            "address": gettext_lazy("E-mail address"),
            "consultation": gettext_lazy("For which consultation"),
            "automatic": gettext_lazy("Messages become contributions by themselves"),
            "host": gettext_lazy("Mail server (IMAP)"),
            "port": gettext_lazy("Port"),
            "security": gettext_lazy("Secure connection"),
            "username": gettext_lazy("User name"),
            "password": gettext_lazy("Password"),
            "folder": gettext_lazy("Folder that is read"),
            "processed_folder": gettext_lazy("Folder for what was read"),
            "is_active": gettext_lazy("This mailbox is read"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "address": gettext_lazy("Of an office or function, not of a person."),
            "automatic": gettext_lazy(
                "Only for one consultation, during its term, and only what is clean: no virus, "
                "no automatic reply, no file that we could not take in. All else waits for a "
                "clerk."
            ),
            "host": gettext_lazy(
                "For example imap.provincie.nl. Leave it empty when your mail provider brings the "
                "messages by webhook."
            ),
            "password": gettext_lazy("Kept sealed. Leave it empty to keep the present one."),
            "processed_folder": gettext_lazy(
                "Messages are moved there once we have them. Nothing is ever deleted."
            ),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "password": forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            "username": forms.TextInput(attrs={"autocomplete": "off"}),
            "host": forms.TextInput(attrs={"autocomplete": "off"}),
            "security": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        consultation: Any = self.fields["consultation"]
        consultation.required = False
        consultation.empty_label = _("All: a clerk says what each message is about")

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).lower()

    def clean_password(self) -> str:
        # What is typed now, or what was there.
        return self.cleaned_data["password"] or self.initial.get("password", "")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("automatic") and given.get("consultation") is None:
            self.add_error("automatic", _("Choose the consultation, or untick this."))
        host = given.get("host", "")
        if host and not given.get("username"):
            self.add_error("username", _("Type the user name for this mail server."))
        if host and not given.get("password", True):
            self.add_error("password", _("Type the password for this mail server."))
        if host and given.get("security") == Security.NONE and host not in _HERE:
            said = _("Without a secure connection others can read along. Choose TLS or STARTTLS.")
            self.add_error("security", said)
        return given
