"""A fleet of generated plans, whose sums are known, and what a lake of them costs.

    python benchmarks/fleet.py DIR [--plans N]    writes DIR/fleet.yaml and the plans, builds the
                                                  lake, and fails where a sum of it is another one

The plans are those of 1,788 local bodies in 47 prefectures, with 5 to 15 initiatives each and
money in 円, 千円, 百万円 and US$1,000. Three in a hundred have an error; one is there twice, one by
a code that was retired, one by a code with a wrong check digit, and one is continued by another.
The sums are added up while the figures are drawn, by nothing of plantool.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from generate import write_file, yield_files
from processes import Command, Run, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rows import Row

PLANS = 1788
DAY = "2020-07-31"
_UNITS = {"千円": ("JPY", 1000), "百万円": ("JPY", 10**6), "円": ("JPY", 1)}
_DOLLARS = ("US$1,000", "USD", 100_000)
_YEARS = {"H30": 2018, "H31": 2019, "R2": 2020, "R3": 2021}
_EVERY_BROKEN = 33
_WEIGHTS = (6, 5, 4, 3, 2)
_BASES = ("planned", "settled")


class Amount(NamedTuple):
    """What a sum is of."""

    prefecture: str
    fiscal_year: int
    basis: str
    currency: str


class Known(NamedTuple):
    """What is known of a fleet: its sums, its counts by prefecture, and who is left out."""

    sums: Counter[Amount]
    initiatives: Counter[str]
    reports: Counter[int]
    left_out: set[str]


class _Plan(NamedTuple):
    """A plan as it is to be: ``counts`` tells whether sums have it."""

    name: str
    code: str
    identifier: str
    unit: str
    prefecture: str
    is_broken: bool = False
    counts: bool = True
    seed: int = 0


def generate_fleet(folder: Path, count: int, seed: int = 18) -> Known:
    """Write a fleet of ``count`` plans into ``folder``, and return what is known of it."""
    known = Known(Counter(), Counter(), Counter(), set())
    plans = list(_yield_plans(count))
    for plan in plans:
        _write_plan(folder / "plans" / plan.name, plan, Random(seed + plan.seed), known)
    old, new = _name_pair(plans)
    twice = folder / "plans" / "zz-twice"
    shutil.copytree(folder / "plans" / new.name, twice)
    known.left_out.add("plans/zz-twice")
    retired = plans[_RETIRED]
    text = f"""\
