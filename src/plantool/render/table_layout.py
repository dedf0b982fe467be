"""Tables as lines of text: aligned by display width, wrapped to fit, nothing ever cut."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import cell_len, chop_cells

from plantool.patterns import compile_late
from plantool.render.value_text import format_row
from plantool.render.visible_text import make_visible
from plantool.reports.page import Role, group_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.model.evaluation import Color
    from plantool.reports.page import Row, RowGroup, Table

NARROWEST = 6
"""Cells of the narrowest column: three full-width characters."""
_LEAST_EXTRA = 1  # as many are too few for it
_FIRST_EXTRA = 6  # cells more for the first column of an open table, whose texts are indented
_LONGEST_WHOLE = 12  # cells of a number that is not broken if possible
_INDENT = "  "
_TALLEST = 4  # lines of a cell that are read with ease where the row's name is shorter
_BELOW = "↓"
# A word of ASCII stays whole; other scripts break anywhere but before 。」 and after 「.
_OPENING = "（「『【〈《"
_CLOSING = "、。，．・）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_NUMBER = compile_late("[!-~]*[0-9][!-~]*")
_WORD = compile_late(f"[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*")
_Measures: TypeAlias = tuple[list[int], list[int]]
_ROLES: dict[str | None, Role | None] = {role.value: role for role in Role} | {None: None}
_CROSSINGS = {(True, True): "─┼─", (True, False): "─┴─", (False, True): "─┬─"}


class TextLine(NamedTuple):
    """One line of text, and the role of the row it belongs to; None for frames and prose.

    ``colors`` are the characters that draw a chart's bars, with the colours of their series.
    """

    text: str
    role: Role | None = None
    colors: tuple[tuple[str, Color], ...] = ()


def lay_out_table(table: Table, texts: Catalogue, width: int | None) -> Iterator[TextLine]:
    """Yield the lines of ``table``, at most ``width`` cells wide where its columns allow that."""
    columns = [each._replace(heading=make_visible(each.heading)) for each in table.columns]
    table = table._replace(columns=tuple(columns))
    head = _RowTexts([column.heading for column in columns], Role.HEADING)
    frame = _LinedTable if table.lined else _OpenTable
    groups = [_LaidGroup(group, texts) for group in group_rows(table.rows)]
    count, may_wrap = len(table.columns), width is not None
    measures = [_measure_rows((head,), count, may_wrap=may_wrap)]
    measures += [group.measure(count, may_wrap=may_wrap) for group in groups]
    natural, numbers = (
        [max(of_column) for of_column in zip(*kind, strict=True)]
        for kind in zip(*measures, strict=True)
    )
    widths = _ColumnSizes(table, natural, numbers).fit(width, frame.count_frame_cells(count))
    yield from frame(table, widths, width).lay_out_lines(head, groups)


class _LaidGroup:
    """A group of rows as lines of text; both may be known from an earlier run."""

    def __init__(self, group: RowGroup, texts: Catalogue) -> None:
        self.group = group
        self.texts = texts

    # made twice, for widths and for lines: kept, the texts of a large plan would fill memory
    def build_rows(self) -> Iterator[_RowTexts]:
        return (_RowTexts.from_row(row, self.texts) for row in self.group.make_rows())

    def measure(self, columns: int, *, may_wrap: bool) -> _Measures:
        """Return the sizes of each column, as ``_measure_rows`` does."""
        question = ("widths", str(columns), "wrapped" if may_wrap else "")
        measures: _Measures = self.group.recall(
            question, lambda: _measure_rows(self.build_rows(), columns, may_wrap=may_wrap)
        )
        return measures

    def lay_out(self, table: _OpenTable) -> Iterator[TextLine]:
        """Yield the lines of the rows in a table of these widths."""
        question = ("lines", str(table.width), " ".join(map(str, table.widths)))
        for text, role in self.group.recall(question, lambda: self._list_lines(table)):
            yield TextLine(text, _ROLES[role])

    def _list_lines(self, table: _OpenTable) -> list[tuple[str, str | None]]:
        lines = chain.from_iterable(map(table.lay_out_any_row, self.build_rows()))
        return [(line.text, line.role.value if line.role else None) for line in lines]


class _RowTexts(NamedTuple):
    """A row's texts; a row that ``spans`` is one text over the whole width."""

    texts: list[str]
    role: Role
    spans: bool = False

    @classmethod
    def from_row(cls, row: Row, texts: Catalogue) -> _RowTexts:
        first, *others = format_row(row, texts)
        if row.indent:
            first = "\n".join(_INDENT * row.indent + line for line in first.split("\n"))
        spans = row.role in {Role.HEADING, Role.REMARK} and not any(others)
        return cls([first, *others], row.role, spans)


