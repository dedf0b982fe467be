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
    """Name the files of a plan that changed since its branch parted from ``revision``.

    New files and deleted ones are among them. Git is not asked to look at the work tree: it would
    run what the repository names as filters. Raises UsageError where git, the repository or the
    revision is missing, and where git fails.
    """
    repo_dir = find_existing_dir(plan_dir)
    commit = resolve_commit_or_day(repo_dir, revision)
    base = find_merge_base(repo_dir, commit, "HEAD") or commit
    return list_changed_files(Folder.open_at(plan_dir), base)


def list_changed_files(now: Folder, commit: str) -> frozenset[str]:
    """Name the files of a plan that are not as a commit has them; raises GitError."""
    then = Revision.open_commit(now.path, commit, needs_plan=False)
    names = {*now.list_names(), *then.list_names()}
    return frozenset(name for name in names if _is_changed(name, now, then))


def _is_changed(name: str, now: Folder, then: Revision) -> bool:
    """Tell whether a file differs from what git has, also after turning CRLF into LF."""
    blob = then.blobs.get(name)
    try:
        data = now.read_bytes(name)
    except OSError:
        return True
    if blob is None:
        return True
    length = len(blob.id)
    plain = data.replace(b"\r\n", b"\n")
    return blob.id not in {_hash_blob(data, length), _hash_blob(plain, length)}


def _hash_blob(data: bytes, length: int) -> str:
    return _HASHES[length](b"blob %d\0" % len(data) + data).hexdigest()
