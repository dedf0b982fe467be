"""JSON with stable keys: the counts first, then one finding per line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.render.findings.json_text import render_json_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Diagnostic, Related
    from plantool.messages import Catalogue

VERSION = 1


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield the document, the findings in the order of their positions."""
    head = {
        "version": VERSION,
        "files": findings.file_count,
        "partly": findings.partly_checked,
        "counts": {severity.value: findings.count_severity(severity) for severity in Severity},
        "hidden": findings.hidden_count,
    }
    yield from render_json_object(
        head, "findings", (_build_finding_record(d, findings, texts) for d in findings.diagnostics)
    )


def _build_finding_record(
    diagnostic: Diagnostic, findings: Findings, texts: Catalogue
) -> dict[str, object]:
    return {
        "code": diagnostic.code.code,
        "name": diagnostic.code.name,
        "severity": diagnostic.code.severity.value,
        "family": diagnostic.code.family.name.lower(),
        "file": diagnostic.file,
        **diagnostic.span._asdict(),
        "message": texts.message(diagnostic),
        "help": texts.help(diagnostic),
        "path": diagnostic.path,
        "related": _describe_related(diagnostic.related),
        "fix": _describe_fix_edits(diagnostic, findings),
    }


def _describe_related(related: Related | None) -> dict[str, object] | None:
    return {"file": related.file, **related.span._asdict()} if related else None


def _describe_fix_edits(diagnostic: Diagnostic, findings: Findings) -> dict[str, object] | None:
    if diagnostic.fix is None:
        return None
    edits = [{**span._asdict(), "text": text} for span, text in findings.list_edits(diagnostic)]
    return {"safe": diagnostic.fix.safe, "edits": edits}
