"""The form on paper: the same questions, an accessible PDF, and a code that leads back."""

from datetime import date, timedelta

import pytest

from participatie.core import clock, organisation, terms
from participatie.intake.paper.addresses import postal_address
from participatie.intake.paper.codes import InvalidFormCode, code_of, form_with
from participatie.pipeline.acts import consultations
from participatie.pipeline.models import Contribution
from participatie.pipeline.models.consultation import QuestionWordings
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Channel, Regime
from participatie.pipeline.wordings import Wording, as_json
from tests import builders
from tests.core.test_pdf import opened, places, tags, words
from tests.intake import desk_form

pytestmark = pytest.mark.django_db
EVERY_KIND = [
    builders.OPINION,
    builders.WAY,
    Question(
        "where",
        QuestionKind.SEVERAL_CHOICES,
        "Welke plekken kent u?",
        help_text="Kijk op de kaart.",
        choices=("de brug", "de sluis"),
        optional=True,
    ),
    Question("mark", QuestionKind.SCALE, "Hoe veilig is het?", choices=("onveilig", "veilig")),
    Question("photo", QuestionKind.FILE, "Hebt u een foto?"),
]
FORM = "/inspraak/dorpsweg/papieren-formulier.pdf"
POST = {**dict.fromkeys(Channel, "Ergens"), Channel.LETTER: "Postbus 9\n9910 XA Harstede"}


def printed(client, address=FORM):
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/pdf"
    return response.content


# What stands on it


def test_it_asks_every_question_of_the_web_form_with_a_box_for_each_choice(client):
    builders.consultation(questions=EVERY_KIND)

    made = printed(client)
    text = words(made)

    for number, question in enumerate(EVERY_KIND, start=1):
        assert f"{number}. {question.label}" in text
        for choice in question.choices:
            assert choice in text
    assert "Kijk op de kaart." in text
    assert "1 – onveilig" in text
    assert "5 – veilig" in text
    assert "Mag uw naam bij uw reactie staan?" in text
    kinds = [tag["/S"] for tag in tags(made)]
    # Two and two choices, five steps, one file, four ways to be answered, two for the name, steps.
    assert kinds.count("/LI") >= 2 + 2 + 5 + 1 + 4 + 2


def test_it_is_archivable_accessible_and_has_its_title(client):
    builders.consultation()

    root = opened(printed(client)).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_address_is_in_the_window_of_the_envelope(client):
    builders.consultation(doors=POST)

    lines = {text: (x, y) for text, x, y in places(opened(printed(client)).pages[0])}

    for line in ("Provincie Woldermark", "Postbus 9", "9910 XA Harstede"):
        assert line in lines
    for line in ("Postbus 9", "9910 XA Harstede"):
        x, y = lines[line]
        assert 24 <= x <= 26
        assert 50 <= y <= 80
    seen = [
        text for text, x, y in places(opened(printed(client)).pages[0]) if x < 110 and 49 < y < 86
    ]
    assert seen == ["Provincie Woldermark", "Postbus 9", "9910 XA Harstede"]


def test_the_hours_of_our_number_are_not_said_of_another_number(client):
    builders.consultation(contact={"phone": "0999-000777"})

    text = words(printed(client))

    assert "Bel 0999-000777." in text
    assert organisation.details().phone_hours not in text


def test_it_says_the_last_day_and_what_the_postmark_does(client):
    with clock.at(terms.noon_of(date(2026, 3, 3))):
        builders.consultation(opens_on=date(2026, 3, 2), closes_on=date(2026, 4, 10))
        text = words(printed(client))

    assert "vrijdag 10 april 2026" in text
    assert "uiterlijk op 17 april 2026" in text
    assert "poststempel" in text


def test_every_sheet_carries_the_code(client):
    form = builders.consultation(questions=EVERY_KIND).form

    pages = opened(printed(client)).pages

    assert len(pages) > 1
    for page in pages:
        assert code_of(form) in page.extract_text()


def test_a_new_version_of_the_questions_gives_a_new_form_and_the_same_version_the_same_bytes(
    client,
):
    consulted = builders.consultation()
    builders.contribution(consulted)
    first = printed(client)
    assert printed(client) == first

    consultations.put_in_force(
        builders.procedure(questions=[builders.OPINION, builders.WAY]),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=consulted,
    )

    assert "Hoe reist u?" in words(printed(client))


def test_a_longer_term_stands_on_a_form_that_was_made_before(client):
    consulted = builders.consultation()
    printed(client)
    later = terms.next_working_day(consulted.closes_on + timedelta(days=14))

    consultations.put_in_force(
        builders.procedure(closes_on=later),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=consulted,
        term_reason="De stukken kwamen later.",
    )

    assert str(later.day) in words(printed(client))
    assert f"{later.year}" in words(printed(client))


def test_large_letters_take_more_sheets(client):
    builders.consultation(questions=EVERY_KIND)

    large = printed(client, "/inspraak/dorpsweg/papieren-formulier-grote-letter.pdf")

    assert len(opened(large).pages) > len(opened(printed(client)).pages)


def test_the_words_around_the_questions_can_be_english(client):
    builders.consultation()

    made = printed(client, "/en" + FORM)

    assert opened(made).trailer["/Root"]["/Lang"] == "en"
    assert builders.OPINION.label in words(made)


