"""Addresses of files that came with contributions."""

from django.urls import path

from participatie.intake.views import download

app_name = "file"
urlpatterns = [path("<uuid:pk>/", download, name="download")]
