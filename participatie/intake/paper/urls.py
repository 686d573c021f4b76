"""Addresses of the form on paper."""

from django.urls import path

from participatie.intake.paper import views

app_name = "paper"
urlpatterns = [
    path("inspraak/<slug:slug>/papieren-formulier.pdf", views.form, name="form"),
    path(
        "inspraak/<slug:slug>/papieren-formulier-grote-letter.pdf",
        views.form,
        {"large": True},
        name="large",
    ),
    path("papier/<str:code>/", views.scanned, name="scanned"),
]
