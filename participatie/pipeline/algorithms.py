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

SEARCH = register(
    Algorithm(
        slug="zoeken",
        name=_("The order of what you find with the search"),
        description_short=_(
            "When you search on this website, the computer decides what you see and in which "
            "order. It looks at the words only. Everyone who types the same words on the same "
            "day sees the same list."
        ),
        goal=_(
            "You find what you look for, also when you make a typing error or use another form "
            "of a word."
        ),
        methods_and_models=_(
            "The computer looks for every word that you typed, in the forms that the Dutch "
            "dictionary knows, and for longer words that begin with it. A word in a title weighs "
            "ten times as much as a word in a contribution, and a word in the text of a page or "
            "a document twice as much. What has the words more often weighs more, and what is "
            "long weighs less for it. Of equals, what was published last comes first. When "
            "nothing has all the words, the computer reads a word as the public word that looks "
            "most like it, then one of the words is enough, then a title that looks like it. The "
            "page says so. The list of contributions of one consultation is searched in the same "
            "way, by the words in its own texts. The computer does not learn."
        ),
        human_intervention=_(
            "The computer decides the order by itself. You can always look in the list of all "
            "consultations, or call us: we search along with you."
        ),
        source_data=_(
            "The public pages and documents, and of contributions the text that one of us read "
            "and approved for the public. What you search for is not kept."
        ),
        proportionality=_(
            "Without an order nobody finds anything in a long list. A simple order that can be "
            "explained is enough: who you are and what others clicked on play no part."
        ),
        risks=_(
            "Something that uses other words for the same is not found. A contribution in "
            "another language is found less easily."
        ),
        lawful_basis=_(
            "We must make information easy to find (article 2.4 of the Wet open overheid)."
        ),
        begin_date="2026-11",
        when_off=_(
            "The search finds only what has every word that you typed, the newest first. It "
            "guesses nothing."
        ),
    )
)
