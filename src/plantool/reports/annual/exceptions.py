"""What needs somebody's attention: missed, at risk, not reported, judged otherwise, and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.reports.page import Column, Heading, Note, Row, Table
from plantool.reports.rates import attained
from plantool.reports.verdicts import Reckoning, standing, status_text
from plantool.reports.words import (
    cell_text,
    department_names,
    full_name,
    staged_text,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.pending import Pending
    from plantool.analysis.progress import Progress
    from plantool.reports.page import Block, Value
    from plantool.reports.scope import Scope

_NUMERIC = {"status.attainment", "pending.late", "basis.current", "basis.settled"}
_MONEY = (Flag.OVER_BUDGET, Flag.UNDER_SPENT)


class Exceptions:
    """Lays out what stands out among the ``entries`` of one year, and what is ``owed``."""

    def __init__(self, scope: Scope, entries: Sequence[Progress], owed: Sequence[Pending]) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.entries = [entry for entry in entries if entry.listing.is_counted]
        self.owed = owed

    def blocks(self) -> Iterator[Block]:
        """Yield a heading and a table for each kind of exception; none says so."""
        parts = (self._missed(), self._at_risk(), self._owed(), self._judged(), self._money())
        found = [part for part in parts if part]
        yield Heading(self.texts("report.exceptions"), 2, starts_page=bool(found))
        if not found:
            yield Note(self.texts("report.no-exceptions"))
        for key, columns, rows in found:
            yield Heading(self.texts(f"report.{key}", count=len(rows)), 3)
            yield Table(tuple(map(self._column, columns)), tuple(map(Row, rows)))

    def _column(self, key: str) -> Column:
        numeric = key in _NUMERIC
        wide = key in {"status.initiative", "status.said", "report.why", "status.result"}
        return Column(self.texts(key), numeric=numeric, wide=wide)

    def _part(
        self, key: str, columns: Iterable[str], rows: Iterable[tuple[Value, ...]]
    ) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        listed = list(rows)
        return (key, tuple(columns), listed) if listed else None

    def _flagged(self, flag: Flag) -> list[Progress]:
        return [entry for entry in self.entries if flag in entry.flags]

    def _missed(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        columns = (
            "status.initiative",
            "report.department",
            "status.planned",
            "status.result",
            "status.attainment",
            "status.status",
            "status.said",
        )
        return self._part("missed", columns, map(self._missed_row, self._flagged(Flag.MISSED)))

    def _missed_row(self, entry: Progress) -> tuple[Value, ...]:
        unit, scheme = entry.measure.unit, self.scope.plan.scheme
        return (
            self._name(entry),
            department_names(entry.listing.initiative, self.texts),
            cell_text(entry.planned, unit, self.texts),
            staged_text(entry.result, unit, scheme, self.texts),
            attained(entry.attainment, scheme),
            standing(entry, scheme, self.texts),
            said(entry, self.scope) or self.texts("report.no-reason"),
        )

    def _at_risk(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        reckoning = Reckoning(self.scope.plan, self.texts)
        rows = [
            (self._name(entry), reckoning.risk(entry.risk))
            for entry in self._flagged(Flag.AT_RISK)
            if entry.risk
        ]
        return self._part("at-risk", ("status.initiative", "report.why"), rows)

    def _owed(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        columns = ("status.initiative", "report.department", "pending.due", "pending.late")
        rows = (
            (
                self._name(entry),
                department_names(entry.listing.initiative, self.texts),
                entry.due.isoformat(),
                entry.late,
            )
            for entry in self.owed
        )
        return self._part("unreported", columns, rows)

    def _judged(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
        columns = ("status.initiative", "report.computed", "status.judged", "report.reason")
        scheme = self.scope.plan.scheme
        rows = (
            (
                self._name(entry),
                status_text(entry.verdict.status, scheme, self.texts),
                status_text(entry.judged, scheme, self.texts),
                entry.result.judgement.reason,
            )
            for entry in self._flagged(Flag.DISAGREEMENT)
            if entry.judged and entry.result and entry.result.judgement
        )
        return self._part("disagreement", columns, rows)

    def _money(self) -> tuple[str, tuple[str, ...], list[tuple[Value, ...]]] | None:
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
            if any(flag in entry.flags for flag in _MONEY)
        }
        return self._part("money-exceptions", columns, map(self._money_row, flagged.values()))

    def _money_row(self, entry: Progress) -> tuple[Value, ...]:
        budget = entry.listing.initiative.budget
        flags = (flag for flag in _MONEY if flag in entry.flags)
        return (
            f"{entry.listing.initiative.id} {title_of(entry.listing, self.texts)}",
            budget.current(entry.year),
            budget.settled.get(entry.year),
            " ".join(self.texts(f"flag.{flag.value}").partition(" ")[2] for flag in flags),
            budget.reasons.get(entry.year) or self.texts("report.no-reason"),
        )

    def _name(self, entry: Progress | Pending) -> str:
        title = f"{entry.listing.initiative.id} {title_of(entry.listing, self.texts)}"
        return f"{title}\n{full_name(entry.listing.initiative, entry.measure)}"


def said(entry: Progress, scope: Scope) -> str:
    """Return the reason for a result and what will be done about it."""
    result = entry.result
    lines = [
        scope.texts(f"show.result.{key}", text=words)
        for key in ("reason", "action")
        if result and (words := getattr(result, key))
    ]
    return "\n".join(lines)
