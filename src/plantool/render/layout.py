"""Tables as lines of text: aligned by display width, wrapped to fit, nothing ever cut."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells

from plantool.render.values import human
from plantool.reports.page import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.reports.page import Row, Table

_NARROWEST = 8  # cells: four full-width characters
_INDENT = "  "
_WORD = re.compile(r"[!-~]+|.")  # a word of ASCII stays whole, other scripts break anywhere


class Line(NamedTuple):
    """One line of a table, and the role of the row it belongs to; None for the table's frame."""

    text: str
    role: Role | None = None


class _Style(NamedTuple):
    """How a table is drawn: what stands around its cells, and the ends of its rules."""

    left: str
    between: str
    right: str
    top: tuple[str, str, str] | None = None
    rule: tuple[str, str, str] = ("", "  ", "")
    bottom: tuple[str, str, str] | None = None


_OPEN = _Style("", "  ", "")
_LINED = _Style("│ ", " │ ", " │", ("┌─", "─┬─", "─┐"), ("├─", "─┼─", "─┤"), ("└─", "─┴─", "─┘"))


def lay_out(table: Table, texts: Catalogue, width: int | None) -> Iterator[Line]:
    """Yield the lines of ``table``, at most ``width`` cells wide where its columns allow that."""
    style = _LINED if table.lined else _OPEN
    cells = [[_indented(row, at, texts) for at in range(len(table.columns))] for row in table.rows]
    widths = _widths(table, cells, style, width)
    if style.top:
        yield Line(_rule(style.top, widths))
    yield from _row([c.heading for c in table.columns], table, widths, style, Role.HEADING)
    yield Line(_rule(style.rule, widths))
    for at, (row, row_cells) in enumerate(zip(table.rows, cells, strict=True)):
        if at and table.lined:
            yield Line(_rule(style.rule, widths))
        if _spans(row, table):
            lines = [row_cells[0]] if width is None else wrap(row_cells[0], width)
            yield from (Line(text, row.role) for text in lines)
        else:
            yield from _row(row_cells, table, widths, style, row.role)
    if style.bottom:
        yield Line(_rule(style.bottom, widths))


def wrap(text: str, width: int) -> list[str]:
    """Break ``text`` into lines of at most ``width`` cells, its indentation kept on each."""
    lines = []
    for line in text.split("\n"):
        indent = _INDENT * ((len(line) - len(line.lstrip(" "))) // len(_INDENT))
        lines += [indent + part for part in _fold(line[len(indent) :], width - len(indent))]
    return lines


def _fold(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in _words(text, width):
        size = cell_len(word)
        if used + size > width and line:
            yield line.rstrip()
            line, used = "", 0
            if word == " ":
                continue
        line, used = line + word, used + size
    yield line


def _words(text: str, width: int) -> Iterator[str]:
    for word in _WORD.findall(text):
        if cell_len(word) > width:
            yield from chop_cells(word, max(width, 2))
        else:
            yield word


def _indented(row: Row, at: int, texts: Catalogue) -> str:
    text = human(row.values[at], texts)
    if at or not row.indent:
        return text
    return "\n".join(_INDENT * row.indent + line for line in text.split("\n"))


def _spans(row: Row, table: Table) -> bool:
    """Tell whether a row is a heading over the whole width of an open table."""
    alone = all(value is None for value in row.values[1:])
    return row.role is Role.HEADING and alone and not table.lined


def _widths(
    table: Table, cells: Sequence[Sequence[str]], style: _Style, width: int | None
) -> list[int]:
    """Give each column its natural width, or less to the wide ones where space is short."""
    natural = []
    for at, column in enumerate(table.columns):
        texts = [column.heading]
        for row, row_cells in zip(table.rows, cells, strict=True):
            if not _spans(row, table):
                texts.append(row_cells[at])
        natural.append(max(cell_len(line) for text in texts for line in text.split("\n")))
    if width is None:
        return natural
    frame = len(style.left + style.right) + len(style.between) * (len(natural) - 1)
    fixed = sum(size for size, c in zip(natural, table.columns, strict=True) if not c.wide)
    flexible = [size for size, c in zip(natural, table.columns, strict=True) if c.wide]
    limit = _limit(flexible, width - frame - fixed)
    return [
        min(size, limit) if column.wide else size
        for size, column in zip(natural, table.columns, strict=True)
    ]


def _limit(sizes: Sequence[int], available: int) -> int:
    """Return the largest limit at which ``sizes`` cut to it fit into ``available``."""
    limit = max(sizes, default=0)
    while limit > _NARROWEST and sum(min(size, limit) for size in sizes) > available:
        limit -= 1
    return limit


def _row(
    texts: Sequence[str], table: Table, widths: Sequence[int], style: _Style, role: Role
) -> Iterator[Line]:
    wrapped = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = [
            _pad(part, width, right=column.numeric)
            for part, width, column in zip(parts, widths, table.columns, strict=True)
        ]
        yield Line((style.left + style.between.join(padded) + style.right).rstrip(), role)


def _pad(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def _rule(ends: tuple[str, str, str], widths: Sequence[int]) -> str:
    left, between, right = ends
    return left + between.join("─" * width for width in widths) + right
