"""A panel of the edit form that only tells."""

from typing import Any

from wagtail.admin.panels import Panel

from cms import advice


class ProcedureNotes(Panel):
    """What to look at before publishing, and what is in force now."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/procedure_notes.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """`warnings`, and `consultation` when the procedure is in force."""
            context = super().get_context_data(parent_context)
            return context | {
                "warnings": advice.warnings(self.instance),
                "consultation": self.instance.consultation,
            }
