"""A GitLab Code Quality report, which merge requests show beside their changes.

GitLab knows five severities: errors are major, warnings minor, infos info. Its two gravest,
critical and blocker, are for what stops a service, as no slip in a plan does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.render.findings.fingerprints import fingerprints
from plantool.render.findings.json_text import records
from plantool.render.findings.wording import sentences, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue
    from plantool.reports.findings import Findings

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield the report, one finding per line."""
    known_by = zip(findings.diagnostics, fingerprints(findings.diagnostics), strict=True)
    yield from records(_record(*finding, texts) for finding in known_by)
    yield "\n"


def _record(diagnostic: Diagnostic, fingerprint: str, texts: Catalogue) -> dict[str, object]:
    return {
        "description": sentences(diagnostic, texts),
        "check_name": title(diagnostic.code),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.code.severity],
        "location": {"path": diagnostic.file, "lines": {"begin": diagnostic.span.line}},
    }
