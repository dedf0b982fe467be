"""Initiatives (事業): one file each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plantool.light_dataclasses import dataclass, field
from plantool.model.budget import Budget
from plantool.model.by_year import ByYear
from plantool.model.life import Life
from plantool.model.measure import Group, Measure, yield_measures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.attributes import Attribute
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.result import Reports, Result


class Department(NamedTuple):
    """事業実施課: a division (課) of a bureau (部); a bureau alone has no division."""

    bureau: str
    division: str | None = None

    @property
    def name(self) -> str:
        """The name as plan files write it, ``地域文化部 協働推進課``."""
        return self.bureau if self.division is None else f"{self.bureau} {self.division}"


class Footnote(NamedTuple):
    """A footnote of the printed page; ``term`` is the word it explains."""

    mark: str
    text: str
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Unverified:
    """A figure whose reading from the source is inferred; ``at`` names it (``budget.planned``).

    ``path`` leads to that figure in the file, () where it is not there, and takes no part in
    equality.
    """

    at: str
    reason: str
    path: NodePath = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of a closed year that was corrected (訂正): where, what it was, why and when.

    ``path`` leads to the field ``at`` in the file, () where it is not there, and takes no part in
    equality.
    """

    at: str
    reason: str
    was: str | None = None
    date: date | None = None
    path: NodePath = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """A part of the plan that was set anew on its way (見直し): where, what it was, when, by whom.

    ``was`` is a number or words; the oldest one is what the plan printed. ``path`` leads to the
    field ``at`` in the file, () where it is not there, and takes no part in equality.
    """

    at: str
    was: Cell
    reason: str | None = None
    date: date | None = None
    by: str | None = None
    path: NodePath = field(default=(), compare=False)


class JudgementsOfInitiative(NamedTuple):
    """How people judged a whole initiative (事業全体の評価): by year, and for the plan's term.

    Each judgement is a report that says nothing else; the latest one counts as for results.
    """

    by_year: ByYear[Reports] = ByYear()
    term: Reports | None = None

    def yield_reports(self) -> Iterator[tuple[NodePath, FiscalYear | None, Result]]:
        """Yield every judgement with its path in the file and its year, None for the term."""
        for year, reports in self.by_year:
            for path, report in reports.list_with_paths(("judgement", year.key)):
                yield path, year, report
        for path, report in self.term.list_with_paths(("judgement", TERM)) if self.term else ():
            yield path, None, report


TERM = "term"
"""The key of the judgement for the plan's term, beside those of its years."""


class Source(NamedTuple):
    """The document an initiative was taken from, and the figures in it that are inferred.

    Of a table the ``sheet``, and the ``row`` from 1 on.
    """

    document: str
    unverified: tuple[Unverified, ...] = ()
    sheet: str | None = None
    row: int | None = None


JOINT = " / "
"""The sign between the name of a group and that of a row in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """One 事業: its task, its departments, its measures and its money.

    ``section`` is None where the owning chapter has no sections, or no file in this plan;
    ``other_sections`` of that chapter show it again (再掲). ``file`` is the name of the file it was
    read from and takes no part in equality.
    """

    id: str
    title: str
    departments: tuple[Department, ...] = ()
    section: str | None = None
    other_sections: tuple[str, ...] = ()
    number: str | None = None
    mark: str | None = None
    summary: str | None = None
    life: Life = Life()
    attributes: tuple[Attribute, ...] = ()
    rows: tuple[Measure | Group, ...] = ()
    budget: Budget = Budget()
    judgements: JudgementsOfInitiative = JudgementsOfInitiative()
    footnotes: tuple[Footnote, ...] = ()
    revisions: tuple[Revision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    source: Source | None = None
    file: str = field(default="", compare=False)

    @property
    def chapter(self) -> str:
        """The id of the chapter that owns this initiative: the part before the first hyphen."""
        return self.id.partition("-")[0]

    @property
    def bureaus(self) -> tuple[str, ...]:
        """The bureaus of its departments, each once, in the order written."""
        return tuple(dict.fromkeys(department.bureau for department in self.departments))

    def yield_sections(self) -> Iterator[tuple[NodePath, str]]:
        """Yield the sections that show it, with their paths in the file; the first owns it."""
        if self.section is None:
            return
        if not self.other_sections:
            yield ("section",), self.section
            return
        for at, section in enumerate((self.section, *self.other_sections)):
            yield ("section", at), section

    def find_groups_above(self, row: Measure | Group) -> tuple[Group, ...]:
        """Return the named groups that a row stands in, the outermost first."""
        rows, named = self.rows, []
        for index in row.path[1:-1:2]:  # of (measures, 0, measures, 2) the 0
            group = rows[int(index)]
            assert isinstance(group, Group)  # noqa: S101 - rows stand in nothing else
            if group.name:
                named.append(group)
            rows = group.measures
        return tuple(named)

    def name_with_groups(self, row: Measure | Group) -> str:
        """Return the name of a row behind those of its groups: alone it may be one of several."""
        names = [part.name for part in (*self.find_groups_above(row), row)]
        return JOINT.join(filter(None, names))

    def is_inferred_at(self, path: NodePath) -> bool:
        """Tell whether what stands at a path, around it or in it, is inferred from the source."""
        entries = self.source.unverified if self.source else ()
        return any(_is_overlapping(entry.path, path) for entry in entries if entry.path)

    def measures(self) -> Iterator[Measure]:
        """Yield the measures in printed order, without their groups."""
        return yield_measures(self.rows)


def _is_overlapping(one: NodePath, other: NodePath) -> bool:
    """Tell whether one of two paths leads into the other."""
    return all(a == b for a, b in zip(one, other, strict=False))


def id_order(identifier: str) -> tuple[tuple[bool, int, str], ...]:
    """Sort key that puts ``18-2`` before ``18-10`` and numbers before letters."""
    return tuple(map(_order_part, re.findall(r"[0-9]+|[^0-9-]+", identifier)))


def _order_part(part: str) -> tuple[bool, int, str]:
    """Order numbers by their length, then as text: Python refuses ints of endless digits."""
    if not part.isdecimal():
        return True, 0, part
    bare = part.lstrip("0")
    return False, len(bare), bare
