"""The way back to the desk, for the pages under it."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

CRUMBS = [{"name": _("Frontdesk"), "url": reverse_lazy("desk:home")}]
