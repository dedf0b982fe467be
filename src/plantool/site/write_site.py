"""Writes the files of a site: what has not changed stays the file that it was."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import NotWrittenError, UsageError
from plantool.loading.folder_swap import replace_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.loading.derived_texts import DerivedTexts
    from plantool.site.build_site import SiteFile

MANIFEST = "site.json"
_KIND = "plantool site"
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # which people do not make


class WrittenSite(NamedTuple):
    """How many files a site has, which of them are new or have changed, and which were made."""

    file_count: int
    changed: tuple[str, ...]
    made: tuple[str, ...]


def write_site(folder: Path, files: Iterable[SiteFile], derived: DerivedTexts) -> WrittenSite:
    """Put the site in the place of the one before.

    Pages whose inputs ``derived`` knows are not made again. Raises OSError, and NotWrittenError for
    a folder of others.
    """
    writer = _SiteWriter(folder, derived)
    with replace_folder(folder, is_lasting=False) as new:
        for file in files:
            writer.write_file(file, new / file.address)
        described = {"kind": _KIND, "files": dict(sorted(writer.hashes.items()))}
        text = json.dumps(described, ensure_ascii=False, indent=1)
        (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
        read_manifest(folder)  # nobody put any into it meanwhile
    return WrittenSite(len(writer.hashes), tuple(writer.changed), tuple(writer.made))


class _SiteWriter:
    def __init__(self, folder: Path, derived: DerivedTexts) -> None:
        self.folder = folder
        self.derived = derived
        self.before = read_manifest(folder)
        self.hashes: dict[str, str] = {}
        self.changed: list[str] = []
        self.made: list[str] = []

    def write_file(self, file: SiteFile, target: Path) -> None:
        """Write a file, or keep the one that was there with the same bytes."""
        target.parent.mkdir(parents=True, exist_ok=True)
        content: list[bytes | Path] = []

        def make() -> str:
            content.append(file.make())
            self.made.append(file.address)
            return _hash(content[0])

        sha256 = file.sha256 or self._recall(file, make)
        self.hashes[file.address] = sha256
        if self.before.get(file.address) == sha256:
            _keep_file(self.folder / file.address, target)
            return
        if not content:
            make()
        match content[0]:
            case bytes() as data:
                target.write_bytes(data)
            case place:
                shutil.copyfile(place, target)
        self.changed.append(file.address)

    def _recall(self, file: SiteFile, make: Callable[[], str]) -> str:
        if not file.question:
            return make()
        question = ("file", file.address, *file.question)
        return f"{self.derived.recall(question, file.files, make)}"


def _hash(content: bytes | Path) -> str:
    return sha256(content if isinstance(content, bytes) else content.read_bytes()).hexdigest()


def _keep_file(old: Path, new: Path) -> None:
    """Keep a file with its time, as one more name of it where the disk allows that."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def refuse_place(folder: Path, plan_dir: Path) -> None:
    """Refuse a folder in which a site would harm: that of the plan, or the current one.

    Raises UsageError.
    """
    path, plan, here = (Path(os.path.realpath(each)) for each in (folder, plan_dir, "."))
    if path.is_relative_to(plan):
        raise UsageError("error.site-in-plan", folder=folder, plan=plan_dir)
    if here.is_relative_to(path) or plan.is_relative_to(path):
        raise UsageError("error.site-around", folder=folder)


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
