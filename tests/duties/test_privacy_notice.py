"""The privacy statement of a consultation: from its rules, and honest where nothing is known."""

import pytest
from django.urls import reverse

from participatie.duties.models import LegalDetails
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Regime
from tests import builders

pytestmark = pytest.mark.django_db


def notice(client, **over):
    found = builders.consultation(**over)
    return client.get(reverse("duties:privacy", args=[found.slug])).content.decode()


def fill_in(**values):
    legal = LegalDetails.load()
    for name, value in values.items():
        setattr(legal, name, value)
    legal.save()


@pytest.mark.parametrize(
    ("regime", "words"),
    [
        (Regime.AWB34, "afdeling 3.4"),
        (Regime.ORDINANCE, "artikel 147"),
        (Regime.INFORMAL, "artikel 3:2"),
    ],
)
def test_the_legal_basis_is_that_of_the_regime(client, regime, words):
    assert words in notice(client, regime=regime)


def test_a_formal_opinion_needs_a_name_and_another_does_not(client):
    assert "De wet vraagt daarom" in notice(client, regime=Regime.AWB34)
    assert "De wet vraagt daarom" not in notice(
        client, regime=Regime.INFORMAL, slug="los", prefix="LO26"
    )


def test_files_are_named_where_the_form_asks_for_them(client):
    file = Question("map", QuestionKind.FILE, "Uw kaart", optional=True)
    assert "Om uit te leggen wat u bedoelt." in notice(client, questions=[builders.OPINION, file])


def test_the_news_is_a_use_of_its_own_with_its_own_terms(client):
    told = notice(client)

    assert "ons nieuws, of de controlepunten van ons logboek" in told
    assert "na drie dagen" in told
    assert "een jaar na het besluit" in told


def test_terms_that_nobody_set_are_not_made_up(client):
    assert "nog geen precieze termijn" in notice(client)


def test_terms_that_were_set_are_told(client):
    fill_in(contact_months=12, record_years=20)
    told = notice(client)
    assert "12 maanden na het besluit" in told
    assert "20 jaar na het besluit" in told
    assert "nog geen precieze termijn" not in told


def test_the_officer_and_the_authority_are_named(client):
    fill_in(officer_name="Mevrouw A. de Wit", officer_email="fg@provincie.example")
    told = notice(client)
    assert "Mevrouw A. de Wit" in told
    assert "mailto:fg@provincie.example" in told
    assert "https://www.autoriteitpersoonsgegevens.nl/" in told


def test_the_ordinance_is_named_where_it_is_the_basis(client):
    fill_in(ordinance="Participatieverordening Woldermark", ordinance_url="https://a.example/")
    assert "Participatieverordening Woldermark" in notice(client, regime=Regime.ORDINANCE)


def test_on_an_english_page_the_names_that_an_editor_gave_say_that_they_are_dutch(client):
    fill_in(officer_name="Mevrouw A. de Wit", ordinance="Verordening Woldermark")
    found = builders.consultation(regime=Regime.ORDINANCE)
    told = client.get(f"/en/inspraak/{found.slug}/privacy/").content.decode()
    assert '<span lang="nl">Mevrouw A. de Wit</span>' in told
    assert '<span lang="nl">Verordening Woldermark</span>' in told


def test_there_is_none_for_what_is_no_consultation(client):
    assert client.get(reverse("duties:privacy", args=["onbekend"])).status_code == 404


def test_the_form_leads_to_it(client):
    found = builders.consultation()
    form = client.get(reverse("web:form", args=[found.slug])).content.decode()
    assert reverse("duties:privacy", args=[found.slug]) in form
