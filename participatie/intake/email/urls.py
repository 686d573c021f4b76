"""Addresses of e-mail that came in."""

from django.urls import path

from participatie.intake.email.views import files, mailboxes, message, piles

app_name = "mails"
urlpatterns = [
    path("", piles.piles, name="piles"),
    path("postvakken/", mailboxes.mailboxes, name="mailboxes"),
    path("postvakken/nieuw/", mailboxes.make, name="make"),
    path("postvakken/<int:pk>/", mailboxes.mailbox, name="mailbox"),
    path("postvakken/<int:pk>/proberen/", mailboxes.try_out, name="try_out"),
    path("<uuid:pk>/", message.message, name="message"),
    path("<uuid:pk>/origineel/", files.original, name="original"),
    path("<uuid:pk>/bestand/<int:number>/", files.file, name="file"),
    path("<uuid:pk>/terugzetten/", message.put_back, name="put_back"),
    path("<uuid:pk>/<slug:step>/", message.act, name="act"),
]
