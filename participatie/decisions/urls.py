"""Addresses of the decision."""

from django.urls import path

from participatie.decisions import views

app_name = "decisions"
urlpatterns = [
    path("besluit/<slug:slug>/", views.decision, name="decision"),
    path("besluit/<slug:slug>/ontwerp/", views.draft, name="draft"),
    path("besluit/<slug:slug>/wijziging/", views.new_change, name="new_change"),
    path("besluit/<slug:slug>/wijziging/<int:number>/", views.change, name="change"),
    path("besluit/<slug:slug>/vaststellen/", views.adopt, name="adopt"),
]
