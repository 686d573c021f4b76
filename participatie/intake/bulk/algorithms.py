"""What the computer does for a clerk who brings in a table."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

COLUMNS = register(
    Algorithm(
        slug="kolommen-herkennen",
        name=_("Recognising what is in the columns of a table"),
        description_short=_(
            "Contributions can come in as a table, from another system or from a typing bureau. "
            "The computer proposes which column holds the text, the name, the day and so on."
        ),
        goal=_(
            "A member of staff does not have to choose for each column what is in it, and fewer "
            "columns are mixed up."
        ),
        methods_and_models=_(
            "The computer compares the name of each column with a fixed list of names and with the "
            "questions of the consultation. Capitals, spaces and small typing errors do not count. "
            "The row with the most known names is taken for the row with the names of columns. It "
            "does not look at what people wrote."
        ),
        human_intervention=_(
            "The member of staff sees the proposal beside the first rows of the table, changes "
            "what is not right, and confirms it. Then everything is checked row by row, and only "
            "after a second confirmation it is brought in."
        ),
        source_data=_("The names of the columns. Nothing about people."),
        proportionality=_("A table can have dozens of columns, and each choice can be mistaken."),
        risks=_(
            "A column can be recognised wrongly, so that a name comes in the place of a town. The "
            "first rows are shown, so that it is noticed."
        ),
        lawful_basis=_(
            "Contributions are registered with care (General Administrative Law Act, article 3:2)."
        ),
        begin_date="2026-11",
        when_off=_("Staff choose for every column themselves what is in it."),
        laws=(Link(_("General Administrative Law Act"), "https://wetten.overheid.nl/BWBR0005537"),),
    )
)