class _OpenTable:
    """A table without lines but the one under its head."""

    def __init__(self, table: Table, widths: list[int], width: int | None) -> None:
        self.columns = table.columns
        self.numeric = [column.numeric for column in table.columns]
        self.widths = widths
        self.width = width

    @staticmethod
    def count_frame_cells(columns: int) -> int:
        """Return the cells that a line needs beside those of its columns."""
        return 2 * (columns - 1)

    def lay_out_lines(self, head: _RowTexts, groups: Sequence[_LaidGroup]) -> Iterator[TextLine]:
        yield from self.lay_out_row(head)
        yield TextLine("  ".join("─" * width for width in self.widths))
        for group in groups:
            yield from group.lay_out(self)

    def lay_out_any_row(self, row: _RowTexts) -> Iterator[TextLine]:
        return self.lay_out_spanning(row) if row.spans else self.lay_out_row(row)

    def lay_out_row(self, cells: _RowTexts) -> Iterator[TextLine]:
        """Yield the lines of a row; what would make it a tall one stands below, over the width."""
        wrapped = self.wrap_cells(cells)
        tallest, below = max(_TALLEST, len(wrapped[0])), []
        for at in range(1, len(wrapped)):
            if len(wrapped[at]) > tallest and self.columns[at].wide:
                below.append(f"{self.columns[at].heading}: {' '.join(cells.texts[at].split())}")
                wrapped[at] = [_BELOW]
        for parts in self.pad_cells(wrapped):
            yield TextLine("  ".join(parts).rstrip(), cells.role)
        for text in below:
            for line in wrap_text(f"{_INDENT * 2}{_BELOW} {text}", self.width or 0):
                yield TextLine(line, cells.role)

    def lay_out_spanning(self, cells: _RowTexts) -> Iterator[TextLine]:
        text = cells.texts[0]
        for line in [text] if self.width is None else wrap_text(text, self.width):
            yield TextLine(line, cells.role)

    def wrap_cells(self, cells: _RowTexts) -> list[list[str]]:
        """Return the lines of each cell in its column."""
        return [wrap_text(text, size) for text, size in zip(cells.texts, self.widths, strict=True)]

    def pad_cells(self, wrapped: Iterable[list[str]]) -> Iterator[list[str]]:
        """Yield the lines of a row as texts that fill their columns."""
        for parts in zip_longest(*wrapped, fillvalue=""):
            columns = zip(parts, self.widths, self.numeric, strict=True)
            yield [_pad_text(part, size, right=numeric) for part, size, numeric in columns]


class _LinedTable(_OpenTable):
    """A table like a printed form, with lines around every cell."""

    @staticmethod
    def count_frame_cells(columns: int) -> int:
        return 3 * columns + 1

    def lay_out_lines(self, head: _RowTexts, groups: Sequence[_LaidGroup]) -> Iterator[TextLine]:
        yield self.build_rule("┌─", "─┬─", "─┐")
        yield from self.lay_out_row(head)
        rows = chain.from_iterable(group.build_rows() for group in groups)
        for above, below in pairwise(chain((head,), rows)):
            crossing = _CROSSINGS.get((not above.spans, not below.spans), "───")
            yield self.build_rule("├─", crossing, "─┤")
            yield from self.lay_out_any_row(below)
        yield self.build_rule("└─", "─┴─", "─┘")

    def lay_out_row(self, cells: _RowTexts) -> Iterator[TextLine]:
        for parts in self.pad_cells(self.wrap_cells(cells)):
            yield TextLine(f"│ {' │ '.join(parts)} │", cells.role)

    def lay_out_spanning(self, cells: _RowTexts) -> Iterator[TextLine]:
        size = sum(self.widths) + self.count_frame_cells(len(self.widths)) - 4
        for line in wrap_text(cells.texts[0], size):
            yield TextLine(f"│ {_pad_text(line, size)} │", cells.role)

    def build_rule(self, left: str, crossing: str, right: str) -> TextLine:
        return TextLine(left + crossing.join("─" * width for width in self.widths) + right)


