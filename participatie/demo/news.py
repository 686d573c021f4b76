"""What the editors of the demo province tell, published as they would."""

from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Locale

from cms.models import HomePage, NewsPage
from participatie.accounts.models import User
from participatie.core import clock
from participatie.demo import content
from participatie.demo.content import Story
from participatie.demo.site import paragraphs
from participatie.pipeline.models import Consultation

AT = "11:00"


def about(story: Story, consultation: Consultation, editor: User) -> None:
    """Publish the news about one consultation, each on its day."""
    for words in content.news():
        if words.get("about") == story.content["slug"]:
            _publish(consultation.page, words, story.moment(words["day"], AT), editor)


def about_the_site(editor: User) -> None:
    """Publish the news that is about no consultation."""
    home = HomePage.objects.get(locale=Locale.get_default())
    for words in content.news():
        if "about" not in words:
            day = clock.today() + timedelta(days=words["day"])
            _publish(home, words, content.moment(day, AT), editor)


def _publish(parent: Any, words: dict[str, Any], moment: datetime, editor: User) -> None:
    with clock.at(moment):
        page = parent.add_child(
            instance=NewsPage(
                title=words["title"],
                slug=words["slug"],
                lead=words["lead"],
                body=[("text", paragraphs(words["text"]))],
                live=False,
            )
        )
        page.save_revision(user=editor).publish(user=editor)