def test_questions_that_were_translated_read_in_english_on_the_english_form(client):
    consulted = builders.consultation(questions=[builders.OPINION, builders.WAY])
    english = Wording("How do you travel?", choices={"te voet": "on foot", "fiets": "by bicycle"})
    QuestionWordings.objects.create(
        consultation=consulted,
        language="en",
        content={builders.WAY.key: as_json(builders.WAY, english)},
        created_at=clock.now(),
    )

    text = words(printed(client, "/en" + FORM))

    assert "2. How do you travel?" in text
    assert "on foot" in text
    assert builders.OPINION.label in text
    assert "Hoe reist u?" in words(printed(client))


def test_after_the_term_the_page_says_that_it_has_ended(client):
    consulted = builders.consultation()
    with builders.after_the_term(consulted):
        assert client.get(FORM).url == "/inspraak/dorpsweg/reageren/"


@pytest.mark.parametrize(
    "question",
    [
        Question("q", QuestionKind.OPEN, "Een heel lange vraag " * 700),
        Question("q", QuestionKind.OPEN, "هل توافق على الخطة؟ האם אתה מסכים?"),
        Question("q", QuestionKind.OPEN, "Wat vindt u? 🌳🚲👩‍👩‍👧 #panic() *vet* $x$"),
        Question(
            "q",
            QuestionKind.SEVERAL_CHOICES,
            "Kies",
            choices=tuple(f"Keuze nummer {n} met nog wat woorden erachter" for n in range(40)),
        ),
    ],
    ids=["three pages", "right to left", "emoji", "forty choices"],
)
def test_any_question_can_be_printed(client, question):
    builders.consultation(questions=[question], title="Plan " * 45)

    assert opened(printed(client)).pages


def test_without_any_postal_address_it_says_where_to_hand_it_in(client, settings):
    settings.ORGANISATION_POSTAL_ADDRESS = ""
    builders.consultation(doors={Channel.DESK: "Balie, Lunesingel 1"})

    text = words(printed(client))

    assert "Lunesingel 1" in text
    assert "poststempel" not in text
    assert "postzegel" not in text


def test_what_an_editor_wrote_counts_as_address_as_far_as_the_postcode():
    written = "Provincie Woldermark, Inspraak N398, Postbus 100, 9910 XA Harstede, graag met naam"

    consulted = builders.consultation(doors={Channel.LETTER: written})

    assert postal_address(consulted) == [
        "Provincie Woldermark",
        "Inspraak N398",
        "Postbus 100",
        "9910 XA Harstede",
    ]


def test_a_formal_procedure_asks_for_the_name_and_another_does_not(client):
    builders.consultation(regime=Regime.INFORMAL)

    assert "U hoeft niet te zeggen wie u bent." in words(printed(client))


# Its code


def test_the_code_gives_the_version_back_however_it_is_typed():
    form = builders.consultation().form
    code = code_of(form)

    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('0', 'O')} "):
        assert form_with(typed) == form
    assert form_with(f"https://inspraak.example/papier/{code}/") == form


def test_a_typing_error_in_the_code_is_noticed():
    code = code_of(builders.consultation().form)
    wrong = code[:-3] + ("2" if code[-3] != "2" else "3") + code[-2:]

    for typed in (wrong, "PF-", "", "PF-ZZZZZZZZ-Z", "DW26", "PF-UUUU-U"):
        with pytest.raises(InvalidFormCode):
            form_with(typed)


def test_the_qr_code_leads_a_person_to_the_consultation(client):
    code = code_of(builders.consultation().form)

    assert client.get(f"/papier/{code}/").url == "/inspraak/dorpsweg/"
    wrong = client.get("/papier/PF-9999-9/")
    assert wrong.status_code == 404
    assert "formulier" in wrong.content.decode()


# At the desk


def test_a_clerk_who_types_the_code_gets_consultation_and_version(client):
    consulted = builders.consultation(questions=EVERY_KIND)
    form, clerk = consulted.form, desk_form.clerk_client()

    chosen = desk_form.send(
        clerk, Channel.LETTER, button="choose", consultation=code_of(form).lower()
    )
    page = clerk.get(chosen.url).content.decode()
    assert code_of(form) in page
    assert "Welke plekken kent u?" in page

    saved = desk_form.send(clerk, Channel.LETTER, form_code=code_of(form), consultation="")
    assert saved.status_code == 302, saved.content.decode()
    assert Contribution.objects.get().form == form


def test_the_version_that_was_printed_is_kept_when_there_is_a_newer_one(client):
    consulted = builders.consultation()
    builders.contribution(consulted)
    old = consulted.form
    consultations.put_in_force(
        builders.procedure(questions=[builders.OPINION, builders.WAY]),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=consulted,
    )

    desk_form.send(desk_form.clerk_client(), Channel.LETTER, consultation=code_of(old))

    assert Contribution.objects.latest("pk").form == old


def test_a_code_of_another_consultation_or_with_a_typing_error_is_said():
    form = builders.consultation().form
    builders.consultation(slug="wolf", title="Wolven", prefix="WO26")
    clerk = desk_form.clerk_client()

    other = desk_form.send(clerk, Channel.LETTER, consultation="WO26", form_code=code_of(form))
    assert "hoort bij" in other.content.decode()
    wrong = desk_form.send(clerk, Channel.LETTER, form_code="PF-0000-9")
    assert "tikfout" in wrong.content.decode()
    assert not Contribution.objects.exists()
