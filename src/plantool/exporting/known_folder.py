"""Tells whether a folder may be replaced: it is empty, or all that is in it is from plantool."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plantool.errors import NotWrittenError, UsageError
from plantool.exporting.data_package import LAYOUT_KEY, PACKAGE_FILE
from plantool.exporting.dcat_catalogue import CATALOGUE_FILE
from plantool.exporting.readme_page import README_FILES
from plantool.exporting.written_files import compute_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DESCRIPTIONS = frozenset({PACKAGE_FILE, CATALOGUE_FILE, *README_FILES})
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # which people do not make
_MOST_NAMES = 5


def refuse_place(folder: Path, plan_dir: Path) -> None:
    """Refuse a folder in which an export would harm: that of the plan, or the current one.

    Raises UsageError.
    """
    path, plan, here = (Path(os.path.realpath(each)) for each in (folder, plan_dir, "."))
    if path.is_relative_to(plan):
        raise UsageError("error.export-in-plan", folder=folder, plan=plan_dir)
    if here.is_relative_to(path):
        raise UsageError("error.export-here", folder=folder)


def refuse_files_of_others(folder: Path) -> None:
    """Refuse a folder with anything that plantool did not write; raises NotWrittenError."""
    nearest = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), folder)
    if not nearest.is_dir():
        raise NotWrittenError("error.export-no-folder", folder=nearest)
    names = sorted(_yield_names(folder)) if nearest == folder else []
    if not names:
        return
    known = read_package(folder)
    if known is None:
        raise NotWrittenError("error.export-foreign", folder=folder)
    files = {resource["path"]: resource["hash"] for resource in known["resources"]}
    if foreign := [name for name in names if not _is_ours(folder, name, files)]:
        more = len(foreign) - _MOST_NAMES
        listed = "\n  ".join(foreign[:_MOST_NAMES] + ["…"] * (more > 0))
        raise NotWrittenError("error.export-other-files", folder=folder, files=listed)


def read_package(folder: Path) -> Mapping[str, Any] | None:
    """Return the description of an export that plantool made; None where there is none.

    Every resource has a ``path`` and a ``hash`` (``sha256:…``); what else the description says is
    as somebody left it.
    """
    try:
        described = json.loads((folder / PACKAGE_FILE).read_bytes())
        words = [resource[key] for resource in described["resources"] for key in ("path", "hash")]
        is_ours = LAYOUT_KEY in described and all(isinstance(word, str) for word in words)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    return described if is_ours else None


def _yield_names(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below ``folder``, and of links to folders."""
    for place, folders, names in os.walk(folder, onerror=_raise):
        inside = Path(place).relative_to(folder)
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from ((inside / name).as_posix() for name in (*names, *links))


def _raise(error: OSError) -> None:
    raise error


def _is_ours(folder: Path, name: str, hashes: Mapping[str, str]) -> bool:
    path = folder / name
    if path.is_symlink() or not path.is_file():
        return False
    if name in hashes:
        return hashes[name] == f"sha256:{compute_sha256(path)}"
    return name in _DESCRIPTIONS or path.name in _OF_SYSTEMS
