"""One line per finding, for editors and for grep: ``file:line:column: severity code message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.findings.wording import format_location, to_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield a line for each finding, in the order of their positions."""
    for diagnostic in findings.diagnostics:
        yield f"{format_location(diagnostic)}: {_describe_finding(diagnostic, texts)}\n"


def _describe_finding(diagnostic: Diagnostic, texts: Catalogue) -> str:
    severity = texts(f"severity.{diagnostic.code.severity.value}")
    return f"{severity} {diagnostic.code.code} {to_one_line(texts.message(diagnostic))}"
