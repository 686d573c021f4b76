"""Addresses of sorting."""

from django.urls import path

from participatie.triage.views import contribution, public_text, queue, split

app_name = "triage"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("aantallen/", queue.counters, name="counters"),
    path("reactie/<str:reference>/", contribution.contribution, name="contribution"),
    path("reactie/<str:reference>/punten/", split.split, name="split"),
    path("reactie/<str:reference>/openbaar/", public_text.public_text, name="public_text"),
]
