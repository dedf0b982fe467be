"""Tables of many columns on a narrow terminal: each row as a block, a value beside its name."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from plantool.render.table_layout import NARROWEST, TextLine, wrap_text
from plantool.render.value_text import format_row
from plantool.render.visible_text import make_visible
from plantool.reports.page import Role, group_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Table

_GAP = 2  # cells between columns


def is_too_wide(table: Table, texts: Catalogue, width: int) -> bool:
    """Tell whether the columns of a table do not fit beside each other, however narrow."""
    columns = zip(_list_names(table), *_yield_rows(table, texts), strict=True)
    needed = [min(max(map(_measure, column)), NARROWEST) for column in columns]
    return sum(needed) + _GAP * (len(needed) - 1) > width


def lay_out_stacked(table: Table, texts: Catalogue, width: int) -> Iterator[TextLine]:
    """Yield the rows of a table one below the other, each value whole beside its name."""
    names = _list_names(table)
    indent = min(max(map(_measure, names)), width // 2)
    for number, row in enumerate(_yield_rows(table, texts), 1):
        head = f"─── {number} "
        yield TextLine(head + "─" * (width - cell_len(head)), Role.HEADING)
        for name, text in zip(names, row, strict=True):
            left, right = wrap_text(name, indent), wrap_text(text, width - indent - _GAP)
            for part, line in zip_longest(left, right, fillvalue=""):
                blank = " " * (indent - cell_len(part) + _GAP)
                yield TextLine(f"{part}{blank}{line}".rstrip())


def _list_names(table: Table) -> list[str]:
    return [make_visible(column.heading) for column in table.columns]


def _yield_rows(table: Table, texts: Catalogue) -> Iterable[list[str]]:
    for group in group_rows(table.rows):
        for row in group.make_rows():
            yield format_row(row, texts)


def _measure(text: str) -> int:
    return max(map(cell_len, text.split("\n")))
