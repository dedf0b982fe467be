"""Builds a lake of the plans of a fleet, or brings one up to date: what is as it was is not read.

The new lake is made beside the old one, with its files wherever they stay the same, and then takes
its place at once: readers have the one or the other, and a run that is ended changes nothing.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError
from plantool.fleet.fact_store import FactStore
from plantool.fleet.lake_manifest import (
    Manifest,
    PartFile,
    PlanRecord,
    read_manifest,
    write_manifest,
)
from plantool.fleet.lake_schemas import OF_FLEET, build_file_schema
from plantool.fleet.part_files import LakeFiles, Member, PartWriter, name_file
from plantool.fleet.plan_facts import find_program
from plantool.fleet.quality_rows import yield_quality_parts
from plantool.fleet.read_plans import FleetReading
from plantool.fleet.succession import (
    NOTHING_SUPERSEDED,
    LakePlan,
    find_superseded,
    find_unknown_plans,
    refuse_circles,
)
from plantool.loading.atomic_writes import clear_stale_rooms, make_room
from plantool.loading.folder_swap import remove_when_ended, replace_folder
from plantool.loading.lock import lock_folder
from plantool.loading.plan_writes import build_write_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    import pyarrow as pa

    from plantool.fleet.fleet_file import Fleet, PlanKey
    from plantool.fleet.read_plans import BuildOptions
    from plantool.fleet.settle_plans import Settled
    from plantool.fleet.succession import Life, Superseded

_INITIATIVES = "initiatives"
_LIFE = ("initiative_id", "first_year", "last_year")


class BuildOutcome(NamedTuple):
    """What came of a build: of every place, by its origin, in the order of fleet.yaml.

    ``read`` counts the plans that had to be read, ``written`` the ``files`` that are new.
    ``unknown`` are plans that successions name and the fleet does not have.
    """

    as_of: date
    plans: Mapping[str, Settled]
    read: int
    removed: int
    written: int
    files: int
    unknown: Sequence[str]

    @property
    def left_out(self) -> dict[str, Settled]:
        """The plans that are left out, by their origins."""
        return {origin: each for origin, each in self.plans.items() if each.reason}


def build_lake(fleet: Fleet, lake: Path, options: BuildOptions) -> BuildOutcome:
    """Make the lake in the folder ``lake``, or bring it up to date.

    Raises NotWrittenError, and then what was there is as it was; raises PlanInvalidError for plans
    that continue each other, and UsageError where the plans cannot be read as ``options`` ask.
    """
    fleet.refuse_circles()
    refuse_circles(fleet.successions)
    try:
        lake.parent.mkdir(parents=True, exist_ok=True)
        with lock_folder(lake.parent):
            return _build(fleet, lake, options)
    except OSError as error:
        raise build_write_error(str(lake), error) from error


def _build(fleet: Fleet, lake: Path, options: BuildOptions) -> BuildOutcome:
    before = read_manifest(lake)
    is_usable = before and (before.program, before.as_of) == (find_program(), options.as_of)
    usable = before if is_usable else None
    clear_stale_rooms(lake.parent)
    with (
        make_room(lake.parent) as room,
        remove_when_ended(room),
        FactStore(room / "facts") as store,
    ):
        reading = FleetReading(fleet, options, usable.plans if usable else {}, store)
        _refuse_place(lake, [place.path for place in reading.places.values()])
        settled = reading.settle()
        writer = _LakeWriter(reading, settled, LakeFiles(lake, usable.files if usable else {}))
        if usable is None or writer.records != usable.plans:
            with replace_folder(lake) as new:
                writer.write(new)
    return BuildOutcome(
        options.as_of,
        settled,
        len(reading.read),
        len(before.plans.keys() - settled.keys()) if before else 0,
        writer.written,
        len(writer.files or writer.before.files),
        find_unknown_plans(fleet.successions, (each.key for each in settled.values())),
    )


def _refuse_place(lake: Path, plans: Iterable[Path]) -> None:
    """Refuse a lake within the folder of a plan; raises UsageError."""
    place = os.path.realpath(lake)
    for plan in plans:
        if Path(place).is_relative_to(os.path.realpath(plan)):
            raise UsageError("error.fleet-in-plan", folder=lake, plan=plan)


class _LakeWriter:
    """Writes a lake, once it is settled which plans are in it; ``before`` are its files so far."""

    def __init__(
        self, reading: FleetReading, settled: Mapping[str, Settled], before: LakeFiles
    ) -> None:
        self.reading = reading
        self.settled = settled
        self.before = before
        self.keys = {origin: each.key for origin, each in settled.items() if each.reason is None}
        self.superseded = find_superseded(reading.fleet.successions, self._list_lake_plans())
        self.records = {origin: self._build_record(origin) for origin in settled}
        self.files: dict[str, PartFile] = {}
        self.written = 0

    def write(self, new: Path) -> None:
        """Write all files into the folder ``new``; raises OSError."""
        writer = PartWriter(new, self.reading.store, self.before)
        for path, members in self._arrange_members().items():
            if self._is_as_it_was(path, members):
                self._take_over(path, new)
            else:
                self.files[path] = writer.write_part(path, members)
                self.written += 1
        for path, rows in yield_quality_parts(self.settled, self.reading.summaries):
            self.files[path] = writer.write_rows(path, rows)
            if self.before.has_same(path, new / path):
                (new / path).unlink()
                self._take_over(path, new)
            else:
                self.written += 1
        as_of = self.reading.options.as_of
        language = self.reading.fleet.language
        manifest = Manifest(find_program(), as_of, language, self.records, self.files)
        write_manifest(new, manifest)

    def _take_over(self, path: str, new: Path) -> None:
        self.before.take_over(path, new / path)
        self.files[path] = self.before.files[path]

    def _arrange_members(self) -> dict[str, list[Member]]:
        """Return the plans of each file, by its path."""
        members: dict[str, list[Member]] = {}
        for path, origin, rows in self._yield_parts():
            key = self.keys[origin]
            superseded = self._find_superseded(origin)
            members.setdefault(path, []).append(Member(origin, key, rows, superseded))
        return dict(sorted(members.items()))

    def _yield_parts(self) -> Iterator[tuple[str, str, int]]:
        """Yield the path of each file, an origin that has rows in it, and how many."""
        store = self.reading.store
        for path, file in self.before.files.items():
            for origin, rows in file.members:
                if origin in self.keys and origin not in store:
                    yield path, origin, rows
        for origin, key in self.keys.items():
            if origin in store:
                for part, rows in store.count_rows(origin).items():
                    yield name_file(part, key[0]), origin, rows

    def _is_as_it_was(self, path: str, members: Sequence[Member]) -> bool:
        """Tell whether a file would hold the same: the same plans, none of which was read."""
        known = self.before.files.get(path)
        if known is None or {each.origin for each in members} != {
            name for name, _ in known.members
        }:
            return False
        if any(each.origin in self.reading.store for each in members):
            return False
        if not {*OF_FLEET}.intersection(build_file_schema(path.partition("/")[0]).names):
            return True
        return all(
            each.superseded == self.reading.known[each.origin].superseded for each in members
        )

    def _find_superseded(self, origin: str) -> Superseded:
        key = self.keys.get(origin)
        return self.superseded.get(key, NOTHING_SUPERSEDED) if key else NOTHING_SUPERSEDED

    def _build_record(self, origin: str) -> PlanRecord:
        reading = self.reading
        return PlanRecord(
            reading.marks[origin],
            reading.build_settings(reading.places[origin]),
            self.settled[origin],
            reading.summaries[origin],
            self._find_superseded(origin),
        )

    def _list_lake_plans(self) -> dict[PlanKey, LakePlan]:
        return {
            key: LakePlan(self.reading.summaries[origin].years, partial(self._find_lives, origin))
            for origin, key in self.keys.items()
        }

    def _find_lives(self, origin: str) -> dict[str, Life]:
        """Return the first and the last year of each initiative that a plan counts."""
        rows = self._read_initiatives(origin)
        cells = zip(*(rows.column(name).to_pylist() for name in (*_LIFE, "relisted")), strict=True)
        return {each: (first, last) for each, first, last, relisted in cells if not relisted}

    def _read_initiatives(self, origin: str) -> pa.Table:
        if origin in self.reading.store:
            return self.reading.store.read_rows(origin, _INITIATIVES)
        return self.before.read_rows(name_file(_INITIATIVES, self.keys[origin][0]), origin)
