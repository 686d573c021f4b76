"""Letters that wait to be printed, for the tests of the post."""

from participatie.accounts.roles import Role
from participatie.intake.post import batches, notices
from participatie.intake.post.models import PrintBatch
from participatie.intake.post.tasks import make_files
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Consultation, Contact, Contribution
from participatie.pipeline.statuses import Channel, DeliveryWay, LetterForm
from tests import builders

PILES = "/balie/post/"
BATCHES = "/balie/post/partijen/"
RIA = Contact(
    name="Ria Smit", phone="0612345678", street="Kade 2", postcode="9999 XX", city="Harstede"
)


def letter(
    consultation: Consultation, form: LetterForm = LetterForm.NORMAL, contact: Contact = RIA
) -> Contribution:
    """A contribution whose receipt waits to go by letter, in this form."""
    person = Person(contact=contact, reply_by=DeliveryWay.LETTER, letter_form=form)
    return builders.contribution(consultation, channel=Channel.LETTER, submitter=person)


def batch(*forms: LetterForm, two_sided: bool = True) -> PrintBatch:
    """A batch of letters in these forms, with its files."""
    consultation = builders.consultation()
    for form in forms or (LetterForm.NORMAL,):
        letter(consultation, form)
    made = make(two_sided=two_sided)
    make_files(made.pk)
    made.refresh_from_db()
    return made


def make(*, email: str = "", two_sided: bool = True) -> PrintBatch:
    """A batch of all letters that wait, without its files."""
    clerk = builders.staff(Role.CLERK, email=email)
    return batches.make(notices.on(notices.PILES[0]), actor=clerk, two_sided=two_sided)
