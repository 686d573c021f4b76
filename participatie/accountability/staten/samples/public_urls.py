"""Address of drawing a sample, for everyone."""

from django.urls import path

from participatie.accountability.staten.samples import public_views

app_name = "public_samples"
urlpatterns = [path("steekproef/", public_views.drawing, name="draw")]
