"""The application for an ASGI server: pages over HTTP, live updates over WebSocket."""

import os
import warnings

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participatie.settings.production")
# Files are read in a thread, which is as meant; Django would say so once for each place.
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")
pages = get_asgi_application()

from participatie.core.checks import refuse_to_start_when_unsafe  # noqa: E402
from participatie.notifications.sockets import urlpatterns as sockets  # noqa: E402

refuse_to_start_when_unsafe()
application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(sockets))),
    }
)
