"""Addresses of the yearly overview for everyone."""

from django.urls import path

from participatie.accountability.annual import views

app_name = "annual_public"
urlpatterns = [
    path("jaaroverzicht/", views.public_years, name="years"),
    path("jaaroverzicht/<int:number>/", views.public_year, name="year"),
    path("jaaroverzicht/<int:number>.pdf", views.public_year_pdf, name="pdf"),
    path("jaaroverzicht/<int:number>.csv", views.public_year_csv, name="csv"),
]
