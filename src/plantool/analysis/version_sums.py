"""The same sums at two versions of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import sum_budget, sum_columns
from plantool.analysis.choices import Grouping
from plantool.analysis.figure_difference import find_difference
from plantool.model.initiative import id_order
from plantool.model.money import Total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.analysis.budget import YearBasis
    from plantool.analysis.grouping import GroupKey
    from plantool.analysis.selection import Listing


class VersionSum(NamedTuple):
    """One sum at both versions."""

    column: YearBasis
    before: Total
    after: Total

    @property
    def difference(self) -> Decimal | None:
        """By how much the sum grew; None where a part of it is not known."""
        return find_difference(self.before, self.after)


class VersionGroup(NamedTuple):
    """The sums of one initiative or group; of everything where ``key`` is empty."""

    key: GroupKey
    sums: tuple[VersionSum, ...]


def compare_versions(
    before: Sequence[Listing],
    after: Sequence[Listing],
    columns: Sequence[YearBasis],
    by: Grouping,
) -> Iterator[VersionGroup]:
    """Yield the sums of each group in the order of their names, then those of everything."""
    old, new = (_sum_by_key(listings, columns, by) for listings in (before, after))
    nothing = tuple(Total() for _ in columns)
    for key in sorted({*old, *new}, key=_rank_key):
        yield _pair_sums(key, columns, old.get(key, nothing), new.get(key, nothing))
    old_totals, new_totals = (
        sum_budget(listings, columns, by).totals for listings in (before, after)
    )
    yield _pair_sums((), columns, old_totals, new_totals)


def _rank_key(key: GroupKey) -> list[tuple[tuple[bool, int, str], ...]]:
    return [id_order(part) for part in key]


def _pair_sums(
    key: GroupKey, columns: Sequence[YearBasis], old: Sequence[Total], new: Sequence[Total]
) -> VersionGroup:
    return VersionGroup(key, tuple(map(VersionSum, columns, old, new)))


def _sum_by_key(
    listings: Sequence[Listing], columns: Sequence[YearBasis], by: Grouping
) -> dict[GroupKey, tuple[Total, ...]]:
    """Return the sums of each counted initiative by its id, or of each group."""
    if by is Grouping.INITIATIVE:
        owned = (listing.initiative for listing in listings if listing.is_counted)
        return {(i.id,): sum_columns([i], columns) for i in owned}
    groups = sum_budget(listings, columns, by).groups
    counted = (g for g in groups if any(listing.is_counted for listing in g.listings))
    return {group.key: group.totals for group in counted}
