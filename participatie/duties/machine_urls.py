"""Addresses that machines read, in one language."""

from django.urls import path
from django.views.generic import RedirectView

from participatie.duties import security, views

app_name = "machines"
urlpatterns = [
    path("algoritmeregister.json", views.algorithm_register_json, name="algorithms"),
    path(".well-known/security.txt", security.security_txt, name="security"),
    path("security.txt", RedirectView.as_view(pattern_name="machines:security")),
    path("robots.txt", security.robots_txt, name="robots"),
]
