"""Draws the rows of a 年度別取組計画 table: measures whose figures add up, and groups of them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

import vocabulary as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

    from vocabulary import Cumulative, Level, Milestone

Row: TypeAlias = dict[str, Any]

BASELINES = ("H26", "H29")
YEARS = ("H30", "H31", "R2", "R3")
REPORTED = YEARS[:2]
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def draw(rng: Random) -> list[Row]:
    """Return the rows of one initiative; some stand in groups, some groups in groups."""
    rows = [
        *(cumulative(rng, row) for row in rng.sample(words.CUMULATIVE, rng.randint(1, 2))),
        *(level(rng, row) for row in rng.sample(words.LEVELS, 1)),
        *(milestone(rng, row) for row in rng.sample(words.MILESTONES, rng.randint(1, 2))),
    ]
    rng.shuffle(rows)
    match rng.choices(("flat", "grouped", "nested", "spanned"), (10, 3, 1, 1))[0]:
        case "grouped":
            return [*rows[2:], _group("①", rng, rows[:2])]
        case "nested":
            return [*rows[2:], _group("①", rng, [rows[0], _group("1)", rng, rows[1:2])])]
        case "spanned":
            return [*rows[2:], _spanned(rows[:2])]
        case _:
            return rows


def _group(number: str, rng: Random, rows: list[Row]) -> Row:
    identifier = "inner" if number == "1)" else "outer"
    return {"id": identifier, "number": number, "name": rng.choice(words.GROUPS), "measures": rows}


def _spanned(rows: list[Row]) -> Row:
    """Give rows one baseline in words, which no arithmetic can start from."""
    alone = [{key: cell for key, cell in row.items() if key != "baseline"} for row in rows]
    return {"baseline": {"H26": "―", "H29": "一部の取組を先行して実施"}, "measures": alone}


def cumulative(rng: Random, row: Cumulative) -> Row:
    """Draw a measure of which last baseline + Σ planned = target and Σ planned = total."""
    steps = [rng.randint(row.least, row.most) for _ in YEARS]
    start = rng.choice((0, rng.randint(1, 20) * row.most))
    style = rng.choices(("printed", "plain", "valued", "lines"), (12, 2, 1, 1))[0]
    planned = [_step(row, step, style) for step in steps]
    unit = row.unit
    before = f"計{number(start)}{unit}" if start else "―"
    return {
        "id": row.id,
        "name": row.name,
        "kind": "cumulative",
        "direction": "up",
        "unit": unit,
        "baseline": dict(zip(BASELINES, ("―", before), strict=True)),
        "planned": dict(zip(YEARS, planned, strict=True)),
        "total": _step(row, sum(steps), "printed"),
        "target": f"計{number(start + sum(steps))}{unit}",
        **_results(rng, planned, lambda year: _counted(rng, row, steps[YEARS.index(year)])),
    }


def _step(row: Cumulative, step: int, style: str) -> object:
    """Return a cell the way one plan or another prints it."""
    printed = f"{number(step)}{row.unit}{row.verb}"
    if step == 0:
        return "―"
    match style:
        case "plain":
            return step
        case "valued":
            return {"value": step, "text": f"第2期分{printed}"}
        case "lines":
            return [printed, "（改修を含む）"]
        case _:
            return printed


def _counted(rng: Random, row: Cumulative, planned: int) -> Row:
    reached = max(planned + rng.choice((-1, 0, 0, 0, 1)), 0)
    return _reported(rng, f"{number(reached)}{row.unit}{row.verb}", missed=reached < planned)


def level(rng: Random, row: Level) -> Row:
    """Draw a measure whose every year is a state or a rate."""
    sign = -1 if row.direction == "down" else 1
    first = rng.randint(*row.start)
    planned = list(accumulate((sign * rng.randint(*row.step) for _ in YEARS), initial=first))[1:]
    cells = [_amount(row, value) for value in planned]
    return {
        "id": row.id,
        "name": row.name,
        "kind": "level",
        "direction": row.direction,
        "unit": row.unit,
        "baseline": dict(zip(BASELINES, ("―", _amount(row, first)), strict=True)),
        "planned": dict(zip(YEARS, cells, strict=True)),
        "target": cells[-1],
        **_results(rng, cells, lambda year: _measured(rng, row, planned[YEARS.index(year)])),
    }


def _amount(row: Level, value: int) -> str:
    return f"{number(value, tenths=row.unit == '％')}{row.unit}"


def _measured(rng: Random, row: Level, planned: int) -> Row:
    reached = planned + rng.randint(-3, 3)
    missed = {
        "up": reached < planned,
        "down": reached > planned,
        "maintain": reached != planned,
    }[row.direction]
    return _reported(rng, _amount(row, reached), missed=missed)


def milestone(rng: Random, row: Milestone) -> Row:
    """Draw a measure that has a word per year."""
    before, planned = row.stages[:2], dict(zip(YEARS, row.stages[2:], strict=True))
    lines = [["調査の実施", before[-1]]] if rng.random() < 0.1 and before[-1] != "―" else []
    last = next(stage for stage in reversed(row.stages) if stage != "―")
    return {
        "id": row.id,
        "name": row.name,
        "kind": "milestone",
        "baseline": dict(zip(BASELINES, (before[0], *(lines or before[1:])), strict=True)),
        "planned": planned,
        "total": last,
        "target": last,
        **_results(rng, row.stages[2:], lambda year: _done(rng, planned[year])),
    }


def _done(rng: Random, stage: str) -> Row:
    states = ("done", "partial", "not-done", "postponed", "cancelled")
    state = rng.choices(states, (20, 4, 1, 2, 1))[0]
    return {"state": state, **_reported(rng, stage, missed=state != "done")}


def _results(rng: Random, planned: Sequence[object], result: Callable[[str], Row]) -> Row:
    """Return results of the first two years, where anything was planned.

    Departments of other rows have not reported.
    """
    years = [year for year, cell in zip(REPORTED, planned, strict=False) if cell != "―"]
    if not years or rng.random() < 0.55:
        return {}
    return {"results": {year: result(year) for year in years}}


def _reported(rng: Random, value: str, *, missed: bool) -> Row:
    why = {"reason": rng.choice(words.REASONS)} if missed else {"note": rng.choice(words.NOTES)}
    return {"value": value, **why, **_some(rng, {"reported": "2020-05-20"})}


def _some(rng: Random, entries: Row) -> Row:
    return entries if rng.random() < 0.3 else {}


def measures(rows: Iterable[Row]) -> list[Row]:
    """Return the measures of ``rows`` without their groups."""
    return [
        measure
        for row in rows
        for measure in (measures(row["measures"]) if "measures" in row else (row,))
    ]


def number(value: int, *, tenths: bool = False) -> str:
    """Write a number as plans print it: ``２``, ``16``, ``1,200``, ``△4.5``."""
    text = f"{abs(value) / 10:,.1f}" if tenths else f"{abs(value):,}"
    sign = "△" if value < 0 else ""
    return sign + (text.translate(_FULL_WIDTH) if len(text) == 1 else text)
