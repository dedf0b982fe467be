"""What a workbook for a department holds: its sheets, their columns and rows, unformatted."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING, Missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.syntax.nodes import Plain

LAYOUT = 1
"""The way in which workbooks are laid out; one of another number is not taken in."""
MEMORY_SHEET = "plantool"
"""The hidden sheet that knows what the plan said when the workbook was made."""
CHOICE_SHEET = "plantool_lists"
"""The hidden sheet of the words to choose from."""
HEAD_KEY = f"{MEMORY_SHEET}:head"
"""The key of the row of headings."""
HEAD_KEY = f"{MEMORY_SHEET}:head"
"""The key of the row of headings."""
ID_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2
"""The hidden row of column ids, the headings, and the first row of the table, from 0."""
LONGEST_TEXT = 32_000
"""Characters of a cell; Excel takes 32,767."""
PRINTED_START = 200
"""So many characters of a printed cell are remembered, by which a row is known again."""
PRINTED_START = 200
"""So many characters of a printed cell are remembered, by which a row is known again."""


class SheetKind(Enum):
    """The sheets that are filled in."""

    RESULTS = "results"
    MONEY = "money"
    SUPPLEMENTS = "supplements"


class Column(NamedTuple):
    """A column: its ``id`` in the hidden row, its heading, its width in characters.

    Departments type into an ``is_input`` column. ``is_amount`` ones are set to the right.
    """

    id: str
    heading: str
    width: int
    is_input: bool = False
    is_amount: bool = False


class SheetRow(NamedTuple):
    """A row: its ``key``, which is its identity wherever it stands, and a text per column.

    ``whole`` is what the plan's file says of all that the row is about. ``adds`` tells that what
    is typed is a report or supplement beside that, and no change of it. ``closed`` are the input
    columns that are not open here; ``choices`` the words to choose from, by column. What is
    ``planned`` and not reported is marked.
    """

    key: str
    texts: Mapping[str, str]
    whole: Plain | Missing = MISSING
    adds: bool = False
    closed: frozenset[str] = frozenset()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Sheet(NamedTuple):
    """A sheet; ``marks`` are pairs of columns: where the first says something, the second is due.

    Any of the second ones will do.
    """

    kind: SheetKind
    title: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    marks: tuple[str, tuple[str, ...]]


class Book(NamedTuple):
    """A workbook for one department: the lines of its first sheet, the sheets, what it is of.

    ``labels`` are the plan's words for states and statuses, by their column and id. ``origin``
    says of which plan, commit and version it is.
    """

    name: str
    caption: str
    guide_title: str
    guide: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    labels: Mapping[str, Mapping[str, str]]
    origin: Mapping[str, str]


def cut_text(text: str) -> str:
    """Return what a cell shows of a text."""
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
