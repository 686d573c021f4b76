"""News in words, in the language of now, and where to read on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.core import languages
from participatie.core.templatetags.prose import nl_date
from participatie.news.models import NewsItem, NewsKind
from participatie.pipeline import addresses


@dataclass(frozen=True)
class Words:
    """A piece of news in words; plain text."""

    title: str
    text: str


def words(item: NewsItem) -> Words:
    """What the item says. An editor's words are in the language of the site."""
    writer = _WRITERS.get(NewsKind(item.kind))
    return writer(item) if writer else Words(item.title, item.lead)


def full_title(item: NewsItem) -> str:
    """The title by itself, away from a consultation; an editor's says what it is about."""
    title = words(item).title
    if item.consultation is None or item.kind == NewsKind.EDITORIAL:
        return title
    return f"{title}: {item.consultation.title}"


def path(item: NewsItem) -> str:
    """Where to read more, on this site and in the language of now."""
    if item.consultation is None:
        return addresses.page(item.slug)
    if item.kind in {NewsKind.ANSWERED, NewsKind.DECIDED}:
        return reverse("accountability:account", args=[item.consultation.slug])
    return addresses.consultation(item.consultation.slug, item.slug)


def absolute(path: str) -> str:
    """An address on this site, as others need it."""
    return f"{settings.BASE_URL}{path}"


def _day(written: str) -> str:
    return nl_date(date.fromisoformat(written))


def _in_force(item: NewsItem) -> Words:
    term = {"first": _day(item.facts["opens_on"]), "last": _day(item.facts["closes_on"])}
    return Words(
        _("A new consultation"),
        _("You can respond from %(first)s up to and including %(last)s.") % term,
    )


def _term_changed(item: NewsItem) -> Words:
    (old_first, old_last), (first, last) = (
        [_day(day) for day in item.facts[name]] for name in ("before", "after")
    )
    if languages.current() == settings.LANGUAGE_CODE:
        reason = _("The reason: %(reason)s") % {"reason": item.facts["reason"]}
    else:
        # It is in Dutch, and here nothing can be marked as such.
        reason = _("The reason is on the page of the consultation.")
    if old_last == last:
        title = _("The first day to respond is now %(first)s") % {"first": first}
        changed = _("The first day was %(before)s and is now %(after)s.")
        return Words(title, f"{changed % {'before': old_first, 'after': first}} {reason}")
    title = _("The last day to respond is now %(last)s") % {"last": last}
    changed = _("The last day was %(before)s and is now %(after)s.")
    return Words(title, f"{changed % {'before': old_last, 'after': last}} {reason}")


def _answered(item: NewsItem) -> Words:
    count = item.facts.get("contributions", 0)
    return Words(
        _("We have answered the contributions"),
        ngettext(
            "We have answered %(count)d contribution. For every point you read what we do with "
            "it, and why.",
            "We have answered %(count)d contributions. For every point you read what we do with "
            "it, and why.",
            count,
        )
        % {"count": count},
    )


def _decided(item: NewsItem) -> Words:
    facts = {"body": item.facts["adopted_by"], "day": _day(item.facts["adopted_on"])}
    return Words(
        _("The decision has been made"),
        _(
            "The decision was adopted by %(body)s on %(day)s. You can read what changed in it "
            "because of the contributions."
        )
        % facts,
    )


_WRITERS: dict[NewsKind, Callable[[NewsItem], Words]] = {
    NewsKind.IN_FORCE: _in_force,
    NewsKind.TERM_CHANGED: _term_changed,
    NewsKind.ANSWERED: _answered,
    NewsKind.DECIDED: _decided,
}
