"""A GitLab Code Quality report, which merge requests show beside their changes.

GitLab knows five severities: errors are major, warnings minor, infos info. Its two gravest,
critical and blocker, are for what stops a service, as no slip in a plan does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.render.findings.fingerprints import yield_fingerprints
from plantool.render.findings.json_text import render_records
from plantool.render.findings.wording import format_sentences, name_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield the report, one finding per line."""
    known_by = zip(findings.diagnostics, yield_fingerprints(findings.diagnostics), strict=True)
    yield from render_records(_build_gitlab_record(*finding, texts) for finding in known_by)
    yield "\n"


def _build_gitlab_record(
    diagnostic: Diagnostic, fingerprint: str, texts: Catalogue
) -> dict[str, object]:
    return {
        "description": format_sentences(diagnostic, texts),
        "check_name": name_code(diagnostic.code),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.code.severity],
        "location": {"path": diagnostic.file, "lines": {"begin": diagnostic.span.line}},
    }
