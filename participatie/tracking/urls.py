"""Addresses of following one's own contribution."""

from django.urls import path

from participatie.tracking import views

app_name = "tracking"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("<str:code>/", views.follow, name="follow"),
    path("<str:code>/stand/", views.fragment, name="fragment"),
    path("<str:code>/intrekken/", views.withdraw, name="withdraw"),
    path("<str:code>/bewijs.json", views.proof, name="proof"),
    path("<str:code>/belofte.txt", views.promise, name="promise"),
    path("<str:code>/naam/", views.name, name="name"),
]
