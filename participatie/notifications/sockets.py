"""Addresses of the live pages' sockets."""

from django.urls import path

from participatie.notifications.live import FollowWatcher, StaffWatcher

urlpatterns = [
    path("live/volg/<str:code>/", FollowWatcher.as_asgi()),
    path("live/werk/", StaffWatcher.as_asgi()),
]
