"""What only follows from something else that was found, and is left out for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.rules import (
    money_total,
    plan_years,
    planned_total,
    running_total,
    target,
    value_and_text,
)
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import Diagnostic, Finding

_SUMS = frozenset({*planned_total.CODES, *target.CODES, *money_total.CODES})
_OF_CELLS = frozenset({*running_total.CODES, value_and_text.DIFFERS})
_BEHIND_PLANNED, _OUTLIER, _YEAR_LEFT_OUT = "PLT306", "PLT503", "PLT406"  # loaded for advice only


def without_followers(findings: list[Finding], diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Return ``findings`` without followers.

    Sums follow from a cell that was dropped because its key stands twice, or that is taken for
    another figure than it prints; an outlier from a total that is not its sum; years left out from
    years of the plan that are not what they should be.
    """
    unsure = {d.file for d in diagnostics if d.code in {DUPLICATE_KEY, DUPLICATE_YEAR}}
    cells = {(f.file, f.path) for f in findings if f.code in _OF_CELLS}
    totals = {f.file for f in findings if f.code in money_total.CODES}
    disorder = any(f.code is plan_years.DISORDER for f in findings)

    def follows(finding: Finding) -> bool:
        row, code = finding.path[:-1], finding.code
        in_row = any(at == finding.file and path[: len(row)] == row for at, path in cells)
        is_sum = code in _SUMS or code.code == _BEHIND_PLANNED
        return (
            (is_sum and (finding.file in unsure or in_row))
            or (code.code == _OUTLIER and finding.file in totals)
            or (code.code == _YEAR_LEFT_OUT and disorder)
        )

    return [finding for finding in findings if not follows(finding)]
