"""What a statement may do: read the fact tables, and call functions that change nothing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

_SUMS = """
avg count cume_dist dense_rank first_value group_concat lag last_value lead max min nth_value ntile
percent_rank rank row_number string_agg sum total
"""
_OF_VALUES = """
abs ceil ceiling coalesce exp floor format hex if ifnull iif ln log10 mod nullif pow power printf
quote random round sign sqrt trunc typeof
"""
_OF_TEXTS = """
char concat concat_ws glob instr length like lower ltrim replace rtrim substr substring trim unicode
upper
"""
_OF_DAYS = "current_date current_timestamp date datetime julianday strftime"
FUNCTIONS = frozenset(f"{_SUMS} {_OF_VALUES} {_OF_TEXTS} {_OF_DAYS}".split())
"""Functions that read no file, load nothing, and whose values have a size that limits bound."""


class Refusal(NamedTuple):
    """What a statement wanted and may not: ``action`` is one of SQLite's, ``name`` its object."""

    action: int
    name: str


class Read(NamedTuple):
    """The names of the tables that a statement reads, and of their columns."""

    tables: set[str]
    columns: set[str]


class Guard:
    """The authorizer of a connection; it remembers what was read and what it refused.

    ``own_names`` are what the statement calls its own common tables (``WITH``). All names are in
    lower case.
    """

    def __init__(self, tables: Collection[str], own_names: Collection[str]) -> None:
        self.tables = tables
        self.own_names = own_names
        self.read = Read(set(), set())
        self.refused: list[Refusal] = []

    def __call__(self, action: int, first: str | None, second: str | None, *_: str | None) -> int:
        """Answer SQLite, which asks about every single thing that a statement does."""
        if self._allows(action, (first or "").casefold(), (second or "").casefold()):
            return sqlite3.SQLITE_OK
        name = second if action == sqlite3.SQLITE_FUNCTION else first
        self.refused.append(Refusal(action, name or ""))
        return sqlite3.SQLITE_DENY

    def _allows(self, action: int, first: str, second: str) -> bool:
        if action == sqlite3.SQLITE_READ and first in self.tables:
            self.read.tables.add(first)
            self.read.columns.add(second)
            return True
        if action == sqlite3.SQLITE_READ:  # without a column where nothing but rows are counted
            return not second and first in self.own_names
        if action == sqlite3.SQLITE_FUNCTION:
            return second in FUNCTIONS
        return action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
