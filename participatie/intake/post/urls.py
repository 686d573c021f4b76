"""Addresses of the post."""

from django.urls import path

from participatie.intake.post.views import piles

app_name = "post"
urlpatterns = [path("", piles.piles, name="piles")]