def _measure_rows(rows: Iterable[_RowTexts], columns: int, *, may_wrap: bool) -> _Measures:
    """Return the natural width of each column, and the longest number in it.

    A row that spans the table asks for none. Numbers are measured where lines may be broken.
    """
    natural, numbers = [0] * columns, [0] * columns
    for row in rows:
        if not row.spans:
            natural = list(map(max, natural, map(_measure_widest_line, row.texts)))
            if may_wrap:
                numbers = list(map(max, numbers, map(_measure_longest_number, row.texts)))
    return natural, numbers


class _ColumnSizes(NamedTuple):
    """The widths that the columns of a table want, and the longest number in each."""

    table: Table
    natural: list[int]
    longest_numbers: list[int]

    def fit(self, width: int | None, frame_cells: int) -> list[int]:
        """Give each column its natural width, or less to the wide ones where space is short.

        The first column holds names, indented ones too: it gets more as long as all still fits. A
        number is broken only where names would have hardly any room beside it.
        """
        if width is None:
            return self.natural
        available, unbroken = width - frame_cells, [0] * len(self.natural)
        favours = (0,) if self.table.lined else range(_FIRST_EXTRA, _LEAST_EXTRA, -1)
        for favour in favours:
            widths = self._cut(available, self.longest_numbers, favour)
            if sum(widths) <= available:
                return widths
        favoured = self._cut(available, unbroken, favours[0])
        return favoured if sum(favoured) <= available else self._cut(available, unbroken, 0)

    def _cut(self, available: int, floors: Sequence[int], favour: int) -> list[int]:
        """Cut wide columns to the largest limit that fits, the first to ``favour`` cells more."""
        columns = list(zip(self.natural, floors, self.table.columns, strict=True))

        def cut_to(limit: int) -> list[int]:
            limits = [limit + favour, *[limit] * (len(columns) - 1)]
            return [
                max(min(size, limit), min(size, floor)) if column.wide else size
                for (size, floor, column), limit in zip(columns, limits, strict=True)
            ]

        widest = max(self.natural, default=0)
        limits = range(NARROWEST, max(widest, NARROWEST) + 1)
        at = bisect_right(limits, available, key=lambda limit: sum(cut_to(limit)))
        return cut_to(limits[max(at - 1, 0)])


def wrap_text(text: str, width: int) -> list[str]:
    """Break ``text`` into lines of at most ``width`` cells, its indentation kept on each."""
    if "\n" not in text and cell_len(text) <= width:
        return [text]
    lines = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        lines += [indent + part for part in _fold_line(line[len(indent) :], width - len(indent))]
    return lines


def _fold_line(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in _split_words(text, width):
        size = cell_len(word)
        if used + size > width and line:
            yield line.rstrip(" ")
            line, used = "", 0
            if word == " ":
                continue
        line, used = line + word, used + size
    yield line


def _split_words(text: str, width: int) -> Iterator[str]:
    for word in _WORD.findall(text):
        if cell_len(word) > width:
            yield from chop_cells(word, max(width, 2))
        else:
            yield word


def _measure_longest_number(text: str) -> int:
    """Return the cells of the longest number, with the signs that stand at it."""
    return min(max(map(len, _NUMBER.findall(text)), default=0), _LONGEST_WHOLE)


def _measure_widest_line(text: str) -> int:
    return max(map(cell_len, text.split("\n"))) if "\n" in text else cell_len(text)


def _pad_text(text: str, width: int, *, right: bool = False) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank
