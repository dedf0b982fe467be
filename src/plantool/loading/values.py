"""Years, days and places as files write them, and what is found wrong with them on the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from plantool.diagnostics import Code, Finding, NodePath
from plantool.loading import codes
from plantool.loading.places import resolve
from plantool.model.by_year import ByYear
from plantool.model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Data: TypeAlias = Any  # plain data whose shape its schema has vouched for

_NOTHING: ByYear[Any] = ByYear()


class Values:
    """Reads values of one file; ``findings`` grows as it goes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def place(self, data: Data, at: str, path: NodePath) -> NodePath:
        """Return the path of a place that an entry names; () where there is none."""
        place = resolve(data, at)
        if place is None:
            self.find(codes.UNKNOWN_PLACE, path, value=at)
        return place or ()

    def years(self, data: Data, path: NodePath) -> tuple[FiscalYear, ...]:
        found: dict[FiscalYear, str] = {}
        for at, text in enumerate(data):
            year = self.year(str(text), (*path, at))
            if year in found:
                words = {"key": text, "first": found[year]}
                self.find(codes.REPEATED_YEAR, (*path, at), **words)
            elif year:
                found[year] = text
        return tuple(found)

    def by_year(self, data: Data, path: NodePath, read: Callable[[Data, NodePath], T]) -> ByYear[T]:
        if not data:
            return _NOTHING
        items = []
        for key, value in data.items():
            at = (*path, key)
            if year := self.year(key, at):
                items.append((year, read(value, at)))
        return ByYear(tuple(items))

    def year(self, text: str, path: NodePath) -> FiscalYear | None:
        try:
            return FiscalYear.parse(text)
        except ValueError:  # of the right form, but H0
            self.find(codes.NOT_A_YEAR, path, on_key=True, value=text)
            return None

    def day(self, text: str, path: NodePath) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:  # of the right form, but 31 February
            self.find(codes.NOT_A_DATE, path, value=text)
            return date.min

    def find(self, code: Code, path: NodePath, *, on_key: bool = False, **words: object) -> None:
        self.findings.append(
            Finding(
                code=code, file=self.file, path=path, arguments=tuple(words.items()), on_key=on_key
            )
        )
