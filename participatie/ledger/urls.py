"""Addresses of the ledger for people."""

from django.urls import path

from participatie.ledger import views

app_name = "ledger"
urlpatterns = [
    path("logboek/", views.logbook, name="logbook"),
    path("logboek/controleer.py", views.verifier, name="verifier"),
    path("logboek/sluiting/<slug:slug>.txt", views.at_closing, name="at_closing"),
    path("logboek/controlepunten.atom", views.feed, name="feed"),
]
