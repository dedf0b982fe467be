"""The exceptions of a year for machines: each kind with the columns of ``status`` that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.judgement_texts import JudgementTexts
from plantool.reports.pending_report import OWED_COLUMNS, describe_owed
from plantool.reports.phrases import describe_year
from plantool.reports.status_records import (
    build_judged_record,
    build_status_record,
    describe_judged,
    describe_listing,
)
from plantool.reports.status_text import name_status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.reports.page import Record
    from plantool.reports.scope import Scope

_LISTING = ("id", "title", "chapter", "section", "departments", "mark")
_YEAR = ("year", "western_year", "first_day")
_MEASURE = (*_LISTING, "group", "measure", "measure_name", "unit", *_YEAR)
_STATUS = ("attainment", "status", "status_label", "provisional")
_REPORT = ("planned", "planned_text", "due", "result", "result_text", "result_state")
_STAGE = ("result_stage", "result_period", *_STATUS, "target", "target_text", "target_status")
COLUMNS = {
    "missed": (*_MEASURE, *_REPORT, *_STAGE, "judged", "reason", "action"),
    "at-risk": (*_MEASURE, *_STATUS, "why"),
    "unreported": ("departments", *OWED_COLUMNS[1:]),
    "disagreement": (*_MEASURE, "computed", "computed_label", "judged", "judged_label", "reason"),
    "judged-missed": (
        *_LISTING,
        *_YEAR,
        "initiative_status",
        "initiative_status_label",
        "initiative_provisional",
        "initiative_reason",
    ),
    "money-exceptions": (*_LISTING, *_YEAR, "current", "settled", "unit", "flags", "reason"),
}


class ExceptionRecords:
    """Describes exceptions in the words of ``scope``."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts

    def describe_measure(self, entry: Progress) -> Record:
        """Describe a measure; where people judged it, and nobody else says why, by their reason."""
        record = build_status_record(entry, self.plan, self.texts)
        judgement = entry.result.judgement if entry.result else None
        if judgement and entry.status == entry.judged and not record["reason"]:
            return {**record, "reason": judgement.reason}
        return record

    def describe_risk(self, entry: Progress, why: Sequence[str]) -> Record:
        return {**self.describe_measure(entry), "why": tuple(why)}

    def describe_owed(self, entry: OwedReport) -> Record:
        names = tuple(department.name for department in entry.listing.initiative.departments)
        return {**describe_owed(entry, None, self.plan), "departments": names}

    def describe_disagreement(self, entry: Progress) -> Record:
        """Describe a judgement that is not the computed one."""
        scheme, computed = self.plan.scheme, entry.verdict.status
        judgement = entry.result.judgement if entry.result else None
        return {
            **self.describe_measure(entry),
            "computed": computed.id,
            "computed_label": name_status(computed, scheme, self.texts),
            "judged_label": name_status(entry.judged, scheme, self.texts) if entry.judged else None,
            "reason": judgement.reason if judgement else None,
        }

    def describe_initiative(self, entry: JudgedInitiative) -> Record:
        said = describe_judged(entry, JudgementTexts(self.scope))
        return {**build_judged_record(entry, self.plan), **said}

    def describe_money(self, entry: Progress, flags: Sequence[str]) -> Record:
        """Describe money that was overspent or not spent, once for each initiative."""
        budget = entry.listing.initiative.budget
        return {
            **describe_listing(entry.listing),
            **describe_year(entry.year, self.plan),
            "current": budget.find_current(entry.year),
            "settled": budget.settled.get(entry.year),
            "unit": self.plan.unit,
            "flags": tuple(flags),
            "reason": budget.reasons.get(entry.year),
        }
