"""What the computer does when somebody types a follow code."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, register

GUESSING = register(
    Algorithm(
        slug="raden-van-codes-remmen",
        name=_("Slowing down who guesses follow codes"),
        description_short=_(
            "With a follow code you see your own contribution. When many wrong codes come from "
            "one internet connection, the computer also asks for the number of the contribution."
        ),
        goal=_(
            "Nobody can try codes until one fits. You may notice it in a library, when others "
            "there typed wrong codes: then you type your number as well."
        ),
        methods_and_models=_(
            "The computer counts the wrong codes from one internet connection in a quarter of an "
            "hour. From the tenth on it asks for the number as well. After a quarter of an hour "
            "the count begins anew."
        ),
        human_intervention=_(
            "None is needed: nobody is ever kept out. Who has lost the number calls us."
        ),
        source_data=_("The internet address (IP address), for a quarter of an hour at most."),
        proportionality=_(
            "A lock or a puzzle would keep out people with a disability. The number is on the same "
            "letter as the code."
        ),
        risks=_("Who has the code but not the number must wait a quarter of an hour, or call."),
        lawful_basis=_(
            "We must protect what you sent us (General Data Protection Regulation, article 32)."
        ),
        begin_date="2026-11",
    )
)
