"""Addresses of the account for everyone."""

from django.urls import path

from participatie.accountability import views

app_name = "accountability"
urlpatterns = [
    path("verantwoording/", views.account, name="account"),
    path("verantwoording/wijzigingen/", views.changes, name="changes"),
    path("verantwoording/nota/", views.nota, name="nota"),
    path("verantwoording/nota.pdf", views.nota_pdf, name="nota_pdf"),
    path("verantwoording/nota.csv", views.nota_csv, name="nota_csv"),
    path("reacties/", views.contributions, name="contributions"),
    path("reacties/<int:number>/", views.contribution, name="contribution"),
]
