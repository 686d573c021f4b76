"""Addresses of the Staten workspace."""

from django.urls import path

from participatie.accountability.staten.views import (
    answers,
    article,
    contributions,
    decision,
    points,
    versions,
    workspace,
)

app_name = "staten"
urlpatterns = [
    path("", workspace.overview_of_all, name="home"),
    path("<slug:slug>/", workspace.consultation, name="consultation"),
    path("<slug:slug>/controle/<slug:check>/", workspace.check, name="check"),
    path("<slug:slug>/punten/", points.points, name="points"),
    path("<slug:slug>/reacties/", contributions.contributions, name="contributions"),
    path("<slug:slug>/reactie/<int:number>/", contributions.contribution, name="contribution"),
    path("<slug:slug>/antwoorden/", answers.answers, name="answers"),
    path("<slug:slug>/antwoord/<int:number>/", answers.answer, name="answer"),
    path("<slug:slug>/besluit/", decision.decision, name="decision"),
    path("<slug:slug>/besluit/verschillen/", versions.compare, name="versions"),
    path("<slug:slug>/artikel/<int:number>/", article.article, name="article"),
    path("<slug:slug>/wijziging/<int:number>/", decision.change, name="change"),
]
