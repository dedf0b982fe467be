"""The headings of a table, and the columns that a mapping means by them."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError
from plantool.importing.cell_values import write_cell
from plantool.model.normal import fold_name, nfkc
from plantool.patterns import compile_late
from plantool.sheets.column_letters import read_letters, write_letters
from plantool.syntax.paths import find_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plantool.importing.mapping import Column
    from plantool.importing.open_table import TableSheet
    from plantool.importing.read_mapping import ReadMapping
    from plantool.sheets.open_workbook import CellValue

JOINT = " / "
"""The sign between the headings of one column that stand one below the other."""
_LETTERS = compile_late(r"\[([A-Z]{1,3})\]")
_MOST_NAMED = 20  # columns that an error lists


class CellPlace(NamedTuple):
    """A cell of a sheet: its row and column from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell as workbooks name it: ``G12``."""
        return f"{write_letters(self.column)}{self.row + 1}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


def fold_place(text: str) -> str:
    """Return a place in one spelling: of any width, with or without quotes around the sheet."""
    return nfkc(text).replace("'", "").strip()


def read_headings(sheet: TableSheet, head: tuple[int, int]) -> list[str]:
    """Return the heading of each column; of several rows the words from top to bottom.

    An empty cell above others has the words of the one to its left, as merged cells have.
    """
    first, last = head
    rows = [list(map(_write_heading, row)) for row in sheet.rows[first - 1 : last]]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    for at, row in enumerate(rows[:-1]):
        below = [any(other[column] for other in rows[at + 1 :]) for column in range(width)]
        for column in range(1, width):
            # headings of one row above, or of none, go as far as what stands below them
            if not row[column] and below[column] and row[column - 1] and below[column - 1]:
                row[column] = row[column - 1]
    return [JOINT.join(dict.fromkeys(filter(None, words))) for words in zip(*rows, strict=True)]


def _write_heading(value: CellValue) -> str:
    return " ".join((write_cell(value) or "").split())


class HeadingColumns:
    """Finds columns by what a mapping calls them: by the very heading, else whatever its width."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = headings
        self.counts = Counter(headings)
        self.exact = {heading: at for at, heading in reversed([*enumerate(headings)])}
        folded = [fold_name(heading) for heading in headings]
        self.folded_counts = Counter(folded)
        self.folded = {heading: at for at, heading in reversed([*enumerate(folded)])}

    def find(self, name: str) -> int | None:
        """Return the column from 0; None where there is none, or more than one."""
        if found := _LETTERS.fullmatch(name):
            column = read_letters(found[1])
            return column if column < len(self.headings) else None
        if name in self.exact:
            return self.exact[name] if self.counts[name] == 1 else None
        folded = fold_name(name)
        return self.folded.get(folded) if self.folded_counts[folded] == 1 else None

    def is_repeated(self, name: str) -> bool:
        """Tell whether several columns have this heading."""
        return self.counts[name] > 1 or (
            name not in self.exact and self.folded_counts[fold_name(name)] > 1
        )

    def find_nearest(self, name: str) -> str:
        """Return the heading most like a name, an empty text where none is like it."""
        return "".join(get_close_matches(name, self.headings[:1000], 1))


def resolve_columns(
    read: ReadMapping, columns: Iterable[Column], headings: Sequence[str]
) -> dict[str, int]:
    """Return the columns of a table by what the mapping calls them.

    Raises UsageError with all that are not there, by their lines in the mapping.
    """
    known = HeadingColumns(headings)
    found: dict[str, int] = {}
    missing: dict[str, str] = {}
    for column in columns:
        name = column.heading
        if name is None or name in found or name in missing:
            continue
        at = known.find(name)
        if at is None:
            missing[name] = _describe_missing(read, column, name, known)
        else:
            found[name] = at
    if missing:
        listed = "\n".join(list(missing.values())[:_MOST_NAMED])
        raise UsageError("error.import-columns", columns=listed, count=len(missing))
    return found


def _describe_missing(read: ReadMapping, column: Column, name: str, known: HeadingColumns) -> str:
    """Return a line that says where the mapping names a column, and which was perhaps meant."""
    root = read.document.root
    line = find_node(root, column.path, on_key=True).start.line + 1 if root else 1
    if known.is_repeated(name):
        places = [write_letters(at) for at, text in enumerate(known.headings) if text == name]
        hint = " = " + ", ".join(f"[{place}]" for place in places)
    else:
        nearest = known.find_nearest(name)
        hint = f" → {nearest}" if nearest else ""
    return f"  {read.file}:{line}: {name}{hint}"
