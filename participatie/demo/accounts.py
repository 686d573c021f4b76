"""The people who work in the demo province, at least one for each role."""

from django.conf import settings

from participatie.accounts.models import User
from participatie.accounts.roles import Role

DOMAIN = "demo.example"
PEOPLE = {
    "balie": ("Bente", "Balie", (Role.CLERK,)),
    "behandelaar": ("Hidde", "Behandelaar", (Role.HANDLER,)),
    "collega": ("Carla", "Collega", (Role.HANDLER, Role.CLERK)),
    "vaststeller": ("Vera", "Vaststeller", (Role.APPROVER,)),
    "redacteur": ("Rosa", "Redacteur", (Role.EDITOR,)),
    "statenlid": ("Stijn", "Statenlid", (Role.COUNCILLOR,)),
    "gedeputeerde": ("Roelof", "Bakhuizen", (Role.EXECUTIVE,)),
    "griffie": ("Greet", "Griffie", (Role.REGISTRY,)),
    "privacy": ("Petra", "Privacy", (Role.PRIVACY_OFFICER,)),
    "beheer": ("Bas", "Beheer", (Role.ADMINISTRATOR,)),
}
"""{name in the address: (first name, last name, roles)}."""


def ensure_accounts() -> dict[str, User]:
    """The demo accounts, made where they are missing."""
    people = {}
    for name, (first_name, last_name, roles) in PEOPLE.items():
        email = f"{name}@{DOMAIN}"
        found = User.objects.filter(email=email).first()
        if found is None:
            make = (
                User.objects.create_superuser
                if Role.ADMINISTRATOR in roles
                else User.objects.create_user
            )
            extra = {} if Role.ADMINISTRATOR in roles else {"roles": roles}
            found = make(
                email, settings.DEMO_PASSWORD, first_name=first_name, last_name=last_name, **extra
            )
        people[name] = found
    return people
