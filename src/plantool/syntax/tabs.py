"""Tabs as blanks: between words one, as indentation as many as the lines around tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Edit, Fix, apply_edits
from plantool.syntax.entry_lines import (
    EntryLine,
    OpenColumns,
    count_indent,
    list_meant_columns,
    yield_entry_lines,
)
from plantool.syntax.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_tab_fixes(source: SourceText) -> dict[int, Fix]:
    """Return for lines with a tab, by their numbers from 0, the fix that takes the tabs away.

    It is safe where the tabs indent nothing, or where only one column is possible. A line that
    could not be read afterwards has none.
    """
    from plantool.syntax.document import parse_source  # noqa: PLC0415 - ditto
    from plantool.syntax.malformed import find_fault_line  # noqa: PLC0415 - the parser asks for this first

    columns, fixes = _find_key_columns(source.lines), {}
    for number, line in enumerate(source.lines):
        if "\t" not in line:
            continue
        start, indent_end = source.line_starts[number], count_indent(line)
        column, is_safe = columns.get(number) or _find_words_column(
            line[:indent_end], line[indent_end:]
        )
        text = " " * column + line[indent_end:].replace("\t", " ") if line[indent_end:] else ""
        fixes[number] = Fix((Edit(start, start + len(line), text),), is_safe)
    edits = [edit for fix in fixes.values() for edit in fix.edits]
    _, error = parse_source(SourceText(source.file, apply_edits(source.text, edits)))
    if hasattr(error, "problem"):  # else there is more that must go first
        fixes.pop(find_fault_line(error), None)
    return fixes


def _find_words_column(blanks: str, words: str) -> tuple[int, bool]:
    """Return where a line begins that begins no key or item, and whether that is certain."""
    return len(blanks.expandtabs(2)), "\t" not in blanks or words[:1] in {"", "#"}


def _find_key_columns(lines: Sequence[str]) -> dict[int, tuple[int, bool]]:
    """Return where keys and items that tabs indent should begin, and whether it is certain."""
    stack, entry_lines, known = OpenColumns(), list(yield_entry_lines(lines)), {}
    for entry_line, after in zip(entry_lines, _list_next_untabbed(lines, entry_lines), strict=True):
        blanks, moved_line = lines[entry_line.number][: entry_line.column], entry_line
        if "\t" in blanks:
            possible = list_meant_columns(stack.find_margin(entry_line), entry_line, blanks, after)
            possible = [column for column in possible if _can_precede(entry_line, column, after)]
            column = possible[0] if possible else len(blanks.expandtabs(2))
            known[entry_line.number] = column, len(possible) == 1
            shift = column - entry_line.column
            moved_line = entry_line._replace(columns=tuple(at + shift for at in entry_line.columns))
        stack.take_line(moved_line)
    return known


def _can_precede(entry_line: EntryLine, column: int, after: EntryLine | None) -> bool:
    """Tell whether a line may begin at ``column``: a key with its value has nothing below it."""
    return (
        entry_line.holds
        or after is None
        or after.column <= column + entry_line.columns[-1] - entry_line.column
    )


def _list_next_untabbed(
    lines: Sequence[str], entry_lines: Sequence[EntryLine]
) -> list[EntryLine | None]:
    """Return for each row the next one that no tab indents."""
    after: list[EntryLine | None] = []
    next_line: EntryLine | None = None
    for entry_line in reversed(entry_lines):
        after.append(next_line)
        if "\t" not in lines[entry_line.number][: entry_line.column]:
            next_line = entry_line
    return after[::-1]
