"""The lines of a file that begin a key or an item, and the columns where they may begin.

This reads by line what a parser could not read at all, so it takes wide signs for YAML's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.patterns import compile_late
from plantool.syntax.sign_slips import read_flow_entries
from plantool.syntax.text_limits import MAX_DEPTH
from plantool.syntax.wide_signs import BLANK_PATTERN, DASHES, WIDE_BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INDENT_BLANKS = compile_late(f"[\t {WIDE_BLANKS}]*")
_DASH = compile_late(f"[-{DASHES}](?:{BLANK_PATTERN}+|(?=[^\\W_]))(?![-{DASHES}])")
_KEY = compile_late(
    f"(?:\"[^\"]*\"|'[^']*'|[^\\s#'\"{{}}\\[\\]:：,|>][^:：]{{0,60}}?){BLANK_PATTERN}*"
    f"(?::(?={BLANK_PATTERN}|\\t|$)|：|(?<=\\w):(?=[^\\s/]))"
)
_KEY_LINE_REST = compile_late(
    f"{BLANK_PATTERN}*+(?:[|｜>＞][-－+＋0-9]*{BLANK_PATTERN}*+)?(?:#.*)?$"
)
_BLOCK_BEGIN = compile_late(
    f"(?:^|{BLANK_PATTERN})[|｜>＞][-－+＋]?[0-9]?{BLANK_PATTERN}*(?:#.*)?$"
)
_TAB_WIDTHS = (2, 4, 8)  # of a tab, as editors have it
INDENT_STEP = 2


class EntryLine(NamedTuple):
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

    def allows_column(self, column: int) -> bool:
        """Tell whether a line may begin at ``column``."""
        return column in self.open or self.is_below(column)

    def is_below(self, column: int) -> bool:
        """Tell whether a line at ``column`` belongs to the key that waits for its value."""
        return self.below is not None and column + self.is_item > self.below


def count_indent(line: str) -> int:
    """Return how many characters of a line are blanks before its words."""
    found = _INDENT_BLANKS.match(line)
    return found.end() if found else 0


def yield_entry_lines(lines: Sequence[str]) -> Iterator[EntryLine]:
    """Yield the lines that begin a key or an item, in order."""
    text_below: int | None = None  # a block of text goes on while lines are deeper than this
    opened = ""
    for number, line in enumerate(lines):
        indentation = count_indent(line)
        if indentation == len(line) or (text_below is not None and indentation > text_below):
            continue
        text_below = None
        if len(opened) > MAX_DEPTH:  # the parser goes no further either
            return
        if opened:
            found = read_flow_entries(line, opened)
            opened = found.opened if found else ""
            continue
        if line[indentation] in "#＃":
            continue
        entry_line = _read_entry_line(number, line, indentation)
        if entry_line is None:
            continue
        yield entry_line
        if _BLOCK_BEGIN.search(line):
            text_below = entry_line.columns[-1] if entry_line.keyed else entry_line.columns[-2]
        elif (found := read_flow_entries(line)) and (
            found.opened.count("}") + found.opened.count("]")
        ):
            opened = found.opened


def _read_entry_line(number: int, line: str, start: int) -> EntryLine | None:
    columns = [start]
    while len(columns) <= MAX_DEPTH and (item := _DASH.match(line, columns[-1])):
        columns.append(item.end())
    key = _KEY.match(line, columns[-1])
    if not key and len(columns) == 1:
        return None
    holds = bool(key and _KEY_LINE_REST.match(line, key.end()))
    return EntryLine(number, tuple(columns), len(columns) - 1, key is not None, holds)


class OpenColumns:
    """What is open at a line: the columns of lists and of keys, the outermost first."""

    def __init__(self) -> None:
        self.open: list[tuple[int, bool]] = []  # columns, and whether they are of a list
        self.below: int | None = None

    def find_margin(self, entry_line: EntryLine) -> Margin:
        """Return where ``entry_line`` may begin."""
        is_item = entry_line.dashes > 0
        columns = tuple(column for column, is_list in self.open if is_list == is_item)
        is_first = not self.open and self.below is None
        return Margin((0,) if is_first else columns, self.below, is_item)

    def take_line(self, entry_line: EntryLine) -> None:
        """Let what begins or goes on with ``entry_line`` be open."""
        while self.open and self.open[-1][0] > entry_line.column:
            self.open.pop()
        for at, column in enumerate(entry_line.columns):
            is_list = at < entry_line.dashes
            if (is_list or entry_line.keyed) and (column, is_list) not in self.open:
                self.open.append((column, is_list))
        self.below = entry_line.columns[-1] if entry_line.holds else None


def list_typed_columns(blanks: str) -> list[int]:
    """Return where a line with these ``blanks`` before it may have been meant to begin.

    A tab is as wide as an editor shows it, a wide blank as much as two others or as one; ordinary
    ones are one too many or too few.
    """
    if "\t" in blanks:
        return [len(blanks.expandtabs(width)) for width in _TAB_WIDTHS]
    if blanks.strip(" "):
        wide = sum(blank != " " for blank in blanks)
        return [len(blanks) + wide, len(blanks)]
    return [len(blanks) - 1, len(blanks) + 1]


def list_meant_columns(
    margin: Margin, entry_line: EntryLine, blanks: str, after: EntryLine | None
) -> list[int]:
    """Return the columns of ``margin`` that a line behind these ``blanks`` can be meant for.

    What is below a key begins where the row ``after`` it, beside it, does.
    """
    child_column = None if margin.below is None else margin.below + INDENT_STEP
    if child_column is not None and after and not entry_line.holds:
        beside = after.column - (
            entry_line.columns[-1] - entry_line.column if after.dashes == 0 else 0
        )
        child_column = beside if margin.is_below(beside) else child_column
    columns = list_typed_columns(blanks)
    if margin.below is None and margin.open and min(*columns, entry_line.column) > max(margin.open):
        return [max(margin.open)]
    meant = [
        column if column in margin.open else child_column
        for column in columns
        if margin.allows_column(column)
    ]
    return sorted({column for column in meant if column is not None}, reverse=True)
