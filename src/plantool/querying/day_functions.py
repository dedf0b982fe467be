"""Functions of days in SQLite to which now is the day of the plan: one answer on every machine.

SQLite knows the clock and the time zone of the machine. Before nine in the morning its day is
yesterday in Japan, and no ``--as-of`` moves it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    Argument: TypeAlias = str | int | float | bytes | None

_FUNCTIONS = {"date": 0, "datetime": 0, "julianday": 0, "strftime": 1}
"""The functions, and how many arguments stand before the day, which is now without any."""
_NOW = frozenset({"now", "subsec", "subsecond"})
_ZONES = frozenset({"localtime", "utc"})
"""Words that move a time by the time zone of the machine: days of plans have none."""


@contextmanager
def hold_day(connection: sqlite3.Connection, day: date) -> Iterator[None]:
    """Let now be the beginning of ``day`` in the statements of a connection."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as other:
        for name, before in _FUNCTIONS.items():
            call = partial(_call, other, name, before, day.isoformat())
            connection.create_function(name, -1, call, deterministic=True)
        for name, now in (("current_date", f"{day}"), ("current_timestamp", f"{day} 00:00:00")):
            connection.create_function(name, 0, partial(str, now), deterministic=True)
        yield


def _call(
    other: sqlite3.Connection, name: str, before: int, day: str, *arguments: Argument
) -> Argument:
    """Return what a function of SQLite returns for the arguments, with ``day`` for now."""
    head, (named, *changes) = arguments[:before], arguments[before:] or ("now",)
    start = day if _fold(named) in _NOW else named
    passed = (*head, start, *(each for each in changes if _fold(each) not in _ZONES))
    places = ", ".join("?" * len(passed))
    (value,) = other.execute(f"SELECT {name}({places})", passed).fetchone()
    return value  # type: ignore[no-any-return] # of SQLite


def _fold(argument: Argument) -> str:
    return argument.casefold() if isinstance(argument, str) else ""
