"""The files of a lake: those that lake.json lists, each of which must be there as it was written.

A lake without lake.json, copied for other engines or made by hand, has the files that are found.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.errors import PlanUnreadableError
from plantool.fleet.lake_tables import COUNTS_TABLE, list_partitions

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.tables.columns import Table

MANIFEST_FILE = "lake.json"
"""The file in which a lake remembers how it was made."""


class LakeFiles(NamedTuple):
    """A lake in a folder, and what its lake.json says, nothing where there is none."""

    folder: Path
    manifest: dict[str, Any] | None

    @property
    def language(self) -> str | None:
        """The language of the reasons in it; Japanese where lake.json does not tell."""
        return None if self.manifest is None else str(self.manifest.get("language", "ja"))

    @property
    def day(self) -> date | None:
        """The day on which its plans were judged; None where lake.json does not tell."""
        told = (self.manifest or {}).get("as_of")
        return date.fromisoformat(told) if told else None

    def list_files(self, table: Table) -> list[str]:
        """Return the paths of a table's files, in order.

        Raises PlanUnreadableError where one is missing, or is not as it was written.
        """
        if self.manifest is None:
            return _find_files(self.folder, table)
        sizes = {path: about[0] for path, about in self.manifest["files"].items()}
        own = sorted(path for path in sizes if path.startswith(f"{table.name}/"))
        for path in own:
            if _measure(self.folder / path) != sizes[path]:
                raise PlanUnreadableError("fleet.lake-part", folder=self.folder, file=path)
        return [(self.folder.resolve() / path).as_posix() for path in own]


def find_lake_files(folder: Path) -> LakeFiles:
    """Find the lake in a folder; raises PlanUnreadableError where there is none."""
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_bytes())
        return LakeFiles(folder, {"files": {}, **manifest})
    except (OSError, ValueError, TypeError):
        if not any(folder.glob(f"{COUNTS_TABLE}/*/*.parquet")):
            raise PlanUnreadableError("fleet.no-lake", folder=folder) from None
        return LakeFiles(folder, None)


def _find_files(folder: Path, table: Table) -> list[str]:
    pattern = "/".join((table.name, *("*" for _ in list_partitions(table)), "*.parquet"))
    return sorted(path.as_posix() for path in folder.resolve().glob(pattern))


def _measure(path: Path) -> int | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return None
