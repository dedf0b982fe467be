"""The findings of a plan, file by file, as an editor wants them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from plantool.finding_limit import limit_diagnostics
from plantool.lsp.workspace import FileSpan

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Diagnostic
    from plantool.loading.read_plan import Loaded
    from plantool.lsp.workspace import Draft


class FileReport(NamedTuple):
    """The findings of one file, each with the span of another file that it speaks of."""

    path: Path
    text: str
    findings: tuple[tuple[Diagnostic, FileSpan | None], ...]


def build_file_reports(draft: Draft, loaded: Loaded) -> dict[Path, FileReport]:
    """Return a report for every file of a plan that has findings."""
    reports: dict[Path, FileReport] = {}
    for file, found in groupby(loaded.diagnostics, key=lambda diagnostic: diagnostic.file):
        if path := draft.paths.get(file):
            findings = tuple(
                (each, find_related_span(each, draft, loaded)) for each in limit_diagnostics(found)
            )
            reports[path] = FileReport(path, loaded.contents.get(file, ""), findings)
    return reports


def find_related_span(found: Diagnostic, draft: Draft, loaded: Loaded) -> FileSpan | None:
    """Return the other span that a finding speaks of, such as the first of two duplicates."""
    also = found.related
    path = draft.paths.get(also.file) if also else None
    return FileSpan(path, loaded.contents.get(also.file, ""), also.span) if also and path else None
