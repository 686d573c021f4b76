"""The application for a WSGI server; without live updates."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participatie.settings.production")
application = get_wsgi_application()

from participatie.core.checks import refuse_to_start_when_unsafe  # noqa: E402

refuse_to_start_when_unsafe()
