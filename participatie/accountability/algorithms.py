"""What the computer does for members of the Provincial Council who check the record."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, register

SAMPLE = register(
    Algorithm(
        slug="steekproef-trekken",
        name=_("Drawing a sample of contributions for the Provincial Council"),
        description_short=_(
            "Members of the Provincial Council check how contributions were handled. The computer "
            "draws a number of them by chance, so that nobody chooses which ones are checked."
        ),
        goal=_(
            "An honest check. For you it means that your contribution may be read by a member of "
            "the Provincial Council, without what was hidden and without your details."
        ),
        methods_and_models=_(
            "Each contribution gets a place in a row, worked out from a word that the member "
            "chooses (the seed) and the number of the contribution, with the standard SHA-256. "
            "The first ones of that row are the sample. Whoever gives the same word gets the same "
            "sample, so a colleague can check it."
        ),
        human_intervention=_(
            "The member decides how many are drawn, from which contributions, and what they think "
            "of them. Nothing follows from being drawn."
        ),
        source_data=_("The numbers of the contributions. Nothing about people."),
        proportionality=_(
            "There may be thousands of contributions. Picking by hand is never really by chance."
        ),
        risks=_("A sample does not show everything. That is why the whole list is there as well."),
        lawful_basis=_("The Provincial Council checks the work of the province (Provinces Act)."),
        begin_date="2026-11",
        when_off=_("Members read from the whole list and draw no sample."),
    )
)
