"""What the law wants the demo province to say about privacy and accessibility."""

from datetime import timedelta

from participatie.core import clock
from participatie.duties.models import AccessibilityStatement, Accessible, LegalDetails


def build() -> None:
    """Fill in both settings, as a province that takes them seriously does."""
    legal = LegalDetails.load()
    legal.officer_name = "Functionaris gegevensbescherming"
    legal.officer_email = "fg@woldermark.example"
    legal.officer_phone = "0999-000103"
    legal.ordinance = "Participatieverordening Woldermark 2024"
    legal.contact_months, legal.record_years = 12, 20
    legal.security_email = "beveiliging@woldermark.example"
    legal.save()
    statement = AccessibilityStatement.load()
    statement.level = Accessible.PARTLY
    statement.checked_on = clock.today() - timedelta(days=100)
    statement.drawn_up_on = clock.today() - timedelta(days=90)
    statement.method = "Door een onafhankelijk bureau, volgens WCAG-EM, op 35 pagina’s."
    statement.shortcomings = [
        (
            "shortcoming",
            {
                "what": "Tekeningen in stukken van vóór 2026 hebben geen beschrijving.",
                "whom": "Wie een schermlezer gebruikt, hoort niet wat erop staat.",
                "instead": "Bel ons: wij vertellen wat er op de tekening staat.",
                "rule": "1.1.1 Niet-tekstuele content",
                "mended_by": clock.today() + timedelta(days=150),
            },
        )
    ]
    statement.answered_by = "Team Inspraak"
    statement.answer_days = 5
    statement.save()
