"""The objects that git stores: the files that a commit lists, and their contents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.git.calls import ask_git, run_git, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILE_MODES = frozenset({"100644", "100755", "100664"})
LINK_MODE = "120000"
_OBJECT_KINDS = frozenset({b"blob", b"tree", b"commit", b"tag"})


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

    All of them take one call of git, but for names with a line break, which its batch cannot hold.
    """
    asked = {}  # what git is asked for, by the name it is known under here
    for name in names:
        if identifier := _find_object_id(folder, name) if "\n" in name else name:
            asked[name] = identifier
    stdin = os.fsencode("\n".join([*asked.values(), ""]))
    answer = run_git(folder, "cat-file", "--batch=%(objecttype) %(objectsize)", stdin=stdin)
    contents: dict[str, bytes | None] = dict.fromkeys(names)
    contents.update(zip(asked, _yield_batch(answer), strict=True))
    return contents


def _yield_batch(answer: bytes) -> Iterator[bytes | None]:
    """Yield the files in an answer of ``git cat-file``, None for each object that is none.

    The answer is a line (``blob 12``) for each object, behind it the content and a line break; for
    a missing object it is the name and the word ``missing``, and nothing behind it.
    """
    offset = 0
    while offset < len(answer):
        end = answer.index(b"\n", offset)
        kind, _, size = answer[offset:end].rpartition(b" ")
        offset = end + 1
        if kind not in _OBJECT_KINDS:
            yield None
            continue
        yield answer[offset : offset + int(size)] if kind == b"blob" else None
        offset += int(size) + 1


def _find_object_id(folder: Path, name: str) -> str:
    return ask_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
