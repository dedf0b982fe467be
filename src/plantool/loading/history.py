"""The states that a file of a plan has had, commit by commit, under whatever name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.contents import Content
from plantool.loading.git import commit_of, git
from plantool.loading.memory import Memory
from plantool.loading.reading import read_file
from plantool.loading.revision import inside_of, unbatched
from plantool.model.initiative import Initiative

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FORMAT = "%x01%H%x00%an%x00%as%x00%s"


class Version(NamedTuple):
    """A commit that changed a file: its id, who made it, on which day, and what its subject says.

    ``commit`` is empty for what is not committed yet.
    """

    commit: str
    author: str
    day: str
    subject: str


class State(NamedTuple):
    """What a file said at a version; None where it was gone or could not be read."""

    version: Version
    initiative: Initiative | None
    is_unreadable: bool = False


def states(plan: Path, place: Path, name: str, revision: str = "HEAD") -> list[State]:
    """Return the states of the file ``name`` of the plan, the oldest first, renames followed.

    ``place`` is a folder of the repository. Raises GitError where there is none.
    """
    commit = commit_of(place, revision)
    path = f"{inside_of(plan, place)}/{name}".lstrip("/")
    log = ("log", "--follow", "-M", "--raw", "--no-abbrev", f"--format={_FORMAT}", commit)
    said = git(place, *log, "--", f":(top,literal){path}").decode("utf-8", "replace")
    found = list(_versions(said))
    asked = "".join(f"{blob}\n" for blob in dict.fromkeys(blob for _, blob in found))
    contents = unbatched(git(place, "cat-file", "--batch", stdin=asked.encode())) if asked else {}
    return [state(version, contents.get(blob), name) for version, blob in reversed(found)]


def _versions(said: str) -> Iterator[tuple[Version, str]]:
    """Read what ``git log --raw`` prints: the commits, and the id of the content they left."""
    for entry in said.split("\x01")[1:]:
        head, _, raw = entry.partition("\n")
        lines = [line for line in raw.splitlines() if line.startswith(":")]
        if lines:
            yield Version(*head.split("\0")), lines[0].split()[3]


def state(version: Version, data: bytes | None, name: str) -> State:
    """Return what the file said whose bytes these are; None for a file that was gone."""
    if data is None:
        return State(version, None)
    read = read_file(Content(name, name, data), Memory())
    initiative = read.part if isinstance(read.part, Initiative) else None
    return State(version, initiative, is_unreadable=initiative is None)
