"""Years, days and paths as files write them, and the findings about them on the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from plantool.diagnostics import Code, Finding, NodePath
from plantool.loading import codes
from plantool.model.by_year import ByYear
from plantool.model.day import read_written_day
from plantool.model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.loading.field_paths import FieldPaths
    from plantool.model.plan import Plan

T = TypeVar("T")
Data: TypeAlias = Any  # plain data whose shape its schema has vouched for

_NOTHING: ByYear[Any] = ByYear()
_FIRST_OF_ALL = FiscalYear(1867)  # before any that can be written


class ValueReader:
    """Reads values of one file; ``findings`` grows as it goes.

    ``settings`` are those of plan.yaml, where that could be read.
    """

    def __init__(self, file: str, settings: Plan | None = None) -> None:
        self.file = file
        self.settings = settings
        self.findings: list[Finding] = []

    @property
    def year_before_plan(self) -> FiscalYear:
        """The year before the plan's first one; the first of all where that is not known."""
        first = min(self.settings.planned_years, default=None) if self.settings else None
        return FiscalYear(first.start - 1) if first else _FIRST_OF_ALL

    def find_field_path(self, fields: FieldPaths, field: str, path: NodePath) -> NodePath:
        """Return the path of a field that an entry names; () for a field that is not there."""
        resolved = fields.resolve(field)
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
        """Read a day; a month alone is its last one."""
        try:
            return read_written_day(text)
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
