"""Building the demo province."""

from django.db import transaction

from participatie.demo import (
    content,
    council,
    english,
    house_style,
    legal,
    letters,
    mails,
    meetings,
    nearby,
    news,
    nota,
    outages,
    pages,
    samples,
    scans,
    site,
    tables,
    voices,
)
from participatie.demo.accounts import ensure_accounts
from participatie.demo.handling import Handling
from participatie.demo.post import lay_ready, settle_the_past
from participatie.ledger import checking, sequencing


@transaction.atomic
def build() -> int:
    """Make the whole demo province, or nothing of it; how many contributions came in."""
    people = ensure_accounts()
    index = site.build(people["redacteur"])
    house_style.build(people["redacteur"])
    legal.build()
    nearby.places()
    count = 0
    for story in content.stories():
        consultation = pages.publish(index, story, people["redacteur"])
        said = [
            (words, voices.say(words, consultation, story, people["balie"]))
            for words in story.contributions
        ]
        Handling(
            story=story,
            consultation=consultation,
            handler=people["behandelaar"],
            approver=people["vaststeller"],
            registry=people["griffie"],
            clerk=people["balie"],
        ).run(said)
        news.about(story, consultation, people["redacteur"])
        count += len(said)
    nota.tells_of_the_participation(people["behandelaar"])
    samples.drawn(people["statenlid"])
    council.asks(people["statenlid"], people["gedeputeerde"], people["griffie"])
    outages.happened(people["redacteur"])
    english.build(people["redacteur"])
    news.about_the_site(people["redacteur"])
    nearby.calls(people["balie"])
    meetings.hold(people["balie"])
    mails.come_in()
    scans.brought_in(people["balie"])
    letters.lie_at_the_desk(people["balie"])
    tables.lies_ready(people["balie"])
    settle_the_past(people["balie"])
    lay_ready(people["balie"])
    sequencing.sequence()
    checking.check()
    return count
