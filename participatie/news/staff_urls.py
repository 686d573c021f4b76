"""Addresses of the news for the desk."""

from django.urls import path

from participatie.news import desk

app_name = "followers"
urlpatterns = [path("afmelden/", desk.stop, name="stop")]
