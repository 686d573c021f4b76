"""Accounts of people who work with the record. Senders never need one."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.accounts.roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes users known by e-mail address."""

    def create_user(
        self,
        email: str,
        password: str | None = None,
        *,
        roles: tuple[Role, ...] = (),
        **fields: Any,
    ) -> "User":
        """A new user with these roles. Without a password, only a code by e-mail logs in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator for the Wagtail admin; no role in the record comes with it."""
        fields |= {"is_staff": True, "is_superuser": True}
        return self.create_user(email, password, roles=(Role.ADMINISTRATOR,), **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Somebody who works with the record: a clerk, handler, approver, editor, Statenlid …"""

    username = None  # type: ignore[assignment]  # AbstractUser has one; ours log in by e-mail
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # AbstractUser has another one

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return f"User {self.pk}"

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person has; looked up once per request."""
        if not self.is_active:
            return frozenset()
        known = set(Role.values)
        names = self.groups.values_list("name", flat=True)
        return frozenset(Role(name) for name in names if name in known)

    def has_role(self, *roles: Role) -> bool:
        """Whether this person has at least one of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def name(self) -> str:
        """The name colleagues know this person by."""
        return self.get_full_name() or self.email
