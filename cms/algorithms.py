"""What the computer does for those who write the pages."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, register

READABILITY = register(
    Algorithm(
        slug="leesbaarheid",
        name=_("Saying how easily a text reads"),
        description_short=_(
            "Beside a text for this website, its writer sees how easily it reads, and which "
            "sentences and words are long. The writer decides what to do with that."
        ),
        goal=_(
            "We want everyone to understand what we write. The hint helps our writers to see a "
            "sentence that is too long. For you this means texts that read more easily."
        ),
        methods_and_models=_(
            "The computer counts words, sentences and syllables, with the Flesch-Douma formula: "
            "207 − 0.93 × words per sentence − 77 × syllables per word. It quotes the longest "
            "sentences, lists the long words, and looks up formal words in a fixed list with "
            "plainer ones. It does not learn, and the same text always gives the same result."
        ),
        human_intervention=_(
            "The computer changes nothing and stops nobody. The writer reads the hint and decides."
        ),
        source_data=_("The text of the page. No personal data."),
        proportionality=_(
            "It is best to ask readers what they think. Counting costs nothing and can be done "
            "for every text."
        ),
        risks=_(
            "The computer does not know what words mean. A text with short words can still be "
            "hard to understand."
        ),
        lawful_basis=_(
            "Using plain language belongs to good administration. No law asks for this hint."
        ),
        begin_date="2026-11",
        when_off=_("Writers do not see how easily their text reads."),
    )
)

HELP_NEARBY = register(
    Algorithm(
        slug="hulp-in-de-buurt",
        name=_("Help points that lie near a postcode"),
        description_short=_(
            "Who types a postcode on the page with help points sees the places with the closest "
            "postcodes first."
        ),
        goal=_(
            "Whoever wants help with a contribution finds a library or information point nearby "
            "without having to search a long list."
        ),
        methods_and_models=_(
            "The computer compares the four digits of the typed postcode with those of each help "
            "point, and puts the smallest difference first. Neighbouring numbers mostly lie near "
            "each other, but not always. So an editor can say for which postcodes a help point is; "
            "that one then comes first. No map and no other service is used."
        ),
        human_intervention=_(
            "An editor writes down the help points and can correct the order. You choose yourself "
            "where you go."
        ),
        source_data=_(
            "The postcodes of the help points, and the postcode that you type. We do not keep it."
        ),
        proportionality=_(
            "Measuring the real distance needs a map or another service, which would then hear "
            "your postcode. Comparing numbers is enough to find a place nearby."
        ),
        risks=_(
            "The nearest place on the map can have a number further away, such as across a river "
            "or the border of a province. The page says so, and the whole list can be opened."
        ),
        lawful_basis=_(
            "The province helps people who want to take part (General Administrative Law Act, "
            "article 2:1)."
        ),
        begin_date="2026-11",
        when_off=_("The help points are in order of town."),
    )
)
