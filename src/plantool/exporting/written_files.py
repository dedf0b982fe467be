"""The files of an export as others can check them: how large they are, and their hashes."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from plantool.exporting.export_formats import ExportFormat

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from plantool.tables.columns import Table


class WrittenFile(NamedTuple):
    """A file of data; ``path`` is that from the export's folder, ``sha256`` in hexadecimal.

    It holds one ``table``, or all of them where that is None; ``rows`` are those in it.
    """

    path: str
    data_format: ExportFormat
    table: Table | None
    rows: int
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The name of the file without its folder; without its end where it is CSV."""
        path = PurePosixPath(self.path)
        return path.stem if self.data_format is ExportFormat.CSV else path.name


class WrittenTables(NamedTuple):
    """The files of data of an export, and the number of rows of each table by its name."""

    files: tuple[WrittenFile, ...]
    rows: Mapping[str, int]


def describe_file(
    folder: Path, path: str, data_format: ExportFormat, table: Table | None, rows: int
) -> WrittenFile:
    """Return what there is to say of a file that was written; raises OSError."""
    file = folder / path
    size, sha256 = file.stat().st_size, compute_sha256(file)
    return WrittenFile(path, data_format, table, rows, size, sha256)


def compute_sha256(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal; raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
