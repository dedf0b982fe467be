"""The exceptions of a year: missed, at risk, not reported, judged otherwise, and in money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.choices import Flag
from plantool.reports.arithmetic import Reckoning
from plantool.reports.judgement_texts import JudgementTexts
from plantool.reports.page import Column, Heading, Note, Row, Table
from plantool.reports.phrases import (
    format_planned,
    format_staged_result,
    name_departments,
    name_listing,
    name_row_fully,
)
from plantool.reports.plan_headings import name_heading
from plantool.reports.rates import to_attainment_percent
from plantool.reports.status_text import format_standing, format_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.reports.page import Block, Record
    from plantool.reports.scope import Scope

_NUMERIC_COLUMNS = {"status.attainment", "pending.late", "basis.current", "basis.settled"}
_WIDE_COLUMNS = {"status.initiative", "status.said", "report.why", "status.result"}
_DEPARTMENT = "report.department"
_HEADING_KEYS = {
    _DEPARTMENT: "departments",
    "status.planned": "planned",
    "status.result": "result",
}
_MONEY_FLAGS = frozenset({Flag.OVER_BUDGET, Flag.UNDER_SPENT})


class ExceptionPart(NamedTuple):
    """The exceptions of one kind; rows name their values by the headings of their columns."""

    key: str
    rows: tuple[Record, ...]


def _drop_departments(part: ExceptionPart) -> ExceptionPart:
    """Leave out the column of departments where nobody is named."""
    if any(row.get(_DEPARTMENT) for row in part.rows):
        return part
    rows = ({k: v for k, v in row.items() if k != _DEPARTMENT} for row in part.rows)
    return ExceptionPart(part.key, tuple(rows))


class ExceptionTables:
    """Lays out the exceptions among the ``entries`` of one year, and the reports ``owed``.

    ``judged`` are the judgements of whole initiatives.
    """

    def __init__(
        self,
        scope: Scope,
        entries: Sequence[Progress],
        owed: Sequence[OwedReport],
        judged: Sequence[JudgedInitiative] = (),
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.entries = [entry for entry in entries if entry.listing.is_counted]
        self.owed = owed
        self.judged = [entry for entry in judged if entry.flags and entry.listing.is_counted]
        self.reckoning = Reckoning(scope.plan, scope.texts)

    def yield_exception_blocks(self) -> Iterator[Block]:
        """Yield a heading and a table for each kind of exception; without any, a note says so."""
        listed, owed = self._list_flagged, self.owed
        parts = (
            ExceptionPart("missed", tuple(map(self._describe_missed, listed(Flag.MISSED)))),
            ExceptionPart("at-risk", tuple(map(self._describe_risk, listed(Flag.AT_RISK)))),
            ExceptionPart("unreported", tuple(map(self._describe_owed, owed))),
            ExceptionPart(
                "disagreement", tuple(map(self._describe_judged, listed(Flag.DISAGREEMENT)))
            ),
            ExceptionPart("judged-missed", tuple(map(self._describe_initiative, self.judged))),
            ExceptionPart("money-exceptions", tuple(self._yield_money_rows())),
        )
        filled = [_drop_departments(part) for part in parts if part.rows]
        yield Heading(self.texts("report.exceptions"), 2, starts_page=bool(filled))
        if not filled:
            yield Note(self.texts("report.no-exceptions"))
        for key, rows in filled:
            yield Heading(self.texts(f"report.{key}", count=len(rows)), 3)
            columns = tuple(map(self._build_exception_column, rows[0]))
            yield Table(columns, tuple(Row(tuple(row.values())) for row in rows))

    def _build_exception_column(self, key: str) -> Column:
        heading = name_heading(self.scope.plan, _HEADING_KEYS.get(key, ""), self.texts(key))
        return Column(heading, numeric=key in _NUMERIC_COLUMNS, wide=key in _WIDE_COLUMNS)

    def _list_flagged(self, flag: Flag) -> list[Progress]:
        return [entry for entry in self.entries if flag in entry.flags]

    def _describe_missed(self, entry: Progress) -> Record:
        unit, scheme = entry.measure.unit, self.scope.plan.scheme
        return {
            "status.initiative": self._name_entry(entry),
            _DEPARTMENT: name_departments(entry.listing.initiative, self.texts),
            "status.planned": format_planned(entry.planned, entry.due, unit, self.texts),
            "status.result": format_staged_result(entry.result, unit, scheme, self.texts),
            "status.attainment": to_attainment_percent(entry.attainment, scheme),
            "status.status": format_standing(entry, scheme, self.texts),
            "status.said": "\n".join(self._yield_remarks(entry)) or self.texts("report.no-reason"),
        }

    def _yield_remarks(self, entry: Progress) -> Iterator[str]:
        """Yield the reason for a result and what will be done about it."""
        for key in ("reason", "action"):
            if text := getattr(entry.result, key, None):
                yield self.texts(f"show.result.{key}", text=text)
            elif key == "reason" and entry.status == entry.judged and entry.result:
                judgement = entry.result.judgement
                yield self.texts("show.result.reason", text=judgement.reason if judgement else "")

    def _describe_risk(self, entry: Progress) -> Record:
        lines = [self.reckoning.explain_risk(entry.risk)] if entry.risk else []
        if entry.is_short_of_course or (entry.is_provisional and entry.status.missed):
            lines[:0] = [*self.reckoning.explain_verdicts(entry)]
            lines += self._yield_remarks(entry)
        why = "\n".join(dict.fromkeys(lines))
        return {"status.initiative": self._name_entry(entry), "report.why": why}

    def _describe_owed(self, entry: OwedReport) -> Record:
        return {
            "status.initiative": self._name_entry(entry),
            _DEPARTMENT: name_departments(entry.listing.initiative, self.texts),
            "pending.due": entry.due.isoformat(),
            "pending.late": entry.days_late,
        }

    def _describe_judged(self, entry: Progress) -> Record:
        scheme, judgement = self.scope.plan.scheme, entry.result and entry.result.judgement
        judged = format_status(entry.judged, scheme, self.texts) if entry.judged else None
        return {
            "status.initiative": self._name_entry(entry),
            "report.computed": format_status(entry.verdict.status, scheme, self.texts),
            "status.judged": judged,
            "report.reason": judgement.reason if judgement else None,
        }

    def _describe_initiative(self, entry: JudgedInitiative) -> Record:
        words = JudgementTexts(self.scope)
        judgement = entry.report.judgement
        return {
            "report.initiative": name_listing(entry.listing, self.texts),
            "report.judged": words.name_time(entry.report, entry.year),
            "status.status": words.format_judged_status(entry),
            "report.reason": judgement.reason if judgement else None,
        }

    def _yield_money_rows(self) -> Iterator[Record]:
        """Yield the flagged money of an initiative once, not with every measure."""
        flagged = {
            entry.listing.initiative.id: entry
            for entry in self.entries
            if not _MONEY_FLAGS.isdisjoint(entry.flags)
        }
        yield from map(self._describe_money, flagged.values())

    def _describe_money(self, entry: Progress) -> Record:
        budget = entry.listing.initiative.budget
        flagged = _MONEY_FLAGS.intersection(entry.flags)
        flags = [self.texts(f"flag.{flag.value}") for flag in Flag if flag in flagged]
        return {
            "report.initiative": name_listing(entry.listing, self.texts),
            "basis.current": budget.find_current(entry.year),
            "basis.settled": budget.settled.get(entry.year),
            "status.flags": " ".join(text.partition(" ")[2] for text in flags),  # without the sign
            "report.reason": budget.reasons.get(entry.year) or self.texts("report.no-reason"),
        }

    def _name_entry(self, entry: Progress | OwedReport) -> str:
        row = name_row_fully(entry.listing.initiative, entry.measure)
        return f"{name_listing(entry.listing, self.texts)}\n{row}"
