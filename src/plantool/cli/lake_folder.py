"""Where a fleet and its lake are: as they are named, or the nearest fleet.yaml and lake/ beside."""

from __future__ import annotations

import os
from pathlib import Path

from plantool.errors import UsageError

_FLEET_FILE = "fleet.yaml"
_LAKE = "lake"
_VARIABLE = "PLANTOOL_LAKE"


def find_lake(named: Path | None) -> Path:
    """Return the folder that --lake or PLANTOOL_LAKE names.

    Without them it is lake/ beside the nearest fleet.yaml; raises UsageError where there is none.
    """
    if named := named or _read_variable():
        return named
    if nearest := _find_nearest():
        return nearest.parent / _LAKE
    raise UsageError("error.which-lake")


def find_fleet_file(named: Path | None) -> Path:
    """Return the file that --fleet names, or the nearest fleet.yaml, be it only to be missed."""
    if named or Path(_FLEET_FILE).is_file():
        return named or Path(_FLEET_FILE)  # as short as it can be typed
    return _find_nearest() or Path(_FLEET_FILE)


def _find_nearest() -> Path | None:
    here = Path.cwd()
    files = (folder / _FLEET_FILE for folder in (here, *here.parents))
    return next((file for file in files if file.is_file()), None)


def _read_variable() -> Path | None:
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else None
