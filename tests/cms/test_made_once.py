"""Pages that are made once for everyone, for as long as they tell the truth."""

from datetime import timedelta

import pytest

from cms.models import ContentPage, HouseStyle
from participatie.core import clock
from participatie.pipeline.acts import deliveries
from participatie.pipeline.statuses import DeliveryStatus
from tests import builders
from tests.cms.pages import changed, editor, index, published

pytestmark = pytest.mark.django_db

PAGE = "/inspraak/dorpsweg/"


def read(client, url=PAGE, **sent):
    answer = client.get(url, **sent)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("url", ["/", "/inspraak/", PAGE, f"/en{PAGE}"])
def test_a_second_visit_costs_one_query(client, django_assert_num_queries, url):
    published()
    made = read(client, url)
    with django_assert_num_queries(1):
        assert read(client, url) == made


def test_who_has_the_page_already_gets_nothing_again(client):
    page = published()
    tag = client.get(PAGE)["ETag"]
    assert client.get(PAGE, headers={"if-none-match": tag}).status_code == 304
    changed(page, title="Een andere naam")
    answer = client.get(PAGE, headers={"if-none-match": tag})
    assert "Een andere naam" in answer.content.decode()
    assert answer["Cache-Control"] == "no-cache"


def test_what_came_in_is_told_at_once(client):
    consultation = published().consultation
    assert "1 reactie" not in read(client)
    builders.contribution(consultation)
    assert "1 reactie" in read(client)


def test_the_last_day_ends_by_the_clock(client):
    consultation = published().consultation
    assert "U kunt reageren tot en met" in read(client)
    with clock.at(clock.now() + timedelta(days=(consultation.closes_on - clock.today()).days + 1)):
        assert "U kunt reageren tot en met" not in read(client)
    assert "U kunt reageren tot en met" in read(client)


def test_a_page_that_is_taken_away_is_gone_at_once(client):
    published()
    page = index().get_parent().add_child(instance=ContentPage(title="Uitleg", slug="uitleg"))
    page.save_revision().publish()
    read(client, "/uitleg/")
    page.unpublish()
    assert client.get("/uitleg/").status_code == 404


def test_another_name_of_the_province_is_on_every_page_at_once(client):
    published()
    read(client)
    style = HouseStyle.for_request(client.get(PAGE).wsgi_request)
    style.name = "Provincie Anders"
    style.save()
    assert "Provincie Anders" in read(client)


def test_notices_to_senders_make_no_page_anew(client, django_assert_num_queries):
    consultation = published().consultation
    notice = builders.contribution(consultation).deliveries.get()
    read(client)
    deliveries.settle_delivery(notice, actor=None, status=DeliveryStatus.SENT)
    with django_assert_num_queries(1):
        read(client)


def test_staff_and_what_was_typed_are_never_kept_for_others(client, django_assert_num_queries):
    published()
    for sent in ({"query_params": {"fase": "open"}}, {"headers": {"cookie": "messages=x"}}):
        assert "ETag" not in client.get("/inspraak/", **sent)
    client.force_login(editor())
    assert "ETag" not in client.get(PAGE)


@pytest.mark.parametrize("url", ["/bestaat-niet/", "/inspraak/bestaat-niet/"])
def test_what_does_not_exist_is_not_kept(client, url):
    published()
    of_another_page = client.get(PAGE)["ETag"]
    for tag in ("", of_another_page, "*"):
        answer = client.get(url, headers={"if-none-match": tag})
        assert answer.status_code == 404
        assert "ETag" not in answer
