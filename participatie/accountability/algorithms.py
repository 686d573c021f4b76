"""What the computer does for members of the Provincial Council who check the record."""

from django.utils.translation import gettext_lazy as _

from participatie.core.algorithms import Algorithm, Link, register

SAMPLE = register(
    Algorithm(
        slug="steekproef-trekken",
        name=_("Drawing a sample of points for the Provincial Council"),
        description_short=_(
            "We take points from what people say, and answer each point. Members of the "
            "Provincial Council check those answers. The computer draws a number of points by "
            "chance, so that nobody chooses which ones are checked."
        ),
        goal=_(
            "An honest check. For you it means that your contribution may be read by a member of "
            "the Provincial Council, without what was hidden and without your details."
        ),
        methods_and_models=_(
            "Each point gets a lottery number, worked out from a word that the member chooses "
            "(the seed) and the number of the point, with the standard SHA-256. The points with "
            "the lowest lottery numbers are the sample. Whoever gives the same word gets the same "
            "sample. Everyone can draw it again, on a page of each consultation."
        ),
        human_intervention=_(
            "The member decides how many points are drawn and from which ones: all, or only those "
            "of one door, theme or outcome. The member says of each point whether the answer "
            "convinces. Nothing follows from being drawn."
        ),
        source_data=_(
            "The numbers of the points. To choose from which ones to draw: the door, the theme "
            "and the outcome. Nothing about people."
        ),
        proportionality=_(
            "There may be thousands of points. Picking by hand is never really by chance."
        ),
        risks=_(
            "A sample does not show everything. That is why the whole list is there as well. Who "
            "tries many seeds could pick a sample that suits them. That is why the seed is agreed "
            "beforehand and stands with the sample."
        ),
        lawful_basis=_("The Provincial Council checks the work of the province (Provinces Act)."),
        begin_date="2026-11",
        when_off=_(
            "No sample can be drawn. Members still read samples that were drawn before, and the "
            "whole list."
        ),
    )
)

LAGGING_DOORS = register(
    Algorithm(
        slug="kanalen-vergelijken",
        name=_("Warning when one way to respond is slower than the others"),
        description_short=_(
            "You can respond in several ways: with the form, by letter, by telephone, at the desk, "
            "by e-mail or at a meeting. The computer works out whether people who respond in one "
            "way wait longer than others, and then warns us."
        ),
        goal=_(
            "Every way to respond counts the same. For you it means that we notice when letters "
            "or calls lie waiting, and do something about it."
        ),
        methods_and_models=_(
            "For each way the computer counts how long it took until the confirmation of receipt "
            "and the answer were on their way, how many contributions were answered, how many have "
            "an outcome, and how many wait for delivery of a message. Each way is compared with "
            "the best one. The computer warns from a difference of 3 days for the receipt, 14 days "
            "for the answer, or 10 percentage points for a share of 10 contributions or "
            "more. Answers are compared within one consultation. Of fewer than 5 senders it works "
            "out nothing. Times are calendar time, so weekends count. Who still waits counts with "
            "the time waited so far."
        ),
        human_intervention=_(
            "The warning does nothing by itself. A member of staff looks why it is so and what "
            "must be done."
        ),
        source_data=_(
            "The way in which a contribution came in, and the moments of receipt, answer and "
            "messages. Not who sent it, and not what is in it."
        ),
        proportionality=_(
            "By hand nobody would see in time that one way falls behind. Only totals are used."
        ),
        risks=_(
            "A difference can have a good reason: many letters came in early, or before a feast "
            "day. That is why it is only a warning, and the numbers stand beside it."
        ),
        lawful_basis=_(
            "The province keeps the ways to respond equally open. The General Administrative Law "
            "Act (articles 2:1 and 3:15) says so."
        ),
        begin_date="2026-11",
        when_off=_("The page shows the numbers without warnings."),
        laws=(
            Link(
                _("General Administrative Law Act"),
                "https://wetten.overheid.nl/BWBR0005537",
            ),
        ),
    )
)
