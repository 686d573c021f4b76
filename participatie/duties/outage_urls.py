"""Addresses of the register of outages, for staff."""

from django.urls import path

from participatie.duties import outage_views

app_name = "outages"
urlpatterns = [
    path("", outage_views.register, name="list"),
    path("nieuw/", outage_views.new, name="new"),
    path("<int:pk>/", outage_views.outage, name="outage"),
    path("<int:pk>/verbeteren/", outage_views.correct, name="correct"),
]
