"""What git stores: the files that a commit lists, and their contents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.git.calls import ask_git, run_git, split_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE_MODES = frozenset({"100644", "100755", "100664"})
LINK_MODE = "120000"


class Blob(NamedTuple):
    """A file of a commit: its mode, the id of its content, and its size."""

    mode: str
    id: str
    size: int


def list_blobs(folder: Path, commit: str, *options: str, paths: Sequence[str]) -> dict[str, Blob]:
    """Return the files at paths of a commit, by their paths from the top."""
    entries = run_git(folder, "ls-tree", "-lz", "--full-tree", *options, commit, "--", *paths)
    blobs = {}
    for entry in split_names(entries):
        head, _, path = entry.partition("\t")
        mode, _, identifier, size = head.split()
        blobs[path] = Blob(mode, identifier, int(size) if size.isdecimal() else 0)
    return blobs


def read_objects(folder: Path, names: Sequence[str]) -> dict[str, bytes | None]:
    """Return the contents of objects named by id or ``commit:path``; None where there is no file.

    What holds a line break cannot be asked for by name, only by id.
    """
    ids = {name: _find_object_id(folder, name) if "\n" in name else name for name in names}
    asked = [name for name in names if ids[name]]
    contents: dict[str, bytes | None] = dict.fromkeys(names)
    stdin = os.fsencode("".join(f"{ids[name]}\n" for name in asked))
    answer = run_git(folder, "cat-file", "--batch=%(objecttype) %(objectsize)", stdin=stdin)
    offset = 0
    for name in asked:
        end = answer.index(b"\n", offset)
        kind, _, size = answer[offset:end].rpartition(b" ")
        offset = end + 1
        if kind in {b"blob", b"tree", b"commit", b"tag"}:
            if kind == b"blob":
                contents[name] = answer[offset : offset + int(size)]
            offset += int(size) + 1
    return contents


def _find_object_id(folder: Path, name: str) -> str:
    return ask_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
