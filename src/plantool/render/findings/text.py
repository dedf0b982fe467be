"""Findings on a terminal or in a log: code, position, the user's own line, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Severity, apply_edits
from plantool.render.findings.wording import to_one_line
from plantool.render.marked_line import find_window, mark_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Diagnostic, Fix
    from plantool.messages import Catalogue

_LONGEST_PREVIEW = 8  # lines
_COLORS = {Severity.ERROR: "\033[1;31m", Severity.WARNING: "\033[1;33m", Severity.INFO: "\033[36m"}
_PLAIN = "\033[0m"


def render(findings: Findings, texts: Catalogue, *, color: bool = False) -> Iterator[str]:
    """Yield every finding, a blank line after each, and the summary."""
    for diagnostic in findings.diagnostics:
        yield "\n".join(
            render_finding(diagnostic, texts, findings.find_source(diagnostic), color=color)
        )
        yield "\n\n"
    yield from render_summary(findings, texts)


def render_finding(
    diagnostic: Diagnostic, texts: Catalogue, source: str = "", *, color: bool = False
) -> Iterator[str]:
    """Yield the lines of one finding; ``source`` is the text of its file."""
    severity = diagnostic.code.severity
    title = f"{texts(f'severity.{severity.value}')}[{diagnostic.code.code}]"
    first = f"{title}: {to_one_line(texts.message(diagnostic))}"
    yield f"{_COLORS[severity]}{first}{_PLAIN}" if color else first
    span = diagnostic.span
    gutter = " " * len(str(span.line))
    yield f"{gutter}--> {to_one_line(diagnostic.file)}:{span.line}:{span.column}"
    if diagnostic.excerpt:
        line, caret = _render_excerpt(diagnostic)
        yield f"{gutter} |"
        yield f"{span.line} | {line}"
        yield f"{gutter} | {caret}"
    if related := diagnostic.related:
        location = f"{to_one_line(related.file)}:{related.span.line}:{related.span.column}"
        yield f"{gutter} = {texts('diagnostic.related')}: {location}"
    yield f"{gutter} = {texts('diagnostic.help')}: {to_one_line(texts.help(diagnostic))}"
    if diagnostic.fix and source:
        option = "--fix" if diagnostic.fix.safe else "--fix --unsafe"
        yield f"{gutter} = {texts('diagnostic.fix', option=option)}:"
        yield from _render_preview(diagnostic.fix, source)


def render_summary(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield how many files were checked, the findings of each kind, and those with a fix."""
    counts = {f"{severity.value}s": findings.count_severity(severity) for severity in Severity}
    key = "validate.found" if findings.diagnostics else "validate.clean"
    infos = texts("validate.infos", **counts) if findings.count_severity(Severity.INFO) else ""
    yield texts(key, files=findings.file_count, **counts) + infos + "\n"
    if len(by_code := findings.count_codes()) > 1:
        for code, count in by_code:
            kind = texts(
                "validate.kind", name=code.name, severity=texts(f"severity.{code.severity.value}")
            )
            yield f"  {count:>4}  {code.code}  {kind}\n"
    if findings.hidden_count:
        yield texts("validate.hidden", count=findings.hidden_count) + "\n"
    if findings.partly_checked:
        yield texts("validate.partly", files=findings.partly_checked) + "\n"
    safe, unsafe = findings.count_fixable(safe=True), findings.count_fixable(safe=False)
    if safe or unsafe:
        yield texts("validate.fixable", safe=safe, unsafe=unsafe) + "\n"


def _render_excerpt(diagnostic: Diagnostic) -> tuple[str, str]:
    """Return the user's line, and the carets under it."""
    span, skipped = diagnostic.span, diagnostic.skipped + 1
    return mark_line(diagnostic.excerpt, span.column - skipped, span.end_column - skipped)


def _render_preview(fix: Fix, source: str) -> Iterator[str]:
    """Yield the lines that the fix changes, before and after."""
    first = min(edit.start for edit in fix.edits)
    start = source.rfind("\n", 0, first) + 1
    last = max(edit.end for edit in fix.edits)
    end = source.find("\n", max(last - 1, start))
    end = len(source) if end < 0 else end
    edits = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in fix.edits]
    number = source.count("\n", 0, start) + 1
    for sign, text in (("-", source[start:end]), ("+", apply_edits(source[start:end], edits))):
        for at, line in enumerate(text.split("\n")[:_LONGEST_PREVIEW]):
            kept = _cut_line(line.rstrip("\r"), 0 if at else first - start)
            yield f"{number + at} {sign} {kept}"


def _cut_line(text: str, at: int) -> str:
    shown = find_window(text, at)
    before, after = "…" if shown.start else "", "…" if shown.stop < len(text) else ""
    return before + to_one_line(text[shown]) + after
