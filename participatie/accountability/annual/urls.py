"""Addresses of the yearly overview for the Staten."""

from django.urls import path

from participatie.accountability.annual import views

app_name = "annual"
urlpatterns = [
    path("jaaroverzicht/", views.years, name="years"),
    path("jaaroverzicht/<int:number>/", views.year, name="year"),
    path("jaaroverzicht/<int:number>.pdf", views.year_pdf, name="pdf"),
    path("jaaroverzicht/<int:number>.csv", views.year_csv, name="csv"),
]
