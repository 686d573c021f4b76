"""Addresses of samples in the Staten workspace."""

from django.urls import path

from participatie.accountability.staten.samples import views

app_name = "samples"
urlpatterns = [
    path("<slug:slug>/steekproeven/", views.samples, name="list"),
    path("<slug:slug>/steekproeven/<int:number>/", views.sample, name="sample"),
    path("<slug:slug>/steekproeven/<int:number>/<int:place>/", views.point, name="point"),
]
