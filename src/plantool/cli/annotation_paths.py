"""The paths of files with findings as services want them: from the top of the repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from plantool.loading.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.cli.checking_run import CheckedPlan
    from plantool.cli.plan_arguments import PlanArgument

_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The variables in which runners name the top of a checkout without git."""


def name_annotated_files(checked: Iterable[CheckedPlan]) -> dict[str, str]:
    """Return the paths from the top of their repository by those that users see.

    Files of a plan in no repository keep theirs.
    """
    paths = {}
    for each in checked:
        shown_prefix = each.argument.source.files.format_name("")
        prefix = _find_file_prefix(each.argument)
        for file in _yield_files(each):
            paths[file] = prefix + file.removeprefix(shown_prefix)
    return paths


def _yield_files(checked: CheckedPlan) -> Iterator[str]:
    yield from checked.loaded.contents
    for diagnostic in checked.diagnostics:
        yield diagnostic.file
        if diagnostic.related:
            yield diagnostic.related.file


def _find_file_prefix(argument: PlanArgument) -> str:
    """Return what comes before the name of a file in its path from the top."""
    files = argument.source.files
    if not isinstance(files, Folder):
        return f"{files.inside}/".removeprefix("/")
    folder = Path(os.path.realpath(files.path))  # git knows no way through a link
    top = _find_repository_top(folder)
    return (
        f"{folder.relative_to(top).as_posix()}/".removeprefix("./")
        if top
        else files.format_name("")
    )


def _find_repository_top(folder: Path) -> Path | None:
    """Return the top of the repository that a folder is in; None where it is in none."""
    ancestors = (folder, *folder.parents)
    for ancestor in ancestors:
        if os.path.exists(ancestor / ".git"):  # noqa: PTH110 - Path.exists may raise
            return ancestor
    for name in _WORKSPACES:
        top = os.environ.get(name)
        if top and Path(os.path.realpath(top)) in ancestors:
            return Path(os.path.realpath(top))
    return None