title: {count}の計画
as_of: "{DAY}"
plans: [plans/*]
successors:
  - {{plan: {old.code}/{old.identifier}, successor: {new.code}/{new.identifier}}}
retired: {{"{retired.code}": "{_build_code(retired.prefecture, 99)}"}}
"""
    (folder / "fleet.yaml").write_text(text, "utf-8")
    return known


_RETIRED, _WRONG, _OLD, _NEW = 3, 5, 7, 8


def _yield_plans(count: int) -> Iterator[_Plan]:
    for at in range(count):
        place = at % 47 + 1
        prefecture = f"{place:02}"
        code = _build_code(prefecture, at // 47 + 1)
        unit = _DOLLARS[0] if at % 50 == 19 else [*_UNITS][at % 3]
        plan = _Plan(f"p{at:04}", code, f"plan-{at % 7}", unit, prefecture, seed=at)
        if at == _WRONG:
            wrong = code[:5] + str((int(code[5]) + 1) % 10)
            plan = plan._replace(code=wrong, counts=False)
        elif at == _OLD:
            plan = plan._replace(unit="千円", counts=False)
        elif at == _RETIRED:
            plan = plan._replace(code=_build_code("48", 1))  # which there is not any more
        elif at % _EVERY_BROKEN == _EVERY_BROKEN - 1:
            plan = plan._replace(is_broken=True, counts=False)
        yield plan


def _name_pair(plans: Sequence[_Plan]) -> tuple[_Plan, _Plan]:
    return plans[_OLD], plans[_NEW]


def _build_code(prefecture: str, number: int) -> str:
    digits = f"{prefecture}{number:03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + str((11 - total % 11) % 10)


def _write_plan(folder: Path, plan: _Plan, rng: Random, known: Known) -> None:
    folder.mkdir(parents=True)
    if plan.is_broken or plan.seed == _WRONG:
        known.left_out.add(f"plans/{plan.name}")
    for stem, kind, data in yield_files(rng.randint(5, 15), rng.randrange(10**9)):
        if kind == "plan":
            data |= {
                "id": plan.identifier,
                "publisher": {"name": f"第{plan.seed}市", "code": plan.code},
                "money": {"unit": plan.unit},
            }
        if kind == "initiative":
            _count(data, plan, known)
            if plan.is_broken and stem == "1-1":
                del data["title"]
        write_file(folder, stem, kind, data)


def _count(data: Row, plan: _Plan, known: Known) -> None:
    """Add the figures of an initiative to what is known."""
    if not plan.counts and plan.seed != _OLD:
        return
    known.initiatives[plan.prefecture] += 1
    for measure in _yield_measures(data["measures"]):
        known.reports.update(_YEARS[year] for year in measure.get("results", ()))
    if not plan.counts:
        return
    currency, factor = _DOLLARS[1:] if plan.unit == _DOLLARS[0] else _UNITS[plan.unit]
    for basis in _BASES:
        for year, amount in data["budget"].get(basis, {}).items():
            if isinstance(amount, int):
                subject = Amount(plan.prefecture, _YEARS[year], basis, currency)
                known.sums[subject] += amount * factor


def _yield_measures(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        yield from _yield_measures(row["measures"]) if "measures" in row else (row,)


# What a lake says


def compare_lake(lake: Path, known: Known) -> list[str]:
    """Return what a lake says otherwise than what is known; nothing where all is right."""
    told = _ask(lake, "money", _SUMS)
    sums = {Amount(*row[:4]): int(row[4]) for row in told}
    faults = [
        f"{subject}: {sums.get(subject, 0)} instead of {known.sums[subject]}"
        for subject in sorted({*sums, *known.sums})
        if sums.get(subject, 0) != known.sums[subject]
    ]
    counted = dict(_ask(lake, "initiatives", _INITIATIVES))
    if counted != dict(known.initiatives):
        faults.append(f"initiatives: {counted} instead of {known.initiatives}")
    reported = dict(_ask(lake, "results", _REPORTS))
    if reported != dict(known.reports):
        faults.append(f"reports: {reported} instead of {known.reports}")
    left_out = {origin for (origin,) in _ask(lake, "quality", _LEFT_OUT)}
    if left_out != known.left_out:
        faults.append(f"left out: {sorted(left_out ^ known.left_out)}")
    return faults


_SUMS = """
SELECT prefecture, fiscal_year, basis, currency, SUM(amount_minor) FROM lake
WHERE basis IN ('planned', 'settled') AND in_plan AND NOT relisted AND NOT superseded
GROUP BY ALL HAVING SUM(amount_minor) <> 0
"""
_INITIATIVES = "SELECT prefecture, COUNT(*) FROM lake WHERE NOT relisted GROUP BY ALL"
_REPORTS = "SELECT fiscal_year, COUNT(*) FROM lake GROUP BY ALL"
_LEFT_OUT = "SELECT origin FROM lake WHERE NOT included"


def _ask(lake: Path, table: str, question: str) -> list[tuple[Any, ...]]:
    source = f"read_parquet('{lake}/{table}/**/*.parquet', hive_types = {{prefecture: VARCHAR}})"
    with duckdb.connect() as connection:
        return connection.execute(question.replace("FROM lake", f"FROM {source}")).fetchall()


# What it costs


def build(folder: Path, name: str, *options: str) -> Run:
    """Run ``plantool fleet build`` in a folder, and say what it took."""
    argv = (sys.executable, "-m", "plantool", "fleet", "build", "--lake", "lake", *options)
    return run(Command(name, argv, folder, highest=1))


def _change_one(folder: Path) -> None:
    path = folder / "plans" / "p0010" / "1-1.yaml"
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")


def _show(name: str, taken: Run) -> None:
    print(f"{name}: {taken.wall:.1f} s, {taken.cpu:.1f} s of processors, {taken.peak:.0f} MB")


def main() -> None:
    """Generate, build, compare, change one plan, build again."""
    parser = argparse.ArgumentParser(description="Build a lake of plans whose sums are known.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    parser.add_argument("--plans", type=int, default=PLANS, metavar="N")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True)
    known = generate_fleet(folder, arguments.plans)
    _show("build", build(folder, "build"))
    faults = compare_lake(folder / "lake", known)
    _show("nothing changed", build(folder, "nothing changed"))
    _change_one(folder)
    _show("one plan changed", build(folder, "one plan changed"))
    faults += compare_lake(folder / "lake", known)
    print("\n".join(faults) or f"{len(known.sums)} sums are right")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
