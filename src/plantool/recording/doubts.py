"""What looks like a slip in an entry: a person is asked, and without one it is refused."""

from __future__ import annotations

import shlex
from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.diagnostics import Terms
from plantool.errors import UsageError
from plantool.light_dataclasses import replace
from plantool.model.cell import has_digit, has_endless_number, is_none_mark
from plantool.model.day import read_written_day
from plantool.model.measure import Kind
from plantool.model.result import Stage
from plantool.recording.typed_values import (
    find_first_number,
    find_quantity,
    parse_number,
    parse_reported_day,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure
    from plantool.model.money import Money
    from plantool.model.plan import Plan
    from plantool.recording.record_entry import RecordEntry

_SLIP_FACTOR = 10  # so many times as much, or as little, is rather another unit or order of digits
_PART_AMOUNTS = {
    "reserve",
    "transfers",
    "carried_in",
    "carried_out",
    "unused",
}  # which may well be small
_OUTCOME_AMOUNTS = {"settled", "carried_out", "unused"}  # which a year has once it has begun


class DoubtError(UsageError):
    """An entry that is perhaps not meant (exit 2).

    ``question`` asks whether it is, or in words why, if ``asks_why``; ``meant`` returns what the
    entry says then.
    """

    def __init__(
        self,
        name: str,
        confirm: Callable[[RecordEntry, str], RecordEntry],
        *,
        asks_why: bool = False,
        **arguments: object,
    ) -> None:
        super().__init__(f"error.record-{name}", **arguments)
        self.question = f"ask.{name}"
        self.asks_why = asks_why
        self.confirm = confirm


def _mark_sure(entry: RecordEntry, _: str) -> RecordEntry:
    return replace(entry, sure=True)


def _mark_forecast(entry: RecordEntry, _: str) -> RecordEntry:
    return entry.with_report(stage=Stage.FORECAST.value)


def doubt_report(
    entry: RecordEntry, measure: Measure, year: FiscalYear, today: date, plan: Plan
) -> None:
    """Doubt a result before its year has begun, unless it is a forecast, and one out of scale.

    Out of scale is ten times, or a tenth, of what was planned, or else was reported last. Raises
    UsageError for a quantity that cannot be told.
    """
    begins, day = plan.calendar.find_first_day(year), entry.report["reported"]
    reported_on = read_written_day(parse_reported_day(day)) if day else today
    if reported_on < begins and _find_stage(entry, measure, year) != Stage.FORECAST.value:
        raise DoubtError("early", _mark_forecast, year=year.key, begins=begins)
    _doubt_words(entry, measure)
    quantity = _find_result_quantity(entry, measure)
    if quantity is not None and not entry.sure:
        _doubt_scale(quantity, _find_expected(measure, year), measure.unit or "")


def _doubt_words(entry: RecordEntry, measure: Measure) -> None:
    """Doubt words where a number is counted: 三 is none that can be judged."""
    value = entry.report["value"]
    is_words = value and not (has_digit(value) or is_none_mark(value) or entry.report["text"])
    if is_words and measure.kind is not Kind.MILESTONE and not entry.sure:
        raise DoubtError("no-number", _mark_sure, value=value)


def doubt_money(
    entry: RecordEntry, budget: Budget, year: FiscalYear, today: date, plan: Plan
) -> None:
    """Doubt outcomes before their year has begun, and amounts of another order than the budget."""
    numbers = {key: parse_number(text) for key, text in entry.money.items() if text}
    amounts = {key: Decimal(n) for key, n in numbers.items() if isinstance(n, int | Decimal)}
    if entry.sure or not amounts:
        return
    begins = plan.calendar.find_first_day(year)
    outcomes = amounts.keys() & _OUTCOME_AMOUNTS
    if outcomes and today < begins:
        raise DoubtError("early-money", _mark_sure, year=year.key, begins=begins)
    expected = _find_first_amount((budget.find_current(year), budget.planned.get(year)))
    for key, amount in amounts.items():
        whole = sum((amounts[k] for k in outcomes), Decimal()) if key == "settled" else amount
        if key not in _PART_AMOUNTS or (expected and abs(amount) > abs(expected)):
            _doubt_scale(whole, expected, plan.unit)


def _doubt_scale(value: Decimal, expected: Decimal | None, unit: str) -> None:
    sizes = abs(value), abs(expected or Decimal())
    if min(sizes) and max(sizes) >= min(sizes) * _SLIP_FACTOR:
        raise DoubtError("slip", _mark_sure, value=value, beside=expected, unit=unit)


def _find_stage(entry: RecordEntry, measure: Measure, year: FiscalYear) -> str | None:
    """Return the stage that the report will have."""
    reports = measure.results.get(year)
    if entry.report["stage"] is None and entry.replaces and reports:
        return reports.items[-1].stage.value
    return entry.report["stage"]


def _find_result_quantity(entry: RecordEntry, measure: Measure) -> Decimal | None:
    """Return the number of a result; raises UsageError where it is one of several in a text."""
    value, unit = entry.report["value"], measure.unit or ""
    number = find_first_number(value or "")
    if value is None or number is None or measure.kind is Kind.MILESTONE:
        return None
    if has_endless_number(value):  # which the check of what is written says better
        return None
    quantity = find_quantity(value, unit)
    if quantity is None:
        words = {"value": value, "number": number, "quoted": shlex.quote(value)}
        shown = unit or Terms(("cell.no-unit",))
        raise UsageError("error.record-ambiguous", unit=shown, **words)
    return quantity


def _find_expected(measure: Measure, year: FiscalYear) -> Decimal | None:
    if planned := measure.find_goal(measure.planned.get(year)):
        return planned
    earlier = (
        result.quantity
        for _, at, result in reversed(list(measure.yield_reports()))
        if at < year and result.quantity
    )
    return next(earlier, None)


def _find_first_amount(amounts: Iterable[Money | None]) -> Decimal | None:
    return next((money.amount for money in amounts if money and money.amount), None)
