"""Addresses of the questions in the Staten workspace, and of who must reply."""

from django.urls import path

from participatie.accountability.staten.questions.views import (
    asking,
    lists,
    members,
    one,
    replying,
)

app_name = "questions"
urlpatterns = [
    path("vragen/", lists.every, name="all"),
    path("gedeputeerden/", members.members, name="members"),
    path("gedeputeerden/nieuw/", members.appoint, name="appoint"),
    path("gedeputeerden/<int:pk>/", members.correct, name="correct"),
    path("gedeputeerden/<int:pk>/aftreden/", members.leave, name="leave"),
    path("<slug:slug>/gedeputeerde/", members.responsible, name="responsible"),
    path("<slug:slug>/vragen/", lists.of_consultation, name="of"),
    path("<slug:slug>/vragen/stellen/", asking.ask, name="ask"),
    path("<slug:slug>/vragen/<int:number>/", one.question, name="question"),
    path("<slug:slug>/vragen/<int:number>/antwoorden/", replying.reply, name="reply"),
    path("<slug:slug>/vragen/<int:number>/verlengen/", one.extend, name="extend"),
    path("<slug:slug>/vragen/<int:number>/intrekken/", one.withdraw, name="withdraw"),
    path("<slug:slug>/vragen/<int:number>/openbaarheid/", one.withhold, name="withhold"),
]
