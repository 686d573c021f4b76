"""What the record adds to Wagtail's own rules of who may do what with a page."""

from typing import Any

from wagtail.models import PagePermissionTester

from cms import language
from participatie.pipeline import permissions
from participatie.pipeline.permissions import Act
from participatie.pipeline.statuses import BEFORE_THE_END


class FixedPagePermissions(PagePermissionTester):
    """For pages that the site cannot do without; it can do without their translations."""

    page: Any

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Never an original."""
        return language.is_translation(self.page) and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Never an original."""
        return language.is_translation(self.page) and super().can_unpublish()


class IndexPermissions(FixedPagePermissions):
    """For the page under which consultations are made."""

    def can_publish_subpage(self) -> bool:
        """Also asks for a role that may put a procedure in force."""
        return super().can_publish_subpage() and permissions.may(self.user, Act.PUT_IN_FORCE)


class ConsultationPermissions(PagePermissionTester):
    """For the page of a consultation. These hold for superusers as well."""

    page: Any

    def can_publish(self) -> bool:
        """Publishing puts the procedure in force, so the role must allow that act."""
        return super().can_publish() and permissions.may(self.user, Act.PUT_IN_FORCE)

    def can_unpublish(self) -> bool:
        """Not before the term has ended: so long the documents must lie open (Awb 3:11 lid 4)."""
        consultation = self.page.consultation
        if consultation is not None and consultation.stage in BEFORE_THE_END:
            return False
        return super().can_unpublish()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Not once the procedure has been in force: the record refers to its page."""
        return self.page.consultation_id is None and super().can_delete(ignore_bulk)
