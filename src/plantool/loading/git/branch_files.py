"""The names of a plan's files on all branches, so that a new id is free on each of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from plantool.loading.git.calls import find_existing_dir, run_git
from plantool.loading.git.past_plan_dir import find_top_and_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BRANCHES = ("refs/heads", "refs/remotes")
_HEX_DIGITS_OF_BYTE = 2


def list_branch_files(plan_dir: Path) -> frozenset[str]:
    """Name what stands in the plan's folder on any branch, local or remote, in three calls of git.

    Raises GitError without git or a repository.
    """
    top, inside = find_top_and_path(plan_dir, find_existing_dir(plan_dir))
    commits = run_git(top, "for-each-ref", "--format=%(objectname)", *_BRANCHES).split()
    path = os.fsencode(inside)
    asked = b"".join(b"%s:%s\n" % (commit, path) for commit in dict.fromkeys(commits))
    if not asked or b"\n" in path:
        return frozenset()
    trees = run_git(top, "cat-file", "--batch", stdin=asked)
    return frozenset(_yield_names(trees))


def _yield_names(answer: bytes) -> Iterator[str]:
    """Yield the names in all trees of an answer; what is missing is one line without content."""
    offset = 0
    while offset < len(answer):
        end = answer.index(b"\n", offset)
        identifier, *rest = answer[offset:end].split(b" ")
        offset = end + 1
        if len(rest) == len(("kind", "size")) and rest[1].isdigit():
            size, id_bytes = int(rest[1]), len(identifier) // _HEX_DIGITS_OF_BYTE
            if rest[0] == b"tree":
                yield from _yield_entries(answer[offset : offset + size], id_bytes)
            offset += size + 1


def _yield_entries(tree: bytes, id_bytes: int) -> Iterator[str]:
    """Yield the names of a tree: its entries are mode, blank, name, zero byte and an id."""
    offset = 0
    while offset < len(tree):
        start, end = tree.index(b" ", offset) + 1, tree.index(b"\0", offset)
        yield os.fsdecode(tree[start:end])
        offset = end + 1 + id_bytes
