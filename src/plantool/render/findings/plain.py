"""Findings in plain words, for people who do not know YAML: no codes first, no paths, no carets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.findings.wording import one_line
from plantool.reports.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.findings import Findings


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield one paragraph a finding: where, what is wrong, what to do."""
    places = Places(findings.sources, texts)
    for diagnostic in findings.diagnostics:
        severity = texts(f"severity.{diagnostic.code.severity.value}")
        words = {"place": places.words(diagnostic), "message": texts.message(diagnostic)}
        sentence = texts("plain.finding", severity=severity, **words)
        yield one_line(sentence) + "\n"
        yield one_line(texts("plain.help", help=texts.help(diagnostic))) + "\n\n"
    yield texts("plain.count", count=len(findings.diagnostics)) + "\n"
