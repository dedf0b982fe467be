"""Years, days and paths as files write them, and the findings about them on the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from plantool.diagnostics import Code, Finding, NodePath
from plantool.loading import codes
from plantool.loading.field_paths import resolve_field
from plantool.model.by_year import ByYear
from plantool.model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Data: TypeAlias = Any  # plain data whose shape its schema has vouched for

_NOTHING: ByYear[Any] = ByYear()


class ValueReader:
    """Reads values of one file; ``findings`` grows as it goes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def find_field_path(self, data: Data, field: str, path: NodePath) -> NodePath:
        """Return the path of a field that an entry names; () for a field that is not there."""
        resolved = resolve_field(data, field)
        if resolved is None:
            self.add_finding(codes.UNKNOWN_FIELD, path, value=field)
        return resolved or ()

    def read_years(self, data: Data, path: NodePath) -> tuple[FiscalYear, ...]:
        first_texts: dict[FiscalYear, str] = {}
        for index, text in enumerate(data):
            year = self.read_year(str(text), (*path, index))
            if year in first_texts:
                words = {"key": text, "first": first_texts[year]}
                self.add_finding(codes.REPEATED_YEAR, (*path, index), **words)
            elif year:
                first_texts[year] = text
        return tuple(first_texts)

    def read_by_year(
        self, data: Data, path: NodePath, read: Callable[[Data, NodePath], T]
    ) -> ByYear[T]:
        if not data:
            return _NOTHING
        items = []
        for key, value in data.items():
            item_path = (*path, key)
            if year := self.read_year(key, item_path):
                items.append((year, read(value, item_path)))
        return ByYear(tuple(items))

    def read_texts_by_year(self, data: Data, path: NodePath) -> ByYear[str]:
        return self.read_by_year(data, path, lambda text, _: text)

    def read_year(self, text: str, path: NodePath) -> FiscalYear | None:
        try:
            return FiscalYear.parse(text)
        except ValueError:  # of the right form, but H0
            self.add_finding(codes.NOT_A_YEAR, path, on_key=True, value=text)
            return None

    def read_day(self, text: str, path: NodePath) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:  # of the right form, but 31 February
            self.add_finding(codes.NOT_A_DATE, path, value=text)
            return date.min

    def add_finding(
        self, code: Code, path: NodePath, *, on_key: bool = False, **words: object
    ) -> None:
        self.findings.append(
            Finding(
                code=code, file=self.file, path=path, arguments=tuple(words.items()), on_key=on_key
            )
        )
