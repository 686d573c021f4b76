"""The versions of the nota: each publication or correction that changes what it tells gives one."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from participatie.accountability.nota import documents, reading, store
from participatie.accountability.nota.facts import digest, facts
from participatie.accountability.nota.models import NotaVersion
from participatie.core import clock
from participatie.pipeline import events, kinds
from participatie.pipeline.models import Consultation, Event

NAMED = 5
"""Of one kind of change, so many numbers are named."""
BESIDE = kinds.UNSEEN | kinds.BESIDE | {kinds.ANSWERED, kinds.DECIDED}
"""What is told of elsewhere, or goes with a fact that is told: none of it explains a version."""


def latest(consultation: Consultation) -> NotaVersion | None:
    """The newest version whose files can be read."""
    return consultation.nota_versions.filter(withheld_at=None).first()


def issue(consultation: Consultation) -> NotaVersion:
    """The newest version, which is a new one when the record tells something else than the last.

    Made of one state of the record, in its language. Two at once make one version.
    """
    with translation.override(settings.LANGUAGE_CODE):
        nota = reading.read(consultation)
        told = digest(facts(nota))
        last = consultation.nota_versions.first()
        if last is not None and last.digest == told and last.withheld_at is None:
            last.checked = nota.stamp.key
            last.save(update_fields=["checked"])
            return last
        number = last.number + 1 if last else 1
        numbered = replace(nota, version=number)
        files = {form: store.keep(form, made) for form, made in documents.forms(numbered)}
        with transaction.atomic():
            Consultation.objects.select_for_update().get(pk=consultation.pk)
            newest = consultation.nota_versions.first()
            if newest is not None and newest.number >= number:
                return newest
            version = NotaVersion.objects.create(
                consultation=consultation,
                number=number,
                made_at=clock.now(),
                stamp=nota.stamp.key,
                checked=nota.stamp.key,
                digest=told,
                changed=_what_changed(consultation, last, nota.stamp.latest),
                files=files,
                named=[it.number for it in nota.contributions if it.name],
            )
            events.record(
                kinds.NOTA_ISSUED,
                actor=None,
                consultation=consultation,
                data={
                    "version": number,
                    "sha256": {form: kept["sha256"] for form, kept in files.items()},
                },
            )
    return version


def _what_changed(consultation: Consultation, last: NotaVersion | None, until: int) -> list[str]:
    if last is None:
        return [_("The first version: the answers were published.")]
    since = int(last.stamp.partition("-")[0])
    happened = (
        Event.objects.filter(consultation=consultation, pk__gt=since, pk__lte=until)
        .exclude(kind__in=BESIDE)
        .select_related("contribution")
    )
    about: dict[str, list[str]] = {}
    for event in happened:
        names = about.setdefault(event.kind, [])
        if event.contribution is not None:
            names.append(f"{consultation.prefix}-{event.contribution.number:04d}")
    told = [_sentence(kind, list(dict.fromkeys(names))) for kind, names in about.items()]
    if last.withheld_at:
        told.append(_("A name was taken out, because it may not be public any more."))
    return told or [_("The nota was made anew by a newer version of this website.")]


def _sentence(kind: str, references: Sequence[str]) -> str:
    label = str(kinds.LABELS[kind])
    if not references:
        return f"{label}."
    named = ", ".join(references[:NAMED])
    if len(references) > NAMED:
        named = _("%(some)s and %(count)s more") % {
            "some": named,
            "count": len(references) - NAMED,
        }
    return f"{label}: {named}."


@events.subscribe(kinds.NAME_NOT_PERMITTED)
def _withhold(facts_of_names: Sequence[Event]) -> None:
    """Take away the versions that name who took the permission back (GDPR 7:3)."""
    for event in facts_of_names:
        if event.contribution is None:
            continue
        number = event.contribution.number
        naming = NotaVersion.objects.filter(
            consultation=event.consultation, named__contains=[number], withheld_at=None
        )
        for version in naming:
            version.withheld_at = clock.now()
            version.save(update_fields=["withheld_at"])
            for form, kept in version.files.items():
                transaction.on_commit(
                    lambda form=form, kept=kept: store.forget(form, kept["sha256"])  # type: ignore[misc] # bound now
                )
