"""What the computer does for clerks who type over letters."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

SAMPLE = register(
    Algorithm(
        slug="steekproef-overtypen",
        name=_("Drawing letters whose typed text a second person checks"),
        description_short=_(
            "Members of staff type over letters from a scan. The computer draws some of them. A "
            "colleague then compares the typed text with the scan."
        ),
        goal=_(
            "What stands in our file is what you wrote. And we know how often typing over goes "
            "wrong, without reading every letter twice."
        ),
        methods_and_models=_(
            "Every letter gets a secret follow code when it is saved. From that code the computer "
            "makes a number. Is that number divisible by the share that the province chose (ten, "
            "when it chose nothing), then the letter is drawn. So about one in ten is drawn. The "
            "code does not exist yet while somebody types, so nobody can know beforehand which "
            "letter is drawn, and nobody can skip one. Afterwards it can be calculated again."
        ),
        human_intervention=_(
            "A colleague who did not type the letter compares both, and says that they are the "
            "same, or corrects the text. You hear of a correction."
        ),
        source_data=_(
            "The follow code of the letter, and whether it has a scan and a typed text. Not who "
            "wrote it, who typed it or what it says."
        ),
        proportionality=_(
            "Reading everything twice takes too long. Letting people choose what to check finds "
            "fewer mistakes than chance does."
        ),
        risks=_(
            "A mistake in a letter that was not drawn is not found in this way. You can read what "
            "we typed over with your follow code, and the scan is kept."
        ),
        lawful_basis=_(
            "The province prepares its decisions with care (General Administrative Law Act, "
            "article 3:2)."
        ),
        begin_date="2026-11",
        when_off=_("No more letters are drawn. Those drawn before still wait for a colleague."),
        laws=(Link(_("General Administrative Law Act"), "https://wetten.overheid.nl/BWBR0005537"),),
    )
)
