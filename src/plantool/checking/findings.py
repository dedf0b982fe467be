"""The findings of one run of validate, as every format of them reads them."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.source import SourceText

_MOST_EDITS = 100
_LONGEST_EDIT = 2000  # characters, of all that a fix writes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plantool.diagnostics import Code, Diagnostic, Severity, Span


class Findings(NamedTuple):
    """Findings in the order of files and lines, and the files that were checked.

    ``file_count`` counts the files asked for, ``partly_checked`` those of them that could be
    checked only in part, ``hidden_count`` the findings of severities too low to be shown.
    ``sources`` holds each file's text (without BOM) by its shown name.
    """

    diagnostics: tuple[Diagnostic, ...]
    file_count: int
    sources: Mapping[str, str]
    partly_checked: int = 0
    hidden_count: int = 0

    def count_severity(self, severity: Severity) -> int:
        """Return how many findings have ``severity``."""
        return sum(d.code.severity is severity for d in self.diagnostics)

    def count_fixable(self, *, safe: bool) -> int:
        """Return how many findings have a fix, safe or not."""
        return sum(d.fix is not None and d.fix.safe is safe for d in self.diagnostics)

    def find_source(self, diagnostic: Diagnostic) -> str:
        """Return the text of the finding's file."""
        return self.sources.get(diagnostic.file, "")

    def count_codes(self) -> Sequence[tuple[Code, int]]:
        """Return how often each code was found: the gravest first, then the most frequent."""
        counts = Counter(diagnostic.code for diagnostic in self.diagnostics)
        return sorted(counts.items(), key=lambda c: (c[0].severity.rank, -c[1], c[0].code))

    def sort_by_severity(self) -> Sequence[Diagnostic]:
        """Return the findings by severity, within one severity in their own order."""
        return sorted(self.diagnostics, key=lambda d: d.code.severity.rank)

    def rename_files(self, names: Mapping[str, str]) -> Findings:
        """Return the same findings with each file by its name in ``names``."""
        return self._replace(
            diagnostics=tuple(_rename_file(diagnostic, names) for diagnostic in self.diagnostics),
            sources={names[file]: text for file, text in self.sources.items()},
        )

    def list_edits(self, diagnostic: Diagnostic) -> list[tuple[Span, str]]:
        """Return the edits of the finding's fix, each with the span of the text that it replaces.

        Too many edits, or too long ones, are left out of reports; the fix can be applied still.
        """
        edits = diagnostic.fix.edits if diagnostic.fix else ()
        is_long = sum(len(edit.text) for edit in edits) > _LONGEST_EDIT
        if not edits or len(edits) > _MOST_EDITS or is_long:
            return []
        source = _build_source(diagnostic.file, self.sources[diagnostic.file])
        return [(source.find_span(edit.start, edit.end), edit.text) for edit in edits]


def _rename_file(diagnostic: Diagnostic, names: Mapping[str, str]) -> Diagnostic:
    related = diagnostic.related
    return diagnostic._replace(
        file=names[diagnostic.file],
        related=related and related._replace(file=names[related.file]),
    )


@lru_cache(maxsize=1)  # findings come file by file
def _build_source(file: str, text: str) -> SourceText:
    return SourceText(file, text)
