"""Our 達成率 and 執行率 are those that public bodies printed (tests/data/published_rates.md)."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import find_execution_rate
from plantool.analysis.rating import measure_quantity
from plantool.model.evaluation import Formula
from plantool.model.exact import to_per_cent
from plantool.model.measure import Direction
from plantool.model.money import Money, Total

if TYPE_CHECKING:
    from fractions import Fraction

PATH = Path(__file__).parents[1] / "data" / "published_rates.csv"


class Rate(NamedTuple):
    """One row of the file."""

    source: str
    name: str
    kind: str
    direction: str
    planned: Decimal
    result: Decimal
    printed: Decimal
    decimals: int
    rounding: str
    agrees: str

    @property
    def ours(self) -> Fraction | None:
        """The same rate, computed by us."""
        if self.kind == "execution":
            return find_execution_rate(_total(self.result), _total(self.planned))
        return measure_quantity(
            self.result,
            self.planned,
            direction=Direction(self.direction),
            formula=Formula.QUOTIENT,
            baseline=None,
            tolerance=Decimal(0),
        ).ratio


def _total(amount: Decimal) -> Total:
    return Total.of([Money(amount)])


def rates() -> list[Rate]:
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Rate(
            source=row["source"],
            name=row["name"],
            kind=row["kind"],
            direction=row["direction"],
            planned=Decimal(row["planned"]),
            result=Decimal(row["result"]),
            printed=Decimal(row["printed"]),
            decimals=int(row["decimals"]),
            rounding=row["rounding"],
            agrees=row["agrees"],
        )
        for row in rows
    ]


def truncated(rate: Rate) -> Decimal:
    """Return the rate with the digits that are not printed cut off."""
    assert rate.ours is not None
    return Decimal(int(rate.ours * 100 * 10**rate.decimals)).scaleb(-rate.decimals)


RATES = rates()


def test_every_rate_comes_out_as_printed() -> None:
    for rate in RATES:
        assert rate.ours is not None
        found = {"half-up": to_per_cent(rate.ours, rate.decimals), "down": truncated(rate)}
        assert (found.get(rate.rounding) == rate.printed) is (rate.agrees == "yes"), rate


def test_those_that_do_not_come_out_are_known() -> None:
    """Nothing is let through silently: these two, whose remarks say why, and truncated ones."""
    assert [rate.name for rate in RATES if rate.agrees == "no"] == [
        "地方特例交付金",
        "SPES youth-beneficiaries assisted",
    ]
    assert Counter(rate.rounding for rate in RATES) == {"half-up": 80, "down": 6, "other": 1}


def test_they_are_of_every_sort() -> None:
    kinds = Counter((rate.kind, rate.direction) for rate in RATES)
    assert kinds == {("execution", ""): 55, ("attainment", "up"): 23, ("attainment", "down"): 9}
    assert sum(rate.printed > 100 for rate in RATES) >= 10
    assert sum(rate.printed == 0 for rate in RATES) >= 3
    assert {rate.decimals for rate in RATES} == {0, 1, 2}


def test_truncation_would_not_do() -> None:
    """Halves rounded up is no guess: as many as this come out only that way."""
    decisive = [
        rate
        for rate in RATES
        if rate.rounding == "half-up" and rate.agrees == "yes" and truncated(rate) != rate.printed
    ]
    assert len(decisive) > 30
