"""Where the lake of a fleet is: the folder that is named, or the one beside fleet.yaml."""

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
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / _FLEET_FILE).is_file():
            return folder / _LAKE
    raise UsageError("error.which-lake")


def _read_variable() -> Path | None:
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else None
