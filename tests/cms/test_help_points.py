"""Help nearby: nearest by postcode without any outside service, and nothing of it is kept."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import HelpKind, HelpPoint
from participatie.accounts.roles import Role
from participatie.duties.switching import switch
from tests import builders

pytestmark = pytest.mark.django_db


def place(postcode="9911 XA", name="Bibliotheek", **over):
    values = {
        "name": name,
        "kind": HelpKind.LIBRARY,
        "street": "Brink 1",
        "postcode": postcode,
        "city": "Harstede",
        "helps_with": "Het formulier invullen.",
    }
    made = HelpPoint(**values | over)
    made.full_clean()
    made.save()
    return made


def shown(response):
    return [place.name for place in response.context["places"]]


def near(client, typed):
    return client.post("/hulp/", {"postcode": typed})


def test_without_a_postcode_all_places_stand_in_order_of_town(client):
    place(name="B", city="Zuid")
    place(name="A", city="Noord")

    assert shown(client.get("/hulp/")) == ["A", "B"]


@pytest.mark.parametrize("typed", ["9922 PB", "9922", "9922pb", " 9922  pb "])
def test_the_closest_number_comes_first(client, typed):
    for name, postcode in [("ver", "9711 AA"), ("dichtbij", "9921 AA"), ("tussen", "9901 AA")]:
        place(postcode, name)

    answer = near(client, typed)

    assert shown(answer) == ["dichtbij", "tussen", "ver"]
    assert "9922" in answer.content.decode()
    assert "niet altijd" in answer.content.decode()


def test_an_editor_can_say_for_which_postcodes_a_place_is(client):
    place("9921 AA", "het getal ligt dichtbij")
    place("9711 AA", "over de brug", serves="9700-9709, 9922")

    assert shown(near(client, "9922"))[0] == "over de brug"
    assert shown(near(client, "9923"))[0] == "het getal ligt dichtbij"


@pytest.mark.parametrize(
    "typed", ["", "0123 AB", "99", "SW1A 1AA", "٩٩١١", "9911 XAB", "a" * 10_000]
)
def test_what_is_no_postcode_is_said_and_everything_is_still_shown(client, typed):
    place()

    answer = near(client, typed)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert shown(answer) == ["Bibliotheek"]


def test_the_postcode_stands_in_no_address_and_no_cookie_is_set(client):
    place()

    answer = near(client, "9911 XA")

    assert not answer.cookies
    assert 'method="post"' in answer.content.decode()
    assert not client.get("/hulp/?postcode=9911").context["number"]


def test_when_the_algorithm_is_off_there_is_only_the_list(client):
    place("9711 AA", "A", city="Aa")
    place("9922 AA", "B", city="Zet")
    switch("hulp-in-de-buurt", to=False, actor=builders.staff(Role.ADMINISTRATOR), reason="Test")

    answer = near(client, "9922")

    assert shown(answer) == ["A", "B"]
    assert "Uw postcode" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_for_any_number_of_places(client, django_assert_num_queries, count):
    for number in range(count):
        place(name=f"Plek {number}")
    client.get("/hulp/")

    with django_assert_num_queries(2):
        client.get("/hulp/")


def test_without_places_the_page_leads_to_the_telephone(client):
    assert "Bel ons" in client.get("/hulp/").content.decode()


def test_an_editors_postcode_is_tidied_and_nonsense_is_refused():
    assert place("9911xa").postcode == "9911 XA"
    for wrong in ({"postcode": "99 AB"}, {"serves": "alles"}, {"serves": "9920-9910"}):
        with pytest.raises(ValidationError):
            place(**wrong)


def test_an_editor_makes_one_in_the_cms(client):
    client.force_login(builders.staff(Role.EDITOR))

    answer = client.post(
        "/cms/snippets/cms/helppoint/add/",
        {
            "name": "Bibliotheek",
            "kind": "library",
            "street": "Brink 1",
            "postcode": "9911xa",
            "city": "Harstede",
            "helps_with": "Printen",
        },
    )

    assert answer.status_code == 302, answer.content.decode()
    assert HelpPoint.objects.get().postcode == "9911 XA"
