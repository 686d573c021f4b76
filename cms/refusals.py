"""An act that was refused while somebody worked in the CMS becomes a message there."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.scheduling import sentence
from participatie.pipeline.refusals import Refused


class RefusalMiddleware:
    """Leads back to the page that somebody came from, and says there why nothing was published.

    The edit form checks beforehand. What is left is a list, a dashboard or a colleague who was
    first: ways to publish for which Wagtail has no form to show an error in. What was typed is
    kept as a draft.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a refusal under /cms/; other errors and addresses are left alone."""
        if not isinstance(error, Refused | ValidationError) or not _in_cms(request.path):
            return None
        messages.error(request, _("Not published. %(reason)s") % {"reason": sentence(error)})
        back = request.headers.get("referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
            back = reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the window over a list understands.
            return JsonResponse({"step": "success", "redirect": back})
        return HttpResponseRedirect(back)


def _in_cms(path: str) -> bool:
    return path.startswith(reverse("wagtailadmin_home"))
