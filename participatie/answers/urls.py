"""Addresses of answering."""

from django.urls import path

from participatie.answers.views import answer, overview, publish

app_name = "answers"
urlpatterns = [
    path("antwoorden/<slug:slug>/", overview.overview, name="overview"),
    path("antwoorden/<slug:slug>/nieuw/", answer.write, name="write"),
    path("antwoorden/<slug:slug>/publiceren/", publish.publish, name="publish"),
    path("antwoord/<int:pk>/", answer.answer, name="answer"),
]
