"""The chapters of the nota, in the order that is usual for a nota van beantwoording.

`data` gives the document in the shape that `templates/accountability/nota/nota.typ` describes; the
pages on the site and the ODT are made from the same.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.accountability import in_words, tables
from participatie.accountability.account import Changed, Done, Given, Said
from participatie.accountability.nota.models import ParticipationAccount
from participatie.accountability.nota.reading import Nota
from participatie.accountability.overview import overview, stamp
from participatie.core.organisation import details
from participatie.core.templatetags.prose import nl_date
from participatie.core.text import without_hard_line_ends
from participatie.core.word_diff import shortened, word_diff
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import (
    COUNTED,
    Audience,
    Outcome,
    Phase,
    Regime,
    Status,
    Timeliness,
)

Block = str | dict[str, Any]

SUMMARIES = 10
"""Of an answer to many points, so many different summaries stand with the answer."""


def data(nota: Nota) -> dict[str, Any]:
    """The document, as nota.typ expects it."""
    consultation = nota.consultation
    return {
        "labels": _labels(),
        "cover": {
            "organisation": details().name,
            "title": _("Nota van beantwoording"),
            "subtitle": consultation.title,
            "status": _adopted(nota) or _("The decision has not been made yet."),
            "facts": [
                [_("Number prefix"), consultation.prefix],
                [_("Responsible"), consultation.responsible],
                [_("As it was on"), nl_date(nota.stamp.at)],
                [_("Version"), str(nota.version or _("draft, not published"))],
            ],
        },
        "draft": _("Draft") if nota.is_draft else "",
        "introduction": _introduction(nota),
        "overview": _overview(nota),
        "themes": _themes(nota),
        "contributions": [_contribution(nota, it) for it in nota.contributions],
        "changes": [_change(change) for change in nota.changes],
        "follow_up": _follow_up(nota),
        "participation": participation(nota.participation),
        "volumes": [],
    }


def _labels() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "introduction": _("Introduction"),
        "overview": _("Overview of what came in"),
        "themes": _("Answers by theme"),
        "individual": _("Answers by contribution"),
        "own_changes": _("Changes of our own motion"),
        "changes": _("List of changes"),
        "follow_up": _("What comes next"),
        "participation": _("Account of the participation"),
        "concordance": _("Where to find your contribution"),
        "volume": _("Volume"),
        "first": _("From number"),
        "last": _("Up to and including"),
        "volumes": _(
            "This nota is long. The answers by contribution stand in volumes of their own:"
        ),
        "same_as": _("Says the same as"),
        "theme": _("Theme"),
        "points": _("Points"),
        "said": _("Summary"),
        "answer": _("Answer"),
        "outcome": _("Outcome"),
        "leads_to": _("Leads to change"),
        "number": _("No."),
        "adapts": _("Changes the text"),
        "what_changes": _("What changes, and where"),
        "see": _("See"),
        "place": _("Article"),
        "before": _("Before"),
        "after": _("After"),
        "because_of": _("Because of"),
        "reason": _("Reason"),
        "contribution": _("Contribution"),
        "page": _("Page"),
        "none": _("None."),
        "individual_caption": _("Every contribution with its points, our answers and the outcome"),
        "changes_caption": _("Changes because of contributions"),
        "own_changes_caption": _("Changes that do not come from a contribution"),
        "concordance_caption": _("Every number with its themes and where it is answered"),
    }


def _introduction(nota: Nota) -> list[Block]:
    consultation, seen = nota.consultation, nota.overview
    changed_terms = [
        _("On %(day)s the last day was moved from %(old)s to %(new)s: %(reason)s")
        % {
            "day": nl_date(change.changed_on),
            "old": nl_date(change.old_closes_on),
            "new": nl_date(change.new_closes_on),
            "reason": change.reason,
        }
        for change in nota.term_changes
    ]
    blocks: list[Block] = [
        {"type": "heading", "text": _("Why this nota")},
        _(
            "People could say what they think of “%(title)s”. In this nota you read what came in, "
            "what we answer to each point, and what changed because of it."
        )
        % {"title": consultation.title},
        {"type": "heading", "text": _("How it went")},
        {
            "type": "facts",
            "rows": [
                [
                    _("Term"),
                    _("from %(first)s to %(last)s")
                    % {
                        "first": nl_date(consultation.opens_on),
                        "last": nl_date(consultation.closes_on),
                    },
                ],
                [_("Procedure"), str(Regime(consultation.regime).label)],
                [_("Phase"), str(Phase(consultation.phase).label)],
                [_("Who could respond"), str(Audience(consultation.audience).label)],
                [
                    _("Doors"),
                    ", ".join(str(channel.label) for channel in consultation.open_channels),
                ],
                [_("Answers published"), _published_on(nota)],
            ],
        },
    ]
    if changed_terms:
        blocks.append({"type": "list", "items": changed_terms})
    if nota.participation is not None and nota.participation.procedure:
        blocks.append(nota.participation.procedure)
    return [
        *blocks,
        {"type": "heading", "text": _("How to read this nota")},
        _(
            "Every contribution has a number, such as %(reference)s. Each point that we took from "
            "it has the same number with a digit behind it. Persons are not named; whoever sent a "
            "contribution knows its number. Organisations may be named. “Answers by contribution” "
            "follows these numbers; “Answers by theme” gives the full reasons. Answers have an A "
            "in their number and changes a W, and each names the other."
        )
        % {"reference": f"{consultation.prefix}-{max(seen.numbers.highest, 1):04d}"},
    ]


def _published_on(nota: Nota) -> str:
    if not nota.answers_are_published:
        return _("Not yet")
    return nl_date(nota.consultation.answers_published_at)


def _overview(nota: Nota) -> list[Block]:
    seen = nota.overview
    return [
        tables.doors(seen).as_block([1.35, 1.15, 0.8, 0.8, 1.1, 1.2, 1.25, 1.2]),
        in_words.completeness(seen),
        tables.themes(seen).as_block([2.5, 0.8, 1.3, 1.4, 1.7, 1.7, 1.2, 1.6, 1.3]),
        in_words.in_short(seen),
    ]


def themes_of(document: dict[str, Any], given: Iterable[dict[str, Any]]) -> Iterator[list[str]]:
    """For each of these contributions of the document, the codes of the themes of its answers."""
    theme_of = {
        answer["reference"]: theme["code"]
        for theme in document["themes"]
        for answer in theme["answers"]
    }
    for it in given:
        yield sorted({theme_of[name] for point in it["points"] for name in point["answers"]})


def _themes(nota: Nota) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"code": theme.code, "title": theme.name, "answers": []} for theme in nota.overview.themes
    ]
    by_code = {row["code"]: row for row in rows}
    for answer in nota.answers:
        if answer.theme is not None:
            by_code[answer.theme.code]["answers"].append(_answer(answer))
    loose = [_answer(answer) for answer in nota.answers if answer.theme is None]
    if loose:
        title = _("Answers to contributions that were withdrawn")
        rows.append({"code": "–", "title": title, "answers": loose})
    return [row for row in rows if row["answers"]]


def _answer(answer: Done) -> dict[str, Any]:
    same = answer.reason == answer.plain
    summaries = list(dict.fromkeys(point.summary for point in answer.said))
    if len(summaries) > SUMMARIES:
        more = _("And %(count)s more; see the answers by contribution.") % {
            "count": number_format(len(summaries) - SUMMARIES)
        }
        summaries = [*summaries[:SUMMARIES], more]
    return {
        "reference": answer.reference,
        "summary": "\n\n".join(summaries),
        "points": [point.reference for point in answer.said],
        "answer": [answer.plain] if same else [answer.plain, answer.reason],
        "outcome": str(answer.outcome.label),
        "changes": [change.reference for change in answer.changes],
    }


def _contribution(nota: Nota, it: Given) -> dict[str, Any]:
    return {
        "reference": it.reference,
        "name": it.name or None,
        "facts": [str(it.channel.label), nl_date(it.received_at), *_signed(it)],
        "remark": _remarks(nota, it),
        "same_as": nota.same_as[it.number].reference if it.number in nota.same_as else None,
        "points": [_point(nota, point) for point in it.points],
    }


def remark(it: Given) -> str | None:
    """Why a contribution is not answered, or counts though it came outside the term."""
    if it.status == Status.WITHDRAWN:
        return _("Withdrawn by its sender.")
    if it.status == Status.INADMISSIBLE and it.timeliness == Timeliness.LATE:
        return _("Not admissible: it came in after the term. It is not answered.")
    if it.status == Status.INADMISSIBLE:
        return _(
            "Not admissible, though it came in time. It is not answered; its sender was told why."
        )
    if it.status == Status.RECEIVED:
        return _("Still has to be judged.")
    return _why_in_time(it.timeliness) if it.status in COUNTED else None


def _why_in_time(timeliness: Timeliness) -> str | None:
    """What explains a day of arrival that is not within the term (Awb 6:9, 6:10 and 6:15)."""
    return {
        Timeliness.LATE: _("Came in late, and was answered all the same."),
        Timeliness.ON_TIME_BY_POST: _("In time: it was posted within the term."),
        Timeliness.ON_TIME_FORWARDED: _("In time: another authority received it within the term."),
        Timeliness.EARLY: _("Came in before the term, and counts."),
    }.get(timeliness)


def _remarks(nota: Nota, it: Given) -> str | None:
    alike = nota.alike.get(it.number)
    if alike is None:
        return remark(it)
    told = _("%(count)s contributions say the same. They are answered here together.") % {
        "count": number_format(len(alike))
    }
    return " ".join(filter(None, [remark(it), told]))


def _signed(it: Given) -> list[str]:
    if not it.signed_along:
        return []
    return [
        ngettext(
            "with %(count)s other signatory", "with %(count)s other signatories", it.signed_along
        )
        % {"count": number_format(it.signed_along)}
    ]


def adapts(outcome: Outcome) -> str:
    """Whether this outcome changes the text: yes, no or in part."""
    if outcome is Outcome.ADOPTED:
        return _("Yes")
    return _("In part") if outcome is Outcome.PARTLY_ADOPTED else _("No")


def _point(nota: Nota, point: Said) -> dict[str, Any]:
    answer = nota.answer_to(point)
    if answer is None:
        return {
            "reference": point.reference,
            "summary": point.summary,
            "answer": _("Not answered yet."),
            "answers": [],
            "adapts": "–",
            "changes": [],
        }
    return {
        "reference": point.reference,
        "summary": point.summary,
        "answer": answer.plain,
        "answers": [answer.reference],
        "adapts": adapts(answer.outcome),
        "change": ", ".join(change.name for change in answer.changes),
        "changes": [change.reference for change in answer.changes],
    }


def _change(change: Changed) -> dict[str, Any]:
    return {
        "id": change.reference,
        "place": change.place,
        "before": change.before,
        "after": change.after,
        "pieces": shortened(
            word_diff(without_hard_line_ends(change.before), without_hard_line_ends(change.after))
        ),
        "reason": change.explanation,
        "answers": [answer.reference for answer in change.answers],
        "own_motion": change.is_own_motion,
    }


def participation(account: ParticipationAccount | None) -> list[Block]:
    """The four headings of the Omgevingsbesluit with their texts; empty when nothing is written."""
    if account is None or not any(account.texts):
        return []
    blocks: list[Block] = []
    if account.article:
        blocks.append(
            _("Article %(number)s of the Omgevingsbesluit asks for this account.")
            % {"number": account.article}
        )
    for heading, text in zip(headings(), account.texts, strict=True):
        blocks += [{"type": "heading", "text": heading}, text or _("Not written yet.")]
    return blocks


def figures(consultation: Consultation) -> list[Block]:
    """What the record itself tells of the participation."""
    seen = overview(consultation, stamp(consultation))
    words, counted = [in_words.completeness(seen)], [tables.doors(seen)]
    if consultation.answers_published_at:
        # Only published answers are counted: before that it would say that nothing came of it.
        words.append(in_words.in_short(seen))
        counted.append(tables.themes(seen))
    shown = [table.without_zeros() for table in counted]
    return [*words, *(table.as_block([]) for table in shown if table.rows)]


def headings() -> tuple[str, str, str, str]:
    """What the account of the participation must tell (Omgevingsbesluit 10.3b, 10.7, 10.8)."""
    return (
        _("Which citizens, businesses, organisations and public bodies were involved"),
        _("How they were involved"),
        _("What the results are"),
        _("How we applied our own participation policy"),
    )


def _adopted(nota: Nota) -> str:
    if nota.decision is None:
        return ""
    return _("%(body)s adopted “%(title)s” on %(day)s.") % {
        "body": nota.decision.adopted_by,
        "title": nota.decision.title,
        "day": nl_date(nota.decision.adopted_on),
    }


def _follow_up(nota: Nota) -> list[Block]:
    told = _("Each sender was told what was done with each of their points, by the way they chose.")
    if nota.decision is not None:
        return [
            _adopted(nota),
            told,
            _("The publication of the decision says whether an appeal is possible, and how."),
        ]
    expected = nota.consultation.decision_expected_on
    blocks: list[Block] = [
        told,
        _("The changes in this nota are proposals until the decision is made."),
    ]
    if expected:
        blocks.append(_("The decision is expected on %(day)s.") % {"day": nl_date(expected)})
    return blocks
