"""The folders of this user where plantool keeps what belongs to no plan: its cache, its memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from plantool.loading.blake2 import blake2b


def find_cache_dir() -> Path | None:
    """Return PLANTOOL_CACHE, or this system's own folder for caches; None where it has none."""
    return _find_folder("PLANTOOL_CACHE", "Cache", "Caches", ("XDG_CACHE_HOME", ".cache"))


def find_state_dir() -> Path | None:
    """Return PLANTOOL_STATE, or this system's own folder for what programs remember, or None."""
    state = ("XDG_STATE_HOME", ".local/state")
    return _find_folder("PLANTOOL_STATE", "State", "Application Support", state)


def name_plan_dir(plan_dir: Path) -> str:
    """Return a name for a file about a plan, which is that of no other plan."""
    return blake2b(os.fsencode(plan_dir.resolve()), digest_size=16).hexdigest()


def _find_folder(variable: str, windows: str, mac: str, xdg: tuple[str, str]) -> Path | None:
    if named := os.environ.get(variable):
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "plantool" / windows if local else None
    if sys.platform == "darwin":
        return home / "Library" / mac / "plantool"
    base = os.environ.get(xdg[0], "")
    return (Path(base) if base.startswith("/") else home / xdg[1]) / "plantool"
