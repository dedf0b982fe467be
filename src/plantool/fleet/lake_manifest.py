"""What a lake remembers of how it was made: lake.json, by which plantool knows its own lakes.

It holds what each plan was known by, and how many rows of each plan every file has, in the order
of the file. With it one plan is replaced without a look at the others.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.errors import NotWrittenError, UsageError
from plantool.fleet.lake_files import MANIFEST_FILE
from plantool.fleet.plan_facts import PlanSummary
from plantool.fleet.plan_marks import PlanMark
from plantool.fleet.settle_plans import Settled
from plantool.fleet.succession import NOTHING_SUPERSEDED, Superseded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


LAYOUT_KEY = "plantool:lake"
LAYOUT = 1
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # which people do not make
_MOST_NAMES = 5


class PlanRecord(NamedTuple):
    """What is remembered of one plan, and what became of it.

    ``settings`` changes with what fleet.yaml says of how its rows are made.
    """

    mark: PlanMark
    settings: str
    settled: Settled
    summary: PlanSummary
    superseded: Superseded = NOTHING_SUPERSEDED


class PartFile(NamedTuple):
    """A file of a lake: its bytes, and the origins of its rows with their numbers, in order."""

    size: int
    members: tuple[tuple[str, int], ...] = ()


class Manifest(NamedTuple):
    """What a lake remembers: ``plans`` by their origins, ``files`` by their paths in the lake.

    ``language`` is that of the reasons why plans are left out.
    """

    program: str
    as_of: date
    language: str
    plans: Mapping[str, PlanRecord]
    files: Mapping[str, PartFile]


def read_manifest(lake: Path) -> Manifest | None:
    """Return what a lake remembers; None where there is none, or where it cannot be used.

    Raises NotWrittenError where the folder has anything that plantool did not write, and UsageError
    where the current folder is in it.
    """
    if Path.cwd().is_relative_to(os.path.realpath(lake)):
        raise UsageError("error.fleet-here", folder=lake)
    if not os.path.lexists(lake):
        return None
    if not lake.is_dir():
        raise NotWrittenError("error.fleet-no-folder", folder=lake)
    names = sorted(_yield_names(lake))
    if not names:
        return None
    data = _read_json(lake)
    if data is None:
        raise NotWrittenError("error.fleet-foreign", folder=lake)
    if foreign := [name for name in names if name not in {MANIFEST_FILE, *data["files"]}]:
        more = ["…"] * (len(foreign) > _MOST_NAMES)
        listed = "\n  ".join([*foreign[:_MOST_NAMES], *more])
        raise NotWrittenError("error.fleet-other-files", folder=lake, files=listed)
    manifest = _parse_manifest(data)
    return manifest if manifest and _is_whole(lake, manifest) else None


def write_manifest(lake: Path, manifest: Manifest) -> None:
    """Write what a lake is to remember; raises OSError."""
    origins = {origin: at for at, origin in enumerate(manifest.plans)}
    data = {
        LAYOUT_KEY: LAYOUT,
        "program": manifest.program,
        "as_of": manifest.as_of.isoformat(),
        "language": manifest.language,
        "included": sum(record.settled.reason is None for record in manifest.plans.values()),
        "left_out": sum(record.settled.reason is not None for record in manifest.plans.values()),
        "plans": [_describe(origin, record) for origin, record in manifest.plans.items()],
        "files": {
            path: [file.size, *([origins[origin], rows] for origin, rows in file.members)]
            for path, file in sorted(manifest.files.items())
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (lake / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _describe(origin: str, record: PlanRecord) -> dict[str, Any]:
    return {
        "origin": origin,
        "mark": record.mark,
        "settings": record.settings,
        "settled": record.settled,
        "summary": record.summary._asdict(),
        "superseded": record.superseded.years,
        "successor": record.superseded.successor,
    }


def _yield_names(lake: Path) -> Iterator[str]:
    """Yield the paths of all files of a lake, and of links to folders."""
    for place, folders, names in os.walk(lake):
        inside = Path(place).relative_to(lake)
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        own = (name for name in names if name not in _OF_SYSTEMS)
        yield from ((inside / name).as_posix() for name in (*own, *links))


def _read_json(lake: Path) -> dict[str, Any] | None:
    try:
        data = json.loads((lake / MANIFEST_FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    is_ours = isinstance(data, dict) and LAYOUT_KEY in data and isinstance(data.get("files"), dict)
    return data if is_ours else None


def _parse_manifest(data: dict[str, Any]) -> Manifest | None:
    """Return what was written; None where it is of another layout, or damaged."""
    if data[LAYOUT_KEY] != LAYOUT:
        return None
    try:
        origins = [each["origin"] for each in data["plans"]]
        return Manifest(
            data["program"],
            date.fromisoformat(data["as_of"]),
            data["language"],
            {each["origin"]: _build_record(each) for each in data["plans"]},
            {
                path: PartFile(size, tuple((origins[at], rows) for at, rows in members))
                for path, (size, *members) in data["files"].items()
            },
        )
    except (LookupError, TypeError, ValueError):
        return None


def _build_record(data: dict[str, Any]) -> PlanRecord:
    summary = PlanSummary(**data["summary"])
    years = {key: tuple(each) for key, each in data["superseded"].items()}
    successor = data["successor"]
    (code, identifier), reason = data["settled"]
    return PlanRecord(
        PlanMark(*data["mark"]),
        data["settings"],
        Settled((code, identifier), reason),
        summary._replace(years=tuple(summary.years)),
        Superseded(years, tuple(successor) if successor else None),
    )


def _is_whole(lake: Path, manifest: Manifest) -> bool:
    """Tell whether all files of a lake are there, as long as they were."""
    try:
        return all((lake / path).stat().st_size == f.size for path, f in manifest.files.items())
    except OSError:
        return False
