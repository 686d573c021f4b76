"""A nota van beantwoording of any size, as templates/accountability/nota/nota.typ takes it."""

from participatie.core.word_diff import word_diff

LABELS = {
    "contents": "Inhoud",
    "introduction": "Inleiding",
    "overview": "Overzicht van de reacties",
    "themes": "Beantwoording per thema",
    "individual": "Beantwoording per reactie",
    "own_changes": "Ambtshalve wijzigingen",
    "changes": "Lijst van wijzigingen",
    "follow_up": "Vervolg",
    "concordance": "Waar staat uw reactie?",
    "theme": "Thema",
    "points": "Punten",
    "said": "Samenvatting",
    "answer": "Beantwoording",
    "outcome": "Uitkomst",
    "leads_to": "Leidt tot wijziging",
    "number": "Nr.",
    "adapts": "Leidt tot aanpassing",
    "what_changes": "Wat verandert, en waar",
    "see": "Zie",
    "place": "Artikel",
    "before": "Was",
    "after": "Wordt",
    "because_of": "Naar aanleiding van",
    "reason": "Reden",
    "contribution": "Reactie",
    "page": "Pagina",
    "none": "Geen.",
    "individual_caption": "Alle reacties, punt voor punt",
    "changes_caption": "Wijzigingen door reacties",
    "own_changes_caption": "Wijzigingen van de provincie zelf",
    "concordance_caption": "Van nummer naar thema en pagina",
}

# Theme, what was said, what was answered, outcome, whether it leads to an adaptation.
SUBJECTS = [
    (
        "Fietsen en lopen",
        "Het fietspad langs de Dorpsweg is te smal. Twee fietsers kunnen elkaar niet veilig "
        "passeren, zeker niet met een bakfiets of een scootmobiel.",
        "Wij zijn het met de indieners eens. Het fietspad wordt verbreed naar 3,5 meter, zoals de "
        "richtlijn voor drukke schoolroutes aanbeveelt.",
        "Overgenomen",
        "Ja",
    ),
    (
        "Verkeersveiligheid",
        "Indiener vraagt om een lagere maximumsnelheid op de N362 bij de basisschool.",
        "Bij de school komt een plateau. Een lagere snelheid past niet bij de functie van de weg.",
        "Niet overgenomen",
        "Nee",
    ),
    (
        "Windenergie",
        "Windmolens staan te dicht bij de woningen aan de Heideweg; indiener vreest slagschaduw.",
        "De afstand voldoet aan de norm. Wij nemen een voorschrift op over slagschaduw.",
        "Deels overgenomen",
        "Deels",
    ),
    (
        "Openbaar vervoer",
        "De bushalte bij het ziekenhuis mag niet verdwijnen.",
        "De dienstregeling valt buiten deze visie. Wij stuurden uw reactie door aan de vervoerder.",
        "Valt buiten het plan",
        "Nee",
    ),
]
CHANNELS = ["Webformulier", "Brief", "Balie", "Telefoon", "E-mail", "Bijeenkomst"]
BEFORE = "De gemeente legt langs de Dorpsweg een fietspad aan van 2 meter breed."
AFTER = "De provincie legt langs de Dorpsweg een vrij fietspad aan van 3,5 meter breed."
POINTS_EACH = 4


def nota(points=40, answers=4):
    """The data of a nota with so many points, four a contribution, and so many answers."""
    themes = [
        {"code": "ABCD"[number], "title": subject[0], "intro": [], "answers": []}
        for number, subject in enumerate(SUBJECTS)
    ]
    for number in range(answers):
        _theme, said, answered, outcome, adapts = SUBJECTS[number % 4]
        themes[number % 4]["answers"].append(
            {
                "reference": f"OV26-A{number + 1}",
                "title": said.split(". ")[0],
                "summary": said,
                "points": [],
                "answer": [answered],
                "outcome": outcome,
                "changes": [] if adapts == "Nee" else [f"W{number + 1}"],
            }
        )
    every_answer = sorted(
        (answer for theme in themes for answer in theme["answers"]),
        key=lambda answer: int(answer["reference"].removeprefix("OV26-A")),
    )
    contributions = [_contribution(number, every_answer) for number in range(points // POINTS_EACH)]
    return {
        "labels": LABELS,
        "cover": {
            "organisation": "Provincie Woldermark",
            "title": "Nota van beantwoording",
            "subtitle": "Omgevingsvisie Woldermark 2026",
            "status": "Vastgesteld door Provinciale Staten op 1 september 2026",
            "facts": [["Ter inzage", "10 april tot en met 22 mei 2026"]],
        },
        "introduction": [
            "Van 10 april tot en met 22 mei 2026 lag de ontwerp-omgevingsvisie ter inzage.",
            {"type": "heading", "text": "Procedure"},
            {"type": "facts", "rows": [["Bekendmaking", "Provinciaal blad 2026, 4321"]]},
        ],
        "overview": [
            {
                "type": "table",
                "caption": "Reacties per kanaal",
                "columns": ["Kanaal", "Aantal", "Op tijd", "Te laat", "Niet ontvankelijk"],
                "widths": [2, 1, 1, 1, 1],
                "numbers": True,
                "total": True,
                "rows": [
                    *[[channel, 2, 2, 0, 0] for channel in CHANNELS],
                    ["Samen", 12, 12, 0, 0],
                ],
            }
        ],
        "themes": themes,
        "contributions": contributions,
        "changes": [*_changes(every_answer), OWN_CHANGE],
        "follow_up": ["Tegen dit besluit staat geen beroep open."],
    }


OWN_CHANGE = {
    "id": "W900",
    "place": "Artikel 1.1",
    "before": "begrip",
    "after": "begripsbepaling",
    "reason": "Verschrijving.",
    "answers": [],
}


def _contribution(number, every_answer):
    reference = f"OV26-{number + 1:04}"
    points = []
    for place in range(POINTS_EACH):
        answer = every_answer[(number * 3 + place) % len(every_answer)]
        adapts = {"Overgenomen": "Ja", "Deels overgenomen": "Deels"}
        points.append(
            {
                "reference": f"{reference}.{place + 1}",
                "summary": answer["summary"],
                "answer": answer["answer"][0],
                "answers": [answer["reference"]],
                "adapts": adapts.get(answer["outcome"], "Nee"),
                "change": "Het artikel is aangepast." if answer["changes"] else None,
                "changes": answer["changes"],
            }
        )
        answer["points"].append(f"{reference}.{place + 1}")
    return {
        "reference": reference,
        "name": "Fietsersbond Woldermark" if number % 9 == 4 else None,
        "facts": [CHANNELS[number % 6], "8 mei 2026"],
        "remark": "Ontvangen na de termijn; ambtshalve meegenomen." if number % 11 == 3 else None,
        "points": points,
    }


def _changes(every_answer):
    return [
        {
            "id": answer["changes"][0],
            "place": f"Artikel 3.{number + 1}",
            "before": BEFORE,
            "after": AFTER,
            "pieces": word_diff(BEFORE, AFTER),
            "reason": "De richtlijn voor schoolroutes.",
            "answers": [answer["reference"]],
        }
        for number, answer in enumerate(every_answer)
        if answer["changes"]
    ]
