"""Where services look for the file of a finding: on its path from the top of the repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from plantool.loading.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.cli.inspection import Checked
    from plantool.cli.targets import Target

_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The top of a checkout without git, as runners tell it."""


def places(checked: Iterable[Checked]) -> dict[str, str]:
    """Return the paths from the top of their repository by those that users see.

    Files of a plan in no repository keep theirs.
    """
    return {
        file: above + file.removeprefix(each.target.folder.show(""))
        for each in checked
        for above in (_above(each.target),)
        for file in _files(each)
    }


def _files(checked: Checked) -> Iterator[str]:
    yield from checked.loaded.texts
    for diagnostic in checked.found:
        yield diagnostic.file
        if diagnostic.related:
            yield diagnostic.related.file


def _above(target: Target) -> str:
    """Return what comes before the name of a file in its path from the top."""
    if not isinstance(target.folder, Folder):
        return f"{target.folder.inside}/".removeprefix("/")
    folder = Path(os.path.realpath(target.folder.path))  # git knows no way through a link
    top = _top(folder)
    return (
        f"{folder.relative_to(top).as_posix()}/".removeprefix("./")
        if top
        else target.folder.show("")
    )


def _top(folder: Path) -> Path | None:
    """Return the top of the repository that a folder is in; None where it is in none."""
    above = (folder, *folder.parents)
    repository = next((place for place in above if os.path.exists(place / ".git")), None)  # noqa: PTH110 - which never raises
    named = (Path(os.path.realpath(top)) for name in _WORKSPACES if (top := os.environ.get(name)))
    return repository or next((top for top in named if top in above), None)
