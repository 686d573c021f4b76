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
