"""What the computer does with scanned letters."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

_AWB = Link(_("General Administrative Law Act"), "https://wetten.overheid.nl/BWBR0005537")

DIVIDING = register(
    Algorithm(
        slug="scans-verdelen",
        name=_("Seeing where a letter begins in a stack of scans"),
        description_short=_(
            "Letters on paper go through the scanner in a stack. The computer proposes where each "
            "letter begins, which pages are blank, and which lie upside down."
        ),
        goal=_("Letters are in the system sooner, so that the sender hears from us sooner."),
        methods_and_models=_(
            "The computer looks for the QR codes on our own separator sheets and paper forms. A "
            "page with almost nothing darker than the paper counts as blank. The program Tesseract "
            "says which side of a page is up."
        ),
        human_intervention=_(
            "A member of staff sees every page as a small picture, changes what is wrong, and only "
            "then divides the stack. No page is removed."
        ),
        source_data=_("The scanned pages. Nothing leaves our own server."),
        proportionality=_(
            "Leafing through hundreds of pages by hand takes hours and is prone to mistakes too."
        ),
        risks=_(
            "A page with a few faint words can look blank. It stays in the stack and on the "
            "screen, with a mark, until a person decided about it."
        ),
        lawful_basis=_(
            "Handling what people send to the province (General Administrative Law Act, articles "
            "2:3 and 6:6)."
        ),
        begin_date="2026-11",
        when_off=_("Staff mark by hand where a letter begins, and turn the pages themselves."),
        laws=(_AWB,),
    )
)

READING = register(
    Algorithm(
        slug="scans-lezen",
        name=_("Reading the words of a scanned letter"),
        description_short=_(
            "The computer reads the words of a scanned letter and proposes them to the member of "
            "staff who enters it, beside the picture of the letter."
        ),
        goal=_("Typing over a letter takes long. With a proposal the sender hears from us sooner."),
        methods_and_models=_(
            "The program Tesseract compares the shapes on the page with Dutch letters and words, "
            "and says of each word how sure it is. Words that it is not sure of are marked. It "
            "does not learn from the letters."
        ),
        human_intervention=_(
            "The proposal is not the text. A member of staff compares it with the picture, takes "
            "it over, mends it, or types the letter over. With the contribution is noted that the "
            "computer read it first, and the scan itself stays with it."
        ),
        source_data=_("The pages of the letter. Nothing leaves our own server."),
        proportionality=_(
            "Without it everything is typed over, in which mistakes are made too. The scan is "
            "always there to compare with."
        ),
        risks=_(
            "A word can be read wrongly, handwriting above all. Doubtful words are marked, and "
            "the picture stands beside it."
        ),
        lawful_basis=_(
            "Handling what people send to the province (General Administrative Law Act, articles "
            "2:3 and 6:6)."
        ),
        begin_date="2026-11",
        when_off=_("Staff type the letters over, or only add the scan."),
        laws=(_AWB,),
    )
)
