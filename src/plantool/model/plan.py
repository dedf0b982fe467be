"""The plan (計画書): everything the files of one folder say, with look-ups."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from plantool.light_dataclasses import dataclass, field, replace
from plantool.model.by_year import ByYear
from plantool.model.calendar import Calendar
from plantool.model.evaluation import Deadlines, Scheme
from plantool.model.fiscal_year import FiscalYear
from plantool.model.presets import STANDARD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.model.breakdown import Breakdown
    from plantool.model.chapter import Chapter, Relisting
    from plantool.model.initiative import Department, Initiative
    from plantool.model.settings import Setting


class Publisher(NamedTuple):
    """Who publishes the plan; ``code`` is the 全国地方公共団体コード, six digits."""

    name: str
    code: str | None = None


class Contact(NamedTuple):
    """Who looks after the plan, and how to reach them."""

    name: str
    mail: str | None = None
    url: str | None = None


class TableHeadings(NamedTuple):
    """The headings of tables as the plan has them, for which there are standard ones.

    In ``baseline`` and ``target`` ``{year}`` stands for a year; ``{{`` is a brace in all of them.
    """

    baseline: str | None = None
    planned: str | None = None
    result: str | None = None
    target: str | None = None
    total: str | None = None
    measures: str | None = None
    departments: str | None = None


class Mark(NamedTuple):
    """A mark beside a title (★); ``legend`` is None where the document does not explain it."""

    mark: str
    legend: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole plan. ``unit`` is the unit of all its money, for example 百万円; "" without money.

    Where it ``has_net_budgets``, 予算現額 is without what is carried out (``money.current: net``).
    ``id`` tells it from other plans of its publisher; ``license`` are the terms of use of its data.

    Initiatives and chapters are in the order of their ids. ``year_notes`` are words printed beside
    a year in tables. Figures of ``closed_years`` are final, those of the plan itself since the git
    tag ``frozen``. ``calendar`` has the days of the years, ``timezone`` (Asia/Tokyo)
    says whose date is today. ``diagnostics`` holds the findings in the files; ``left_out`` names
    the files that could not be read into the plan. ``file`` is the name of plan.yaml.
    """

    title: str
    publisher: Publisher
    language: str
    baseline_years: tuple[FiscalYear, ...]
    planned_years: tuple[FiscalYear, ...]
    unit: str
    has_net_budgets: bool = False
    breakdowns: tuple[Breakdown, ...] = ()
    id: str | None = None
    license: str | None = None
    headings: TableHeadings = TableHeadings()
    closed_years: tuple[FiscalYear, ...] = ()
    frozen: str | None = None
    contact: Contact | None = None
    year_notes: ByYear[str] = ByYear()
    marks: tuple[Mark, ...] = ()
    departments: tuple[Department, ...] = ()
    scheme: Scheme = STANDARD
    deadlines: Deadlines = Deadlines()
    calendar: Calendar = Calendar()
    timezone: str | None = None
    validation: tuple[Setting, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False, repr=False)
    left_out: tuple[str, ...] = field(default=(), compare=False)
    file: str = field(default="", compare=False)

    @cached_property
    def _initiatives_by_id(self) -> dict[str, Initiative]:
        return {initiative.id: initiative for initiative in reversed(self.initiatives)}

    @cached_property
    def _chapters_by_id(self) -> dict[str, Chapter]:
        return {chapter.id: chapter for chapter in reversed(self.chapters)}

    @cached_property
    def _left_out_ids(self) -> frozenset[str]:
        return frozenset(map(parse_file_id, self.left_out))

    @cached_property
    def departments_by_name(self) -> dict[str, Department]:
        """The departments of plan.yaml by their names as files write them."""
        return {department.name: department for department in self.departments}

    @property
    def has_settings(self) -> bool:
        """Tell whether plan.yaml could be read; without it nothing can be held against it."""
        return bool(self.planned_years)

    @property
    def has_money(self) -> bool:
        """Tell whether the plan speaks of money at all."""
        return bool(self.unit)

    def is_earlier(self, year: FiscalYear) -> bool:
        """Tell whether a year lies before the plan: its figures are shown, and in no total."""
        return year.start < self._first_start

    @property
    def has_departments(self) -> bool:
        """Tell whether the plan says of some initiative who is in charge."""
        return any(initiative.departments for initiative in self.initiatives)

    @property
    def ok(self) -> bool:
        """Tell whether the plan holds no error, so that its sums are whole."""
        return not any(finding.is_error for finding in self.diagnostics)

    def initiative(self, identifier: str) -> Initiative | None:
        """Return the initiative with this id, or None."""
        return self._initiatives_by_id.get(identifier)

    def chapter(self, identifier: str) -> Chapter | None:
        """Return the chapter with this id, or None."""
        return self._chapters_by_id.get(identifier)

    def year(self, text: str) -> FiscalYear:
        """Read a fiscal year as users write it; a bare ``31`` is read in the plan's era.

        A year of the plan comes back in the plan's own spelling. Raises ValueError.
        """
        era = self.planned_years[0].era if self.planned_years else None
        parsed = self.calendar.settle_year(FiscalYear.parse(text, era))
        known = (*self.planned_years, *self.baseline_years)
        return next((year for year in known if year == parsed), parsed)

    @cached_property
    def _first_start(self) -> int:
        return min((year.start for year in self.planned_years), default=0)

    def owned(self) -> Iterator[Initiative]:
        """Yield the initiatives of the plan's own chapters, which sums count, each once."""
        return (i for i in self.initiatives if i.chapter in self._chapters_by_id)

    def relisted(self) -> Iterator[tuple[Chapter, Relisting, Initiative]]:
        """Yield the initiatives shown again (再掲), chapter by chapter; they are never counted."""
        for chapter in self.chapters:
            for relisting in chapter.relisted:
                if initiative := self.initiative(relisting.id):
                    yield chapter, relisting, initiative

    def is_left_out(self, identifier: str) -> bool:
        """Tell whether a file named after ``identifier`` exists but could not be read."""
        return identifier in self._left_out_ids

    def name_by_files(self) -> Plan:
        """Return the plan with every id as its file's name has it."""
        chapters = [replace(part, id=parse_file_id(part.file)) for part in self.chapters]
        initiatives = [replace(part, id=parse_file_id(part.file)) for part in self.initiatives]
        return replace(self, chapters=tuple(chapters), initiatives=tuple(initiatives))

    def leave_out(self, files: Collection[str]) -> Plan:
        """Return the plan without the initiatives of ``files``, and those no chapter counts.

        A faulty chapter stays: without it, its faultless initiatives would go as well.
        """
        relisted_ids = {initiative.id for _, _, initiative in self.relisted()}
        kept, left_out = [], set(self.left_out)
        for initiative in self.initiatives:
            is_shown = initiative.chapter in self._chapters_by_id or initiative.id in relisted_ids
            if is_shown and initiative.file not in files:
                kept.append(initiative)
            else:
                left_out.add(initiative.file)
        return replace(self, initiatives=tuple(kept), left_out=tuple(sorted(left_out)))


def parse_file_id(file: str) -> str:
    """Return a file's name without folder and suffix: the id it stands for."""
    return PurePosixPath(file).stem
