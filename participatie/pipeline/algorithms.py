"""What the computer works out for the record."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

TIMELINESS = register(
    Algorithm(
        slug="op-tijd-bepalen",
        name=_("Working out whether a contribution came in on time"),
        description_short=_(
            "There is a term to respond to a plan. The computer works out when that term ends and "
            "whether a contribution came in before it."
        ),
        goal=_(
            "Everyone gets the same term. A contribution that came too late may stay unanswered, "
            "so for you it matters that this is worked out right."
        ),
        methods_and_models=_(
            "A term does not end on a Saturday, Sunday or public holiday, but on the next working "
            "day. An online contribution counts from the moment that you sent it. A letter counts "
            "by its postmark when it comes within a week after the end. What comes before the "
            "beginning counts too."
        ),
        human_intervention=_(
            "The computer refuses nothing for being late by letter, by telephone or at the desk: "
            "it is taken down with the remark “too late”. A member of staff decides what is done "
            "with it and gives the reason. Call us when you think that it is wrong."
        ),
        source_data=_(
            "The first and last day of the term, the moment that the contribution came in, the "
            "postmark, and the calendar of public holidays."
        ),
        proportionality=_(
            "The rules are fixed by law and leave no room. A computer makes fewer mistakes in them "
            "than people do."
        ),
        risks=_("A wrong date typed in gives a wrong result. Staff can see both dates beside it."),
        lawful_basis=_(
            "General Administrative Law Act, articles 3:16, 6:9 and 6:10, and the General "
            "Extension of Time Limits Act."
        ),
        begin_date="2026-11",
        laws=(
            Link(_("General Administrative Law Act"), "https://wetten.overheid.nl/BWBR0005537"),
            Link(
                _("General Extension of Time Limits Act"), "https://wetten.overheid.nl/BWBR0002448"
            ),
        ),
    )
)
