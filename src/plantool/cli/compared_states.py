"""Which two states of a plan a command compares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import PlanUnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.loading.folder import PlanFiles
    from plantool.loading.plan_source import PlanSource

_DEFAULT_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_NO_REVISION_ERRORS = frozenset(
    f"error.{key}"
    for key in ("unknown-revision", "not-one-commit", "no-commit", "no-repository", "no-git")
)


class ComparedStates(NamedTuple):
    """Two states with the names users see, None for the work tree.

    ``commits`` is the range between them, if git has it.
    """

    before: PlanFiles
    after: PlanFiles
    names: tuple[str, str | None]
    commits: str | None = None


def resolve_states(source: PlanSource, words: Sequence[str]) -> ComparedStates:
    """Return the states to compare: two folders, ``A..B``, or a revision with the work tree.

    A single revision, ``A...B`` and nothing at all mean: since the two parted. Raises UsageError.
    """
    source.refuse_revision()  # the words say which states are meant
    if words and all(_is_folder(source, word) for word in words):
        return _pair_folders(source, words)
    if len(words) > 2:  # noqa: PLR2004 - from and to
        raise UsageError("error.diff-words", words=" ".join(words))
    if len(words) > 1:
        return _pair_revisions(source, words[0], words[1])
    word = words[0] if words else ""
    if ".." in word:
        return _pair_range(source, word)
    start = _find_merge_base(source, word or _find_default_branch(source), "HEAD")
    before, after = source.open_revision(start), _find_work_tree(source)
    return ComparedStates(before, after, (word or start[:10], None), f"{start}..HEAD")


def _find_work_tree(source: PlanSource) -> PlanFiles:
    """Return the folder of the plan, which may have lost its plan.yaml, or be gone itself."""
    from plantool.loading.folder import Folder

    try:
        return source.open_folder()
    except PlanUnreadableError:
        return Folder(source.plan_dir, str(source.plan_dir))


def _is_folder(source: PlanSource, word: str) -> bool:
    """Tell whether a word names a folder; where it names a revision as well, it means that."""
    if not Path(word).is_dir():
        return False
    from plantool.loading.git.calls import GitError, resolve_commit

    try:
        return word.startswith(("/", ".")) or not resolve_commit(source.repository, word)
    except GitError as error:
        if error.key not in _NO_REVISION_ERRORS:
            raise
        return True


def _pair_folders(source: PlanSource, words: Sequence[str]) -> ComparedStates:
    from plantool.loading.folder import Folder

    one, *others = (Folder.open_at(Path(word)) for word in words)
    other = others[0] if others else source.open_folder()
    return ComparedStates(one, other, (one.shown, other.shown))


def _pair_range(source: PlanSource, word: str) -> ComparedStates:
    """Pair the ends of ``A..B``, or of ``A...B`` the commit where they parted and B."""
    dots = "..." if "..." in word else ".."
    one, other = (end or "HEAD" for end in word.split(dots, 1))
    start = _find_merge_base(source, one, other) if dots == "..." else one
    return _pair_revisions(source, start, other)


def _pair_revisions(source: PlanSource, one: str, other: str) -> ComparedStates:
    before, after = source.open_revision(one), source.open_revision(other)
    return ComparedStates(before, after, (one, other), f"{before.commit}..{after.commit}")


def _find_merge_base(source: PlanSource, one: str, other: str) -> str:
    from plantool.loading.git.calls import find_merge_base, is_shallow
    from plantool.loading.git.revision import resolve_commit_or_day

    repository = source.repository
    first, second = resolve_commit_or_day(repository, one), resolve_commit_or_day(repository, other)
    base = find_merge_base(repository, first, second)
    if not base and is_shallow(repository):
        raise UsageError("error.shallow", revision=one)
    return base or first


def _find_default_branch(source: PlanSource) -> str:
    from plantool.loading.git.calls import GitError, resolve_commit

    for branch in _DEFAULT_BRANCHES:
        try:
            resolve_commit(source.repository, branch)
        except GitError as error:
            if error.key != "error.unknown-revision":
                raise
        else:
            return branch
    return "HEAD"
