"""What changed between two states, what it means, and that it is all that changed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.analysis.change_notices import Notice
from plantool.analysis.facts import name_field
from plantool.analysis.plan_changes import ChangeKind, compare_initiatives, compare_plans
from plantool.analysis.sum_changes import compare_sums
from plantool.light_dataclasses import replace
from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from plantool.model.by_year import ByYear
from plantool.model.cell import Cell, Range, parse_compared_quantity
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import Correction
from plantool.model.measure import Direction, Kind, Measure
from plantool.model.money import Money
from plantool.model.result import Reports
from tests.analysis.building import H30, H31, measure, result
from tests.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.analysis.plan_changes import PartChange
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


@cache
def ward() -> Plan:
    return load_plan(Folder.open_at(ROOT / "examples" / "ward" / "plan")).plan


@cache
def real() -> Plan:
    return load_plan(Folder.open_at(ROOT / "plan")).plan


def hiroba() -> Initiative:
    initiative = real().initiative("18-3")
    assert initiative
    return initiative


def with_measure(one: Measure) -> Initiative:
    return replace(hiroba(), rows=(one,))


def notices(before: Measure, after: Measure) -> dict[str, list[str]]:
    """Return the notices by the places they stand at."""
    part = compare_initiatives(with_measure(before), with_measure(after))
    changes = part.changes if part else ()
    return {
        name_field(change.fact).removeprefix("measures.m."): [n.value for n in change.notices]
        for change in changes
        if change.notices
    }


PLANNED = {H30: "3", H31: "3"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            measure(PLANNED, target="6"),
            measure(PLANNED, target="5"),
            {"target": ["target-lowered"]},
        ),
        (measure(PLANNED, target="6"), measure(PLANNED, target="7"), {}),
        (
            measure(PLANNED, target="6", direction=Direction.DOWN),
            measure(PLANNED, target="7", direction=Direction.DOWN),
            {"target": ["target-lowered"]},
        ),
        (measure(PLANNED, target="6"), measure(PLANNED), {"target": ["target-removed"]}),
        (
            measure(PLANNED, target="6"),
            measure(PLANNED, target="―"),
            {"target": ["target-removed"]},
        ),
        (
            measure({H30: "-10", H31: "-10"}, target="80", direction=Direction.DOWN),
            measure({H30: "-10", H31: "-25"}, target="65", direction=Direction.DOWN),
            {},
        ),
        (
            measure({H30: "-10", H31: "-10"}, target="80", direction=Direction.DOWN),
            measure({H30: "-10", H31: "-5"}, target="85", direction=Direction.DOWN),
            {"planned.H31": ["planned-lowered"], "target": ["target-lowered"]},
        ),
        (
            measure(PLANNED, target="6"),
            replace(measure({H30: "1", H31: "1"}, target="2"), unit="トン"),
            {"unit": ["unit-changed"]},
        ),
        (
            measure({H30: "5", H31: "8"}, kind=Kind.LEVEL),
            measure({H30: "5", H31: "―"}, kind=Kind.LEVEL),
            {"planned.H31": ["planned-lowered"]},
        ),
        (measure(PLANNED), measure({H30: "1", H31: "5"}), {"planned.H30": ["postponed"]}),
        (measure(PLANNED), measure({H30: "5", H31: "1"}), {}),
        (measure(PLANNED), measure({H30: "3", H31: "2"}), {"planned.H31": ["planned-lowered"]}),
        (measure(PLANNED), measure({H30: "3"}), {"planned.H31": ["planned-lowered"]}),
        (
            measure({H30: "70", H31: "80"}, kind=Kind.LEVEL),
            measure({H30: "75", H31: "79"}, kind=Kind.LEVEL),
            {"planned.H30": ["planned-lowered"]},
        ),
        (
            measure({H30: "検討", H31: "実施"}, kind=Kind.MILESTONE),
            measure({H30: "準備", H31: "検討"}, kind=Kind.MILESTONE),
            {"planned.H30": ["postponed"]},
        ),
        (
            measure({H30: "検討", H31: "実施"}, kind=Kind.MILESTONE),
            measure({H30: "検討", H31: "拡大"}, kind=Kind.MILESTONE),
            {},
        ),
        (
            measure(PLANNED, {H30: "2"}),
            measure(PLANNED, {H30: "3"}),
            {"results.H30": ["result-changed"]},
        ),
        (measure(PLANNED, {H30: "2"}), measure(PLANNED), {"results.H30": ["result-deleted"]}),
        (measure(PLANNED), measure(PLANNED, {H30: "2"}), {}),
        (
            measure(PLANNED, baseline={H30: "1"}),
            measure(PLANNED, baseline={H30: "2"}),
            {"baseline.H30": ["baseline-changed"]},
        ),
        (
            measure(PLANNED),
            replace(measure(PLANNED), unit="か所"),
            {"unit": ["unit-changed"]},
        ),
    ],
)
def test_what_a_change_means(
    before: Measure, after: Measure, expected: dict[str, list[str]]
) -> None:
    assert notices(before, after) == expected


@pytest.mark.parametrize(
    ("was", "now", "direction", "is_lowered"),
    [
        ("5件以上", "5件未満", Direction.UP, True),
        ("at least 5", "under 5", Direction.UP, True),
        ("5件以上", "6件以下", Direction.UP, True),
        ("5件", "5件以下", Direction.UP, True),
        ("5件を超える", "5件以上", Direction.UP, True),
        ("5件以上", "5件を超える", Direction.UP, False),
        ("5件を超える", "6件以上", Direction.UP, False),
        ("5件以上", "5件", Direction.UP, False),
        ("5件未満", "5件以上", Direction.DOWN, True),
        ("5件未満", "5件以下", Direction.DOWN, True),
        ("5件以下", "5件", Direction.DOWN, False),
        ("5件以下", "5件未満", Direction.DOWN, False),
    ],
)
def test_a_target_is_lowered_by_its_word_of_comparison(
    was: str, now: str, direction: Direction, *, is_lowered: bool
) -> None:
    before, after = (
        replace(
            measure(PLANNED, direction=direction),
            target=Cell((text,), *parse_compared_quantity(text, "件")),
        )
        for text in (was, now)
    )
    assert notices(before, after) == ({"target": ["target-lowered"]} if is_lowered else {})


@pytest.mark.parametrize(
    ("was", "now", "direction", "is_lowered"),
    [
        (("40", "45"), ("35", "45"), Direction.UP, True),
        (("40", "45"), ("40", "44"), Direction.UP, False),
        (("40", "45"), ("40", "46"), Direction.DOWN, True),
        (("40", "45"), ("39", "45"), Direction.DOWN, False),
    ],
)
def test_a_range_is_lowered_at_the_end_that_counts(
    was: tuple[str, str], now: tuple[str, str], direction: Direction, *, is_lowered: bool
) -> None:
    before, after = (
        replace(
            measure(PLANNED, direction=direction),
            target=Cell(("～".join(ends),), range=Range(*map(Decimal, ends))),
        )
        for ends in (was, now)
    )
    assert notices(before, after) == ({"target": ["target-lowered"]} if is_lowered else {})


def test_a_report_that_was_added_changes_none() -> None:
    first = result("1", reported="2018-10-31", stage="interim")
    both = Reports((first, result("3", reported="2019-05-20")), is_listed=True)
    assert notices(measure(PLANNED, {H30: first}), measure(PLANNED, {H30: both})) == {}


def test_the_same_plan_has_not_changed() -> None:
    assert compare_plans(ward(), ward()) == ()
    assert compare_sums(ward(), ward()) == ()


def test_a_year_in_another_spelling_is_the_same() -> None:
    one = measure(PLANNED)
    years = (
        (FiscalYear.parse(key), one.planned.get(FiscalYear.parse(key))) for key in ("2018", "R1")
    )
    spelt = replace(one, planned=ByYear(tuple((year, cell) for year, cell in years if cell)))
    assert [year.key for year in spelt.planned.years] == ["2018", "R1"]
    assert compare_initiatives(with_measure(one), with_measure(spelt)) is None


def changed(
    edit: Callable[[Initiative], Initiative], plan: Plan | None = None
) -> tuple[PartChange, ...]:
    before = plan or real()
    after = replace(
        before, initiatives=tuple(edit(i) if i.id == "18-3" else i for i in before.initiatives)
    )
    return compare_plans(before, after)


def test_an_initiative_under_another_id_is_the_same_one() -> None:
    (part,) = changed(lambda i: replace(i, id="18-33"))
    assert (part.change_kind, part.before, part.after, part.changes) == (
        ChangeKind.CHANGED,
        "18-3",
        "18-33",
        (),
    )
    (part,) = changed(lambda i: replace(i, id="18-33", title="別の題名"))
    assert (part.before, part.after, len(part.changes)) == ("18-3", "18-33", 1)


def test_another_initiative_is_not_the_same_one() -> None:
    parts = changed(lambda i: replace(i, id="18-33", title="別", rows=(measure(PLANNED),)))
    assert [(p.change_kind, p.id) for p in parts] == [
        (ChangeKind.REMOVED, "18-3"),
        (ChangeKind.ADDED, "18-33"),
    ]
    assert parts[0].notices == (Notice.INITIATIVE_REMOVED,)


def test_a_measure_under_another_id_is_the_same_one() -> None:
    (one,) = hiroba().measures()
    part = compare_initiatives(hiroba(), replace(hiroba(), rows=(replace(one, id="x"),)))
    assert part is None


def test_a_measure_that_is_gone_is_noticed() -> None:
    one, other = measure(PLANNED), measure({H30: "9"}, {H30: "9"}, identifier="n")
    before, after = (replace(hiroba(), rows=rows) for rows in ((one, other), (one,)))
    part = compare_initiatives(before, after)
    assert part
    assert part.all_notices == (Notice.MEASURE_REMOVED, Notice.RESULT_DELETED)


def test_swapped_ids_are_no_flood_of_changes() -> None:
    one, other = measure(PLANNED, target="6"), measure({H30: "90"}, target="90", identifier="n")
    before = replace(hiroba(), rows=(one, other))
    after = replace(hiroba(), rows=(replace(one, id="n"), replace(other, id="m")))
    assert compare_initiatives(before, after) is None
    swap = {"18-2": "18-4", "18-4": "18-2"}
    plan = real()
    swapped = replace(
        plan, initiatives=tuple(replace(i, id=swap.get(i.id, i.id)) for i in plan.initiatives)
    )
    parts = compare_plans(plan, swapped)
    assert {(p.before, p.after, p.changes) for p in parts} == {
        ("18-2", "18-4", ()),
        ("18-4", "18-2", ()),
    }


def test_shifted_ids_are_followed() -> None:
    plan = ward()
    shift = {"2-13": "2-14", "2-14": "2-15", "2-15": "2-16"}
    after = tuple(replace(i, id=shift.get(i.id, i.id)) for i in plan.initiatives)
    new = replace(next(i for i in after if i.id == "2-14"), id="2-13", title="新規", rows=())
    parts = compare_plans(plan, replace(plan, initiatives=(*after, new)))
    renumbered = {(p.before, p.after) for p in parts if p.before}
    assert renumbered == set(shift.items())
    assert [(p.change_kind, p.id) for p in parts if not p.before] == [(ChangeKind.ADDED, "2-13")]


def test_the_same_words_make_no_measure_the_same() -> None:
    one = replace(measure({H30: "実施"}, kind=Kind.MILESTONE), name="計画策定")
    other = replace(one, id="n", name="全く別の取組")
    part = compare_initiatives(with_measure(one), with_measure(other))
    assert part
    assert Notice.MEASURE_REMOVED in part.all_notices


def test_a_file_that_cannot_be_read_was_neither_added_nor_removed() -> None:
    plan = real()
    without = tuple(i for i in plan.initiatives if i.id != "18-3")
    broken = replace(plan, initiatives=without, left_out=("plan/18-3.yaml",))
    assert compare_plans(plan, broken) == compare_plans(broken, plan) == ()


def test_sums_of_two_units_are_not_compared() -> None:
    after = replace(real(), unit="千円")
    (part,) = compare_plans(real(), after)
    assert part.all_notices == (Notice.UNIT_CHANGED,)
    assert compare_sums(ward(), replace(ward(), unit="千円", initiatives=())) == ()


def test_a_closed_year_is_not_reopened_unseen() -> None:
    closed = replace(real(), closed_years=(H30,))
    (part,) = compare_plans(closed, real())
    assert part.all_notices == (Notice.REOPENED,)


def test_a_frozen_plan_keeps_its_figures() -> None:
    frozen = replace(real(), frozen="v2019")
    (one,) = hiroba().measures()
    more = replace(one, target=one.planned.get(H30), results=ByYear())

    def edited(initiative: Initiative, *said: Correction) -> Initiative:
        if initiative.id != "18-3":
            return initiative
        return replace(initiative, rows=(more,), summary="別の文", corrections=said)

    def notices_of(*said: Correction) -> list[str]:
        after = tuple(edited(initiative, *said) for initiative in frozen.initiatives)
        (part,) = compare_plans(frozen, replace(frozen, initiatives=after))
        return [notice.value for notice in part.all_notices]

    assert notices_of() == ["target-lowered", "frozen-plan-changed"]
    corrected = Correction("measures.hiroba.target", "議会の議決による")
    assert notices_of(corrected) == ["target-lowered", "corrected"]


@pytest.mark.parametrize(("before", "after"), [(None, "v2019"), ("v2019", None), (None, None)])
def test_a_plan_is_frozen_where_either_state_says_so(before: str | None, after: str | None) -> None:
    plan, (one,) = real(), hiroba().measures()
    more = replace(hiroba(), rows=(replace(one, total=one.target),))
    changed = tuple(more if i.id == "18-3" else i for i in plan.initiatives)
    new = replace(plan, frozen=after, initiatives=changed)
    found = {
        notice
        for part in compare_plans(replace(plan, frozen=before), new)
        for notice in part.all_notices
    }
    assert (Notice.FROZEN_CHANGED in found) == bool(before or after)


def test_what_decides_verdicts_is_a_fact() -> None:
    scheme = replace(real().scheme, tolerance=Decimal(50))
    assert [p.kind for p in compare_plans(real(), replace(real(), scheme=scheme))] == ["plan"]
    spelt = tuple(FiscalYear.parse(key) for key in ("2018", "R1"))
    assert compare_plans(real(), replace(real(), planned_years=spelt)) == ()


def test_what_matters_most_comes_first() -> None:
    plan, (one,) = real(), hiroba().measures()

    def edited(initiative: Initiative) -> Initiative:
        match initiative.id:
            case "18-2":
                return replace(initiative, summary="別の文")
            case "18-4":
                return replace(initiative, budget=replace(initiative.budget, total=None))
            case "18-3":
                return replace(initiative, rows=(replace(one, target=None),))
            case _:
                return initiative

    after = replace(plan, initiatives=tuple(map(edited, plan.initiatives)))
    assert [part.id for part in compare_plans(plan, after)] == ["18-3", "18-4", "18-2"]


# Totals before + changes = totals after


@st.composite
def revised(draw: st.DrawFn) -> Plan:
    """Draw another state of the ward: other money, initiatives gone, or under other ids."""
    initiatives = []
    for initiative in ward().initiatives:
        match draw(st.sampled_from(("same", "same", "money", "gone", "renumbered"))):
            case "money":
                years = (
                    (year, Money(Decimal(draw(st.integers(-999, 999)))))
                    for year in draw(st.sets(st.sampled_from(ward().planned_years)))
                )
                budget = replace(initiative.budget, planned=ByYear(tuple(years)))
                initiatives.append(replace(initiative, budget=budget))
            case "gone":
                pass
            case "renumbered":
                initiatives.append(replace(initiative, id=f"{initiative.id}9"))
            case _:
                initiatives.append(initiative)
    return replace(ward(), initiatives=tuple(initiatives))


def figure(value: object) -> Decimal:
    return value.amount if isinstance(value, Money) else Decimal(0)


@given(revised())
def test_totals_before_and_all_changes_make_the_totals_after(after: Plan) -> None:
    by_year = dict.fromkeys(ward().planned_years, Decimal(0))
    for part in compare_plans(ward(), after):
        for change in part.changes:
            if change.fact.field == "budget.planned" and change.fact.year:
                by_year[change.fact.year] += figure(change.after) - figure(change.before)
    for year, by in by_year.items():
        old, new = (
            sum((figure(i.budget.planned.get(year)) for i in plan.owned()), Decimal(0))
            for plan in (ward(), after)
        )
        assert old + by == new
    for total in compare_sums(ward(), after):
        if total.by is None and total.basis.value == "planned":
            assert total.before.amount + by_year[total.year] == total.after.amount
