"""Mails about a draft: no word of what is in it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from participatie.core import clock, languages, mail
from participatie.intake.web.models import Draft
from participatie.pipeline.models import Outage
from participatie.pipeline.queries.consultations import extension_of


def send_link(draft: Draft, token: str, *, to: str) -> None:
    """Mail the private link because somebody asked; raises what `core.mail.send` raises."""
    language = languages.current()
    mail.send(
        "draft_link",
        _about(draft, language) | {"link": _address("web:draft", draft, token)},
        to=to,
        subject=_("The contribution that you kept for later"),
        language=language,
    )


def send_warning(draft: Draft, *, to: str, token: str = "") -> None:
    """Mail that a draft waits and when it goes; raises what `core.mail.send` raises.

    The private link is in it only for an address that had it before: what was typed in the form
    may be the address of somebody else.
    """
    with override(draft.language):
        link = _address("web:draft", draft, token) if token else ""
        mail.send(
            "draft_warning",
            _about(draft, draft.language)
            | {"link": link, "resume_link": _address("web:resume", draft)},
            to=to,
            subject=_("Your contribution has not been sent yet"),
            language=draft.language,
        )


def send_more_time(draft: Draft, outage: Outage, *, to: str, token: str = "") -> None:
    """Mail that the term of a draft was made longer, and why; raises what `core.mail.send` raises.

    The private link is in it as for `send_warning`.
    """
    with override(draft.language):
        link = _address("web:draft", draft, token) if token else ""
        is_dutch = draft.language == settings.LANGUAGE_CODE
        mail.send(
            "draft_more_time",
            _about(draft, draft.language)
            | {
                "link": link,
                "resume_link": _address("web:resume", draft),
                "outage": outage,
                "is_to_come": outage.ended_at is not None and outage.ended_at > clock.now(),
                "reason": (not is_dutch and outage.reason_in_english) or outage.reason,
            },
            to=to,
            subject=_("You have more time for your contribution"),
            language=draft.language,
        )


def _about(draft: Draft, language: str) -> dict[str, object]:
    return {
        "consultation": draft.consultation,
        "title": draft.consultation.title_in(language),
        "extension": extension_of(draft.consultation),
        "is_late": clock.now() >= draft.consultation.closes_at,
        "until": draft.expires_at,
    }


def _address(name: str, draft: Draft, *more: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=[draft.consultation.slug, *more])}"
