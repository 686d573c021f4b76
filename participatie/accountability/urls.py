"""Addresses of the account for everyone."""

from django.urls import path

from participatie.accountability.views import account, contributions, decision

app_name = "accountability"
urlpatterns = [
    path("verantwoording/", account.account, name="account"),
    path("verantwoording/wijzigingen/", account.changes, name="changes"),
    path("verantwoording/nota/", account.nota, name="nota"),
    path("verantwoording/nota.pdf", account.nota_pdf, name="nota_pdf"),
    path("verantwoording/nota.csv", account.nota_csv, name="nota_csv"),
    path("besluit/", decision.decision, name="decision"),
    path("besluit/<int:number>/", decision.article, name="article"),
    path("reacties/", contributions.contributions, name="contributions"),
    path("reacties/<int:number>/", contributions.contribution, name="contribution"),
]
