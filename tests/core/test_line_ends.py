"""Lines that a scan broke are joined; lines that end where they end are not."""

import pytest

from participatie.core.text import without_hard_line_ends

SCANNED = (
    "1. De maximumsnelheid is tachtig kilometer per uur, behalve bij\n"
    "Ekkerbroek en op het stuk tussen de kerk\n"
    "en de school.\n"
    "2. De bomen blijven staan tot het jaar waarin zij door ouderdom\n"
    "omvallen:\n"
    "a. langs de weg;\n"
    "b. op het plein."
)


def test_a_scanned_article_has_one_line_for_each_paragraph():
    assert without_hard_line_ends(SCANNED) == (
        "1. De maximumsnelheid is tachtig kilometer per uur, behalve bij Ekkerbroek en op het stuk "
        "tussen de kerk en de school.\n"
        "2. De bomen blijven staan tot het jaar waarin zij door ouderdom omvallen:\n"
        "a. langs de weg;\n"
        "b. op het plein."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Hoofdstuk 2 Natuur en water in het gebied\nDe sloot wordt verlegd.",
        "Een lange regel zonder punt aan het einde ervan\n\nen een nieuwe alinea",
        "kort\nen een gedicht\nvan drie regels",
        "Wij vragen u om het volgende te regelen bij de brug:\n- een hek\n- een bord",
        "Een opsomming die doorloopt op de volgende regel\n2. het tweede lid",
    ],
)
def test_what_ends_where_it_ends_stays(text):
    assert without_hard_line_ends(text) == text
