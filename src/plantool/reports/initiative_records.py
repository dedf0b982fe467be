"""An initiative for machines: one record for each of its rows, fields and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.stated_money import yield_stated_money
from plantool.loading.field_paths import quote_step
from plantool.model.initiative import TERM
from plantool.model.measure import Group, walk_rows, yield_baselines
from plantool.model.money import Money
from plantool.reports.page import Records
from plantool.reports.phrases import describe_year, name_groups_above
from plantool.reports.printed_notes import yield_made_reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from plantool.model.attributes import Attribute
    from plantool.model.budget import Budget
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative, Revision
    from plantool.model.measure import Measure
    from plantool.model.money import Total
    from plantool.model.result import Result
    from plantool.reports.page import Record, Value
    from plantool.reports.scope import Scope

_RECORD_COLUMNS = (
    "id",
    "row",
    "group",
    "measure",
    "number",
    "name",
    "mark",
    "field",
    "year",
    "western_year",
    "first_day",
    "text",
    "value",
    "presence",
    "unit",
    "state",
    "note",
    "reason",
    "source",
    "reported",
    "stage",
    "period",
    "action",
    "judged",
    "judged_reason",
    "attainment",
    "min",
    "max",
)
_RATE = "budget.execution_rate"


class InitiativeRecords:
    """Makes the records of an initiative, with the reports made by the day of ``scope``."""

    def __init__(self, scope: Scope, initiative: Initiative) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.initiative = initiative

    def build_records(self) -> Records:
        return Records(_RECORD_COLUMNS, self._yield_records())

    def _yield_records(self) -> Iterator[Record]:
        initiative = self.initiative
        head: dict[str, Value] = {"id": initiative.id, "row": "initiative"}
        yield from _yield_attribute_records(initiative.attributes, head)
        for _, row in walk_rows(self.initiative.rows):
            head = self._describe_row(row)
            if isinstance(row, Group) and row.name:
                yield head | {"field": "heading"}
            for _, year, cell in yield_baselines(row):
                yield head | self._describe_cell("baseline", cell, year)
            if not isinstance(row, Group):
                yield from self._yield_measure_records(row, head)
        yield from self._yield_money_records()
        for revision in initiative.revisions:
            yield {"id": initiative.id, **_describe_revision(revision)}
        yield from self._yield_judgement_records()

    def _describe_row(self, row: Measure | Group) -> dict[str, Value]:
        return {
            "id": self.initiative.id,
            "row": "group" if isinstance(row, Group) else "measure",
            "group": name_groups_above(self.initiative, row),
            "measure": row.id,
            "number": row.number,
            "name": row.name,
            "mark": row.mark,
            "unit": None if isinstance(row, Group) else row.unit,
        }

    def _yield_measure_records(self, measure: Measure, head: dict[str, Value]) -> Iterator[Record]:
        for year, cell in measure.planned:
            yield head | self._describe_cell("planned", cell, year)
        if measure.total is not None:
            yield head | self._describe_cell("total", measure.total)
        if measure.target is not None:
            yield head | self._describe_cell("target", measure.target, measure.target_year)
        yield from _yield_attribute_records(measure.attributes, head)
        if measure.due is not None:
            yield head | {"field": "due", "text": measure.due.isoformat()}
        for year, result in yield_made_reports(measure, self.scope):
            said = _describe_result(result)
            yield head | self._describe_cell("result", result.cell, year) | said
            for key, own in (("planned", result.planned), ("running", result.running)):
                if own is not None:
                    yield head | self._describe_cell(f"result.{key}", own, year) | said

    def _describe_cell(
        self, field: str, cell: Cell, year: FiscalYear | None = None
    ) -> dict[str, Value]:
        low, high = cell.range or (None, None)
        figures = {"value": cell.value, "min": low, "max": high}
        return {"field": field, "text": cell.text, **figures, **self._describe_year(year)}

    def _describe_year(self, year: FiscalYear | None) -> dict[str, Value]:
        """Return a year as the plan spells it, and in western years."""
        return {**describe_year(self.plan.year(year.key), self.plan)} if year else {}

    def _yield_judgement_records(self) -> Iterator[Record]:
        for _, year, report in self.initiative.judgements.yield_reports():
            if (report.reported or self.scope.as_of) <= self.scope.as_of and report.judgement:
                head = {"id": self.initiative.id, "row": "judgement", "name": report.judgement.by}
                field = {"field": "judgement" if year else f"judgement.{TERM}"}
                yield head | field | self._describe_year(year) | _describe_result(report)
                for label, texts, _ in report.judgement.attributes:
                    said = {"field": f"{field['field']}.attributes", "text": ", ".join(texts)}
                    yield head | said | {"name": label} | self._describe_year(year)

    def _yield_money_records(self) -> Iterator[Record]:
        budget = self.initiative.budget
        yield from self._yield_amount_records(budget, "budget")
        for year, rate in budget.execution_rates.by_year:
            yield self._describe_rate(_RATE, rate) | self._describe_year(year)
        if budget.execution_rates.total is not None:
            yield self._describe_rate(f"{_RATE}.total", budget.execution_rates.total)
        for part in budget.parts:
            place = f"budget.breakdown.{quote_step(part.group)}.{quote_step(part.name)}"
            yield from self._yield_amount_records(part.money, place)

    def _yield_amount_records(self, budget: Budget, place: str) -> Iterator[Record]:
        for key, amounts in yield_stated_money(budget):
            for year, money in amounts:
                yield self._describe_money(f"{place}.{key}", money) | self._describe_year(year)
        if budget.total:
            yield self._describe_money(f"{place}.total", budget.total)
        for key, total in budget.totals:
            yield self._describe_money(f"{place}.{key}.total", total)

    def _describe_rate(self, field: str, rate: Decimal) -> dict[str, Value]:
        head = {"id": self.initiative.id, "row": "budget", "field": field}
        return {**head, "text": f"{rate:f}", "value": rate, "unit": "%"}

    def _describe_money(self, field: str, money: Money | Total) -> dict[str, Value]:
        return {
            "id": self.initiative.id,
            "row": "budget",
            "field": field,
            "value": money,
            "presence": money.presence.value if isinstance(money, Money) else None,
            "unit": self.plan.unit,
        }


def _yield_attribute_records(
    attributes: tuple[Attribute, ...], head: dict[str, Value]
) -> Iterator[Record]:
    for label, texts, _ in attributes:
        yield head | {"field": f"attributes.{quote_step(label)}", "text": "; ".join(texts)}


def _describe_revision(revision: Revision) -> dict[str, Value]:
    """Return what a field was before it was revised, when, why and by whom."""
    return {
        "row": "revision",
        "field": revision.at,
        "text": revision.was.text,
        "value": revision.was.value,
        "reason": revision.reason,
        "source": revision.by,
        "reported": revision.date.isoformat() if revision.date else None,
    }


def _describe_result(result: Result) -> dict[str, Value]:
    judged = result.judgement
    return {
        "state": result.state.value if result.state else None,
        "note": result.note,
        "reason": result.reason,
        "source": result.source,
        "reported": result.reported.isoformat() if result.reported else None,
        "stage": result.stage.value,
        "period": result.period.value if result.period else None,
        "action": result.action,
        "judged": judged.status if judged else None,
        "judged_reason": judged.reason if judged else None,
        "attainment": result.attainment,
    }
