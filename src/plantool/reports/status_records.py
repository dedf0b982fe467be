"""The status report for machines: one record per measure and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.attributes import to_plain_object
from plantool.model.initiative import TERM
from plantool.reports.arithmetic import Reckoning
from plantool.reports.phrases import describe_year, name_groups_above
from plantool.reports.status_text import name_status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.reports.judgement_texts import JudgementTexts
    from plantool.reports.page import Record

RECORD_COLUMNS = (
    "id",
    "title",
    "chapter",
    "section",
    "departments",
    "mark",
    "relisted",
    "group",
    "measure",
    "measure_name",
    "kind",
    "direction",
    "unit",
    "year",
    "western_year",
    "first_day",
    "planned",
    "planned_text",
    "due",
    "result",
    "result_text",
    "result_state",
    "result_stage",
    "result_period",
    "result_planned",
    "result_planned_text",
    "result_running",
    "reported",
    "before",
    "trend",
    "target",
    "target_text",
    "attainment",
    "printed_attainment",
    "status",
    "status_label",
    "provisional",
    "judged",
    "running_attainment",
    "running_status",
    "target_attainment",
    "target_status",
    "flags",
    "reason",
    "action",
    "why",
    "initiative_status",
    "initiative_status_label",
    "initiative_provisional",
    "initiative_reason",
    "attributes",
    "measure_attributes",
    "target_year",
    "progress",
    "course",
)


VERDICT_COLUMNS = (
    "id",
    "chapter",
    "section",
    "relisted",
    "group",
    "measure",
    "measure_name",
    "year",
    "western_year",
    "first_day",
    "attainment",
    "printed_attainment",
    "status",
    "status_label",
    "provisional",
    "judged",
    "running_attainment",
    "running_status",
    "target_attainment",
    "target_status",
    "progress",
    "course",
    "why",
)
"""Those that say how a measure was judged."""


def build_status_record(entry: Progress, plan: Plan, texts: Catalogue) -> Record:
    """Return all that is known of one measure and year."""
    listing, initiative, measure = entry.listing, entry.listing.initiative, entry.measure
    planned, result, target = entry.planned, entry.result, measure.target
    running, final = entry.running_verdict, entry.target_verdict
    return {
        **describe_listing(listing),
        "group": name_groups_above(initiative, measure),
        "measure": measure.id,
        "measure_name": measure.name,
        "kind": measure.kind.value,
        "direction": measure.direction.value if measure.direction else None,
        "unit": measure.unit,
        **describe_year(entry.year, plan),
        "planned": measure.find_goal(planned),
        "planned_text": planned.text if planned else None,
        "due": entry.due.isoformat() if entry.due else None,
        "result": result.cell.value if result else None,
        "result_text": result.cell.text if result else None,
        "result_state": result.state.value if result and result.state else None,
        "result_stage": result.stage.value if result else None,
        "result_period": result.period.value if result and result.period else None,
        "result_planned": result.planned.value if result and result.planned else None,
        "result_planned_text": result.planned.text if result and result.planned else None,
        "result_running": result.running.value if result and result.running else None,
        "reported": result.reported.isoformat() if result and result.reported else None,
        "before": entry.previous,
        "trend": entry.trend.value if entry.trend else None,
        "target": measure.find_goal(target),
        "target_text": target.text if target else None,
        "attainment": entry.attainment,
        "printed_attainment": result.attainment if result else None,
        "status": entry.status.id,
        "status_label": name_status(entry.status, plan.scheme, texts),
        "provisional": entry.is_provisional,
        "judged": entry.judged.id if entry.judged else None,
        "running_attainment": running.attainment if running else None,
        "running_status": running.status.id if running else None,
        "target_attainment": final.attainment if final else None,
        "target_status": final.status.id if final else None,
        "target_year": measure.target_year.key if measure.target_year else None,
        "progress": entry.progress,
        "course": entry.verdict.position.line if entry.verdict.position else None,
        "flags": tuple(flag.value for flag in entry.flags),
        "reason": result.reason if result else None,
        "action": result.action if result else None,
        "why": tuple(Reckoning(plan, texts).explain_verdicts(entry)),
        "attributes": to_plain_object(initiative.attributes),
        "measure_attributes": to_plain_object(measure.attributes),
    }


def describe_listing(listing: Listing) -> Record:
    """Return the initiative that a record is about, and where a chapter lists it."""
    initiative = listing.initiative
    return {
        "id": initiative.id,
        "title": initiative.title,
        "chapter": listing.chapter.id,
        "section": listing.section.id if listing.section else None,
        "departments": tuple(department.name for department in initiative.departments),
        "mark": initiative.mark,
        "relisted": not listing.is_counted,
    }


def build_judged_record(judged: JudgedInitiative, plan: Plan) -> Record:
    """Return the head of a record without a measure: of an initiative that has none, or the term.

    The term of the plan stands in the column of the year.
    """
    year = judged.year
    return {
        **describe_listing(judged.listing),
        **(describe_year(year, plan) if year else {"year": TERM}),
        "flags": tuple(flag.value for flag in judged.flags),
    }


def describe_judged(judged: JudgedInitiative | None, texts: JudgementTexts) -> Record:
    """Return how people judged the whole initiative, beside each of its measures."""
    if judged is None:
        return {}
    judgement = judged.report.judgement
    return {
        "initiative_status": judged.status.id if judged.status else None,
        "initiative_status_label": texts.name_judged_status(judged),
        "initiative_provisional": judged.is_provisional,
        "initiative_reason": judgement.reason if judgement else None,
    }


def index_by_year(
    judged: Iterable[JudgedInitiative],
) -> dict[tuple[int, FiscalYear | None], JudgedInitiative]:
    """Return judgements by listing and year."""
    return {(id(entry.listing), entry.year): entry for entry in judged}
