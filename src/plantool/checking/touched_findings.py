"""The findings that a change of some files may have brought about.

A wrong sum is found where the total stands, not where a year was changed, so whole files count.
Other files refer to plan.yaml, to chapters and to files that are gone: a change of one of these may
have brought about any finding.
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
    """Return the findings in ``changed`` files or related to them; the plan has ``files``."""
    kinds = {find_file_kind(PurePosixPath(file).name) for file in changed}
    if kinds - {"initiative"} or not set(changed) <= set(files):
        return tuple(diagnostics)
    return tuple(
        d for d in diagnostics if d.file in changed or (d.related and d.related.file in changed)
    )
