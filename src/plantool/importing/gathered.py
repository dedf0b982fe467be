"""What the rows of a table say, by initiative and path, each value with the cell it comes from."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.normal import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from plantool.diagnostics import Diagnostic, NodePath, Plain
    from plantool.importing.headings import CellPlace


class Entry(NamedTuple):
    """A value and its cell; of a sum or a list the first of its cells.

    ``derived`` is the key of the sentence that says why it is unverified.
    """

    value: Plain
    place: CellPlace
    derived: str = ""


class MeasureStep(str):
    """A step of a path that stands for the index of a measure, which only a file tells.

    It is the measure's id, or its name where the table has no ids (``is_name``).
    """

    __slots__ = ("is_name",)
    is_name: bool

    @classmethod
    def build(cls, text: str, *, is_name: bool) -> MeasureStep:
        """Return the step of an id or a name."""
        step = cls(text)
        step.is_name = is_name
        return step


class GatheredInitiative:
    """An initiative as the table has it; ``key`` is its id, or chapter and title (``key_title``).

    ``rows`` are the entries of each row by their paths, rows counted from 0.
    """

    def __init__(self, key: str, chapter: str, *, is_numbered: bool) -> None:
        self.key = key
        self.chapter = chapter
        self.is_numbered = is_numbered
        self.rows: dict[int, dict[NodePath, Entry]] = {}
        self.entries: dict[NodePath, Entry] = {}

    def add_row(self, row: int, entries: dict[NodePath, Entry]) -> None:
        """Take in a row; of what several rows say, the entry of the first one stays."""
        self.rows[row] = entries
        for path, entry in entries.items():
            self.entries.setdefault(path, entry)

    def drop_rows(self, rows: Collection[int]) -> None:
        """Be as the other rows have it."""
        left = {row: entries for row, entries in self.rows.items() if row not in rows}
        self.rows, self.entries = {}, {}
        for row, entries in left.items():
            self.add_row(row, entries)


def key_title(chapter: str, title: str) -> str:
    """Return what tells an initiative without an id from others: its title, of any width."""
    return f"{chapter}: {fold_name(title)}"


class RemarkKind(Enum):
    """What a remark is about; the first two are of what was left undone."""

    REFUSED = "refused"
    CONFLICT = "conflict"
    WARNING = "warning"
    UNVERIFIED = "unverified"

    @property
    def is_left(self) -> bool:
        """Tell whether something was left undone."""
        return self in {RemarkKind.REFUSED, RemarkKind.CONFLICT}


class Remark(NamedTuple):
    """What there is to say about a cell: a sentence by its key, or a finding in the plan."""

    kind: RemarkKind
    place: CellPlace
    key: str
    words: tuple[tuple[str, object], ...] = ()
    initiative: str = ""
    diagnostic: Diagnostic | None = None


class Gathered(NamedTuple):
    """The initiatives of a table, remarks on rows refused, and how many rows there were.

    ``passed_over`` rows are those that the mapping leaves out.
    """

    initiatives: list[GatheredInitiative]
    remarks: list[Remark]
    rows: int
    passed_over: int
