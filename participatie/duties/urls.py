"""Addresses of what the site of a government must have, for people."""

from django.urls import path

from participatie.duties import views

app_name = "duties"
urlpatterns = [
    path("algoritmeregister/", views.algorithm_register, name="algorithms"),
]
