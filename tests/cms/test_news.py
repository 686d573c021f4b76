"""News that editors write: a page of the site, and an item of the newsroom."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data

from cms.models import ConsultationPage, HomePage, NewsPage
from cms.scheduling import REFUSED
from participatie.core import clock
from participatie.news import items
from participatie.news.models import NewsItem
from participatie.pipeline.refusals import Refused
from tests.cms.edit_form import stream
from tests.cms.pages import draft, editor, index, published
from tests.news.readers import follower, work

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}
WORDS = {"title": "Inloopavond", "slug": "inloopavond", "lead": "Kom langs."}


@pytest.fixture
def desk(client):
    """A browser in which an editor is logged in."""
    client.force_login(editor())
    return client


def form(**over):
    return nested_form_data(WORDS | {"body": stream()} | over)


def create(client, parent, data, **extra):
    url = reverse("wagtailadmin_pages:add", args=["cms", "newspage", parent.pk])
    return client.post(url, data | extra, follow=True)


def when_it_is_time(page):
    """What the clock does once the moment to go live has come."""
    revision = page.latest_revision
    revision.approved_go_live_at = clock.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = None
    revision.save()
    call_command("publish_scheduled")


def told():
    return [item.title for item in items.on_show().filter(kind="editorial")]


def test_an_editor_publishes_news_and_followers_get_it(desk, mailoutbox):
    page = published()
    follower("an@post.example", page.consultation)
    create(desk, page, form(), **PUBLISH)
    assert told() == ["Inloopavond"]
    work()
    assert [message.subject for message in mailoutbox] == ["Inloopavond"]
    shown = desk.get(f"/inspraak/{page.slug}/inloopavond/").content.decode()
    assert "Kom langs." in shown
    assert f'href="/inspraak/{page.slug}/nieuws/#follow"' in shown
    edit = desk.get(reverse("wagtailadmin_pages:edit", args=[NewsPage.objects.get().pk]))
    assert "Er is 1 mail verstuurd." in edit.content.decode()


def test_a_draft_is_no_news(desk):
    create(desk, published(), form())
    assert NewsPage.objects.count() == 1
    assert told() == []


def test_news_goes_live_on_its_schedule(desk):
    page = published()
    later = clock.now() + timedelta(hours=2)
    create(desk, page, form(go_live_at=later.strftime("%Y-%m-%d %H:%M")), **PUBLISH)
    assert told() == []
    when_it_is_time(NewsPage.objects.get())
    assert told() == ["Inloopavond"]


def test_news_that_is_refused_on_its_schedule_holds_up_no_other_page(desk):
    page = draft()
    news = page.add_child(instance=NewsPage(live=False, **WORDS))
    news.save_revision(user=editor())
    when_it_is_time(news)
    assert told() == []
    assert PageLogEntry.objects.filter(page=news, action=REFUSED).exists()


def test_taken_away_moved_and_deleted_pages_are_followed(desk):
    here, there = published(), published(title="De brug", slug="brug", prefix="BR26")
    create(desk, here, form(), **PUBLISH)
    page = NewsPage.objects.get()
    page.move(there, pos="last-child")
    assert NewsItem.objects.get(kind="editorial").consultation == there.consultation
    page = NewsPage.objects.get()
    page.unpublish()
    assert told() == []
    page = NewsPage.objects.get()
    page.save_revision(user=editor()).publish(user=editor())
    assert told() == ["Inloopavond"]
    NewsPage.objects.get().delete()
    assert told() == []


def test_news_under_the_home_page_is_about_the_site(desk):
    create(desk, HomePage.objects.get(), form(), **PUBLISH)
    assert NewsItem.objects.get().consultation is None
    assert "Kom langs." in desk.get("/inloopavond/").content.decode()
    assert 'href="/inloopavond/"' in desk.get(reverse("news:all")).content.decode()


@pytest.mark.parametrize("slug", ["nieuws", "reageren", "reacties", "verantwoording"])
def test_an_address_of_another_part_is_refused(desk, slug):
    answer = create(desk, published(), form(slug=slug), **PUBLISH)
    assert "Dit adres is al in gebruik" in answer.content.decode()
    assert not NewsPage.objects.exists()


def test_an_address_of_another_part_is_refused_below_the_home_page(desk):
    answer = create(desk, HomePage.objects.get(), form(slug="volg"), **PUBLISH)
    assert "Dit adres is al in gebruik" in answer.content.decode()


def test_there_is_no_news_about_a_consultation_that_is_not_in_force(desk):
    page = draft()
    answer = create(desk, page, form(), **PUBLISH)
    assert "Publiceer eerst de pagina van de consultatie." in answer.content.decode()
    create(desk, page, form())
    news = NewsPage.objects.get()
    with pytest.raises(Refused):
        news.latest_revision.publish(user=editor())
    assert told() == []


def test_a_translation_is_the_same_news_in_other_words(desk):
    page = published()
    create(desk, page, form(), **PUBLISH)
    english, _made = Locale.objects.get_or_create(language_code="en")
    for original in (HomePage.objects.get(), index(), page, NewsPage.objects.get()):
        news = original.copy_for_translation(english)
        if original.specific_class is not NewsPage:
            news.save_revision(user=editor()).publish(user=editor())
    url = reverse("wagtailadmin_pages:edit", args=[news.pk])
    desk.post(url, form(title="Walk-in evening", lead="Drop by.") | PUBLISH, follow=True)
    assert told() == ["Inloopavond"]
    shown = desk.get(f"/en/inspraak/{page.slug}/inloopavond/").content.decode()
    assert "Drop by." in shown
    assert f'href="/en/inspraak/{page.slug}/nieuws/"' in shown


def test_the_address_of_news_follows_that_of_its_consultation(desk):
    page = published()
    create(desk, page, form(), **PUBLISH)
    page = ConsultationPage.objects.get(pk=page.pk)
    page.slug = "dorpsstraat"
    page.save_revision(user=editor()).publish(user=editor())
    feed = desk.get(reverse("news:json_of_consultation", args=["dorpsstraat"])).json()
    assert feed["items"][0]["url"].endswith("/inspraak/dorpsstraat/inloopavond/")
    assert desk.get("/inspraak/dorpsstraat/inloopavond/").status_code == 200
