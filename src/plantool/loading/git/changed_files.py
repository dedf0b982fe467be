"""Which files of a plan changed since a revision of git."""

from __future__ import annotations

from hashlib import sha1, sha256
from typing import TYPE_CHECKING

from plantool.loading.folder import Folder
from plantool.loading.git.calls import find_existing_dir, find_merge_base
from plantool.loading.git.revision import Revision, resolve_commit_or_day

if TYPE_CHECKING:
    from pathlib import Path

_HASHES = {40: sha1, 64: sha256}  # by the length of an id


def find_changed_files(plan_dir: Path, revision: str) -> frozenset[str]:
    """Name the plan files in ``folder`` that changed since it parted from ``revision``.

    New files and deleted ones are among them. Git is not asked to look at the work tree: it would
    run what the repository names as filters. Raises UsageError where git, the repository or the
    revision is missing, and where git fails.
    """
    repo_dir = find_existing_dir(plan_dir)
    commit = resolve_commit_or_day(repo_dir, revision)
    base = find_merge_base(repo_dir, commit, "HEAD") or commit
    now, then = Folder.open_at(plan_dir), Revision.open_commit(plan_dir, base, needs_plan=False)
    names = {*now.list_names(), *then.list_names()}
    return frozenset(name for name in names if not _is_unchanged(name, now, then))


def _is_unchanged(name: str, now: Folder, then: Revision) -> bool:
    """Tell whether a file holds what git has of it, or would have after turning CRLF into LF."""
    blob = then.blobs.get(name)
    try:
        data = now.read_bytes(name)
    except OSError:
        return False
    return blob is not None and blob.id in (
        _hash_blob(text, len(blob.id)) for text in (data, data.replace(b"\r\n", b"\n"))
    )


def _hash_blob(data: bytes, length: int) -> str:
    return _HASHES[length](b"blob %d\0" % len(data) + data).hexdigest()
