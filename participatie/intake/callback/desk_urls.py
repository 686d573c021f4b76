"""Addresses of the call-backs at the desk."""

from django.urls import path

from participatie.intake.callback.views import desk

app_name = "callbacks"
urlpatterns = [
    path("", desk.waiting, name="waiting"),
    path("<uuid:pk>/", desk.call, name="call"),
    path("<uuid:pk>/ingevuld/", desk.draft, name="draft"),
    path("<uuid:pk>/noteren/", desk.note, name="note"),
]
