"""What the chart of a measure shows: where it began, plan and result year by year, and the target.

The years of a cumulative measure stand beside what they come to; those of a level between its
baseline and its target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.measure_history import MeasureHistory
from plantool.model.exact import exact_sum
from plantool.model.measure import Kind, yield_baselines
from plantool.reports.phrases import (
    format_cell,
    format_planned,
    format_quantity,
    format_staged_result,
    name_row_fully,
)
from plantool.reports.status_text import format_standing
from plantool.site.site_page import MeasureChart, Quantity, QuantityGroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.analysis.progress import Progress
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.reports.scope import Scope

_FEWEST = 2  # quantities that can be compared


class MeasureQuantities:
    """The quantities of a ``measure``, whose ``entries`` are those of the years that are shown."""

    def __init__(
        self, scope: Scope, initiative: Initiative, measure: Measure, entries: Sequence[Progress]
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.initiative = initiative
        self.measure = measure
        self.entries = entries

    def build_chart(self) -> MeasureChart | None:
        """Return the chart; None without a result in numbers, and something to hold it against."""
        groups = [group for group in self._yield_groups() if group.quantities]
        count = sum(len(group.quantities) for group in groups)
        results = (entry.result for entry in self.entries)
        if count < _FEWEST or not any(each and each.cell.value is not None for each in results):
            return None
        title = name_row_fully(self.initiative, self.measure)
        return MeasureChart(title, self._say_what_counts(), tuple(groups))

    def _say_what_counts(self) -> str:
        measure, texts = self.measure, self.texts
        said = [texts("site.chart.unit", unit=measure.unit)] if measure.unit else []
        if measure.kind is Kind.CUMULATIVE:
            said.append(texts("site.chart.cumulative"))
        direction = measure.direction.value if measure.direction else "none"
        if direction != "none":
            said.append(texts(f"site.chart.{direction}"))
        return texts("list.and").join(said)

    def _yield_groups(self) -> Iterator[QuantityGroup]:
        is_cumulative = self.measure.kind is Kind.CUMULATIVE
        if not is_cumulative:
            yield from self._yield_baseline()
        for entry in self.entries:
            yield QuantityGroup(
                self.scope.name_year(entry.year), tuple(self._yield_year_quantities(entry))
            )
        yield from self._yield_sums() if is_cumulative else self._yield_target()

    def _yield_year_quantities(self, entry: Progress) -> Iterator[Quantity]:
        unit, scheme = self.measure.unit, self.scope.plan.scheme
        goal = self.measure.find_goal(entry.planned)
        if goal is not None:
            text = format_planned(entry.planned, None, unit, self.texts)
            yield Quantity(self.texts("status.planned"), goal, text, is_promised=True)
        result = entry.result
        if result is not None and result.cell.value is not None:
            text = format_staged_result(result, unit, scheme, self.texts)
            status = put_in_line(format_standing(entry, scheme, self.texts))
            label = self.texts("status.result")
            yield Quantity(label, result.cell.value, text, is_promised=False, status=status)

    def _yield_baseline(self) -> Iterator[QuantityGroup]:
        for _, year, cell in list(yield_baselines(self.measure))[-1:]:
            if cell.value is not None:
                text = format_cell(cell, self.measure.unit, self.texts)
                label = self.texts("site.chart.baseline")
                name = self.scope.name_year(year) if year else label
                yield QuantityGroup(name, (Quantity(label, cell.value, text, is_promised=False),))

    def _yield_target(self) -> Iterator[QuantityGroup]:
        """Yield the target, unless the years that are shown have come to it."""
        end = self.measure.target_year or self.scope.plan.planned_years[-1]
        goal, target = self.measure.find_goal(self.measure.target), self.measure.target
        if goal is None or (self.entries and self.entries[-1].year >= end):
            return
        text = format_cell(target, self.measure.unit, self.texts)
        quantity = Quantity(self.texts("site.chart.target"), goal, text, is_promised=True)
        yield QuantityGroup(self.scope.name_year(end), (quantity,))

    def _yield_sums(self) -> Iterator[QuantityGroup]:
        """Yield what the years came to, with the plan of the same years, and that of all."""
        total = MeasureHistory(
            self.measure, self.scope.plan, self.scope.as_of, self.initiative.life
        ).total
        years = [entry.year for entry in self.entries]
        brought = total.list_brought(years[-1])[1:] if years else [None]
        planned = [total.find_planned_quantity(year) for year in years]
        if len(years) > 1 and None not in (*brought, *planned):
            sums = (
                self._name_sum("status.planned", planned, is_promised=True),
                self._name_sum("status.result", brought, is_promised=False),
            )
            yield QuantityGroup(self.texts("site.chart.running"), sums)
        goal = self.measure.find_goal(self.measure.total)
        if goal is not None and years and years[-1] < self.scope.plan.planned_years[-1]:
            text = format_cell(self.measure.total, self.measure.unit, self.texts)
            quantity = Quantity(self.texts("status.planned"), goal, text, is_promised=True)
            yield QuantityGroup(self.texts("show.total"), (quantity,))

    def _name_sum(
        self, key: str, quantities: Sequence[Decimal | None], *, is_promised: bool
    ) -> Quantity:
        value = exact_sum(each for each in quantities if each is not None)
        text = format_quantity(value, self.measure.unit)
        return Quantity(self.texts(key), value, text, is_promised)


def put_in_line(text: str) -> str:
    """Return the lines of a cell as one, without a blank before a bracket of full width."""
    return text.replace("\n（", "（").replace("\n", " ")
