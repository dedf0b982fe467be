"""Tabs as blanks: between words one, as indentation as many as the lines around tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Edit, Fix
from plantool.syntax.edit import apply
from plantool.syntax.rows import Row, Stack, indent, placed, rows
from plantool.syntax.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Sequence


def without_tabs(source: SourceText) -> dict[int, Fix]:
    """Return for lines with a tab, by their numbers from 0, the fix that takes the tabs away.

    It is safe where the tabs indent nothing, or where only one column is possible. A line that
    could not be read afterwards has none.
    """
    from plantool.syntax.malformed import line_of  # noqa: PLC0415 - the parser asks for this first
    from plantool.syntax.parse import read  # noqa: PLC0415 - ditto

    columns, fixes = _columns(source.lines), {}
    for number, line in enumerate(source.lines):
        if "\t" not in line:
            continue
        start, at = source.starts[number], indent(line)
        column, safe = columns.get(number) or _of_words(line[:at], line[at:])
        text = " " * column + line[at:].replace("\t", " ") if line[at:] else ""
        fixes[number] = Fix((Edit(start, start + len(line), text),), safe)
    edits = [edit for fix in fixes.values() for edit in fix.edits]
    _, error = read(SourceText(source.file, apply(source.text, edits)))
    if hasattr(error, "problem"):  # else there is more that must go first
        fixes.pop(line_of(error), None)
    return fixes


def _of_words(blanks: str, words: str) -> tuple[int, bool]:
    """Return where a line begins that begins no key or item, and whether that is certain."""
    return len(blanks.expandtabs(2)), "\t" not in blanks or words[:1] in {"", "#"}


def _columns(lines: Sequence[str]) -> dict[int, tuple[int, bool]]:
    """Return where keys and items that tabs indent should begin, and whether it is certain."""
    stack, found, known = Stack(), list(rows(lines)), {}
    for row, after in zip(found, _without_tabs_after(lines, found), strict=True):
        blanks, placed_row = lines[row.number][: row.column], row
        if "\t" in blanks:
            possible = placed(stack.margin(row), row, blanks, after)
            possible = [column for column in possible if _may_precede(row, column, after)]
            column = possible[0] if possible else len(blanks.expandtabs(2))
            known[row.number] = column, len(possible) == 1
            shift = column - row.column
            placed_row = row._replace(columns=tuple(at + shift for at in row.columns))
        stack.take(placed_row)
    return known


def _may_precede(row: Row, column: int, after: Row | None) -> bool:
    """Tell whether ``row`` may begin at ``column``: a key with its value has nothing below it."""
    return row.holds or after is None or after.column <= column + row.columns[-1] - row.column


def _without_tabs_after(lines: Sequence[str], found: Sequence[Row]) -> list[Row | None]:
    """Return for each row the next one that no tab indents."""
    after: list[Row | None] = []
    next_: Row | None = None
    for row in reversed(found):
        after.append(next_)
        if "\t" not in lines[row.number][: row.column]:
            next_ = row
    return after[::-1]
