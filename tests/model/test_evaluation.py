from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.light_dataclasses import replace
from plantool.model.calendar import Calendar
from plantool.model.evaluation import Deadlines, Unrated
from plantool.model.fiscal_year import FiscalYear
from plantool.model.presets import PRESETS, STANDARD
from plantool.model.result import State

H30 = FiscalYear.parse("H30")
APRIL = Calendar()


@pytest.mark.parametrize(
    ("final", "expected"),
    [
        (None, date(2019, 3, 31)),
        ((4, 1), date(2019, 4, 1)),
        ((5, 31), date(2019, 5, 31)),
        ((12, 31), date(2019, 12, 31)),
        ((1, 1), date(2020, 1, 1)),
        ((2, 28), date(2020, 2, 28)),
        ((3, 31), date(2019, 3, 31)),  # the last day of the year itself
        ((3, 30), date(2020, 3, 30)),
    ],
)
def test_the_final_report_is_due_in_the_months_after_the_year(
    final: tuple[int, int] | None, expected: date
) -> None:
    assert Deadlines(final=final).find_final_day(H30, APRIL) == expected


@pytest.mark.parametrize(
    ("interim", "expected"),
    [
        (None, None),
        ((4, 1), date(2018, 4, 1)),
        ((10, 31), date(2018, 10, 31)),
        ((1, 1), date(2019, 1, 1)),
        ((3, 31), date(2019, 3, 31)),
    ],
)
def test_an_interim_report_is_due_in_its_year(
    interim: tuple[int, int] | None, expected: date | None
) -> None:
    assert Deadlines(interim=interim).find_interim_day(H30, APRIL) == expected


@given(st.dates(date(2001, 1, 1), date(2001, 12, 31)), st.integers(1868, 2900))
def test_deadlines_fall_within_twelve_months(day: date, start: int) -> None:
    year = FiscalYear(start)
    deadlines = Deadlines(final=(day.month, day.day), interim=(day.month, day.day))
    interim = deadlines.find_interim_day(year, APRIL)
    assert interim is not None
    assert date(start, 4, 1) <= interim <= date(start + 1, 3, 31)
    assert date(start + 1, 3, 31) <= deadlines.find_final_day(year, APRIL) <= date(start + 2, 3, 30)
    assert deadlines.find_final_day(year, APRIL).timetuple()[1:3] == (day.month, day.day)


def test_without_deadlines_a_year_is_due_when_it_is_over() -> None:
    last = Deadlines().find_final_day(H30, APRIL)
    assert not APRIL.has_ended(H30, last)
    assert APRIL.has_ended(H30, last + timedelta(days=1))


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_whole(preset: str) -> None:
    scheme = PRESETS[preset]
    assert scheme.preset == preset
    names = [band.id for band in scheme.bands]
    assert len(set(names)) == len(names)
    assert not set(names) & {status.value for status in Unrated}
    assert all(scheme.find_band(name) for _, name in scheme.states)
    assert not any(state is State.CANCELLED for state, _ in scheme.states)
    rated = [band.threshold for band in scheme.bands if band.threshold is not None]
    assert rated == sorted(rated, reverse=True)
    assert rated[-1:] in ([], [0])  # nothing falls through
    missed = [band.missed for band in scheme.bands]
    assert missed == sorted(missed)  # nothing worse than a missed band is not missed
    assert missed[-1]
    assert not missed[0]


def test_bands_are_found_by_id_and_by_state() -> None:
    assert STANDARD.find_band("nearly") is STANDARD.bands[1]
    assert STANDARD.find_band("") is STANDARD.find_band("Nearly") is None
    assert STANDARD.find_state_band(State.DONE) is STANDARD.bands[0]
    assert STANDARD.find_state_band(State.POSTPONED) is STANDARD.find_state_band(State.NOT_DONE)
    assert STANDARD.find_state_band(State.CANCELLED) is None
    assert PRESETS["on-track"].find_state_band(State.DONE) is None


def test_only_the_plan_has_words_of_its_own_for_what_is_not_rated() -> None:
    named = replace(STANDARD, labels=((Unrated.UNREPORTED, "未提出"),))
    assert named.find_label(Unrated.UNREPORTED) == "未提出"
    assert named.find_label(Unrated.NOT_DUE) is None
    assert STANDARD.find_label(Unrated.UNREPORTED) is None
    assert STANDARD.find_label(STANDARD.bands[0]) == STANDARD.bands[0].label


@pytest.mark.parametrize("status", Unrated)
def test_what_was_not_rated_is_never_missed(status: Unrated) -> None:
    assert not status.missed
    assert status.id == status.value
