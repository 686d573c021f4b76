"""A bare Django: one view, no middleware, that returns the bytes of a file."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest, name: str) -> HttpResponse:
    """The same bytes as the page of that name had."""
    body = (Path(os.environ["BARE_PAGES"]) / name).read_bytes()
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


urlpatterns = [path("<str:name>", page)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="x")
django.setup()
application = get_asgi_application()
