"""Addresses of the switches, for administrators."""

from django.urls import path

from participatie.duties import views

app_name = "switches"
urlpatterns = [
    path("algoritmes/", views.switches, name="list"),
    path("algoritmes/<slug:slug>/", views.one_switch, name="switch"),
]
