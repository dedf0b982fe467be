"""One line per finding, for editors and for grep: ``file:line:column: severity code message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.findings.wording import one_line, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue
    from plantool.reports.findings import Findings


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield a line for each finding, in the order of their places."""
    for diagnostic in findings.diagnostics:
        yield f"{place(diagnostic)}: {_what(diagnostic, texts)}\n"


def _what(diagnostic: Diagnostic, texts: Catalogue) -> str:
    severity = texts(f"severity.{diagnostic.code.severity.value}")
    return f"{severity} {diagnostic.code.code} {one_line(texts.message(diagnostic))}"
