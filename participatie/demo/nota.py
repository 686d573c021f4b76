"""What the nota of the demo tells besides the answers: how people took part."""

from participatie.accountability.nota import acts
from participatie.accountability.nota.models import Instrument
from participatie.accounts.models import User
from participatie.pipeline.models import Consultation

TOLD = acts.Told(
    procedure=(
        "De kennisgeving stond vóór het begin van de termijn in het provinciaal blad, nummer 4711. "
        "Het ontwerp lag zes weken ter inzage: op deze website, in het provinciehuis in Harstede, "
        "in De Schakel in Oldelo en in De Veerstoep in Wijnvoort. In Oldelo en in Wijnvoort was "
        "een inloopavond."
    ),
    who=(
        "Inwoners, ondernemers, scholen, natuur- en fietsorganisaties, de gemeenten en het "
        "waterschap in het gebied. Wij nodigden iedereen uit die in het gebied woont of werkt, en "
        "belden organisaties op die wij in eerdere gesprekken misten."
    ),
    how=(
        "Met inloopavonden in twee dorpen, met een formulier op deze website, aan de balie, per "
        "brief, e-mail en telefoon. Wie dat wilde, kreeg hulp bij het opschrijven."
    ),
    results=(
        "In deze nota staat bij elk punt wat wij ermee deden. De lijst van wijzigingen zegt wat er "
        "in de tekst veranderde, en door wie."
    ),
    policy=(
        "Onze participatieverordening vraagt dat meedoen kan op de manier die bij mensen past, en "
        "dat iedereen antwoord krijgt. Beide zijn gebeurd. De termijn was zes weken."
    ),
)


def tells_of_the_participation(handler: User) -> None:
    """The account of every consultation whose answers are published.

    What is decided on there is a project: of that the Omgevingsbesluit asks no such account.
    """
    for consultation in Consultation.objects.exclude(answers_published_at=None):
        acts.tell_participation(
            consultation, actor=handler, instrument=Instrument.OTHER, told=TOLD, revision=0
        )
