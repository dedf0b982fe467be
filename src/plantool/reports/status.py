"""The status report: every measure, year by year, planned beside result."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.analysis.counts import count, statuses
from plantool.model.evaluation import Unrated
from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Records,
    Role,
    Row,
    Table,
    Value,
)
from plantool.reports.rates import attained
from plantool.reports.status_records import COLUMNS, record
from plantool.reports.verdicts import (
    TREND_SIGNS,
    Reckoning,
    standing,
    status_name,
    status_text,
)
from plantool.reports.words import (
    cell_text,
    plan_facts,
    row_name,
    staged_text,
    title_of,
    year_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.progress import Progress
    from plantool.messages import Catalogue
    from plantool.model.evaluation import Trend
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Group
    from plantool.model.plan import Plan
    from plantool.reports.scope import Scope


class StatusReport:
    """Lays out ``entries``, which are in printed order, and counts them.

    ``detail`` adds columns for a wide screen, ``why`` the arithmetic of every verdict.
    """

    def __init__(
        self,
        scope: Scope,
        *,
        entries: Sequence[Progress],
        detail: bool = False,
        why: bool = False,
    ) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.entries = entries
        years = len(scope.years)
        self.table = StatusTable(scope.plan, scope.texts, years=years, detail=detail, why=why)

    def page(self) -> Page:
        return Page(
            name="status",
            blocks=self._blocks(),
            records=Records(
                COLUMNS, (record(entry, self.plan, self.texts) for entry in self.entries)
            ),
            facts={
                "plan": plan_facts(self.plan),
                "as_of": self.scope.as_of.isoformat(),
                "scheme": self.plan.scheme.preset,
                "counts": {year.key: self._counts(year) for year in self.scope.years},
            },
        )

    def _counts(self, year: FiscalYear) -> dict[str, int]:
        counts = count(entry for entry in self.entries if entry.year == year)
        return {s.id: counts[s] for s in statuses(self.plan.scheme) if counts[s]}

    def _blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        yield self.scope.caption(self.scope.years)
        yield self.table.of(self.entries) if self.entries else Note(self.texts("status.no-rows"))
        if self.entries:
            yield from self._notes()
        yield from self.scope.omissions(entry.listing for entry in self.entries)
        if used := list(signs_used(self.entries, self.texts)):
            flags = self.texts("list.and").join(used)
            yield Note(self.texts("status.legend", flags=flags))

    def _notes(self) -> Iterator[Note]:
        texts, scheme = self.texts, self.plan.scheme
        if all(entry.result is None for entry in self.entries):
            yield Note(texts("status.nothing-reported"))
        for year in self.scope.years:
            counts = count(entry for entry in self.entries if entry.year == year)
            listed = texts("list.and").join(
                texts("status.count", label=status_name(s, scheme, texts), count=counts[s])
                for s in statuses(scheme)
                if counts[s]
            )
            words = {"year": self.scope.heading(year), "measures": counts.total()}
            yield Note(texts("status.counts", counts=listed, **words))


class StatusTable:
    """The table of a status report; several ``years`` have a column, one stands in the caption."""

    def __init__(
        self, plan: Plan, texts: Catalogue, *, years: int, detail: bool = False, why: bool = False
    ) -> None:
        self.plan = plan
        self.texts = texts
        self.detail = detail
        self.reckoning = Reckoning(plan, texts) if why else None
        # the same words stand in many rows: each is said once
        self._heading = cache(lambda year: year_heading(year, plan, texts))
        self._status_text = cache(lambda status: status_text(status, plan.scheme, texts))
        self._signs = cache(lambda trend, flags: _signs(trend, flags, texts))
        self.keys = [
            "initiative",
            *(["year"] if years > 1 else []),
            "planned",
            "result",
            *(["before"] if detail else []),
            "target",
            "attainment",
            *(["running"] if detail else []),
            "status",
            *(["judged"] if detail else []),
            "flags",
            *(["said"] if detail else []),
        ]

    def of(self, entries: Iterable[Progress]) -> Table:
        """Lay out entries, which are in printed order."""
        return Table(tuple(map(self._column, self.keys)), tuple(self._rows(entries)))

    def _column(self, key: str) -> Column:
        return Column(
            heading=self.texts(f"status.{key}"),
            numeric=key in {"attainment", "running", "before"},
            wide=key in {"initiative", "planned", "result", "target", "said"},
        )

    def _rows(self, entries: Iterable[Progress]) -> Iterator[Row]:
        for _, listed in groupby(entries, key=lambda entry: id(entry.listing)):
            measures = list(listed)
            listing = measures[0].listing
            yield self._spanning(
                f"{listing.initiative.id} {title_of(listing, self.texts)}", Role.HEADING, 0
            )
            above: tuple[Group, ...] = ()
            for _, years in groupby(measures, key=lambda entry: entry.measure.id):
                of_measure = list(years)
                groups = listing.initiative.groups_above(of_measure[0].measure)
                for depth, group in enumerate(groups):
                    if group not in above:
                        yield self._spanning(row_name(group), Role.HEADING, depth + 1)
                above = groups
                yield from self._measure_rows(of_measure, len(groups) + 1)

    def _measure_rows(self, entries: Sequence[Progress], indent: int) -> Iterator[Row]:
        for at, entry in enumerate(entries):
            cells = self._cells(entry, first=at == 0)
            yield Row(tuple(cells[key] for key in self.keys), indent=indent)
            for line in self.reckoning.lines(entry) if self.reckoning else ():
                yield self._spanning(line, Role.REMARK, indent + 1)

    def _spanning(self, text: str, role: Role, indent: int) -> Row:
        return Row((text, *[None] * (len(self.keys) - 1)), role, indent)

    def _cells(self, entry: Progress, *, first: bool) -> dict[str, Value]:
        measure, texts, scheme = entry.measure, self.texts, self.plan.scheme
        cells: dict[str, Value] = {
            "initiative": row_name(measure) if first else None,
            "year": self._heading(entry.year),
            "planned": cell_text(entry.planned, measure.unit, texts),
            "result": staged_text(entry.result, measure.unit, scheme, texts),
            "target": cell_text(measure.target, measure.unit, texts) if first else None,
            "attainment": attained(entry.attainment, scheme),
            "status": self._status(entry),
            "flags": self._signs(entry.trend, entry.flags),
        }
        if self.detail:
            cells |= {
                "before": entry.before,
                "running": self._running(entry),
                "judged": status_text(entry.judged, scheme, texts) if entry.judged else None,
                "said": self._said(entry),
            }
        return cells

    def _status(self, entry: Progress) -> str:
        if entry.final or entry.status is Unrated.NOT_DUE:
            return standing(entry, self.plan.scheme, self.texts)
        return self._status_text(entry.status)

    def _running(self, entry: Progress) -> Value:
        return attained(entry.running.attainment, self.plan.scheme) if entry.running else None

    def _said(self, entry: Progress) -> str | None:
        """Return the reason for a result, and what will be done about it."""
        if entry.result is None:
            return None
        action = entry.result.action
        said = (entry.result.reason, self.texts("status.action", action=action) if action else None)
        return "\n".join(filter(None, said)) or None


def _signs(trend: Trend | None, flags: tuple[Flag, ...], texts: Catalogue) -> str:
    """Return the signs that stand beside an entry."""
    signs = [texts(f"flag.{flag.value}").partition(" ")[0] for flag in flags]
    return " ".join([TREND_SIGNS[trend], *signs] if trend else signs)


def signs_used(entries: Sequence[Progress], texts: Catalogue) -> Iterator[str]:
    """Yield what the signs beside ``entries`` mean."""
    for trend in TREND_SIGNS:
        if any(entry.trend is trend for entry in entries):
            yield texts(f"trend.{trend.value}")
    for flag in Flag:
        if any(flag in entry.flags for entry in entries):
            yield texts(f"flag.{flag.value}")
