"""Findings in plain words, for people who do not know YAML: no codes first, no paths, no carets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.findings.wording import to_one_line
from plantool.reports.finding_subjects import FindingSubjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.messages import Catalogue


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield one paragraph a finding: where, what is wrong, what to do."""
    subjects = FindingSubjects(findings.sources, texts)
    for diagnostic in findings.diagnostics:
        severity = texts(f"severity.{diagnostic.code.severity.value}")
        words = {"subject": subjects.name_subject(diagnostic), "message": texts.message(diagnostic)}
        sentence = texts("plain.finding", severity=severity, **words)
        yield to_one_line(sentence) + "\n"
        yield to_one_line(texts("plain.help", help=texts.help(diagnostic))) + "\n\n"
    yield texts("plain.count", count=len(findings.diagnostics)) + "\n"
