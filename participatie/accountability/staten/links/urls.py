"""Addresses of the links to papers of the council in the Staten workspace."""

from django.urls import path

from participatie.accountability.staten.links import views

app_name = "links"
urlpatterns = [
    path("<slug:slug>/stukken/", views.listed, name="list"),
    path("<slug:slug>/stukken/nieuw/", views.add, name="add"),
    path("<slug:slug>/stukken/<int:pk>/", views.link, name="link"),
    path("<slug:slug>/stukken/<int:pk>/verbeteren/", views.correct, name="correct"),
    path("<slug:slug>/stukken/<int:pk>/weghalen/", views.remove, name="remove"),
    path("<slug:slug>/stukken/<int:pk>/controleren/", views.check, name="check"),
]
