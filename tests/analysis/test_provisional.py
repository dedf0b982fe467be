"""What is said in the course of a year, of its parts, and by a day of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from plantool.analysis.choices import Flag
from plantool.analysis.measure_history import MeasureHistory
from plantool.analysis.owed_reports import yield_owed_reports
from plantool.analysis.status_counts import count_statuses
from plantool.light_dataclasses import replace
from plantool.model.measure import Kind, Measure
from plantool.model.presets import STANDARD
from plantool.model.result import Period, Reports, Result, Stage
from tests.analysis.building import (
    H30,
    H31,
    cell,
    entry,
    initiative,
    measure,
    plan,
    reports,
    result,
)

SECOND_QUARTER = result("124", stage="interim", reported="2018-10-31")._replace(
    planned=cell("125"), period=Period.Q2
)
IN_THE_YEAR, DUE = date(2018, 12, 1), date(2018, 9, 30)


def test_an_interim_number_is_held_to_its_own_plan_alone() -> None:
    one = measure({H30: "500"}, {H30: SECOND_QUARTER})
    found = entry(one, as_of=IN_THE_YEAR)
    assert (found.status.id, found.attainment) == ("nearly", Fraction(124, 125))
    assert (found.is_provisional, found.flags) == (True, ())
    bare = measure({H30: "500"}, {H30: SECOND_QUARTER._replace(planned=None)})
    assert entry(bare, as_of=IN_THE_YEAR).status.id == "not-due"
    assert entry(bare, as_of=date(2019, 4, 1)).flags == (Flag.UNREPORTED,)


def test_the_latest_part_of_the_year_counts_until_there_is_a_final_report() -> None:
    parts = [Period.SECOND_HALF, Period.Q1, Period.Q3, Period.FIRST_HALF]
    quarters = [Result(cell(str(at)), period=p, stage=Stage.INTERIM) for at, p in enumerate(parts)]
    year = Reports(tuple(quarters), is_listed=True)
    assert year.find_counting(IN_THE_YEAR) == quarters[0]
    final = result("9")
    assert Reports((*quarters, final)).find_counting(IN_THE_YEAR) == final


def test_of_what_was_counted_the_provisional_are_counted_again() -> None:
    entries = [
        entry(measure({H30: "3"}, {H30: said}), as_of=IN_THE_YEAR)
        for said in (result("3", stage="forecast"), result("2", stage="interim"), result("2"))
    ]
    counts = count_statuses(entries, STANDARD)
    assert [(line.status.id, line.measures, line.provisional) for line in counts.lines] == [
        ("achieved", 1, 1),
        ("missed", 1, 1),
        ("not-due", 1, 0),
    ]
    assert counts.provisional == 2


def bylaw(*said: Result) -> Measure:
    """Return a milestone due on 30 September of H30, that names no years."""
    results = {H30: reports(*said)} if said else None
    one = measure({}, results, kind=Kind.MILESTONE)
    return replace(one, due=DUE, direction=None, unit=None)


def on(month: int, day: int, year: int = 2018) -> date:
    return date(year, month, day)


@pytest.mark.parametrize(
    ("said", "as_of", "status", "flags"),
    [
        ((), on(9, 30), "not-due", ()),
        ((), on(10, 1), "unreported", (Flag.UNREPORTED,)),
        ((result(state="done", reported="2018-09-01"),), on(9, 30), "achieved?", ()),
        ((result(state="done", reported="2018-09-01"),), on(10, 1), "achieved", ()),
        ((result(state="done", reported="2018-11-01"),), on(11, 1), "achieved", ()),
        ((result(state="partial"),), on(9, 30), "partial?", ()),
        ((result(state="partial"),), on(10, 1), "missed", (Flag.MISSED,)),
        ((result(state="not-done"),), on(10, 1), "missed", (Flag.MISSED,)),
        ((result(state="postponed"),), on(10, 1), "missed", (Flag.MISSED,)),
        ((result(state="postponed"),), on(9, 30), "missed?", (Flag.AT_RISK,)),
        (
            (result(state="partial", stage="interim"),),
            on(10, 1),
            "missed?",
            (Flag.UNREPORTED, Flag.AT_RISK),
        ),
    ],
)
def test_a_milestone_is_overdue_from_the_day_after_it_was_due(
    said: tuple[Result, ...], as_of: date, status: str, flags: tuple[Flag, ...]
) -> None:
    found = entry(bylaw(*said), as_of=as_of)
    assert found.status.id + "?" * found.is_provisional == status
    assert (found.flags, found.due) == (flags, DUE)
    assert entry(bylaw(*said), H31, as_of=as_of).status.id == "not-planned"


@pytest.mark.parametrize(
    ("due", "planned", "year"),
    [
        (date(2018, 9, 30), {}, H30),
        (date(2025, 9, 30), {}, H31),  # after the plan: its last year
        (date(2010, 9, 30), {}, H30),
        (date(2019, 9, 30), {H30: "検討"}, H30),  # the year that is planned
        (date(2019, 9, 30), {H30: "検討", H31: "策定"}, H31),
        (date(2018, 9, 30), {H30: "検討", H31: "策定"}, H30),
    ],
)
def test_the_year_of_a_due_day(due: date, planned: dict[object, str], year: object) -> None:
    one = replace(measure(planned, kind=Kind.MILESTONE), due=due)  # type: ignore[arg-type]
    history = MeasureHistory(one, plan(STANDARD, initiative(one)), date(2018, 4, 1))
    assert history.deadlines.due_year == year
    after = MeasureHistory(one, plan(STANDARD, initiative(one)), date(2021, 4, 1))
    assert after.deadlines.has_passed(H31) is (due.year != 2025 or year != H31)


def test_a_due_report_is_owed_shortly_before_its_day() -> None:
    whole = plan(STANDARD, initiative(bylaw()))
    listing = entry(bylaw()).listing
    owed = [
        [(o.due, o.days_late) for o in yield_owed_reports(whole, [listing], [H30], day)]
        for day in (on(8, 30), on(8, 31), on(10, 2), on(4, 1, 2020))
    ]
    assert owed == [[], [(DUE, 0)], [(DUE, 2)], [(DUE, 549)]]


def test_a_printed_total_stands_in_for_years_that_are_not_known() -> None:
    third = result("1057")._replace(running=cell("2273"))
    one = measure({H30: "1000", H31: "1100"}, {H31: third}, target="2100")
    history = MeasureHistory(one, plan(STANDARD, initiative(one)), date(2020, 4, 1))
    assert history.total.sum_up_to(H31) == (Decimal(2273), Decimal(2100))
    assert history.total.sum_up_to(H30) is None
    known = replace(one, results=measure({}, {H30: "1200", H31: third}).results)
    assert MeasureHistory(
        known, plan(STANDARD, initiative(known)), date(2020, 4, 1)
    ).total.sum_up_to(H31) == (
        Decimal(2257),
        Decimal(2100),
    )
