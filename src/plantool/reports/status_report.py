"""The status report: every measure, year by year, planned beside result."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.analysis.status_counts import count_statuses, list_statuses
from plantool.model.evaluation import Unrated
from plantool.reports.arithmetic import Reckoning
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
    build_spanning_row,
)
from plantool.reports.phrases import (
    describe_plan,
    format_cell,
    format_staged_result,
    format_year,
    name_listing,
    name_row,
)
from plantool.reports.rates import to_attainment_percent
from plantool.reports.status_records import RECORD_COLUMNS, build_status_record
from plantool.reports.status_text import TREND_SIGNS, format_standing, format_status, name_status

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

    def build_page(self) -> Page:
        return Page(
            name="status",
            blocks=self._yield_blocks(),
            records=Records(
                RECORD_COLUMNS,
                (build_status_record(entry, self.plan, self.texts) for entry in self.entries),
            ),
            metadata={
                "plan": describe_plan(self.plan),
                "as_of": self.scope.as_of.isoformat(),
                "scheme": self.plan.scheme.preset,
                "counts": {year.key: self._count_statuses(year) for year in self.scope.years},
            },
        )

    def _count_statuses(self, year: FiscalYear) -> dict[str, int]:
        counts = count_statuses(entry for entry in self.entries if entry.year == year)
        return {s.id: counts[s] for s in list_statuses(self.plan.scheme) if counts[s]}

    def _yield_blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        yield self.scope.build_caption(self.scope.years)
        yield (
            self.table.build_status_table(self.entries)
            if self.entries
            else Note(self.texts("status.no-rows"))
        )
        if self.entries:
            yield from self._yield_count_notes()
        yield from self.scope.yield_omissions(entry.listing for entry in self.entries)
        if used := list(yield_sign_meanings(self.entries, self.texts)):
            flags = self.texts("list.and").join(used)
            yield Note(self.texts("status.legend", flags=flags))

    def _yield_count_notes(self) -> Iterator[Note]:
        texts, scheme = self.texts, self.plan.scheme
        if all(entry.result is None for entry in self.entries):
            yield Note(texts("status.nothing-reported"))
        for year in self.scope.years:
            counts = count_statuses(entry for entry in self.entries if entry.year == year)
            listed = texts("list.and").join(
                texts("status.count", label=name_status(s, scheme, texts), count=counts[s])
                for s in list_statuses(scheme)
                if counts[s]
            )
            words = {"year": self.scope.name_year(year), "measures": counts.total()}
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
        self._format_year = cache(lambda year: format_year(year, plan, texts))
        self._format_status = cache(lambda status: format_status(status, plan.scheme, texts))
        self._join_signs = cache(lambda trend, flags: _format_signs(trend, flags, texts))
        self.column_keys = [
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

    def build_status_table(self, entries: Iterable[Progress]) -> Table:
        """Lay out entries, which are in printed order."""
        return Table(
            tuple(map(self._build_status_column, self.column_keys)),
            tuple(self._yield_status_rows(entries)),
        )

    def _build_status_column(self, key: str) -> Column:
        return Column(
            heading=self.texts(f"status.{key}"),
            numeric=key in {"attainment", "running", "before"},
            wide=key in {"initiative", "planned", "result", "target", "said"},
        )

    def _yield_status_rows(self, entries: Iterable[Progress]) -> Iterator[Row]:
        for _, listed in groupby(entries, key=lambda entry: id(entry.listing)):
            measures = list(listed)
            listing = measures[0].listing
            yield self._build_spanning_row(name_listing(listing, self.texts), Role.HEADING, 0)
            above: tuple[Group, ...] = ()
            for _, years in groupby(measures, key=lambda entry: entry.measure.id):
                of_measure = list(years)
                groups = listing.initiative.find_groups_above(of_measure[0].measure)
                for depth, group in enumerate(groups):
                    if group not in above:
                        yield self._build_spanning_row(name_row(group), Role.HEADING, depth + 1)
                above = groups
                yield from self._yield_measure_rows(of_measure, len(groups) + 1)

    def _yield_measure_rows(self, entries: Sequence[Progress], indent: int) -> Iterator[Row]:
        for at, entry in enumerate(entries):
            cells = self._build_entry_cells(entry, first=at == 0)
            yield Row(tuple(cells[key] for key in self.column_keys), indent=indent)
            for line in self.reckoning.explain_verdicts(entry) if self.reckoning else ():
                yield self._build_spanning_row(line, Role.REMARK, indent + 1)

    def _build_spanning_row(self, text: str, role: Role, indent: int) -> Row:
        return build_spanning_row(text, len(self.column_keys), role, indent)

    def _build_entry_cells(self, entry: Progress, *, first: bool) -> dict[str, Value]:
        measure, texts, scheme = entry.measure, self.texts, self.plan.scheme
        cells: dict[str, Value] = {
            "initiative": name_row(measure) if first else None,
            "year": self._format_year(entry.year),
            "planned": format_cell(entry.planned, measure.unit, texts),
            "result": format_staged_result(entry.result, measure.unit, scheme, texts),
            "target": format_cell(measure.target, measure.unit, texts) if first else None,
            "attainment": to_attainment_percent(entry.attainment, scheme),
            "status": self._format_entry_status(entry),
            "flags": self._join_signs(entry.trend, entry.flags),
        }
        if self.detail:
            cells |= {
                "before": entry.previous,
                "running": self._find_running_percent(entry),
                "judged": format_status(entry.judged, scheme, texts) if entry.judged else None,
                "said": self._format_remarks(entry),
            }
        return cells

    def _format_entry_status(self, entry: Progress) -> str:
        if entry.target_verdict or entry.status is Unrated.NOT_DUE:
            return format_standing(entry, self.plan.scheme, self.texts)
        return self._format_status(entry.status)

    def _find_running_percent(self, entry: Progress) -> Value:
        return (
            to_attainment_percent(entry.running_verdict.attainment, self.plan.scheme)
            if entry.running_verdict
            else None
        )

    def _format_remarks(self, entry: Progress) -> str | None:
        """Return the reason for a result, and what will be done about it."""
        if entry.result is None:
            return None
        action = entry.result.action
        lines = (
            entry.result.reason,
            self.texts("status.action", action=action) if action else None,
        )
        return "\n".join(filter(None, lines)) or None


def _format_signs(trend: Trend | None, flags: tuple[Flag, ...], texts: Catalogue) -> str:
    """Return the signs that stand beside an entry."""
    signs = [texts(f"flag.{flag.value}").partition(" ")[0] for flag in flags]
    return " ".join([TREND_SIGNS[trend], *signs] if trend else signs)


def yield_sign_meanings(entries: Sequence[Progress], texts: Catalogue) -> Iterator[str]:
    """Yield the meanings of the signs beside ``entries``."""
    for trend in TREND_SIGNS:
        if any(entry.trend is trend for entry in entries):
            yield texts(f"trend.{trend.value}")
    for flag in Flag:
        if any(flag in entry.flags for entry in entries):
            yield texts(f"flag.{flag.value}")
