"""Help nearby: which places lie closest to a postcode, without asking any other service.

Dutch postcodes were given out town by town, so neighbouring numbers mostly lie near each other.
Where they do not, an editor says for which postcodes a place is.
"""

import re
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.algorithms import HELP_NEARBY
from cms.models import HelpPoint
from cms.models.base import HOME
from participatie.core import algorithms

NEAREST, MOST = 4, 60
_TYPED = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})?")


class PostcodeForm(forms.Form):
    """A postcode; its four digits are enough."""

    postcode = forms.CharField(
        label=_("Your postcode"),
        help_text=_("For example 9711 AB, or only 9711. We do not keep it."),
        widget=forms.TextInput(attrs={"size": 10, "autocomplete": "postal-code"}),
        error_messages={"required": _("Fill in your postcode, such as 9711 AB.")},
    )

    def clean_postcode(self) -> int:
        """The digits: more of it is not needed."""
        typed = self.cleaned_data["postcode"].strip()
        found = _TYPED.fullmatch(typed)
        if found is None:
            raise ValidationError(
                _("“%(typed)s” is not a Dutch postcode. Write it as 9711 AB, or only 9711."),
                params={"typed": typed[:20]},
            )
        return int(found[1])


def nearest(number: int, places: Iterable[HelpPoint]) -> list[HelpPoint]:
    """The places in order: those meant for this postcode, then the closest numbers."""
    return sorted(
        places,
        key=lambda place: (not place.is_for(number), abs(place.number - number), place.name),
    )


# By POST, so that the postcode stands in no address and no log; it changes nothing, so there is
# nothing to forge, and no cookie is needed to prove who sent it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def near(request: HttpRequest) -> HttpResponse:
    """Every help point, or those closest to the postcode that was typed."""
    form = PostcodeForm(request.POST if request.method == "POST" else None)
    may_sort = algorithms.is_on(HELP_NEARBY.slug)
    places, number = list(HelpPoint.objects.all()), None
    if may_sort and form.is_bound and form.is_valid():
        number = form.cleaned_data["postcode"]
        places = nearest(number, places)[:NEAREST]
    context = {
        "crumbs": [HOME],
        "form": form,
        "may_sort": may_sort,
        "number": number,
        "places": places[:MOST],
        "left_out": max(0, len(places) - MOST),
    }
    return render(request, "cms/help.html", context)
