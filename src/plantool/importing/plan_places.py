"""What a plan calls the chapters, departments and years that a table names."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.importing.cell_values import CellError
from plantool.model.fiscal_year import Era, FiscalYear
from plantool.model.normal import fold_name
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.model.plan import Plan

_ID = compile_late("[0-9A-Za-z]+(-[0-9A-Za-z]+)*")
_LONGEST_ID = 60
_MOST_SHOWN = 60  # characters of a cell that a sentence repeats


class PlanPlaces:
    """Finds what of ``plan`` is meant; ``chapter`` is that of all rows, where one is given."""

    def __init__(self, plan: Plan, chapter: str | None = None) -> None:
        if chapter is not None and plan.chapter(chapter) is None:
            known = ", ".join(each.id for each in plan.chapters)
            raise UsageError("error.import-chapter", chapter=chapter, known=known)
        self.plan = plan
        self.chapter = chapter

    @property
    def era(self) -> Era | None:
        """The era in which a bare number of a year is read."""
        return self.plan.planned_years[0].era

    @cached_property
    def _chapters(self) -> dict[str, str]:
        """The ids of the chapters by these and by their titles, folded; None without one."""
        found = {fold_name(each.title): each.id for each in reversed(self.plan.chapters)}
        return found | {fold_name(each.id): each.id for each in self.plan.chapters}

    def find_chapter(self, text: str | None, identifier: str) -> str:
        """Return the id of the chapter that a cell names, or an initiative's id begins with.

        Raises CellError.
        """
        if self.chapter is not None:
            return self.chapter
        if text is not None:
            if found := self._chapters.get(fold_name(text)):
                return found
            raise CellError("import.no-chapter", value=text[:_MOST_SHOWN])
        start = identifier.partition("-")[0]
        if "-" in identifier and self.plan.chapter(start):
            return start
        if len(self.plan.chapters) == 1:
            return self.plan.chapters[0].id
        raise CellError("import.which-chapter", value=identifier[:_MOST_SHOWN])

    def build_id(self, chapter: str, identifier: str) -> str:
        """Return the id in the plan of what the table calls so; raises CellError."""
        whole = identifier if identifier.startswith(f"{chapter}-") else f"{chapter}-{identifier}"
        if not _ID.fullmatch(whole) or len(whole) > _LONGEST_ID:
            raise CellError("import.bad-id", value=identifier[:_MOST_SHOWN])
        return whole

    def spell_year(self, year: FiscalYear) -> str:
        """Return a year as the plan spells its own."""
        return self._year_keys.setdefault(year.start, self._spell_year(year))

    @cached_property
    def _year_keys(self) -> dict[int, str]:
        known = (*self.plan.planned_years, *self.plan.baseline_years)
        return {year.start: year.key for year in reversed(known)}

    def _spell_year(self, year: FiscalYear) -> str:
        first = self.plan.planned_years[0]
        start = self.plan.calendar.settle_year(year).start
        if start in self._year_keys:
            return self._year_keys[start]
        era = Era.find_on(date(start, 4, 1)) if first.era else None
        return FiscalYear(start, era, first.span).key

    @cached_property
    def _departments(self) -> dict[str, str]:
        """The names of departments by themselves, and by divisions that no two bureaus have."""
        found: dict[str, str] = {}
        for department in self.plan.departments:
            name = fold_name(department.division or "")
            if name:
                found[name] = "" if name in found else department.name
        return found | {fold_name(each.name): each.name for each in self.plan.departments}

    def find_departments(self, words: list[str]) -> tuple[list[str], bool]:
        """Return the departments that the cells of a row name, and whether some were inferred.

        Several cells are bureau and division of one; a single cell may list several.
        """
        if len(words) > 1:
            names = [" ".join(words)]
        else:
            names = [name.strip() for name in re.split("[、，,；;\n]", words[0]) if name.strip()]
        known = [self._departments.get(fold_name(name)) or name for name in names]
        is_derived = any(
            fold_name(one) != fold_name(other) for one, other in zip(names, known, strict=True)
        )
        return list(dict.fromkeys(known)), is_derived


def list_unknown_departments(plan: Plan, names: Iterable[str]) -> list[str]:
    """Return the names that are no departments of a plan, each once."""
    return [name for name in dict.fromkeys(names) if name not in plan.departments_by_name]
