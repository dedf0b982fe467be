"""Keeps the rows of plans on the disk until their parts of the lake are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.fleet.lake_schemas import unpack_rows

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO, Self

    import pyarrow as pa

    from plantool.fleet.plan_facts import PlanFacts


class _Place(NamedTuple):
    rows: int
    start: int
    length: int


class FactStore:
    """The rows of plans that were read, in one file: which bytes are whose is in memory."""

    def __init__(self, path: Path) -> None:
        """Begin the file; raises OSError."""
        self._file: BinaryIO = path.open("w+b")
        self._places: dict[str, dict[str, _Place]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def __contains__(self, origin: str) -> bool:
        return origin in self._places

    def keep(self, facts: PlanFacts) -> None:
        """Keep the rows of a plan, in place of those that it had before; raises OSError."""
        places = self._places[facts.origin] = {}
        self._file.seek(self._end)
        for part, piece in facts.pieces.items():
            places[part] = _Place(piece.rows, self._end, len(piece.data))
            self._end += self._file.write(piece.data)

    def count_rows(self, origin: str) -> dict[str, int]:
        """Return the parts of tables in which a plan has rows, and how many."""
        return {part: place.rows for part, place in self._places[origin].items()}

    def read_rows(self, origin: str, part: str) -> pa.Table:
        """Return the rows of a plan in one part of a table."""
        place = self._places[origin][part]
        self._file.seek(place.start)
        return unpack_rows(part.partition("/")[0], self._file.read(place.length))
