"""Tables in one file of SQLite, with their keys and references."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plantool.tables.sqlite_tables import create_tables, insert_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from plantool.tables.columns import Row, Table

SQLITE_FILE = "plan.sqlite"
_UNSORTED_FILE = ".unsorted.sqlite"
_SETTINGS = ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF")


class SqliteFile:
    """A file of SQLite with all tables; a ``TableWriter``.

    Rows of several tables come in turns, so a first file has their pages mixed. The file that
    stays is made of that one, table by table: it is smaller, and the same for the same rows.
    """

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        """Begin the file in ``folder``; raises OSError."""
        self._path = folder / SQLITE_FILE
        self._unsorted = folder / _UNSORTED_FILE
        with _raise_system_errors():
            self._connection = sqlite3.connect(self._unsorted, isolation_level=None)
            for setting in _SETTINGS:
                self._connection.execute(f"PRAGMA {setting}")
            self._connection.execute("BEGIN")
            create_tables(self._connection, tables)

    def write_rows(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        with _raise_system_errors():
            insert_rows(self._connection, table, rows)

    def finish(self) -> None:
        """Write the file that stays."""
        with _raise_system_errors():
            self._connection.execute("COMMIT")
            self._connection.execute("VACUUM INTO ?", (str(self._path),))
        self.close()
        self._unsorted.unlink()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def _raise_system_errors() -> Iterator[None]:
    """Turn what keeps SQLite from writing into an OSError, as other files raise it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(code, str(error)) from error
