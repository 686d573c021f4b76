"""Addresses of the frontdesk."""

from django.urls import path, register_converter

from participatie.intake.desk.doors import DoorConverter
from participatie.intake.desk.views import (
    acts,
    batches,
    call_back,
    checks,
    contribution,
    entry,
    find,
    home,
    keys,
    saved,
    sent_on,
    settling,
    stamps,
)

register_converter(DoorConverter, "door")

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("tellers/", home.counters, name="counters"),
    path("toetsen/", keys.all_keys, name="keys"),
    path("zoeken/", find.find, name="find"),
    path("gevonden/", find.found, name="found"),
    path("nieuw/<door:channel>/", entry.enter, name="enter"),
    path("nieuw/<door:channel>/<uuid:key>/", entry.entry, name="entry"),
    path("nieuw/<door:channel>/<uuid:key>/voorlezen/", entry.read_back, name="read_back"),
    path("nieuw/<door:channel>/<uuid:key>/weggooien/", entry.discard, name="discard"),
    path("reactie/<str:reference>/", contribution.contribution, name="contribution"),
    path("reactie/<str:reference>/opgeslagen/", saved.saved, name="saved"),
    path("reactie/<str:reference>/strook/", saved.slip, name="slip"),
    path("reactie/<str:reference>/contact/", contribution.contact, name="contact"),
    path("reactie/<str:reference>/volgcode/", contribution.code, name="code"),
    path("reactie/<str:reference>/intrekken/", contribution.withdraw, name="withdraw"),
    path("reactie/<str:reference>/naam/", contribution.name, name="name"),
    path("reactie/<str:reference>/verbeteren/", acts.correct, name="correct"),
    path("reactie/<str:reference>/aanvullen/", acts.add, name="add"),
    path("reactie/<str:reference>/aanvulling-vragen/", acts.ask, name="ask"),
    path("reactie/<str:reference>/aanvulling-afhandelen/", acts.settle, name="settle_request"),
    path(
        "reactie/<str:reference>/gegevens/<uuid:key>/",
        acts.change_contact,
        name="change_contact",
    ),
    path("bericht/<int:pk>/", settling.settle, name="settle"),
    path("bericht/<int:pk>/opnieuw/", settling.again, name="again"),
    path("stapel/", batches.start, name="batches"),
    path("stapel/<uuid:key>/", batches.batch, name="batch"),
    path("stapel/<uuid:key>/klaar/", batches.finish, name="batch_finish"),
    path("doorzenden/", sent_on.sent_on, name="sent_on"),
    path("doorzenden/<int:pk>/", sent_on.one, name="sent_on_one"),
    path("doorzenden/<int:pk>/brieven/", sent_on.letters, name="sent_on_letters"),
    path("doorzenden/<int:pk>/gepost/", sent_on.posted, name="sent_on_posted"),
    path("controle/", checks.checks, name="checks"),
    path("controle/<int:pk>/", checks.check, name="check"),
    path("stempels/", stamps.stamps, name="stamps"),
    path("terugbellen/<uuid:key>/invoeren/", call_back.from_call_back, name="from_call_back"),
]
