"""Writes the files of a lake: one for each part of a table and prefecture, its plans in order.

A file has the same bytes for the same rows, whether its plans were read just now or come from the
file that was there before.
"""

from __future__ import annotations

import os
import shutil
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from plantool.exporting.arrow_tables import build_record_batch, open_parquet
from plantool.fleet.lake_manifest import PartFile
from plantool.fleet.lake_schemas import KEY_COLUMNS, build_fact_schema, build_file_schema
from plantool.fleet.plan_facts import NO_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from plantool.fleet.fact_store import FactStore
    from plantool.fleet.fleet_file import PlanKey
    from plantool.fleet.succession import Superseded
    from plantool.tables.columns import Row

FILE_NAME = "part-0.parquet"
_GROUP_ROWS = 1 << 16
_NATIONAL = "00"
_PREFECTURES = range(1, 48)
_YEAR_KEY = "/fiscal_year="


class Member(NamedTuple):
    """A plan that has rows in a file."""

    origin: str
    key: PlanKey
    rows: int
    superseded: Superseded


def find_prefecture(code: str | None) -> str:
    """Return the two digits of the prefecture that a publisher is in; 00 for any other."""
    digits = (code or "")[:2]
    is_known = digits.isascii() and digits.isdecimal() and int(digits) in _PREFECTURES
    return digits if is_known else _NATIONAL


def name_file(part: str, code: str | None) -> str:
    """Return the path in a lake of a part of a table: ``money/fiscal_year=2019``."""
    return f"{part}/prefecture={find_prefecture(code)}/{FILE_NAME}"


def name_part(path: str) -> str:
    """Return the part of a table that a file is of."""
    return path.partition("/prefecture=")[0]


class LakeFiles:
    """The files of a lake, as they were before."""

    def __init__(self, folder: Path, files: Mapping[str, PartFile]) -> None:
        self.folder = folder
        self.files = files
        self._read = lru_cache(maxsize=1)(self._read_file)

    def read_rows(self, path: str, origin: str) -> pa.Table:
        """Return the rows of a plan, without the columns that follow from other plans."""
        start, count = self._starts(path)[origin]
        return self._read(path).slice(start, count)

    def _starts(self, path: str) -> dict[str, tuple[int, int]]:
        members = self.files[path].members
        starts = accumulate((rows for _, rows in members), initial=0)
        return {
            origin: (start, rows) for (origin, rows), start in zip(members, starts, strict=False)
        }

    def _read_file(self, path: str) -> pa.Table:
        names = build_fact_schema(path.partition("/")[0]).names
        with parquet.ParquetFile(self.folder / path) as file:
            return file.read(columns=names)

    def has_same(self, path: str, other: Path) -> bool:
        """Tell whether a file was there with the bytes of another one."""
        return path in self.files and (self.folder / path).read_bytes() == other.read_bytes()

    def take_over(self, path: str, target: Path) -> None:
        """Let a file be at ``target``, too: by another name where the disk can do that."""
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.folder / path, target)
        except OSError:
            shutil.copyfile(self.folder / path, target)


class PartWriter(NamedTuple):
    """Writes files into ``folder``: of rows in ``store``, and else of the lake as it was."""

    folder: Path
    store: FactStore
    before: LakeFiles

    def write_part(self, path: str, members: Sequence[Member]) -> PartFile:
        """Write the file of a part; raises OSError."""
        ordered = sorted(members, key=lambda each: (each.key[0] or "", each.key[1]))
        tables = [self._build_table(path, member) for member in ordered]
        size = self._write(path, pa.concat_tables(tables))
        return PartFile(size, tuple((each.origin, each.rows) for each in ordered))

    def write_rows(self, path: str, rows: Sequence[Row]) -> PartFile:
        """Write a file of just these rows; raises OSError."""
        schema = build_file_schema(name_part(path))
        batch = build_record_batch(schema, rows)
        return PartFile(self._write(path, pa.Table.from_batches([batch])))

    def _write(self, path: str, table: pa.Table) -> int:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open_parquet(target, table.schema) as writer:
            writer.write_table(table.combine_chunks(), row_group_size=_GROUP_ROWS)
        return target.stat().st_size

    def _build_table(self, path: str, member: Member) -> pa.Table:
        part = name_part(path)
        if member.origin in self.store:
            facts = self.store.read_rows(member.origin, part)
        else:
            facts = self.before.read_rows(path, member.origin)
        return _complete(facts, part, member)


def _complete(facts: pa.Table, part: str, member: Member) -> pa.Table:
    """Return the rows of a plan with all columns of the file."""
    name, _, year = part.partition(_YEAR_KEY)
    schema, count = build_file_schema(name), facts.num_rows
    successor = member.superseded.successor or (None, None)
    constants = dict(zip(KEY_COLUMNS, member.key, strict=True)) | {
        "successor_publisher_code": successor[0],
        "successor_plan_id": successor[1],
    }
    columns = []
    for field in schema:
        if field.name in constants:
            columns.append(pa.array([constants[field.name]] * count, field.type))
        elif field.name == "superseded":
            columns.append(_find_superseded(facts, year, member.superseded))
        else:
            columns.append(facts.column(field.name))
    return pa.Table.from_arrays(columns, schema=schema)


def _find_superseded(facts: pa.Table, year: str, superseded: Superseded) -> pa.Array:
    if not superseded.years:
        return pa.array([False] * facts.num_rows, pa.bool_())
    answers = {
        each: _is_superseded(superseded.list_years(each), year)
        for each in facts.column("initiative_id").unique().to_pylist()
    }
    return pa.array([answers[each] for each in facts.column("initiative_id").to_pylist()])


def _is_superseded(years: frozenset[int] | None, year: str) -> bool:
    return years is not None and (year == NO_YEAR or int(year) in years)
