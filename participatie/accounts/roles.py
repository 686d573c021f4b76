"""The roles that people who work with the record can have.

Each role is a Django group of the same name, so that Wagtail's page permissions attach to the
same thing. A person may have several; having one does not give another.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role; the value is the name of the group."""

    CLERK = "clerk", _("Frontdesk clerk")
    HANDLER = "handler", _("Case handler")
    APPROVER = "approver", _("Approver")
    EDITOR = "editor", _("Editor")
    COUNCILLOR = "councillor", _("Member of the Provincial Council")
    EXECUTIVE = "executive", _("Member of the Provincial Executive")
    REGISTRY = "registry", _("Council registry")
    PRIVACY_OFFICER = "privacy-officer", _("Privacy officer")
    ADMINISTRATOR = "administrator", _("Administrator")


def ensure_groups(using: str = "default") -> None:
    """Make the group of every role that has none yet."""
    from django.contrib.auth.models import Group

    known = set(Group.objects.using(using).values_list("name", flat=True))
    Group.objects.using(using).bulk_create(
        [Group(name=role.value) for role in Role if role.value not in known], ignore_conflicts=True
    )
