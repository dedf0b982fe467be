"""By what a plan is known again without being read: ids of git, size and time, a digest."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import PlantoolError
from plantool.fleet.package_rows import DataPackage
from plantool.loading.blake2 import blake2b
from plantool.loading.folder import Folder
from plantool.loading.git.calls import GitError, run_git
from plantool.loading.git.revision import resolve_commit_or_day
from plantool.loading.plan_contents import PlanContents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plantool.fleet.plan_places import PlanPlace

_HEAD = "HEAD"


class PlanMark(NamedTuple):
    """What a plan is known by; None for what there is not.

    ``tree`` is git's id of the folder, as the commit has it that is asked for, or the last one.
    ``stamps`` change with the size or the time of any file in the work tree, ``digest`` with the
    bytes of any.
    """

    tree: str | None = None
    stamps: str | None = None
    digest: str | None = None


def mark_places(places: Sequence[PlanPlace]) -> dict[str, PlanMark]:
    """Return the marks of places by their origins, without the digests, which would read files."""
    trees = _find_trees(places)
    return {place.origin: _mark_place(place, trees.get(place.origin)) for place in places}


def is_same_plan(place: PlanPlace, before: PlanMark, now: PlanMark) -> bool:
    """Tell whether a plan is as it was; files are read only where their stamps have changed."""
    if place.entry.at is not None:
        return now.tree is not None and now.tree == before.tree
    if now.tree != before.tree or now.stamps is None:
        return False
    return now.stamps == before.stamps or read_digest(place) == before.digest


def read_digest(place: PlanPlace) -> str | None:
    """Return the digest of a folder's files as they are now; None where they cannot be read."""
    try:
        if place.is_package:
            return DataPackage(place.path).build_digest()
        return digest_contents(PlanContents(Folder.open_at(place.path)))
    except (PlantoolError, OSError):
        return None


def digest_contents(contents: PlanContents) -> str:
    """Return a digest of the names and the bytes of files that were read."""
    lines = [f"{file.name} {file.digest}" for file in contents.files]
    return _digest_lines(lines)


def _digest_lines(lines: Iterable[str]) -> str:
    text = "\0".join(lines).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=16).hexdigest()


def _mark_place(place: PlanPlace, tree: str | None) -> PlanMark:
    if place.entry.at is not None:
        return PlanMark(tree=tree)
    try:
        names = _list_names(place)
        stats = [(name, (place.path / name).stat()) for name in names]
    except (PlantoolError, OSError):
        return PlanMark(tree=tree)
    stamps = _digest_lines(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
    return PlanMark(tree=tree, stamps=stamps)


def _list_names(place: PlanPlace) -> list[str]:
    if place.is_package:
        return DataPackage(place.path).list_files()
    return Folder.open_at(place.path).list_names()


# The ids of git: one call for each repository and revision


def _find_trees(places: Sequence[PlanPlace]) -> dict[str, str]:
    groups: dict[tuple[Path, str], list[PlanPlace]] = {}
    for place in places:
        if top := _find_repository(place.path):
            groups.setdefault((top, place.entry.at or _HEAD), []).append(place)
    trees: dict[str, str] = {}
    for (top, revision), members in groups.items():
        trees |= _ask_for_trees(top, revision, members)
    return trees


def _ask_for_trees(top: Path, revision: str, places: Sequence[PlanPlace]) -> dict[str, str]:
    """Return git's ids of the folders of places; without those of which git knows nothing."""
    paths = {place.origin: _write_out(place.path).relative_to(top).as_posix() for place in places}
    asked = {origin: path for origin, path in paths.items() if "\n" not in path}
    try:
        commit = resolve_commit_or_day(top, revision)
        lines = [f"{commit}:{'' if path == '.' else path}\n" for path in asked.values()]
        told = run_git(
            top,
            "cat-file",
            "--batch-check=%(objecttype) %(objectname)",
            stdin=os.fsencode("".join(lines)),
        )
    except GitError:
        return {}
    answers = (line.split() for line in told.decode("utf-8", "replace").splitlines())
    return {
        origin: answer[1]
        for origin, answer in zip(asked, answers, strict=False)
        if answer[0] == "tree"
    }


def _find_repository(path: Path) -> Path | None:
    """Return the top of the repository that a folder is in, by looking for git's own folder."""
    return _find_top(_write_out(path))


def _write_out(path: Path) -> Path:
    """Return a path without ``..``; links stay in it, as git has them."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - which keeps links


@cache
def _find_top(path: Path) -> Path | None:
    if (path / ".git").exists() or ((path / "objects").is_dir() and (path / "HEAD").is_file()):
        return path
    return None if path == path.parent else _find_top(path.parent)
