"""What may have been meant by where lines begin: another column, an item, a text that goes on."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from plantool.patterns import compile_late
from plantool.syntax.entry_lines import (
    INDENT_STEP,
    EntryLine,
    OpenColumns,
    count_indent,
    list_meant_columns,
    yield_entry_lines,
)
from plantool.syntax.line_mends import Mend
from plantool.syntax.wide_signs import KEY_PATTERN, LONGEST_TYPED_LINE, WIDE_BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEY_LINE = compile_late(
    f"(?P<head>(?P<column> *(?:- +)*){KEY_PATTERN}:) *+(?P<value>(?: *+[^ \n]++)*+) *$"
)
_NO_TEXT_LINE = compile_late(
    f" *- |[ {WIDE_BLANKS}]*[^\\s#:：]+ *:(?: |$)|[ {WIDE_BLANKS}]*{KEY_PATTERN}：| *#|---"
)
_FIRST_KEY = "id:"  # of every item that has keys of its own


def yield_column_mends(lines: Sequence[str], last: int) -> Iterator[Mend]:
    """Yield mends of the first line, down to ``last``, that begins where it cannot."""
    stack, entry_lines = OpenColumns(), list(yield_entry_lines(lines))
    for at, entry_line in enumerate(entry_lines):
        if entry_line.number > last:
            return
        margin = stack.find_margin(entry_line)
        blanks = lines[entry_line.number][: entry_line.column]
        if blanks.strip(" ") or not margin.allows_column(entry_line.column):
            after = entry_lines[at + 1] if at + 1 < len(entry_lines) else None
            columns = list_meant_columns(margin, entry_line, blanks, after)
            aside = _move_neighbour(lines, entry_lines[max(at - 2, 0) : at + 1], stack)
            # what is certain goes first; a column that is merely possible is the last resort
            if aside and aside.safe:
                yield aside
            for column in columns:
                yield _move_line(lines, entry_line, column, safe=len(columns) == 1)
            if aside and not aside.safe:
                yield aside
            for column in margin.open[::-1]:
                yield _move_line(lines, entry_line, column, safe=False)
            return
        stack.take_line(entry_line)


def _move_neighbour(
    lines: Sequence[str], near: Sequence[EntryLine], stack: OpenColumns
) -> Mend | None:
    """Return the move of the last line but one to where the last is, if that is the one off."""
    if len(near) == 1:
        return None
    *earlier, before, row = near
    shift = row.column - before.columns[-1]
    outer = [column for column, _ in stack.open if column < before.column]
    is_usual = before.column == (outer[-1] + INDENT_STEP if outer else 0)
    leaves_empty = bool(earlier) and earlier[0].holds and earlier[0].columns[-1] >= before.column
    if not shift or before.column + shift < 0:
        return None
    safe = leaves_empty or (abs(shift) == 1 and not is_usual)
    return _move_line(lines, before, before.column + shift, safe=safe)


def _move_line(lines: Sequence[str], entry_line: EntryLine, column: int, *, safe: bool) -> Mend:
    number, line = entry_line.number, lines[entry_line.number]
    blanks, text = line[: entry_line.column], " " * column + line[entry_line.column :]
    name = "a full-width space in the indentation" if blanks.strip(" \t") else "indentation"
    slip_column = 0 if blanks.strip(" ") else entry_line.column
    return Mend({number: text}, number, slip_column, name, safe, (("column", column + 1),))


def yield_dash_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield mends that make an item of a line, beside others or below a key."""
    column, stack = count_indent(lines[number]), OpenColumns()
    if lines[number][column:].startswith("- ") or not lines[number].strip():
        return
    for entry_line in yield_entry_lines(lines[:number]):
        stack.take_line(entry_line)
    is_beside = (column, True) in stack.open
    is_below = stack.below is not None and column > stack.below
    begins = is_beside or lines[number][column:].startswith(_FIRST_KEY)
    if is_below and stack.below is not None and column - INDENT_STEP > stack.below:
        text = f"{lines[number][: column - INDENT_STEP]}- {lines[number][column:]}"
        yield Mend({number: text}, number, column, "no dash", begins)
    if is_beside or is_below:
        yield from _yield_item_mends(lines, number, safe=begins)


