"""Headers that tell the browser what our pages may do."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# Wagtail's admin writes styles and scripts into its pages and shows pages in a frame.
CMS_PREFIX = "/cms/"
CMS_POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
    "object-src": ["'none'"],
}
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera"),
        *("display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone"),
        *("midi", "payment", "serial", "usb"),
    )
)


class SecurityHeadersMiddleware(CSPMiddleware):
    """Content-Security-Policy with nonces, and Permissions-Policy.

    Our own pages get the strict policy of the settings, the CMS one that it can work under. The
    preview of a page, shown in a frame of the CMS, is strict except that this frame may show it.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy for one response."""
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_preview", False):
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        elif request.path_info.startswith(CMS_PREFIX):
            parts.config = CMS_POLICY
        elif request.path_info.startswith("/account/") and settings.OIDC_SERVER_URL:
            # The login form is answered with a redirect to the broker, which counts as a target.
            broker = urlsplit(settings.OIDC_SERVER_URL)
            form_action = [SELF, f"{broker.scheme}://{broker.netloc}"]
            parts.replace = {**(parts.replace or {}), "form-action": form_action}
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the headers to the response."""
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        in_cms = request.path_info.startswith(CMS_PREFIX)
        if in_cms or getattr(request, "is_preview", False):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response
