"""Addresses of the Staten workspace."""

from django.urls import path

from participatie.accountability.staten import views

app_name = "staten"
urlpatterns = [
    path("", views.overview_of_all, name="home"),
    path("<slug:slug>/", views.consultation, name="consultation"),
    path("<slug:slug>/reacties/", views.contributions, name="contributions"),
    path("<slug:slug>/reactie/<int:number>/", views.contribution, name="contribution"),
    path("<slug:slug>/antwoorden/", views.answers, name="answers"),
    path("<slug:slug>/antwoord/<int:number>/", views.answer, name="answer"),
    path("<slug:slug>/besluit/", views.decision, name="decision"),
    path("<slug:slug>/wijziging/<int:number>/", views.change, name="change"),
]
