"""Which two states of a plan a command compares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import PlanUnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.cli.session import Session
    from plantool.loading.folder import PlanFiles

_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_NO_REVISION = frozenset(
    f"error.{key}"
    for key in ("unknown-revision", "not-one-commit", "no-commit", "no-repository", "no-git")
)


class Pair(NamedTuple):
    """Two states with the names users see, None for the work tree.

    ``commits`` is the range between them, if git has it.
    """

    before: PlanFiles
    after: PlanFiles
    names: tuple[str, str | None]
    commits: str | None = None


def pair(session: Session, words: Sequence[str]) -> Pair:
    """Return what to compare: two folders, ``A..B``, or a revision with the work tree.

    A single revision, ``A...B`` and nothing at all mean: since the two parted. Raises UsageError.
    """
    if words and all(_is_folder(session, word) for word in words):
        return _folders(session, words)
    if len(words) > 2:  # noqa: PLR2004 - from and to
        raise UsageError("error.diff-words", words=" ".join(words))
    if len(words) > 1:
        return _revisions(session, words[0], words[1])
    word = words[0] if words else ""
    if ".." in word:
        dots = "..." if "..." in word else ".."
        one, other = (end or "HEAD" for end in word.split(dots, 1))
        start = _parted(session, one, other) if dots == "..." else one
        return _revisions(session, start, other)
    start = _parted(session, word or _default_branch(session), "HEAD")
    names = (word or start[:10], None)
    return Pair(session.files(start), _work_tree(session), names, f"{start}..HEAD")


def _work_tree(session: Session) -> PlanFiles:
    """Return the folder of the plan, which may have lost its plan.yaml, or be gone itself."""
    from plantool.loading.folder import Folder

    try:
        return session.folder()
    except PlanUnreadableError:
        return Folder(session.place(), str(session.place()))


def _is_folder(session: Session, word: str) -> bool:
    """Tell whether a word names a folder; where it names a revision as well, it means that."""
    if not Path(word).is_dir():
        return False
    from plantool.loading.git import GitError, commit_of

    try:
        return word.startswith(("/", ".")) or not commit_of(session.repository(), word)
    except GitError as error:
        if error.key not in _NO_REVISION:
            raise
        return True


def _folders(session: Session, words: Sequence[str]) -> Pair:
    from plantool.loading.folder import Folder

    one, *others = (Folder.at(Path(word)) for word in words)
    other = others[0] if others else session.folder()
    return Pair(one, other, (one.shown, other.shown))


def _revisions(session: Session, one: str, other: str) -> Pair:
    from plantool.loading.revision import Revision

    before, after = session.files(one), session.files(other)
    commits = None
    if isinstance(before, Revision) and isinstance(after, Revision):
        commits = f"{before.commit}..{after.commit}"
    return Pair(before, after, (one, other), commits)


def _parted(session: Session, one: str, other: str) -> str:
    from plantool.loading.git import is_shallow, merge_base
    from plantool.loading.revision import commit_at

    place = session.repository()
    first, second = commit_at(place, one), commit_at(place, other)
    base = merge_base(place, first, second)
    if not base and is_shallow(place):
        raise UsageError("error.shallow", revision=one)
    return base or first


def _default_branch(session: Session) -> str:
    from plantool.loading.git import GitError, commit_of

    for branch in _BRANCHES:
        try:
            commit_of(session.repository(), branch)
        except GitError as error:
            if error.key != "error.unknown-revision":
                raise
        else:
            return branch
    return "HEAD"


def refuse_at(session: Session) -> None:
    """Refuse --at where a command says itself which states it looks at; raises UsageError."""
    if session.revision is not None:
        raise UsageError("error.at-work-tree")
