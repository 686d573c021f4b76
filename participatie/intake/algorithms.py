"""What the computer does for a clerk who types in a contribution."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

MATCHING = register(
    Algorithm(
        slug="consultatie-herkennen",
        name=_("Finding the consultation that a letter or call is about"),
        description_short=_(
            "A member of staff who types in a letter or a telephone call types a few words of the "
            "consultation. The computer shows which consultations they may mean."
        ),
        goal=_(
            "Who calls does not have to wait long, and a letter does not end up with the wrong "
            "plan. You notice nothing of it, except that it goes faster."
        ),
        methods_and_models=_(
            "The computer looks for consultations with all the typed words in the title or in the "
            "first part of the number. It shows at most eight, those you can still respond to "
            "first. When just one consultation is open, that one is filled in beforehand."
        ),
        human_intervention=_(
            "The member of staff picks the consultation, sees its title beside the text, and can "
            "change it until the contribution is saved."
        ),
        source_data=_("The titles and numbers of the consultations. Nothing about people."),
        proportionality=_("A list of all consultations is long, and a wrong choice is soon made."),
        risks=_(
            "A wrong consultation can be picked. The title stays on the screen until it is saved."
        ),
        lawful_basis=_(
            "A letter to the province reaches the right place (General Administrative Law Act, "
            "article 2:3)."
        ),
        begin_date="2026-11",
        when_off=_("Staff choose the consultation from the whole list."),
        laws=(Link(_("General Administrative Law Act"), "https://wetten.overheid.nl/BWBR0005537"),),
    )
)

KNOWN_PEOPLE = register(
    Algorithm(
        slug="indiener-herkennen",
        name=_("Finding again who contributed before"),
        description_short=_(
            "A member of staff types in what you say. The computer shows whether we already know "
            "you, so that you do not have to spell your address again."
        ),
        goal=_("A call takes less time, and fewer addresses are mistyped."),
        methods_and_models=_(
            "The computer looks for people with exactly the same words in the name, the same "
            "postcode and house number, telephone number or e-mail address. It compares "
            "fingerprints of these, not the details themselves. It shows at most five people, "
            "with initials and without house number."
        ),
        human_intervention=_(
            "The member of staff asks who it is, chooses, and checks the details. Nothing is "
            "filled in by itself."
        ),
        source_data=_("Contact details of earlier contributions, as long as we keep them."),
        proportionality=_(
            "Only details that you just gave are searched by. Each look-up is noted with its "
            "reason."
        ),
        risks=_(
            "Somebody else with the same name can be chosen. The details are therefore masked "
            "until the member of staff chooses, and read back to you."
        ),
        lawful_basis=_("A task in the public interest (GDPR, article 6:1 e)."),
        begin_date="2026-11",
        when_off=_("Staff type all contact details themselves."),
    )
)
