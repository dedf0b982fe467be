"""Which files of a plan changed since a revision of git."""

from __future__ import annotations

from hashlib import sha1, sha256
from typing import TYPE_CHECKING

from plantool.loading.folder import Folder
from plantool.loading.git import merge_base, place_of
from plantool.loading.revision import Revision, commit_at

if TYPE_CHECKING:
    from pathlib import Path

_HASHES = {40: sha1, 64: sha256}  # by the length of an id


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Name the plan files in ``folder`` that changed since it parted from ``revision``.

    New files and deleted ones are among them. Git is not asked to look at the work tree: it would
    run what the repository names as filters. Raises UsageError where git, the repository or the
    revision is missing, and where git fails.
    """
    place = place_of(folder)
    commit = commit_at(place, revision)
    base = merge_base(place, commit, "HEAD") or commit
    now, then = Folder.at(folder), Revision.of(folder, base, needs_plan=False)
    names = {*now.names(), *then.names()}
    return frozenset(name for name in names if not _is_same(name, now, then))


def _is_same(name: str, now: Folder, then: Revision) -> bool:
    """Tell whether a file holds what git has of it, or would have after turning CRLF into LF."""
    blob = then.blobs.get(name)
    try:
        data = now.read(name)
    except OSError:
        return False
    return blob is not None and blob.id in (
        _id_of(text, len(blob.id)) for text in (data, data.replace(b"\r\n", b"\n"))
    )


def _id_of(data: bytes, length: int) -> str:
    return _HASHES[length](b"blob %d\0" % len(data) + data).hexdigest()
