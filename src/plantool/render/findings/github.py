"""Annotations of GitHub Actions as workflow commands, and Markdown for the summary of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.finding_limit import count_represented
from plantool.render.findings.wording import format_location, format_sentences, name_code
from plantool.render.markdown import escape_markdown
from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue

MAX_ANNOTATIONS = 10
"""How many annotations of one level GitHub shows for a step."""
MAX_ROWS = 100
"""How many findings the summary lists: GitHub drops a summary that is too long."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield a command per finding, the gravest first, and how many GitHub would not show."""
    left = sum(map(count_represented, findings.diagnostics))
    for severity in Severity:
        found = [d for d in findings.diagnostics if d.code.severity is severity][:MAX_ANNOTATIONS]
        yield from (_format_command(diagnostic, texts) + "\n" for diagnostic in found)
        left -= sum(map(count_represented, found))
    if left:
        yield texts("findings.more", count=left) + "\n"


def render_step_summary(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield Markdown: a line of counts, a table of the rules, and one of the findings."""
    counts = {f"{severity.value}s": findings.count_severity(severity) for severity in Severity}
    yield texts("summary.counts", files=findings.file_count, **counts) + "\n"
    if findings.diagnostics:
        yield from _render_rule_counts(findings, texts)
        yield from _render_finding_rows(findings.sort_by_severity()[:MAX_ROWS], texts)
    if more := sum(map(count_represented, findings.sort_by_severity()[MAX_ROWS:])):
        yield f"\n{texts('findings.more', count=more)}\n"


def _format_command(diagnostic: Diagnostic, texts: Catalogue) -> str:
    properties = {**_build_properties(diagnostic), "title": name_code(diagnostic.code)}
    written = ",".join(f"{key}={_escape_property(str(value))}" for key, value in properties.items())
    level = _LEVELS[diagnostic.code.severity]
    return f"::{level} {written}::{_escape_data(format_sentences(diagnostic, texts))}"


def _build_properties(diagnostic: Diagnostic) -> dict[str, str | int]:
    """Return the position as GitHub wants it: columns only within one line, the end inclusive."""
    span = diagnostic.span
    properties: dict[str, str | int] = {"file": make_visible(diagnostic.file), "line": span.line}
    if span.line != span.end_line:
        return {**properties, "endLine": span.end_line}
    last = max(span.end_column - 1, span.column)
    return {**properties, "col": span.column, "endLine": span.end_line, "endColumn": last}


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _render_rule_counts(findings: Findings, texts: Catalogue) -> Iterator[str]:
    rows = (
        (code.code, code.name, texts(f"severity.{code.severity.value}"), str(count))
        for code, count in findings.count_codes()
    )
    yield from _render_summary_table(("code", "name", "severity", "count"), rows, texts)


def _render_finding_rows(diagnostics: Sequence[Diagnostic], texts: Catalogue) -> Iterator[str]:
    rows = ((format_location(d), d.code.code, texts.message(d)) for d in diagnostics)
    yield from _render_summary_table(("location", "code", "message"), rows, texts)


def _render_summary_table(
    keys: Sequence[str], rows: Iterable[Sequence[str]], texts: Catalogue
) -> Iterator[str]:
    yield "\n" + _format_summary_row([texts(f"summary.{key}") for key in keys])
    yield _format_summary_row(["---:" if key == "count" else "---" for key in keys])
    for row in rows:
        yield _format_summary_row(map(_escape_summary_cell, row))


def _format_summary_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _escape_summary_cell(text: str) -> str:
    return escape_markdown(text).replace("\n", "<br>")
