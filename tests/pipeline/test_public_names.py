"""A name is public only with the sender's permission, and only as long as that lasts."""

import pytest
from django.db import DatabaseError, transaction

from participatie.accounts.roles import Role
from participatie.pipeline import kinds
from participatie.pipeline.acts import public_texts
from participatie.pipeline.models import Contact, Event, PublicText
from participatie.pipeline.refusals import NotAllowed, Refused
from tests import builders

pytestmark = pytest.mark.django_db
HANDLER = Role.HANDLER


@pytest.fixture
def permitted():
    return builders.contribution(builders.consultation(), name_may_be_published=True)


def approve(contribution, **over):
    actor = builders.staff(HANDLER)
    return public_texts.approve_public_text(contribution, actor=actor, hidden=[], **over)


def test_the_name_comes_with_the_text_only_with_permission(permitted):
    other = builders.contribution(permitted.consultation)
    assert approve(permitted).name == "Jan de Vries"
    assert approve(other).name == ""


def test_an_organisation_is_named_instead_of_who_wrote_for_it():
    contact = Contact(name="Jan de Vries", organisation="Fietsersbond")
    given = builders.contribution(
        builders.consultation(), contact=contact, name_may_be_published=True
    )
    assert approve(given).name == "Fietsersbond"


def test_a_handler_may_leave_a_permitted_name_out(permitted):
    assert approve(permitted, with_name=False).name == ""


def test_a_withdrawn_permission_takes_the_name_from_every_version(permitted):
    approve(permitted)
    approve(permitted)
    public_texts.permit_name(permitted, actor=None, permitted=False)
    assert set(PublicText.objects.values_list("name", flat=True)) == {""}
    assert approve(permitted).name == ""
    event = Event.objects.get(kind=kinds.NAME_NOT_PERMITTED)
    assert (event.contribution, event.actor, event.data) == (permitted, None, {})


def test_a_permission_given_later_names_with_the_next_version(permitted):
    approve(permitted)
    clerk = builders.staff(Role.CLERK)
    public_texts.permit_name(permitted, actor=clerk, permitted=False)
    public_texts.permit_name(permitted, actor=clerk, permitted=True)
    assert PublicText.objects.get().name == ""
    assert approve(permitted).name == "Jan de Vries"


@pytest.mark.parametrize("yes", [True, False])
def test_what_was_noted_already_is_not_noted_twice(yes):
    given = builders.contribution(builders.consultation(), name_may_be_published=yes)
    with pytest.raises(Refused, match="al genoteerd"):
        public_texts.permit_name(given, actor=None, permitted=yes)
    assert not Event.objects.filter(kind__in=[kinds.NAME_PERMITTED, kinds.NAME_NOT_PERMITTED])


def test_who_gave_no_name_cannot_be_named():
    given = builders.contribution(builders.consultation(), contact=Contact(email="a@b.example"))
    with pytest.raises(Refused, match="geen naam"):
        public_texts.permit_name(given, actor=None, permitted=True)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.CLERK, HANDLER, Role.PRIVACY_OFFICER}]
)
def test_other_roles_do_not_note_a_permission(permitted, role):
    with pytest.raises(NotAllowed):
        public_texts.permit_name(permitted, actor=builders.staff(role), permitted=False)


def test_the_database_lets_a_name_go_and_never_come(permitted):
    approve(permitted, with_name=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicText.objects.update(name="Iemand anders")
    approve(permitted)
    PublicText.objects.update(name="")
    assert set(PublicText.objects.values_list("name", flat=True)) == {""}
