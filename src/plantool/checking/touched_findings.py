"""Which findings concern a change of some files.

A wrong sum shows where the total stands, not where a year was changed, so whole files count. What
plan.yaml and the chapters hold, and what is gone, other files refer to: then everything may be
concerned.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plantool.loading.folder import find_file_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from plantool.diagnostics import Diagnostic


def select_touched(
    diagnostics: Iterable[Diagnostic], files: Collection[str], changed: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Return the findings in ``changed`` files or related to them; ``files`` are all there are."""
    kinds = {find_file_kind(PurePosixPath(file).name) for file in changed}
    if kinds - {"initiative"} or not set(changed) <= set(files):
        return tuple(diagnostics)
    return tuple(
        d for d in diagnostics if d.file in changed or (d.related and d.related.file in changed)
    )
