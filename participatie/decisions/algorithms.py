"""What the computer does for those who prepare a decision."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, register

CUTTING = register(
    Algorithm(
        slug="artikelen-herkennen",
        name=_("Cutting a draft decision into articles"),
        description_short=_(
            "A member of staff pastes the text of a draft decision. The computer proposes where "
            "each article begins. The member of staff checks it and keeps it."
        ),
        goal=_(
            "With separate articles we can show you exactly which piece of text changed because of "
            "which contribution."
        ),
        methods_and_models=_(
            "The computer looks for lines such as “Artikel 4” and for numbers such as “2.1”. From "
            "these it picks the longest row of numbers that follow one another, and leaves out "
            "footnotes, lists and the table of contents. It does not learn."
        ),
        human_intervention=_(
            "The member of staff sees every article before it is kept, and changes the text or its "
            "headings where the proposal is wrong. No word of the text is lost."
        ),
        source_data=_("The text of the draft decision. Nothing about people."),
        proportionality=_("By hand it takes hours for a long text, and mistakes slip in."),
        risks=_("A heading may be missed. The member of staff sees that before it is kept."),
        lawful_basis=_(
            "A decision says what it rests on (General Administrative Law Act, article 3:46)."
        ),
        begin_date="2026-11",
        when_off=_("The text stays in one piece."),
    )
)
