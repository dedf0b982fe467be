"""Writes the files of a site: what has not changed stays the file that it was."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import NotWrittenError
from plantool.loading.folder_swap import replace_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MANIFEST = "site.json"
_KIND = "plantool site"
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # which people do not make


class WrittenSite(NamedTuple):
    """How many files a site has, and which of them are new or have changed."""

    file_count: int
    changed: tuple[str, ...]


def write_site(folder: Path, files: Iterable[tuple[str, bytes]]) -> WrittenSite:
    """Put the site in the place of the one before.

    Raises OSError, and NotWrittenError for a folder of others.
    """
    before = read_manifest(folder)
    hashes: dict[str, str] = {}
    changed = []
    with replace_folder(folder) as new:
        for address, data in files:
            target = new / address
            target.parent.mkdir(parents=True, exist_ok=True)
            hashes[address] = sha256(data).hexdigest()
            if before.get(address) == hashes[address]:
                _keep_file(folder / address, target)
            else:
                target.write_bytes(data)
                changed.append(address)
        described = {"kind": _KIND, "files": dict(sorted(hashes.items()))}
        text = json.dumps(described, ensure_ascii=False, indent=1)
        (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return WrittenSite(len(hashes), tuple(changed))


def _keep_file(old: Path, new: Path) -> None:
    """Keep a file with its time, as one more name of it where the disk allows that."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the hashes of the files of the site in a folder; nothing where there is none.

    Raises NotWrittenError for a folder that holds anything that plantool did not write.
    """
    if not os.path.lexists(folder):
        return {}
    if not folder.is_dir():
        raise NotWrittenError("error.site-no-folder", folder=folder)
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    present = {name for name, path in names.items() if path.is_symlink() or not path.is_dir()}
    present = {name for name in present if names[name].name not in _OF_SYSTEMS}
    if not present:
        return {}
    known = _read_known(folder)
    if foreign := sorted(present - {MANIFEST, *known}):
        raise NotWrittenError("error.site-foreign", folder=folder, file=foreign[0])
    return {name: digest for name, digest in known.items() if _has_digest(names.get(name), digest)}


def _read_known(folder: Path) -> dict[str, str]:
    try:
        described = json.loads((folder / MANIFEST).read_bytes())
        files = described["files"] if described["kind"] == _KIND else {}
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}


def _has_digest(path: Path | None, digest: str) -> bool:
    if path is None or path.is_symlink() or not path.is_file():
        return False
    return sha256(path.read_bytes()).hexdigest() == digest
