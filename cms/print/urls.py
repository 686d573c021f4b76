"""Addresses of what is there to print."""

from django.urls import path

from cms.print import views

app_name = "print"
urlpatterns = [
    path("poster.pdf", views.poster, name="poster"),
    path("poster-a4.pdf", views.poster, {"paper": "a4"}, name="poster_a4"),
    path("samenvatting.pdf", views.summary, name="summary"),
]
