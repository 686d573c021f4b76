"""Addresses of the frontdesk."""

from django.urls import path, register_converter

from participatie.intake.desk.doors import DoorConverter
from participatie.intake.desk.views import call_back, contribution, entry, find, home

register_converter(DoorConverter, "door")

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("tellers/", home.counters, name="counters"),
    path("zoeken/", find.find, name="find"),
    path("gevonden/", find.found, name="found"),
    path("nieuw/<door:channel>/", entry.enter, name="enter"),
    path("nieuw/<door:channel>/<uuid:key>/", entry.entry, name="entry"),
    path("nieuw/<door:channel>/<uuid:key>/voorlezen/", entry.read_back, name="read_back"),
    path("nieuw/<door:channel>/<uuid:key>/weggooien/", entry.discard, name="discard"),
    path("reactie/<str:reference>/", contribution.contribution, name="contribution"),
    path("reactie/<str:reference>/opgeslagen/", contribution.saved, name="saved"),
    path("reactie/<str:reference>/strook/", contribution.slip, name="slip"),
    path("reactie/<str:reference>/contact/", contribution.contact, name="contact"),
    path("reactie/<str:reference>/volgcode/", contribution.code, name="code"),
    path("reactie/<str:reference>/intrekken/", contribution.withdraw, name="withdraw"),
    path("reactie/<str:reference>/naam/", contribution.name, name="name"),
    path("bericht/<int:pk>/", contribution.settle, name="settle"),
    path("terugbellen/<uuid:key>/invoeren/", call_back.from_call_back, name="from_call_back"),
]
