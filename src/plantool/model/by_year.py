"""Values by fiscal year, in the order they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from plantool.light_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.fiscal_year import FiscalYear

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ByYear(Generic[T]):
    """A small ordered map from fiscal year to value; no year stands in it twice."""

    items: tuple[tuple[FiscalYear, T], ...] = ()

    def get(self, year: FiscalYear) -> T | None:
        """Return the value of ``year``, or None where the plan says nothing about it."""
        start = year.start  # asked a hundred thousand times: years are compared by hand
        for at, value in self.items:
            if at.start == start:
                return value
        return None

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The years that have a value, as written."""
        return tuple(year for year, _ in self.items)

    @property
    def values(self) -> tuple[T, ...]:
        """The values, in the order written."""
        return tuple(value for _, value in self.items)

    @property
    def last(self) -> T | None:
        """The value of the latest year."""
        return max(self.items, key=lambda item: item[0])[1] if self.items else None

    def __iter__(self) -> Iterator[tuple[FiscalYear, T]]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)
