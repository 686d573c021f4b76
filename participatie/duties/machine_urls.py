"""Addresses that machines read, in one language."""

from django.urls import path

from participatie.duties import views

app_name = "machines"
urlpatterns = [
    path("algoritmeregister.json", views.algorithm_register_json, name="algorithms"),
]
