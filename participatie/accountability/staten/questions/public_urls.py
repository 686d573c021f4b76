"""Addresses of the questions of the council, for everyone."""

from django.urls import path

from participatie.accountability.staten.questions import public_views

app_name = "public_questions"
urlpatterns = [
    path("vragen/", public_views.questions, name="questions"),
    path("vragen/<int:number>/", public_views.question, name="question"),
]
