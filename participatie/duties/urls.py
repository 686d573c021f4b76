"""Addresses of what the site of a government must have, for people."""

from django.urls import path

from participatie.duties import notice, outage_views, security, views

app_name = "duties"
urlpatterns = [
    path("algoritmeregister/", views.algorithm_register, name="algorithms"),
    path("kwetsbaarheid-melden/", security.disclosure, name="disclosure"),
    path("storingen/", outage_views.everyone, name="outages"),
    path("inspraak/<slug:slug>/privacy/", notice.privacy_notice, name="privacy"),
]
