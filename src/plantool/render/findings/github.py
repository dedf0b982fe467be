"""Annotations of GitHub Actions as workflow commands, and Markdown for the summary of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.render.findings.wording import place, sentences, title
from plantool.render.markdown import escape
from plantool.render.values import visible
from plantool.syntax.limit import stands_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue
    from plantool.reports.findings import Findings

ANNOTATIONS = 10
"""How many annotations of one level GitHub shows for a step."""
ROWS = 100
"""How many findings the summary lists: GitHub drops a summary that is too long."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield a command per finding, the gravest first, and how many GitHub would not show."""
    left = sum(map(stands_for, findings.diagnostics))
    for severity in Severity:
        found = [d for d in findings.diagnostics if d.code.severity is severity][:ANNOTATIONS]
        yield from (_command(diagnostic, texts) + "\n" for diagnostic in found)
        left -= sum(map(stands_for, found))
    if left:
        yield texts("findings.more", count=left) + "\n"


def summary(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield Markdown: a line of counts, a table of the rules, and one of the findings."""
    counts = {f"{severity.value}s": findings.count(severity) for severity in Severity}
    yield texts("summary.counts", files=findings.files, **counts) + "\n"
    if findings.diagnostics:
        yield from _rules(findings, texts)
        yield from _places(findings.gravest_first()[:ROWS], texts)
    if more := sum(map(stands_for, findings.gravest_first()[ROWS:])):
        yield f"\n{texts('findings.more', count=more)}\n"


def _command(diagnostic: Diagnostic, texts: Catalogue) -> str:
    properties = {**_region(diagnostic), "title": title(diagnostic.code)}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    level = _LEVELS[diagnostic.code.severity]
    return f"::{level} {written}::{_data(sentences(diagnostic, texts))}"


def _region(diagnostic: Diagnostic) -> dict[str, str | int]:
    """Return the place as GitHub wants it: columns only within one line, the end inclusive."""
    span = diagnostic.span
    place: dict[str, str | int] = {"file": visible(diagnostic.file), "line": span.line}
    if span.line != span.end_line:
        return {**place, "endLine": span.end_line}
    last = max(span.end_column - 1, span.column)
    return {**place, "col": span.column, "endLine": span.end_line, "endColumn": last}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _rules(findings: Findings, texts: Catalogue) -> Iterator[str]:
    rows = (
        (code.code, code.name, texts(f"severity.{code.severity.value}"), str(count))
        for code, count in findings.by_code()
    )
    yield from _table(("code", "name", "severity", "count"), rows, texts)


def _places(diagnostics: Sequence[Diagnostic], texts: Catalogue) -> Iterator[str]:
    rows = ((place(d), d.code.code, texts.message(d)) for d in diagnostics)
    yield from _table(("place", "code", "message"), rows, texts)


def _table(keys: Sequence[str], rows: Iterable[Sequence[str]], texts: Catalogue) -> Iterator[str]:
    yield "\n" + _row([texts(f"summary.{key}") for key in keys])
    yield _row(["---:" if key == "count" else "---" for key in keys])
    yield from (_row([_cell(text) for text in row]) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")