def _yield_item_mends(lines: Sequence[str], number: int, *, safe: bool) -> Iterator[Mend]:
    """Make items of a line and of those beside it: one of keys, or each of words its own."""
    column = count_indent(lines[number])
    one = Mend({number: _add_dash(lines[number])}, number, column, "no dash", safe)
    yield one
    filled = [n for n in _list_block_lines(lines, number) if lines[n].strip()]
    if len(filled) == 1:
        return
    if not all(map(_is_text_line, (lines[n] for n in filled))):
        yield one._replace(lines={n: "  " + lines[n] for n in filled} | one.lines)
    else:
        yield one._replace(lines={n: _add_dash(lines[n]) for n in filled})


def _add_dash(line: str) -> str:
    column = count_indent(line)
    return f"{line[:column]}- {line[column:]}"


def _list_block_lines(lines: Sequence[str], start: int) -> list[int]:
    """Return the lines from ``start`` on that are not set off to the left of it, nor items."""
    column = count_indent(lines[start])

    def belongs_to_block(number: int) -> bool:
        line = lines[number]
        at = count_indent(line)
        return at == len(line) or at > column or (at == column and not line[at:].startswith("- "))

    return list(takewhile(belongs_to_block, range(start, len(lines))))


def yield_text_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of lines of text, without a key, that go on with the one above them."""
    above, below = number, number + 1
    while above >= 0 and _is_text_line(lines[above]):
        above -= 1
    while below < len(lines) and _is_text_line(lines[below]):
        below += 1
    key_line = _KEY_LINE.match(lines[above]) if above >= 0 else None
    filled = [n for n in range(above + 1, below) if lines[n].strip()]
    if not key_line or key_line["value"][:1] in {"'", '"', "{", "[", "｛", "［"} or not filled:
        return
    first_line = filled[0]
    pad = " " * (len(key_line["column"]) + INDENT_STEP)
    new = dict.fromkeys(range(above + 1, below), "")
    for n in filled:
        new[n] = pad + lines[n].lstrip(" ")
    is_block = re.match("[|>][-+]?$", key_line["value"]) is not None
    if not is_block:
        first = f"\n{pad}{key_line['value']}" if key_line["value"] else ""
        new[above] = f"{key_line['head']} |-{first}"
    name = "text not indented" if is_block else "text without a bar"
    yield Mend(new, first_line, count_indent(lines[first_line]), name, safe=is_block)


def _is_text_line(line: str) -> bool:
    return not _NO_TEXT_LINE.match(line[:LONGEST_TYPED_LINE])


def yield_bar_mends(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the mend of text that begins on the line of its bar."""
    key_line = _KEY_LINE.match(lines[number])
    bar = re.match("([|>][-+]?) +([^#].*)", key_line["value"]) if key_line else None
    if key_line and bar:
        pad = " " * (len(key_line["column"]) + INDENT_STEP)
        text = f"{key_line['head']} {bar[1]}\n{pad}{bar[2]}"
        yield Mend({number: text}, number, key_line.start("value"), "text beside the bar")


def yield_inward_moves(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """Yield the move of a line to below the key above it, or beside the lines below that."""
    entry_lines = {row.number: row for row in yield_entry_lines(lines)}
    entry_line = entry_lines.get(number)
    before = next((entry_lines[n] for n in range(number - 1, -1, -1) if n in entry_lines), None)
    if entry_line and before and not lines[number][: entry_line.column].strip(" "):
        column = before.columns[-1] + INDENT_STEP if before.holds else before.columns[-1]
        if column != entry_line.column:
            yield _move_line(lines, entry_line, column, safe=before.holds)
