"""Typing in one contribution: the form, reading back, and saving."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.text import tidy
from participatie.intake import scale
from participatie.intake.callback import drafts
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk import batches, entries, people
from participatie.intake.desk.keys import CONSULTATION, REST, SAID, SUBMITTER
from participatie.intake.desk.models import DeskEntry
from participatie.intake.desk.remembered import first_values, remember
from participatie.intake.typing import matching, unfinished
from participatie.intake.typing.doors import DOORS
from participatie.intake.typing.forms import FILES, EntryForm
from participatie.intake.typing.questions import name_of, that_stood, without_lost_answers
from participatie.pipeline.models import Contact, Contribution
from participatie.pipeline.questions import QuestionKind
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import SPOKEN, Channel, Timeliness


@require_safe
@role_required(Role.CLERK)
def enter(request: HttpRequest, channel: Channel) -> HttpResponse:
    """An empty form, with what the last entry most likely has in common with this one."""
    initial = first_values(request.session, channel)
    initial |= batches.first_values(request.user, channel)
    form = EntryForm(channel, initial=initial)
    return _page(request, form, uuid4())


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def entry(request: HttpRequest, channel: Channel, key: UUID) -> HttpResponse:
    """One entry: go on with it, choose its consultation, read it back, or save it."""
    done = entries.contribution_of(key, request.user)
    if request.method != "POST":
        if done is not None:
            return redirect("desk:saved", done.reference)
        kept = get_object_or_404(DeskEntry, pk=key, channel=channel)
        unfinished.require_own(kept, request.user)
        _warn_when_sent(request, kept)
        form = EntryForm(channel, initial=kept.typed, kept=_files(kept))
        return _page(request, form, key)
    typed = EntryForm.typed(request.POST)
    if "peek" in request.POST:
        found = people.look_up(typed, clerk=request.user, channel=channel, key=key)
        return render(request, "typing/known.html", {"looked_up": found})
    autosave = "autosave" in request.POST
    if done is not None:
        return HttpResponse(status=204) if autosave else _saved_before(request, done, typed)
    stood = that_stood(request.POST.get("asked", ""))
    whole = without_lost_answers(typed, EntryForm(channel, typed).questions, stood)
    kept = entries.keep(key, whole, clerk=request.user, channel=channel)
    if autosave:
        return HttpResponse(status=204)
    if whole != typed:
        _tell_what_moved(request, whole, channel)
    typed = whole
    problems = _take_files(request, kept)
    if "look_up" in request.POST or "known" in request.POST:
        return _look_up(request, kept)
    form = EntryForm(channel, typed, kept=_files(kept))
    if {"read_back", "save", "next"} & set(request.POST) or _is_enter(request, form):
        return _finish(request, kept, form, problems)
    form.keep_only_errors_of(*(["consultation", "chosen"] if typed.get("consultation") else []))
    _show(problems, form)
    if set(form.errors) == {"chosen"}:
        # Not a mistake yet: here are those that fit.
        return _page(request, EntryForm(channel, initial=typed, kept=form.kept), key)
    if form.errors:
        return _page(request, form, key)
    if form.consultation_found is not None:
        entries.keep(key, typed | form.recognised(), clerk=request.user, channel=channel)
    return redirect("desk:entry", channel, key)


def _look_up(request: HttpRequest, kept: DeskEntry) -> HttpResponse:
    """Show who is known by what was typed of them, or fill in who was chosen."""
    channel, clerk = Channel(kept.channel), request.user
    if token := request.POST.get("known"):
        typed = people.fill_in(kept.typed, token, clerk=clerk, key=kept.pk)
        entries.keep(kept.pk, typed, clerk=clerk, channel=channel)
        form = EntryForm(channel, initial=typed, kept=_files(kept))
        return _page(request, form, kept.pk, begin="name")
    found = people.look_up(kept.typed, clerk=clerk, channel=channel, key=kept.pk)
    form = EntryForm(channel, initial=kept.typed, kept=_files(kept))
    return _page(request, form, kept.pk, looked_up=found, begin="" if found.people else "name")


def _finish(
    request: HttpRequest, kept: DeskEntry, form: EntryForm, problems: dict[str, list[str]]
) -> HttpResponse:
    """Save what is complete, or first read it back; otherwise say what is missing."""
    form.full_clean()
    _show(problems, form)
    if form.errors:
        if done := entries.contribution_of(kept.pk, request.user):
            # The same form was sent a moment before; with it went the files of this entry.
            unfinished.discard(kept)
            return _saved_before(request, done, kept.typed)
        return _page(request, form, kept.pk)
    if form.channel in SPOKEN:
        return redirect("desk:read_back", form.channel, kept.pk)
    if "enter" in request.POST:
        return _page(request, form, kept.pk, begin="")
    try:
        contribution = entries.submit(kept, form, clerk=request.user)
    except Refused as refused:
        return _page(request, form, kept.pk, refusal=str(refused))
    remember(request.session, form.channel, form)
    if "next" not in request.POST:
        return redirect("desk:saved", contribution.reference)
    _report(request, contribution)
    return redirect("desk:enter", form.channel)


def _is_enter(request: HttpRequest, form: EntryForm) -> bool:
    """Whether the enter key was pressed in a field after the consultation was chosen: that leads
    to reading back, or says what is missing. Nothing is saved by it."""
    found = form.consultation_found
    shown = request.POST.get("about", "")
    return "enter" in request.POST and found is not None and shown == str(found.pk)


def _tell_what_moved(request: HttpRequest, typed: dict[str, Any], channel: Channel) -> None:
    label = EntryForm(channel, typed).fields["text"].label
    said = _(
        "The answers to the earlier questions now stand below “%(field)s”, each with its "
        "question. Take away what does not belong to this consultation."
    )
    messages.warning(request, said % {"field": label})


def _report(request: HttpRequest, contribution: Contribution) -> None:
    """What the clerk must know of it on the way to the next one: its number, and if it is late."""
    named = {"reference": contribution.reference}
    if contribution.timeliness == Timeliness.LATE:
        said = _("%(reference)s was saved. It came in too late. Go on with the next one.")
        messages.warning(request, said % named)
    else:
        messages.success(request, _("%(reference)s was saved. Go on with the next one.") % named)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def read_back(request: HttpRequest, channel: Channel, key: UUID) -> HttpResponse:
    """The text as it is read back to who said it; saved once they heard it (Awb 3:17)."""
    done = entries.contribution_of(key, request.user)
    if done is not None:
        return redirect("desk:saved", done.reference)
    kept = get_object_or_404(DeskEntry, pk=key, channel=channel)
    unfinished.require_own(kept, request.user)
    form = EntryForm(channel, kept.typed, kept=_files(kept))
    if not form.is_valid():
        return _page(request, form, key)
    if request.method != "POST":
        _warn_when_sent(request, kept)
        context = {
            "crumbs": CRUMBS,
            "channel": channel,
            "key": key,
            "text": form.whole_text,
            "files": form.kept,
            "consultation": form.consultation_found,
            "known": _known(form),
        }
        return render(request, "desk/read_back.html", context)
    try:
        agreed = "agreed" in request.POST
        contribution = entries.submit(kept, form, clerk=request.user, agreed=agreed)
    except Refused as refused:
        return _page(request, form, key, refusal=str(refused))
    remember(request.session, channel, form)
    return redirect("desk:saved", contribution.reference)


@require_POST
@role_required(Role.CLERK)
def discard(request: HttpRequest, channel: Channel, key: UUID) -> HttpResponse:
    """Throw an unfinished entry away."""
    kept = DeskEntry.objects.filter(pk=key, channel=channel).first()
    if kept is not None:
        unfinished.require_own(kept, request.user)
        unfinished.discard(kept)
        messages.success(request, _("The unfinished entry was thrown away."))
    return redirect("desk:home")


def _saved_before(request: HttpRequest, done: Contribution, typed: dict[str, str]) -> HttpResponse:
    channel = Channel(done.channel)
    again = EntryForm(channel, typed)
    again.full_clean()
    if tidy(again.whole_text) == done.text:
        return redirect("desk:saved", done.reference)
    # Somebody went back in the browser and typed on: that text must not vanish.
    key = uuid4()
    kept = entries.keep(key, typed, clerk=request.user, channel=channel)
    refusal = _(
        "This was saved already, as %(reference)s, and that text never changes. What you typed "
        "now is below: save it if it is a new contribution."
    )
    form = EntryForm(channel, initial=kept.typed)
    return _page(request, form, key, refusal=refusal % {"reference": done.reference})


def _warn_when_sent(request: HttpRequest, kept: DeskEntry) -> None:
    """Who is called back may have sent what they had begun themselves, in the meantime."""
    filled = drafts.read(kept.call_back.draft) if kept.call_back is not None else None
    if filled is not None and filled.sent_as:
        said = _(
            "This person sent in what they had filled in, as %(number)s. Only save this call when "
            "they say something else too."
        )
        messages.warning(request, said % {"number": filled.sent_as})


def _take_files(request: HttpRequest, kept: DeskEntry) -> dict[str, list[str]]:
    unfinished.remove_files(kept, request.POST.getlist("remove"))
    sent = {name: request.FILES.getlist(name) for name in FILES if name in request.FILES}
    return unfinished.add_files(kept, sent)


def _files(kept: DeskEntry) -> list[Any]:
    return list(kept.files.select_related("file"))


def _show(problems: dict[str, list[str]], form: EntryForm) -> None:
    for name, texts in problems.items():
        form.add_error(name, texts)


def _page(
    request: HttpRequest,
    form: EntryForm,
    key: UUID,
    refusal: str = "",
    *,
    looked_up: people.LookedUp | None = None,
    begin: str | None = None,
) -> HttpResponse:
    """The form. `begin` is the field to type in first, or "" when it is none of the fields."""
    channel, found = form.channel, form.consultation_found
    door = DOORS[channel]
    progress = batches.progress(request.user, channel)
    first = _where_to_begin(form, in_batch=progress is not None) if begin is None else begin
    if first and not form.errors and not refusal:
        form.fields[first].widget.attrs["autofocus"] = True
    letters = {"text": REST, _said(form): SAID, "consultation": CONSULTATION, "name": SUBMITTER}
    for name, letter in letters.items():
        form.fields[name].widget.attrs["accesskey"] = letter
    context = {
        "crumbs": CRUMBS,
        "form": form,
        "channel": channel,
        "door": door,
        "progress": progress,
        "key": key,
        "refusal": refusal,
        "consultation": found,
        "questions": _to_ask(form),
        "consultations": matching.offered(),
        "is_spoken": channel in SPOKEN,
        "is_over": found is not None and found.closes_on < clock.today(),
        "is_ready": form.is_bound and not form.errors and not refusal,
        "action": reverse("desk:entry", args=[channel, key]),
        "looked_up": (looked_up or people.LookedUp()) if people.may_look_up() else None,
    }
    return render(request, "desk/entry.html", context)


def _to_ask(form: EntryForm) -> list[dict[str, Any]]:
    """The questions to keep beside a text that is not asked one by one."""
    found = form.consultation_found
    if found is None or form.questions or form.channel not in SPOKEN:
        return []
    return [
        {
            "label": question.label,
            "help_text": question.help_text,
            "choices": [label for _value, label in scale.choices(question.choices)]
            if question.kind is QuestionKind.SCALE
            else question.choices,
        }
        for question in found.form.questions
    ]


def _where_to_begin(form: EntryForm, *, in_batch: bool) -> str:
    """The field to type in first."""
    if form.consultation_found is None:
        return "chosen" if "chosen" in form.fields else "consultation"
    if in_batch:
        return "postmarked_on" if "postmarked_on" in form.fields else "text"
    first = DOORS[form.channel].first_field
    if first == "text":
        return _said(form)
    return first


def _said(form: EntryForm) -> str:
    """The first field for what is said or written."""
    return name_of(form.questions[0]) if form.questions else "text"


def _known(form: EntryForm) -> list[dict[str, Any]]:
    """Who it is and how they hear from us, to check along with the text."""
    given, contact = form.cleaned_data, form.contact()
    is_translated = given["language"] != settings.LANGUAGE_CODE
    rows = [
        (_("Who"), _named(contact)),
        (_("Address"), _address(contact)),
        (_("E-mail address"), contact.email),
        (_("Telephone number"), contact.phone),
        (_("Name may be published"), _("Yes") if given["name_may_be_published"] else _("No")),
        (_("Hears from us"), _chosen(form, "reply_by")),
        (_("Form of the letters"), _chosen(form, "letter_form") if given["letter_form"] else ""),
        (_("Language of our messages"), _chosen(form, "language") if is_translated else ""),
    ]
    if form.is_represented:
        by = form.contact("rep_")
        details = [_named(by), _address(by), by.email, by.phone]
        rows.insert(1, (_("Representative"), "\n".join(filter(None, details))))
    return [{"key": key, "value": value} for key, value in rows if value]


def _named(contact: Contact) -> str:
    return ", ".join(filter(None, [contact.name, contact.organisation]))


def _address(contact: Contact) -> str:
    place = f"{contact.postcode} {contact.city}".strip()
    return "\n".join(filter(None, [contact.street, place, contact.country]))


def _chosen(form: EntryForm, name: str) -> str:
    return str(dict(form.fields[name].choices)[form.cleaned_data[name]])
