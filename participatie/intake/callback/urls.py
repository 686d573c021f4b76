"""Addresses of “call me back”, for everyone."""

from django.urls import path

from participatie.intake.callback.views import ask

app_name = "callback"
urlpatterns = [
    path("bel-mij-terug/", ask.ask, name="ask"),
    path("bel-mij-terug/<uuid:pk>/", ask.asked, name="asked"),
    path("inspraak/<slug:slug>/reageren/bel-mij-terug/", ask.ask, name="ask"),
]
