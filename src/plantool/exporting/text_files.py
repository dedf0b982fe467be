"""Tables as text: a file for each, all written at the same time."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, TextIO

from plantool.exporting.table_writers import name_table_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path
    from typing import ClassVar

    from plantool.exporting.export_formats import ExportFormat
    from plantool.tables.columns import Row, Table


class TextFiles:
    """The files of tables in a format of text, in UTF-8; a ``TableWriter``."""

    FORMAT: ClassVar[ExportFormat]

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        """Begin the files below ``folder``; raises OSError."""
        self._open_files = ExitStack()
        self._files: dict[str, TextIO] = {}
        (folder / self.FORMAT.value).mkdir()
        for table in tables:
            path = folder / name_table_file(table, self.FORMAT)
            file = self._open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
            file.write(self.format_head(table))
            self._files[table.name] = file

    def write_rows(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to the file of a table."""
        self._files[table.name].write(self.format_rows(table, rows))

    def finish(self) -> None:
        """Write the ends of all files."""
        for file in self._files.values():
            file.write(self.format_end())
        self.close()

    def close(self) -> None:
        """Close all files."""
        self._open_files.close()

    def format_head(self, table: Table) -> str:
        """Return the text before the first row."""
        raise NotImplementedError

    def format_rows(self, table: Table, rows: Sequence[Row]) -> str:
        """Return the text of rows."""
        raise NotImplementedError

    def format_end(self) -> str:
        """Return the text behind the last row."""
        return ""


def format_number(number: Decimal) -> str:
    """Write a number digit by digit."""
    return f"{number:f}"


def format_day(day: date) -> str:
    """Write a day as ISO 8601 has it."""
    return day.isoformat()
