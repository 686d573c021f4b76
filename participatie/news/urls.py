"""Addresses of the news, of what follows it, and of the calendar."""

from django.urls import path

from participatie.news import formats, views

app_name = "news"
urlpatterns = [
    path("nieuws/", views.everything, name="all"),
    path("nieuws.atom", formats.atom, name="atom"),
    path("nieuws.json", formats.json_feed, name="json"),
    path("logboek/volgen/", views.checkpoints, name="checkpoints"),
    path("agenda.ics", formats.ics, name="ics"),
    path("nieuws/bevestigen/<str:token>/", views.confirm, name="confirm"),
    path("nieuws/afmelden/<str:token>/", views.stop, name="stop"),
    path("inspraak/<slug:slug>/nieuws/", views.of_consultation, name="of_consultation"),
    path("inspraak/<slug:slug>/nieuws.atom", formats.atom, name="atom_of_consultation"),
    path("inspraak/<slug:slug>/nieuws.json", formats.json_feed, name="json_of_consultation"),
    path("inspraak/<slug:slug>/agenda.ics", formats.ics, name="ics_of_consultation"),
]
