"""What the computer does for those who sort contributions."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

PERSONAL_DATA = register(
    Algorithm(
        slug="persoonsgegevens-herkennen",
        name=_("Pointing at personal data in contributions"),
        description_short=_(
            "Before a contribution is published, a member of staff reads it. The computer marks "
            "what looks like personal data, such as a telephone number. The member of staff "
            "decides what is hidden."
        ),
        goal=_(
            "A contribution often holds details that are nobody’s business. The marks help staff "
            "not to overlook them. For you this means a smaller chance that your details end up "
            "on the internet."
        ),
        methods_and_models=_(
            "The computer looks for fixed patterns: an e-mail address, a telephone number, a bank "
            "account, a citizen service number, a postcode, and a street with a number. It also "
            "looks for the names of who sent or signed the contribution. Bank accounts and "
            "citizen service numbers are checked by their control digits. It does not learn, and "
            "the same text always gives the same marks."
        ),
        human_intervention=_(
            "The computer hides nothing by itself. A member of staff reads the whole text, ticks "
            "what is hidden, gives a reason for each passage and approves the result."
        ),
        source_data=_(
            "The text of the contribution, and the names of its sender and of who signed it."
        ),
        proportionality=_(
            "Reading alone misses details, above all in long texts. A computer that hides by "
            "itself would hide too much and too little. A mark with a person who decides is the "
            "middle way."
        ),
        risks=_(
            "The computer misses details, for instance a nickname, and marks what is none. That "
            "is why a person reads every text. Was something published that should not have "
            "been? Then call us, and we take it away."
        ),
        lawful_basis=_(
            "We may not publish personal data without need. The General Data Protection "
            "Regulation (article 5) and the Open Government Act (article 5.1) say so."
        ),
        begin_date="2026-11",
        when_off=_("Staff read the texts without marks."),
        laws=(Link(_("Open Government Act"), "https://wetten.overheid.nl/BWBR0045754"),),
    )
)
