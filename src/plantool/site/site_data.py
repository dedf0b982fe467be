"""The data of a site: what ``plantool export`` writes, in a folder of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.exporting.export_formats import DEFAULT_FORMATS
from plantool.exporting.export_tables import write_export
from plantool.exporting.written_files import compute_sha256

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from plantool.tables.table_source import TableSource

FOLDER = "data"


class DataFile(NamedTuple):
    """A file of data: ``path`` from its folder, ``size`` in bytes; ``table`` is its name."""

    path: str
    sha256: str
    size: int
    data_format: str = ""
    table: str | None = None


class SiteData:
    """The files of data of a site: written when their contents are asked for, or known before."""

    def __init__(self, tables: TableSource) -> None:
        self.tables = tables
        self.files: Sequence[DataFile] = ()
        self._written: TemporaryDirectory[str] | None = None

    def describe(self) -> list[list[Any]]:
        """Write the files, and return what there is to say of each as a value of JSON."""
        self._write()
        return [list(file) for file in self.files]

    def take(self, described: Sequence[Sequence[Any]]) -> None:
        """Take over what is known of the files."""
        self.files = tuple(DataFile(*each) for each in described)

    def find_file(self, path: str) -> Path:
        """Return where a file was written."""
        return self._write() / path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was written on the way."""
        if self._written:
            self._written.cleanup()

    def _write(self) -> Path:
        if self._written is None:
            self._written = TemporaryDirectory(prefix="plantool-site-")
            folder = Path(self._written.name)
            written = write_export(self.tables, folder, DEFAULT_FORMATS)
            known = {
                file.path: DataFile(
                    file.path,
                    file.sha256,
                    file.size,
                    file.data_format.value,
                    file.table.name if file.table else None,
                )
                for file in written.files
            }
            paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
            names = {path.relative_to(folder).as_posix(): path for path in paths}
            self.files = [
                known.get(name) or DataFile(name, compute_sha256(path), path.stat().st_size)
                for name, path in names.items()
            ]
        return Path(self._written.name)
