"""Where the folder of a plan was at a commit: moved, deleted, a link then or a link now."""

from __future__ import annotations

import os
import posixpath
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from plantool.errors import PlanUnreadableError
from plantool.loading.folder import PLAN_FILE
from plantool.loading.git.calls import ask_git
from plantool.loading.git.objects import LINK_MODE, list_blobs, read_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.loading.git.objects import Blob

_MOST_LINKS = 10  # that one may lead to
_LONGEST_LINK = 4096


def find_top_and_path(plan_dir: Path, repo_dir: Path) -> tuple[Path, str]:
    """Return the top of the repository, and the path from there to where the plan is now.

    ``repo_dir`` is the plan's folder, or the nearest one above it that exists.
    """
    prefix = Path(ask_git(repo_dir, "rev-parse", "--show-prefix"))
    rest = plan_dir.absolute().relative_to(repo_dir)
    top = repo_dir.resolve()
    for _ in prefix.parts:
        top = top.parent
    path = (prefix / rest).as_posix()
    return top, "" if path == "." else path


def yield_paths_upward(near: Path | None, top: Path) -> Iterator[str]:
    """Yield the paths at which the plan nearest to a folder may be, the nearest first."""
    for folder in (near.absolute(), *near.absolute().parents) if near else ():
        if not folder.is_relative_to(top):
            return
        path = folder.relative_to(top)
        yield (path / "plan").as_posix()
        yield "" if folder == top else path.as_posix()


def yield_written_path(plan_dir: Path, top: Path) -> Iterator[str]:
    """Yield the path of the plan as the user wrote it: a link of today may have been a folder.

    The path that it leads to today is another one only where there is a link in it.
    """
    written = Path(os.path.abspath(plan_dir))  # noqa: PTH100 - which keeps links
    for above in written.parents:
        if above.resolve() == top:
            yield written.relative_to(above).as_posix()
            return


def find_first_plan(top: Path, commit: str, paths: Iterable[str]) -> str | None:
    """Return the path of the first plan that a commit has at, or behind, one of ``paths``.

    Raises PlanUnreadableError where there is none and a link leads out of the repository.
    """
    failed = None
    for path in dict.fromkeys(paths):
        try:
            plan_path = _follow_links(top, commit, path)
        except PlanUnreadableError as error:
            failed = error
        else:
            if plan_path is not None:
                return plan_path
    if failed:
        raise failed
    return None


def _follow_links(folder: Path, commit: str, path: str) -> str | None:
    """Return the path of a plan to which ``path`` leads through the links of a commit.

    None where there is no plan. Raises PlanUnreadableError where a link leads out.
    """
    for _ in range(_MOST_LINKS):
        settings = posixpath.join(path, PLAN_FILE)
        # a commit lists a link as a file: of a/b/plan, any of a, a/b and a/b/plan may be one
        steps = list(accumulate(path.split("/"), posixpath.join)) if path else []
        blobs = list_blobs(folder, commit, paths=(*steps, settings))
        links = [step for step in steps if step in blobs and blobs[step].mode == LINK_MODE]
        if not links:
            return path if settings in blobs else None
        link = links[0]
        path = _read_link(folder, link, blobs[link], path[len(link) + 1 :])
    return None


def _read_link(folder: Path, link: str, blob: Blob, rest: str) -> str:
    """Return the path that a link leads to; raises PlanUnreadableError where it leads out."""
    content = read_objects(folder, [blob.id])[blob.id] if blob.size <= _LONGEST_LINK else None
    target = os.fsdecode(content or b"/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(link), target, rest))
    if path == ".." or path.startswith(("/", "../")):
        raise PlanUnreadableError("error.link-then", link=link, target=target)
    return "" if path == "." else path
