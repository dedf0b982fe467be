"""What the record of a measure shows: where it began, its years with their verdicts, the target.

The years of a cumulative measure stand beside what they come to; those of a level between its
baseline and its target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.measure_history import MeasureHistory
from plantool.model.exact import exact_sum
from plantool.model.measure import Kind, yield_baselines
from plantool.reports.arithmetic import Reckoning
from plantool.reports.phrases import (
    format_cell,
    format_planned,
    format_quantity,
    format_staged_result,
    name_row_fully,
)
from plantool.reports.status_text import format_standing
from plantool.site.site_page import MeasureRecord, MeasureYear, Quantity, YearVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.analysis.progress import Progress
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.reports.scope import Scope

_FEWEST = 2  # quantities that can be compared


class MeasureYears:
    """The years of a ``measure`` that are shown, an entry for each of them."""

    def __init__(
        self, scope: Scope, initiative: Initiative, measure: Measure, entries: Sequence[Progress]
    ) -> None:
        self.scope = scope
        self.texts = scope.texts
        self.initiative = initiative
        self.measure = measure
        self.entries = entries
        self.reckoning = Reckoning(scope.plan, scope.texts)

    def build_record(self) -> MeasureRecord | None:
        """Return the record; None of a measure that is judged in none of the years.

        Without a result in numbers, and something to hold it against, there are no bars.
        """
        if not self.entries:
            return None
        years = [year for year in self._yield_years() if year.quantities or year.verdict]
        count = sum(len(year.quantities) for year in years)
        results = (entry.result for entry in self.entries)
        if count < _FEWEST or not any(each and each.cell.value is not None for each in results):
            years = [year._replace(quantities=()) for year in years if year.verdict]
        title = name_row_fully(self.initiative, self.measure)
        return MeasureRecord(title, self._say_what_counts(), tuple(years))

    def _say_what_counts(self) -> str:
        measure, texts = self.measure, self.texts
        said = [texts("site.record.unit", unit=measure.unit)] if measure.unit else []
        if measure.kind is Kind.CUMULATIVE:
            said.append(texts("site.record.cumulative"))
        direction = measure.direction.value if measure.direction else "none"
        if direction != "none":
            said.append(texts(f"site.record.{direction}"))
        return texts("list.and").join(said)

    def _yield_years(self) -> Iterator[MeasureYear]:
        is_cumulative = self.measure.kind is Kind.CUMULATIVE
        if not is_cumulative:
            yield from self._yield_baseline()
        for entry in self.entries:
            quantities = tuple(self._yield_year_quantities(entry))
            yield MeasureYear(self.scope.name_year(entry.year), quantities, self._judge(entry))
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
            label = self.texts("status.result")
            yield Quantity(label, result.cell.value, text, is_promised=False)

    def _judge(self, entry: Progress) -> YearVerdict:
        """Return the standing of a year, and its arithmetic without the status at its end."""
        status = put_in_line(format_standing(entry, self.scope.plan.scheme, self.texts))
        reasons = [*self.reckoning.explain_verdicts(entry)]
        reasons[:1] = [each.removesuffix(f"→ {status}").rstrip() for each in reasons[:1]]
        return YearVerdict(status, tuple(reasons))

    def _yield_baseline(self) -> Iterator[MeasureYear]:
        for _, year, cell in list(yield_baselines(self.measure))[-1:]:
            if cell.value is not None:
                text = format_cell(cell, self.measure.unit, self.texts)
                label = self.texts("site.record.baseline")
                name = self.scope.name_year(year) if year else label
                yield MeasureYear(name, (Quantity(label, cell.value, text, is_promised=False),))

    def _yield_target(self) -> Iterator[MeasureYear]:
        """Yield the target, unless the years that are shown have come to it."""
        end = self.measure.target_year or self.scope.plan.planned_years[-1]
        goal, target = self.measure.find_goal(self.measure.target), self.measure.target
        if goal is None or (self.entries and self.entries[-1].year >= end):
            return
        text = format_cell(target, self.measure.unit, self.texts)
        quantity = Quantity(self.texts("site.record.target"), goal, text, is_promised=True)
        yield MeasureYear(self.scope.name_year(end), (quantity,))

    def _yield_sums(self) -> Iterator[MeasureYear]:
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
            yield MeasureYear(self.texts("site.record.running"), sums)
        goal = self.measure.find_goal(self.measure.total)
        if goal is not None and years and years[-1] < self.scope.plan.planned_years[-1]:
            text = format_cell(self.measure.total, self.measure.unit, self.texts)
            quantity = Quantity(self.texts("status.planned"), goal, text, is_promised=True)
            yield MeasureYear(self.texts("show.total"), (quantity,))

    def _name_sum(
        self, key: str, quantities: Sequence[Decimal | None], *, is_promised: bool
    ) -> Quantity:
        value = exact_sum(each for each in quantities if each is not None)
        text = format_quantity(value, self.measure.unit)
        return Quantity(self.texts(key), value, text, is_promised)


def put_in_line(text: str) -> str:
    """Return the lines of a cell as one, without a blank before a bracket of full width."""
    return text.replace("\n（", "（").replace("\n", " ")
