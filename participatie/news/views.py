"""The pages of the news: the list, asking for mail, confirming, stopping."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from participatie.core import attempts, languages, organisation
from participatie.news import followers, following, items, subscribing
from participatie.news.forms import ShareForm, SubscribeForm
from participatie.news.listing import rows
from participatie.news.models import Topic
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation

ON_A_PAGE = 20
ANY = require_http_methods(["GET", "HEAD", "POST"])

View = Callable[..., HttpResponse]


# No cookie, so no CSRF token: nobody is logged in here, and anybody can ask for any address.
@csrf_exempt
@ANY
def everything(request: HttpRequest) -> HttpResponse:
    """All news."""
    return _news(request, None)


@csrf_exempt
@ANY
def of_consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """The news of one consultation."""
    return _news(request, get_object_or_404(Consultation, slug=slug))


def _news(request: HttpRequest, consultation: Consultation | None) -> HttpResponse:
    form = _form(request)
    asked = _asked(request, form, consultation)
    if asked is not None:
        return asked
    share_form = ShareForm(request.GET if "server" in request.GET else None)
    server = share_form.cleaned_data["server"] if share_form.is_valid() else ""
    page = Paginator(items.on_show(consultation), ON_A_PAGE).get_page(request.GET.get("page"))
    context = _frame(consultation) | {
        "form": form,
        "share_form": share_form,
        "sharing": following.sharing(consultation, server),
        "page": page,
        "news": rows(page, within=consultation),
    }
    return render(request, "news/news.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest) -> SubscribeForm:
    return SubscribeForm(request.POST if request.method == "POST" else None)


def _asked(
    request: HttpRequest,
    form: SubscribeForm,
    consultation: Consultation | None,
    topic: Topic = Topic.NEWS,
) -> HttpResponse | None:
    """Have the owner of the address asked, and say so; None as long as there is none to ask."""
    if not form.is_valid() or not _may_ask(request, form):
        return None
    email = form.cleaned_data["email"]
    subscribing.ask(email, consultation=consultation, language=languages.current(), topic=topic)
    context = _frame(consultation) | {"email": email, "topic": topic}
    response = render(request, "news/asked.html", context)
    response["Cache-Control"] = "no-store"
    return response


@csrf_exempt
@ANY
def checkpoints(request: HttpRequest) -> HttpResponse:
    """Ask for the checkpoints of the logbook by mail."""
    form = _form(request)
    asked = _asked(request, form, None, Topic.CHECKPOINTS)
    if asked is not None:
        return asked
    logbook = {"name": _("The logbook: check us"), "url": reverse("ledger:logbook")}
    context = {"form": form, "crumbs": [*_frame(None)["crumbs"], logbook]}
    return render(request, "news/checkpoints.html", context, status=422 if form.is_bound else 200)


def _frame(consultation: Consultation | None) -> dict[str, Any]:
    around: dict[str, Any] = {"consultation": consultation, "ways": following.ways(consultation)}
    if consultation is None:
        return around | {"crumbs": [{"name": _("Home"), "url": addresses.page()}]}
    return around | {
        "consultation_url": addresses.consultation(consultation.slug),
        "crumbs": addresses.crumbs(consultation),
    }


def _may_ask(request: HttpRequest, form: SubscribeForm) -> bool:
    if subscribing.may_ask(attempts.address_of(request)):
        return True
    message = _(
        "There were many requests from this connection. Try again in an hour, or call us: "
        "%(phone)s."
    )
    form.add_error("email", message % {"phone": organisation.details().phone})
    return False


def private(view: View) -> View:
    """The address holds a secret: the page is kept nowhere and listed nowhere."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@csrf_exempt
@ANY
@private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one press on a button: programs that look at mail open every link in it."""
    subscription = followers.find(token)
    if subscription is None:
        return render(request, "news/gone.html", status=404)
    if request.method == "POST":
        followers.confirm(subscription)
        is_done = True
    else:
        is_done = subscription.confirmed_at is not None
    context = _frame(subscription.consultation) | {
        "is_done": is_done,
        "token": token,
        "topic": subscription.topic,
    }
    return render(request, "news/confirm.html", context)


@csrf_exempt
@ANY
@private
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mail: by one click in the mail program (RFC 8058), or by the button here.

    An address that is gone already gets the same answer as one that goes now.
    """
    subscription = followers.find(token)
    if subscription is not None and request.method == "POST":
        followers.stop(subscription)
        subscription = None
    return render(request, "news/stop.html", {"subscription": subscription})
