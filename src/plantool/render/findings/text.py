"""Findings on a terminal or in a log: code, place, the user's own line, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from plantool.diagnostics import Severity
from plantool.render.findings.wording import one_line
from plantool.syntax.edit import apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic, Fix
    from plantool.messages import Catalogue
    from plantool.reports.findings import Findings

_WIDEST = 100  # characters of a line of the file
_LONGEST_PREVIEW = 8  # lines
_COLORS = {Severity.ERROR: "\033[1;31m", Severity.WARNING: "\033[1;33m", Severity.INFO: "\033[36m"}
_PLAIN = "\033[0m"


def render(findings: Findings, texts: Catalogue, *, color: bool = False) -> Iterator[str]:
    """Yield every finding, a blank line after each, and the summary."""
    for diagnostic in findings.diagnostics:
        yield "\n".join(lines(diagnostic, texts, findings.source(diagnostic), color=color))
        yield "\n\n"
    yield from summary(findings, texts)


def lines(
    diagnostic: Diagnostic, texts: Catalogue, source: str = "", *, color: bool = False
) -> Iterator[str]:
    """Yield the lines of one finding; ``source`` is the text of its file."""
    severity = diagnostic.code.severity
    title = f"{texts(f'severity.{severity.value}')}[{diagnostic.code.code}]"
    first = f"{title}: {one_line(texts.message(diagnostic))}"
    yield f"{_COLORS[severity]}{first}{_PLAIN}" if color else first
    span = diagnostic.span
    gutter = " " * len(str(span.line))
    yield f"{gutter}--> {one_line(diagnostic.file)}:{span.line}:{span.column}"
    if diagnostic.excerpt:
        line, caret = _excerpt(diagnostic)
        yield f"{gutter} |"
        yield f"{span.line} | {line}"
        yield f"{gutter} | {caret}"
    if related := diagnostic.related:
        place = f"{one_line(related.file)}:{related.span.line}:{related.span.column}"
        yield f"{gutter} = {texts('diagnostic.related')}: {place}"
    yield f"{gutter} = {texts('diagnostic.help')}: {one_line(texts.help(diagnostic))}"
    if diagnostic.fix and source:
        option = "--fix" if diagnostic.fix.safe else "--fix --unsafe"
        yield f"{gutter} = {texts('diagnostic.fix', option=option)}:"
        yield from _preview(diagnostic.fix, source)


def summary(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield what was checked, what was found of each kind, and what could be mended."""
    counts = {f"{severity.value}s": findings.count(severity) for severity in Severity}
    key = "validate.found" if findings.diagnostics else "validate.clean"
    infos = texts("validate.infos", **counts) if findings.count(Severity.INFO) else ""
    yield texts(key, files=findings.files, **counts) + infos + "\n"
    if len(by_code := findings.by_code()) > 1:
        for code, count in by_code:
            kind = texts(
                "validate.kind", name=code.name, severity=texts(f"severity.{code.severity.value}")
            )
            yield f"  {count:>4}  {code.code}  {kind}\n"
    if findings.hidden:
        yield texts("validate.hidden", count=findings.hidden) + "\n"
    if findings.partly:
        yield texts("validate.partly", files=findings.partly) + "\n"
    safe, unsafe = findings.fixable(safe=True), findings.fixable(safe=False)
    if safe or unsafe:
        yield texts("validate.fixable", safe=safe, unsafe=unsafe) + "\n"


def _excerpt(diagnostic: Diagnostic) -> tuple[str, str]:
    """Return the user's line, cut to what surrounds the finding, and the carets under it."""
    text, span, skipped = diagnostic.excerpt, diagnostic.span, diagnostic.skipped + 1
    start, end = span.column - skipped, span.end_column - skipped
    shown = _around(text, start)
    before = ("…" if shown.start else "") + one_line(text[shown.start : start])
    marked = one_line(text[start : min(end, shown.stop)])
    after = one_line(text[end : shown.stop]) + ("…" if shown.stop < len(text) else "")
    return before + marked + after, " " * cell_len(before) + "^" * max(cell_len(marked), 1)


def _around(text: str, at: int) -> slice:
    """Return which part of a line to show that has something to say ``at`` a character."""
    first = max(at - _WIDEST // 2, 0) if len(text) > _WIDEST else 0
    return slice(first, first + _WIDEST)


def _preview(fix: Fix, source: str) -> Iterator[str]:
    """Yield the lines that the fix changes, before and after."""
    first = min(edit.start for edit in fix.edits)
    start = source.rfind("\n", 0, first) + 1
    last = max(edit.end for edit in fix.edits)
    end = source.find("\n", max(last - 1, start))
    end = len(source) if end < 0 else end
    edits = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in fix.edits]
    number = source.count("\n", 0, start) + 1
    for sign, text in (("-", source[start:end]), ("+", apply(source[start:end], edits))):
        for at, line in enumerate(text.split("\n")[:_LONGEST_PREVIEW]):
            kept = _cut(line.rstrip("\r"), 0 if at else first - start)
            yield f"{number + at} {sign} {kept}"


def _cut(text: str, at: int) -> str:
    shown = _around(text, at)
    before, after = "…" if shown.start else "", "…" if shown.stop < len(text) else ""
    return before + one_line(text[shown]) + after
