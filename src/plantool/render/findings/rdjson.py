"""Reviewdog's diagnostic format, which comments on pull requests wherever they are hosted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.render.findings.json_text import render_json_object
from plantool.render.findings.wording import format_sentences
from plantool.syntax.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Diagnostic, Span
    from plantool.messages import Catalogue


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield the document, one finding per line; its own severity is that of the gravest."""
    gravest = [diagnostic.code.severity for diagnostic in findings.sort_by_severity()]
    head = {
        "source": {"name": "plantool"},
        "severity": next(iter(gravest), Severity.INFO).name,
    }
    lines = _build_line_reader(findings)
    values = (_build_rdjson_record(d, findings, lines(d.file), texts) for d in findings.diagnostics)
    yield from render_json_object(head, "diagnostics", values)


def _build_line_reader(findings: Findings) -> Callable[[str], Sequence[str]]:
    """Return what splits each file once; a file that could not be read has no lines."""
    sources = findings.sources
    return cache(lambda file: SourceText(file, sources[file]).lines if file in sources else ())


def _build_rdjson_record(
    diagnostic: Diagnostic, findings: Findings, lines: Sequence[str], texts: Catalogue
) -> dict[str, object]:
    record: dict[str, object] = {
        "message": format_sentences(diagnostic, texts),
        "location": {"path": diagnostic.file, "range": _build_range(diagnostic.span, lines)},
        "severity": diagnostic.code.severity.name,
        "code": {"value": diagnostic.code.code},
    }
    if len(edits := findings.list_edits(diagnostic)) == 1:  # each suggestion stands for itself
        ((span, text),) = edits
        record["suggestions"] = [{"range": _build_range(span, lines), "text": text}]
    return record


def _build_range(span: Span, lines: Sequence[str]) -> dict[str, dict[str, int]]:
    return {
        "start": _build_position(span.line, span.column, lines),
        "end": _build_position(span.end_line, span.end_column, lines),
    }


def _build_position(line: int, column: int, lines: Sequence[str]) -> dict[str, int]:
    """Return a position as reviewdog counts it: columns in bytes of UTF-8."""
    if line <= len(lines):
        column = len(lines[line - 1][: column - 1].encode("utf-8", "surrogatepass")) + 1
    return {"line": line, "column": column}
