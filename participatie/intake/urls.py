"""Addresses of files that came with contributions."""

from django.urls import path

from participatie.intake.views import download, page

app_name = "file"
urlpatterns = [
    path("<uuid:pk>/", download, name="download"),
    path("<uuid:pk>/bladzij/<int:number>/", page, name="page"),
]
