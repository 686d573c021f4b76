"""The web form by its front door: what it shows, asks and refuses."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.intake.web import limits
from participatie.intake.web.models import Draft
from participatie.pipeline.acts import consultations
from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    DeliveryWay,
    Regime,
    SubmitterKind,
)
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, RECEIPT, errors, filled, pdf, send

pytestmark = pytest.mark.django_db


def test_looking_at_the_form_makes_no_draft_and_sets_no_cookie_of_ours(client: Client) -> None:
    builders.consultation()
    response = client.get(FORM)
    assert response.status_code == 200
    assert set(response.cookies) == {"csrftoken"}
    assert not Draft.objects.exists()
    page = response.content.decode()
    assert "Nieuwe inrichting van de Dorpsweg" in page
    assert "0999-000100" in page
    assert "Provinciehuis, Harstede" in page
    assert "noindex" not in page


def test_the_form_costs_as_many_queries_with_one_question_as_with_three(
    client: Client, django_assert_num_queries
) -> None:
    builders.consultation()
    more = [Question(f"q{n}", QuestionKind.OPEN, f"Vraag {n}?") for n in range(3)]
    builders.consultation(slug="drie", prefix="DR26", questions=more)
    client.get(FORM)
    for path in (FORM, "/inspraak/drie/reageren/"):
        with django_assert_num_queries(3):
            client.get(path)


def test_a_contribution_is_received_as_it_was_filled_in(client: Client) -> None:
    builders.consultation()
    given = send(client, attachments=[pdf("kaart.pdf")], phone="0612345678")
    assert given.channel == Channel.WEB
    assert given.text == "De lindes moeten blijven."
    assert given.given == {"opinion": "De lindes moeten blijven."}
    assert given.form.version == 1
    assert given.submitter.contact.name == "Jan de Vries"
    assert given.submitter.contact.phone == "06 12345678"
    assert given.submitter.reply_by == DeliveryWay.EMAIL
    [attachment] = given.attachments.all()
    assert attachment.kind == AttachmentKind.ATTACHMENT
    assert attachment.file.name == "kaart.pdf"


def test_every_kind_of_question_arrives_in_words(client: Client) -> None:
    builders.consultation(
        questions=[
            Question("why", QuestionKind.OPEN, "Waarom?"),
            Question("one", QuestionKind.ONE_CHOICE, "Voor of tegen?", choices=("Voor", "Tegen")),
            Question(
                "many",
                QuestionKind.SEVERAL_CHOICES,
                "Hoe reist u?",
                choices=("Fiets", "Bus", "Auto"),
            ),
            Question("safe", QuestionKind.SCALE, "Hoe veilig is de weg?"),
            Question("map", QuestionKind.FILE, "Uw kaart", optional=True),
        ]
    )
    values = filled(
        **{
            "question-why": "Om de kinderen.",
            "question-one": "Tegen",
            "question-many": ["Fiets", "Auto"],
            "question-safe": "2",
            "question-map": pdf("mijn kaart.pdf"),
        }
    )
    del values["question-opinion"]
    assert client.post(FORM, values)["Location"] == CHECK
    page = client.get(CHECK).content.decode()
    for shown in ("Om de kinderen.", "Tegen", "Fiets\nAuto", "mijn kaart.pdf"):
        assert shown in page
    client.post(CHECK)
    given = Contribution.objects.get()
    assert given.given == {
        "why": "Om de kinderen.",
        "one": "Tegen",
        "many": ["Fiets", "Auto"],
        "safe": "2",
    }
    assert given.attachments.get().file.name == "mijn kaart.pdf"


def test_an_optional_choice_can_be_left_open(client: Client) -> None:
    builders.consultation(
        questions=[
            builders.OPINION,
            Question("one", QuestionKind.ONE_CHOICE, "Eens?", "", True, ("Ja", "Nee")),
        ]
    )
    assert 'value="" class="utrecht-radio-button"' in client.get(FORM).content.decode()
    given = send(client, **{"question-one": ""})
    assert given.given == {"opinion": "De lindes moeten blijven."}


def test_many_questions_get_a_page_of_their_own(client: Client) -> None:
    questions = [Question(f"q{n}", QuestionKind.OPEN, f"Vraag {n}?") for n in range(7)]
    builders.consultation(questions=questions)
    first = client.get(FORM).content.decode()
    assert "Stap 1 van 3" in first
    assert 'name="email"' not in first
    answers = {f"question-q{n}": f"Antwoord {n}" for n in range(7)}
    response = client.post(FORM, answers)
    assert response["Location"] == f"{FORM}over-u/"
    assert client.get(CHECK)["Location"] == f"{FORM}over-u/"
    second = client.get(f"{FORM}over-u/").content.decode()
    assert "Stap 2 van 3" in second
    assert 'name="question-q1"' not in second
    about = {"name": "Jan", "reply_by": "phone", "phone": "0612345678"}
    assert client.post(f"{FORM}over-u/", about)["Location"] == CHECK
    client.post(CHECK)
    assert Contribution.objects.get().given["q6"] == "Antwoord 6"


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ({"question-opinion": ""}, "U hebt deze vraag nog niet beantwoord."),
        ({"question-opinion": " \n\t\x00 "}, "U hebt deze vraag nog niet beantwoord."),
        ({"name": ""}, "Vul uw naam in."),
        ({"reply_by": ""}, "Kies hoe u antwoord wilt."),
        ({"email": "jan@"}, "Dit is geen e-mailadres"),
        ({"email": ""}, "Vul uw e-mailadres in"),
        ({"reply_by": "phone"}, "Vul uw telefoonnummer in"),
        ({"reply_by": "letter", "street": "Weg 1", "city": "Oldelo"}, "Vul de postcode in"),
        ({"reply_by": "letter", "postcode": "9999 AB", "city": "Oldelo"}, "Vul straat en"),
        ({"reply_by": "collect", "email": ""}, "Vul één manier in"),
        ({"phone": "bel mij"}, "“bel mij” is geen telefoonnummer"),
        ({"reply_by": "phone", "phone": "06-1234"}, "“06-1234” is geen telefoonnummer"),
        ({"phone": "12"}, "“12” is geen telefoonnummer"),
        ({"postcode": "9999 A"}, "Schrijf de postcode als 1234 AB"),
        ({"represented_city": "Oldelo"}, "Vul de naam in van"),
        ({"represented_name": "Oma"}, "Stuur de machtiging mee"),
        ({"question-opinion": "é" * 250_001}, "250001"),
        ({"signatories": "naam\n" * 501}, "501"),
        ({"website": "http://spam.example"}, "Laat dit veld leeg"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    client: Client, over: dict[str, str], message: str
) -> None:
    builders.consultation()
    typed = {"organisation": "Dorpsbelang & zn. <Oldelo>"} | over
    response = client.post(FORM, filled(**typed), follow=True)
    # By a page of its own: a browser that goes back to the answer to a form shows nothing.
    # Only what a program filled in is not kept.
    assert len(response.redirect_chain) == (0 if "website" in over else 1)
    assert message in errors(response)
    page = response.content.decode()
    assert "<title>Fout: " in page
    assert 'id="error-summary" tabindex="-1" autofocus' in page
    assert "Dorpsbelang &amp; zn. &lt;Oldelo&gt;" in page
    assert not Contribution.objects.exists()
    assert "<title>Fout: " not in client.get(FORM).content.decode()


def test_an_informal_consultation_asks_for_nothing_but_an_opinion(client: Client) -> None:
    builders.consultation(regime=Regime.INFORMAL)
    response = client.post(FORM, {"question-opinion": "Mooi plan.", "reply_by": "collect"})
    assert response["Location"] == CHECK
    client.post(CHECK)
    submitter = Contribution.objects.get().submitter
    assert submitter.contact.name == ""
    assert submitter.reply_by == DeliveryWay.COLLECT


def test_no_way_of_answering_is_chosen_for_anybody(client: Client) -> None:
    builders.consultation()
    page = client.get(FORM).content.decode()
    # A letter is a normal one for who says nothing else.
    assert re.findall(r'name="([a-z_]+)"[^>]* checked', page) == ["letter_form"]


def test_somebody_can_speak_for_another_with_an_authorisation(client: Client) -> None:
    builders.consultation()
    given = send(
        client,
        represented_name="Oma de Vries",
        represented_street="Kerkpad 2",
        represented_postcode="9999ab",
        represented_city="Oldelo",
        authorisation=pdf("machtiging.pdf"),
    )
    assert given.submitter.contact.name == "Oma de Vries"
    assert given.submitter.contact.postcode == "9999 AB"
    assert given.represented_by.contact.name == "Jan de Vries"
    assert given.represented_by.reply_by == DeliveryWay.EMAIL
    assert given.attachments.get().kind == AttachmentKind.AUTHORISATION
    receipt = client.get(RECEIPT).content.decode()
    assert "Oma de Vries\nKerkpad 2\n9999 AB  Oldelo" in receipt
    assert "machtiging.pdf" in receipt


def test_a_letter_abroad_names_the_country_below_the_address(client: Client) -> None:
    builders.consultation()
    abroad = {"street": "Kade 1", "postcode": "B-3900", "city": "Pelt", "country": "België"}
    given = send(client, reply_by="letter", **abroad)
    assert given.submitter.contact.address_lines[-2:] == ["B-3900  Pelt", "BELGIË"]


def test_people_can_sign_along(client: Client) -> None:
    builders.consultation()
    given = send(client, signatories="Piet  Bakker\r\n\r\n Ans Mulder ")
    names = [one.submitter.contact.name for one in given.signatories.select_related("submitter")]
    assert names == ["Piet Bakker", "Ans Mulder"]
    assert given.submitter.kind == SubmitterKind.GROUP


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "Een boom 🌳 en een gezin 👨‍👩‍👧‍👦, " * 20,
        "أريد أن تبقى الأشجار \u200f(שלום)\u200f",
        '<script>alert(1)</script><b>vet</b> & "quote" \'; DROP TABLE',
    ],
    ids=["long", "emoji", "right-to-left", "html"],
)
def test_any_text_arrives_unchanged_and_is_shown_as_text(client: Client, text: str) -> None:
    builders.consultation()
    assert client.post(FORM, filled(**{"question-opinion": text})).status_code == 302
    page = client.get(CHECK).content.decode()
    assert "<script>alert" not in page
    assert "<b>vet</b>" not in page
    client.post(CHECK)
    assert Contribution.objects.get().text == text.strip()


def test_windows_line_ends_become_plain_ones(client: Client) -> None:
    builders.consultation()
    given = send(client, **{"question-opinion": "Eerst dit.\r\nDan dat.\0"})
    assert given.text == "Eerst dit.\nDan dat."


def test_a_form_without_its_token_is_refused() -> None:
    builders.consultation()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, filled()).status_code == 403
    assert not Draft.objects.exists()


def test_a_flood_from_one_network_is_stopped_and_what_was_typed_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.consultation()
    monkeypatch.setattr(limits, "DRAFTS_PER_HOUR", 2)
    library = {"REMOTE_ADDR": "203.0.113.7"}
    for _time in range(2):
        assert Client(**library).post(FORM, filled()).status_code == 302
    response = Client(**library).post(FORM, filled())
    assert response.status_code == 429
    assert "De lindes moeten blijven." in response.content.decode()
    assert Client(REMOTE_ADDR="203.0.113.8").post(FORM, filled()).status_code == 302
    assert Client(REMOTE_ADDR="2001:db8::1").post(FORM, filled()).status_code == 302
    assert Client(REMOTE_ADDR="127.0.0.1").post(FORM, filled()).status_code == 302


def test_before_the_term_the_page_says_from_when(client: Client) -> None:
    builders.consultation(opens_on=clock.today() + timedelta(days=5))
    page = client.get(FORM).content.decode()
    assert "U kunt nog niet reageren" in page
    assert "<form" not in page
    assert "U kunt nog niet reageren" in client.post(FORM, filled()).content.decode()
    assert not Draft.objects.exists()


def test_after_the_term_the_page_leads_to_what_was_done(client: Client) -> None:
    consultation = builders.consultation()
    with builders.after_the_term(consultation):
        page = client.get(FORM).content.decode()
    assert "De termijn is voorbij" in page
    assert "/volg/" in page
    assert "/inspraak/dorpsweg/verantwoording/" in page
    assert "<form" not in page


def test_a_consultation_without_a_web_door_names_the_others(client: Client) -> None:
    builders.consultation(doors={Channel.LETTER: "Postbus 100, Harstede"})
    page = client.get(FORM).content.decode()
    assert "niet met een formulier" in page
    assert "Postbus 100, Harstede" in page
    assert "0999-000100" in page


def test_an_unknown_consultation_is_not_found(client: Client) -> None:
    assert client.get("/inspraak/bestaat-niet/reageren/").status_code == 404


def test_new_questions_do_not_touch_an_answer_that_was_begun(client: Client) -> None:
    consultation = builders.consultation()
    other = Client()
    client.post(FORM, filled(name=""))
    consultations.put_in_force(
        builders.procedure(questions=[Question("new", QuestionKind.OPEN, "Wat is nieuw?")]),
        actor=builders.staff(Role.EDITOR),
        consultation=consultation,
    )
    assert "De vragen zijn veranderd" in client.get(FORM).content.decode()
    assert client.post(FORM, filled())["Location"] == CHECK
    client.post(CHECK)
    assert Contribution.objects.get().form.version == 1
    # Somebody else had the old questions on screen, and sends them for the first time now.
    assert other.post(FORM, filled(form="1"))["Location"] == CHECK
    other.post(CHECK)
    assert Contribution.objects.filter(form__version=1).count() == 2
    assert "Wat is nieuw?" in Client().get(FORM).content.decode()


def test_pages_with_something_of_somebody_are_kept_by_nobody(client: Client) -> None:
    builders.consultation()
    client.post(FORM, filled())
    for path in (FORM, CHECK):
        response = client.get(path)
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "same-origin"
        assert "noindex" in response["X-Robots-Tag"]
        assert 'content="noindex, nofollow"' in response.content.decode()
    cookie = client.cookies["reactie-nl"]
    assert cookie["httponly"]
    assert cookie["path"] == FORM
    assert cookie["samesite"] == "Lax"


def test_the_terms_last_second_belongs_to_it(client: Client) -> None:
    consultation = builders.consultation()
    with clock.at(terms.end_of(consultation.closes_on) - timedelta(seconds=1)):
        given = send(client)
    assert given.timeliness == "on_time"
