"""What needs somebody's attention: missed, at risk, not reported, judged otherwise, and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.reports.arithmetic import Reckoning
from plantool.reports.page import Column, Heading, Note, Row, Table
from plantool.reports.phrases import (
    format_cell,
    format_staged_result,
    format_title,
    name_departments,
    name_row_fully,
)
from plantool.reports.rates import to_attainment_percent
from plantool.reports.status_text import format_standing, format_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.reports.page import Block, Value
    from plantool.reports.scope import Scope

_NUMERIC_COLUMNS = {"status.attainment", "pending.late", "basis.current", "basis.settled"}
_MONEY_FLAGS = (Flag.OVER_BUDGET, Flag.UNDER_SPENT)


class ExceptionTables:
    """Lays out what stands out among the ``entries`` of one year, and what is ``owed``."""

    def __init__(
        self, scope: Scope, entries: Sequence[Progress], owed: Sequence[OwedReport]
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.entries = [entry for entry in entries if entry.listing.is_counted]
        self.owed = owed

    def yield_exception_blocks(self) -> Iterator[Block]:
        """Yield a heading and a table for each kind of exception; none says so."""
        parts = (
            self._build_missed_part(),
            self._build_risk_part(),
            self._build_owed_part(),
            self._build_judged_part(),
            self._build_money_part(),
        )
        filled = [part for part in parts if part]
        yield Heading(self.texts("report.exceptions"), 2, starts_page=bool(filled))
        if not filled:
            yield Note(self.texts("report.no-exceptions"))
        for key, columns, rows in filled:
            yield Heading(self.texts(f"report.{key}", count=len(rows)), 3)
            yield Table(tuple(map(self._build_exception_column, columns)), tuple(map(Row, rows)))

    def _build_exception_column(self, key: str) -> Column:
        numeric = key in _NUMERIC_COLUMNS
        wide = key in {"status.initiative", "status.said", "report.why", "status.result"}
        return Column(self.texts(key), numeric=numeric, wide=wide)

    def _build_part(
        self, key: str, columns: Iterable[str], rows: Iterable[tuple[Value, ...]]
    ) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        listed = list(rows)
        return (key, tuple(columns), listed) if listed else None

    def _list_flagged(self, flag: Flag) -> list[Progress]:
        return [entry for entry in self.entries if flag in entry.flags]

    def _build_missed_part(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        columns = (
            "status.initiative",
            "report.department",
            "status.planned",
            "status.result",
            "status.attainment",
            "status.status",
            "status.said",
        )
        return self._build_part(
            "missed", columns, map(self._build_missed_row, self._list_flagged(Flag.MISSED))
        )

    def _build_missed_row(self, entry: Progress) -> tuple[Value, ...]:
        unit, scheme = entry.measure.unit, self.scope.plan.scheme
        return (
            self._name_entry(entry),
            name_departments(entry.listing.initiative, self.texts),
            format_cell(entry.planned, unit, self.texts),
            format_staged_result(entry.result, unit, scheme, self.texts),
            to_attainment_percent(entry.attainment, scheme),
            format_standing(entry, scheme, self.texts),
            format_reason_and_action(entry, self.scope) or self.texts("report.no-reason"),
        )

    def _build_risk_part(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        reckoning = Reckoning(self.scope.plan, self.texts)
        rows = [
            (self._name_entry(entry), reckoning.explain_risk(entry.risk))
            for entry in self._list_flagged(Flag.AT_RISK)
            if entry.risk
        ]
        return self._build_part("at-risk", ("status.initiative", "report.why"), rows)

    def _build_owed_part(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        columns = ("status.initiative", "report.department", "pending.due", "pending.late")
        rows = (
            (
                self._name_entry(entry),
                name_departments(entry.listing.initiative, self.texts),
                entry.due.isoformat(),
                entry.days_late,
            )
            for entry in self.owed
        )
        return self._build_part("unreported", columns, rows)

    def _build_judged_part(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        columns = ("status.initiative", "report.computed", "status.judged", "report.reason")
        scheme = self.scope.plan.scheme
        rows = (
            (
                self._name_entry(entry),
                format_status(entry.verdict.status, scheme, self.texts),
                format_status(entry.judged, scheme, self.texts),
                entry.result.judgement.reason,
            )
            for entry in self._list_flagged(Flag.DISAGREEMENT)
            if entry.judged and entry.result and entry.result.judgement
        )
        return self._build_part("disagreement", columns, rows)

    def _build_money_part(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        columns = (
            "report.initiative",
            "basis.current",
            "basis.settled",
            "status.flags",
            "report.reason",
        )
        flagged = {
            entry.listing.initiative.id: entry
            for entry in self.entries
            if any(flag in entry.flags for flag in _MONEY_FLAGS)
        }
        return self._build_part(
            "money-exceptions", columns, map(self._build_money_row, flagged.values())
        )

    def _build_money_row(self, entry: Progress) -> tuple[Value, ...]:
        budget = entry.listing.initiative.budget
        flags = (flag for flag in _MONEY_FLAGS if flag in entry.flags)
        return (
            f"{entry.listing.initiative.id} {format_title(entry.listing, self.texts)}",
            budget.find_current(entry.year),
            budget.settled.get(entry.year),
            " ".join(self.texts(f"flag.{flag.value}").partition(" ")[2] for flag in flags),
            budget.reasons.get(entry.year) or self.texts("report.no-reason"),
        )

    def _name_entry(self, entry: Progress | OwedReport) -> str:
        title = f"{entry.listing.initiative.id} {format_title(entry.listing, self.texts)}"
        return f"{title}\n{name_row_fully(entry.listing.initiative, entry.measure)}"


def format_reason_and_action(entry: Progress, scope: Scope) -> str:
    """Return the reason for a result and what will be done about it."""
    result = entry.result
    lines = [
        scope.texts(f"show.result.{key}", text=text)
        for key in ("reason", "action")
        if result and (text := getattr(result, key))
    ]
    return "\n".join(lines)
