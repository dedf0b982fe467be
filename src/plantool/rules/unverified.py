"""What was read from the source by inference stays in view until somebody confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

UNVERIFIED = Code("PLT801", "unverified-figure", Severity.INFO)
CODES = (UNVERIFIED,)


def check(plan: Plan) -> Iterator[Finding]:
    """Name everything that ``source.unverified`` lists."""
    for initiative in plan.initiatives:
        entries = initiative.source.unverified if initiative.source else ()
        for entry in entries:
            if entry.path:
                arguments = (("reason", entry.reason),)
                yield Finding(UNVERIFIED, initiative.file, entry.path, arguments)
