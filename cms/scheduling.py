"""A page that should go live by itself, and cannot."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail
from wagtail.log_actions import log
from wagtail.models import Page

from participatie.pipeline.refusals import Refused

BY_ITSELF = "wagtail.publish.scheduled"
REFUSED = "cms.publish.refused"

logger = logging.getLogger(__name__)


@contextmanager
def refusals_told(page: Page, revision: Any, log_action: str | None) -> Iterator[None]:
    """While a revision is published: on a schedule, a refusal is told to who scheduled it.

    Raises `Refused` or `ValidationError` otherwise.
    """
    if log_action != BY_ITSELF:
        yield
        return
    try:
        with transaction.atomic():
            yield
    except (Refused, ValidationError) as refusal:
        refuse(page, revision, refusal)


def refuse(page: Page, revision: Any, refusal: Exception) -> None:
    """Take a revision off the schedule, and tell its maker why it did not go live.

    Without this, one page that cannot go live would hold up every other page on the schedule,
    each time again.
    """
    reason = sentence(refusal)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(
        instance=page,
        action=REFUSED,
        user=revision.user,
        revision=revision,
        data={"reason": reason},
    )
    logger.error("Page %s did not go live on its schedule: %s", page.pk, reason)
    if revision.user is None or not revision.user.is_active:
        return
    with translation.override(settings.LANGUAGE_CODE):
        address = settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
        send_mail(
            _("Not published: %(title)s") % {"title": page.draft_title},
            _(
                "This page should have gone live by itself, but it could not.\n\n%(reason)s\n\n"
                "Mend it and publish it by hand: %(address)s"
            )
            % {"reason": reason, "address": address},
            [revision.user.email],
        )


def sentence(refusal: Exception) -> str:
    """What stands in the way, for a person."""
    if not isinstance(refusal, ValidationError):
        return str(refusal)
    if not hasattr(refusal, "error_dict"):
        return " ".join(refusal.messages)
    return " ".join(
        f"{capfirst(_label(name))}: {' '.join(messages)}"
        for name, messages in refusal.message_dict.items()
    )


def _label(name: str) -> str:
    """What editors know a field by, on whichever page it is."""
    for model in apps.get_app_config("cms").get_models():
        try:
            # Only a field of a form has an error, and each of those has a name.
            return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        except FieldDoesNotExist:
            continue
    return ""
