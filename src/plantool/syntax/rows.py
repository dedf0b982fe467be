"""The lines of a file that begin a key or an item, and the columns where they may begin.

This reads by line what a parser could not read at all, so it takes wide signs for YAML's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.alike import entries
from plantool.syntax.guards import MAX_DEPTH
from plantool.syntax.signs import BLANK, DASHES, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INDENT = re.compile(f"[\t {WIDE}]*")
_ITEM = re.compile(f"[-{DASHES}](?:{BLANK}+|(?=[^\\W_]))(?![-{DASHES}])")
_KEY = re.compile(
    f"(?:\"[^\"]*\"|'[^']*'|[^\\s#'\"{{}}\\[\\]:：,|>][^:：]{{0,60}}?){BLANK}*"
    f"(?::(?={BLANK}|\\t|$)|：|(?<=\\w):(?=[^\\s/]))"
)
_HEADER = re.compile(f"{BLANK}*+(?:[|｜>＞][-－+＋0-9]*{BLANK}*+)?(?:#.*)?$")
_BLOCK = re.compile(f"(?:^|{BLANK})[|｜>＞][-－+＋]?[0-9]?{BLANK}*(?:#.*)?$")
_WIDTHS = (2, 4, 8)  # of a tab, as editors have it
STEP = 2


class Row(NamedTuple):
    """A line that begins a key or an item; ``number`` counts from 0, columns as well.

    ``columns`` are those of its dashes and of its key, the line's own first; ``holds`` tells that
    what belongs to the key follows below, ``in_text`` that it is a line of a block of text.
    """

    number: int
    columns: tuple[int, ...]
    dashes: int
    keyed: bool
    holds: bool
    in_text: bool = False

    @property
    def column(self) -> int:
        return self.columns[0]


class Margin(NamedTuple):
    """Where a line may begin: at a column of ``open``, or where what ``below`` holds may.

    ``below`` is the column of a key whose value is still to come; an item may stand right under it.
    """

    open: tuple[int, ...]
    below: int | None
    is_item: bool

    def fits(self, column: int) -> bool:
        """Tell whether a line may begin at ``column``."""
        return column in self.open or self.is_below(column)

    def is_below(self, column: int) -> bool:
        """Tell whether a line at ``column`` belongs to the key that waits for its value."""
        return self.below is not None and column + self.is_item > self.below


def indent(line: str) -> int:
    """Return how many characters of a line are blanks before its words."""
    found = _INDENT.match(line)
    return found.end() if found else 0


def rows(lines: Sequence[str]) -> Iterator[Row]:
    """Yield the lines that begin a key or an item, in order."""
    text_below: int | None = None  # a block of text goes on while lines are deeper than this
    opened = ""
    for number, line in enumerate(lines):
        at = indent(line)
        if at == len(line) or (text_below is not None and at > text_below):
            continue
        text_below = None
        if len(opened) > MAX_DEPTH:  # the parser goes no further either
            return
        if opened:
            found = entries(line, opened)
            opened = found.opened if found else ""
            continue
        if line[at] in "#＃":
            continue
        row = _row(number, line, at)
        if row is None:
            continue
        yield row
        if _BLOCK.search(line):
            text_below = row.columns[-1] if row.keyed else row.columns[-2]
        elif (found := entries(line)) and (found.opened.count("}") + found.opened.count("]")):
            opened = found.opened


def _row(number: int, line: str, at: int) -> Row | None:
    columns = [at]
    while len(columns) <= MAX_DEPTH and (item := _ITEM.match(line, columns[-1])):
        columns.append(item.end())
    key = _KEY.match(line, columns[-1])
    if not key and len(columns) == 1:
        return None
    holds = bool(key and _HEADER.match(line, key.end()))
    return Row(number, tuple(columns), len(columns) - 1, key is not None, holds)


class Stack:
    """What is open at a line: the columns of lists and of keys, the outermost first."""

    def __init__(self) -> None:
        self.open: list[tuple[int, bool]] = []  # columns, and whether they are of a list
        self.below: int | None = None

    def margin(self, row: Row) -> Margin:
        """Return where ``row`` may begin."""
        is_item = row.dashes > 0
        columns = tuple(column for column, is_list in self.open if is_list == is_item)
        is_first = not self.open and self.below is None
        return Margin((0,) if is_first else columns, self.below, is_item)

    def take(self, row: Row) -> None:
        """Let what begins or goes on with ``row`` be open."""
        while self.open and self.open[-1][0] > row.column:
            self.open.pop()
        for at, column in enumerate(row.columns):
            is_list = at < row.dashes
            if (is_list or row.keyed) and (column, is_list) not in self.open:
                self.open.append((column, is_list))
        self.below = row.columns[-1] if row.holds else None


def typed_columns(blanks: str) -> list[int]:
    """Return where a line with these ``blanks`` before it may have been meant to begin.

    A tab is as wide as an editor shows it, a wide blank as much as two others or as one; ordinary
    ones are one too many or too few.
    """
    if "\t" in blanks:
        return [len(blanks.expandtabs(width)) for width in _WIDTHS]
    if blanks.strip(" "):
        wide = sum(blank != " " for blank in blanks)
        return [len(blanks) + wide, len(blanks)]
    return [len(blanks) - 1, len(blanks) + 1]


def placed(margin: Margin, row: Row, blanks: str, after: Row | None) -> list[int]:
    """Return the columns of ``margin`` that ``row`` behind these ``blanks`` can be meant for.

    What is below a key begins where the row ``after`` it, beside it, does.
    """
    child = None if margin.below is None else margin.below + STEP
    if child is not None and after and not row.holds:
        beside = after.column - (row.columns[-1] - row.column if after.dashes == 0 else 0)
        child = beside if margin.is_below(beside) else child
    columns = typed_columns(blanks)
    if margin.below is None and margin.open and min(*columns, row.column) > max(margin.open):
        return [max(margin.open)]
    found = [
        column if column in margin.open else child for column in columns if margin.fits(column)
    ]
    return sorted({column for column in found if column is not None}, reverse=True)
