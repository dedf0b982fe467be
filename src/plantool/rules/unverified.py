"""A figure that was inferred from the source stays in view until it is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

UNVERIFIED = Code("PLT801", "unverified-figure", Severity.INFO)
CODES = (UNVERIFIED,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find each entry of ``source.unverified``."""
    for initiative in plan.initiatives:
        entries = initiative.source.unverified if initiative.source else ()
        for entry in entries:
            if entry.path:
                arguments = (("reason", entry.reason),)
                yield Finding(UNVERIFIED, initiative.file, entry.path, arguments)
