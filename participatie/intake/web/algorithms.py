"""What the computer does for those who fill in the form."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

PRIVATE_WORDS = register(
    Algorithm(
        slug="hint-over-persoonsgegevens",
        name=_("A hint about private details before you send"),
        description_short=_(
            "Before you send your contribution, the computer looks whether your text seems to hold "
            "a telephone number, an address or something about health. Then it says so. You "
            "decide: you can always send your text as it is."
        ),
        goal=_(
            "What you send may be published. It is easily overlooked that a private detail of "
            "yours or of somebody else is in it. The hint gives you the chance to take it out."
        ),
        methods_and_models=_(
            "The computer looks for fixed patterns: an e-mail address, a telephone number, a bank "
            "account, a citizen service number, a postcode with a number, and a street with a "
            "number. It also looks for words from a fixed list that are mostly about health, such "
            "as “diabetes”. Bank accounts and citizen service numbers are checked by their control "
            "digits. It does not learn, and nothing of what it found is kept."
        ),
        human_intervention=_(
            "You decide. The hint blocks nothing and changes nothing in your text. Before "
            "anything is published, a member of staff reads it."
        ),
        source_data=_("What you typed in the open questions of the form."),
        proportionality=_(
            "An explanation beside the question is there too, but it is easily read over. A "
            "refusal would be too much: sometimes a private detail is what it is all about."
        ),
        risks=_(
            "The computer misses details, and mentions what is none. Nobody is told that you got "
            "a hint."
        ),
        lawful_basis=_(
            "We may not process more personal data than we need. The General Data Protection "
            "Regulation (article 5 and article 25) says so."
        ),
        begin_date="2026-11",
        when_off=_("You see only the general explanation, without a hint about your own text."),
        laws=(
            Link(
                _("General Data Protection Regulation"),
                "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            ),
        ),
    )
)
