"""Initiatives (事業): one file each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.measure import Group, Measure, walk_rows
from plantool.model.money import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath


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


class Unverified(NamedTuple):
    """A figure whose reading from the source is inferred; ``at`` names it (``budget.planned``).

    ``path`` is the place of the same in the file; () where it has none.
    """

    at: str
    reason: str
    path: NodePath = ()


class Correction(NamedTuple):
    """A figure of a closed year that was corrected (訂正): where, what it was, why and when.

    ``path`` is the place of ``at`` in the file; () where it has none.
    """

    at: str
    reason: str
    was: str | None = None
    date: date | None = None
    path: NodePath = ()


class Source(NamedTuple):
    """Where an initiative was taken from, and what in it is inferred."""

    document: str
    unverified: tuple[Unverified, ...] = ()


JOINT = " / "
"""What stands between the name of a group and that of a row in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """One 事業: what is done, by whom, its measures and its money.

    ``section`` is None where the owning chapter has no file in this plan. ``file`` is the name of
    the file it was read from and takes no part in equality.
    """

    id: str
    title: str
    departments: tuple[Department, ...]
    section: str | None = None
    number: str | None = None
    mark: str | None = None
    summary: str | None = None
    rows: tuple[Measure | Group, ...] = ()
    budget: Budget = Budget()
    footnotes: tuple[Footnote, ...] = ()
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

    def find_groups_above(self, row: Measure | Group) -> tuple[Group, ...]:
        """Return the named groups that a row stands in, the outermost first."""
        rows, found = self.rows, []
        for at in row.path[1:-1:2]:  # of measures, 0, measures, 2 the first
            group = rows[int(at)]
            assert isinstance(group, Group)  # noqa: S101 - rows stand in nothing else
            found.append(group)
            rows = group.measures
        return tuple(group for group in found if group.name)

    def name_with_groups(self, row: Measure | Group) -> str:
        """Return the name of a row behind those of its groups: alone it may be one of several."""
        return JOINT.join(filter(None, (r.name for r in (*self.find_groups_above(row), row))))

    def measures(self) -> Iterator[Measure]:
        """Yield the measures in printed order, without their groups."""
        return (row for _, row in walk_rows(self.rows) if isinstance(row, Measure))


def id_order(identifier: str) -> tuple[tuple[bool, int, str], ...]:
    """Sort key that puts ``18-2`` before ``18-10`` and numbers before letters."""
    parts = re.findall(r"[0-9]+|[^0-9-]+", identifier)
    digits = ((part.isdecimal(), part.lstrip("0")) for part in parts)
    return tuple(
        (not number, len(bare) if number else 0, bare if number else part)
        for (number, bare), part in zip(digits, parts, strict=True)
    )
