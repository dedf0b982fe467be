"""What is wrong with the files of a plan, file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.workspace import Spot
from plantool.syntax.limit import limited

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Diagnostic
    from plantool.loading.load import Loaded
    from plantool.lsp.workspace import Draft


class Report(NamedTuple):
    """The findings of one file, each with the other place that it speaks of."""

    path: Path
    text: str
    findings: tuple[tuple[Diagnostic, Spot | None], ...]


def reports(draft: Draft, loaded: Loaded) -> dict[Path, Report]:
    """Return a report for every file of a plan with which something is wrong."""
    found: dict[Path, Report] = {}
    for file, path in draft.paths().items():
        here = limited(d for d in loaded.diagnostics if d.file == file)
        findings = tuple((d, other_place(d, draft, loaded)) for d in here)
        if findings:
            found[path] = Report(path, loaded.texts.get(file, ""), findings)
    return found


def other_place(found: Diagnostic, draft: Draft, loaded: Loaded) -> Spot | None:
    """Return the other place that a finding speaks of, such as the first of two duplicates."""
    also = found.related
    path = draft.paths().get(also.file) if also else None
    return Spot(path, loaded.texts.get(also.file, ""), also.span) if also and path else None
