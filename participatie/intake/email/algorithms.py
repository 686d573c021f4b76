"""What the computer does with e-mail before a person looks at it."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

_AWB = Link(_("General Administrative Law Act"), "https://wetten.overheid.nl/BWBR0005537")

RECOGNISING = register(
    Algorithm(
        slug="e-mail-herkennen",
        name=_("Recognising e-mail that is no contribution"),
        description_short=_(
            "Between the e-mails of people are automatic replies, reports about mail that did not "
            "arrive, newsletters and messages that came twice. The computer sets these apart."
        ),
        goal=_(
            "Who works here finds the e-mails of people at once, and who did not get our message "
            "gets it another way."
        ),
        methods_and_models=_(
            "The computer looks at fixed signs in the technical lines of a message: that it was "
            "sent by a computer, that it belongs to a mailing list, or that it is a report of a "
            "mail server. A message of the same sender with exactly the same words and files as "
            "an earlier one came in twice. When a mail server reports that a message of ours did "
            "not arrive, the computer looks up which one by its number. For a mailbox where the "
            "organisation chose so, a message that came in time and has nothing special about it "
            "becomes a contribution by itself, with all its words and files, and its sender gets "
            "a confirmation of receipt."
        ),
        human_intervention=_(
            "Nothing is thrown away. What was set apart stands in a list of its own with the "
            "reason, and a member of staff can put it back with one button."
        ),
        source_data=_("The e-mails that come in, and the numbers of messages that we sent."),
        proportionality=_(
            "After the last day of a term hundreds of e-mails come in. Among those a person would "
            "overlook one sooner than a rule does."
        ),
        risks=_(
            "An e-mail of a person can be set apart by mistake, for example one that was sent "
            "through a mailing list. That is why staff look through the list too."
        ),
        lawful_basis=_(
            "Handling messages, and telling again what did not arrive (General Administrative Law "
            "Act, articles 2:11 and 3:15)."
        ),
        begin_date="2026-11",
        when_off=_(
            "All e-mails wait in one list, and none becomes a contribution without a person. "
            "Staff note by hand what did not arrive."
        ),
        laws=(_AWB,),
    )
)

FOLDING = register(
    Algorithm(
        slug="e-mail-inklappen",
        name=_("Folding quoted messages and signatures in e-mail"),
        description_short=_(
            "Under an e-mail often stands an older message, or a signature. The computer folds "
            "those, so that the sender's own words come first."
        ),
        goal=_("Your own words stand on top and are not overlooked."),
        methods_and_models=_(
            "The computer looks at the beginning of each line: a sign for quoting, a line such as "
            "“On Monday Jan wrote:”, the head of a forwarded message, or a greeting at the end."
        ),
        human_intervention=_(
            "A member of staff can unfold everything and chooses what becomes the text: the own "
            "words, or the whole message. The message as it came in is always kept."
        ),
        source_data=_("The text of e-mails that come in."),
        proportionality=_("Without it staff read the same older message again and again."),
        risks=_("Own words can be folded by mistake. They are still there, one press away."),
        lawful_basis=_("Handling messages (General Administrative Law Act, article 3:15)."),
        begin_date="2026-11",
        when_off=_("Staff see each message as a whole."),
        laws=(_AWB,),
    )
)
