"""What git stores: the files that a commit lists, and their contents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.git import ask, git, names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILES = frozenset({"100644", "100755", "100664"})
LINK = "120000"


class Blob(NamedTuple):
    """A file of a commit: its mode, the id of its content, and its size."""

    mode: str
    id: str
    size: int


def listed(folder: Path, commit: str, *options: str, paths: Sequence[str]) -> dict[str, Blob]:
    """Return the files at paths of a commit, by their paths from the top."""
    entries = git(folder, "ls-tree", "-lz", "--full-tree", *options, commit, "--", *paths)
    found = {}
    for entry in names(entries):
        head, _, path = entry.partition("\t")
        mode, _, identifier, size = head.split()
        found[path] = Blob(mode, identifier, int(size) if size.isdecimal() else 0)
    return found


def contents_of(folder: Path, names: Sequence[str]) -> dict[str, bytes | None]:
    """Return the contents of objects named by id or ``commit:path``; None where there is no file.

    What holds a line break cannot be asked for by name, only by id.
    """
    ids = {name: _id_of(folder, name) if "\n" in name else name for name in names}
    asked = [name for name in names if ids[name]]
    found: dict[str, bytes | None] = dict.fromkeys(names)
    stdin = os.fsencode("".join(f"{ids[name]}\n" for name in asked))
    answer = git(folder, "cat-file", "--batch=%(objecttype) %(objectsize)", stdin=stdin)
    at = 0
    for name in asked:
        end = answer.index(b"\n", at)
        kind, _, size = answer[at:end].rpartition(b" ")
        at = end + 1
        if kind in {b"blob", b"tree", b"commit", b"tag"}:
            if kind == b"blob":
                found[name] = answer[at : at + int(size)]
            at += int(size) + 1
    return found


def _id_of(folder: Path, name: str) -> str:
    return ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
