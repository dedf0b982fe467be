"""What only follows from something else that was found, and is left out for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.rules import (
    budget_identity,
    evaluation_scheme,
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
_IDENTITIES = frozenset({budget_identity.CURRENT, budget_identity.UNUSED})
_SCHEMES = frozenset({*evaluation_scheme.CODES} - {evaluation_scheme.UNKNOWN})
# loaded for advice only
_BEHIND_PLANNED, _OUTLIER, _YEAR_LEFT_OUT = "PLT306", "PLT503", "PLT406"
_ABOVE = frozenset({"PLT504", "PLT514"})
_OTHER_ORDER = "PLT713"
_NAMES, _COPIED = frozenset({"PLT201", "PLT202"}), "PLT220"
_VERDICTS = frozenset({"PLT703", "PLT706", "PLT708"})


def without_followers(findings: list[Finding], diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Return ``findings`` without followers.

    Sums follow from a cell that was dropped because its key stands twice, or that is taken for
    another figure than it prints, as does a result of another order; an outlier from a total that
    is not its sum; years left out from years of the plan that are not what they should be; too much
    spent from a budget whose parts, or what is left of it, do not add up; what is said of results
    from a faulty scheme; and a copy that has kept the id as well.
    """
    unsure = {d.file for d in diagnostics if d.code in {DUPLICATE_KEY, DUPLICATE_YEAR}}
    cells = {(f.file, f.path) for f in findings if f.code in _OF_CELLS}
    totals = {f.file for f in findings if f.code in money_total.CODES}
    budgets = {(f.file, f.path[-1]) for f in findings if f.code in _IDENTITIES}
    disorder = any(f.code is plan_years.DISORDER for f in findings)
    misnamed = {f.file for f in findings if f.code.code in _NAMES}
    is_misjudged = any(f.code in _SCHEMES for f in findings)

    def follows(finding: Finding) -> bool:
        row, code = finding.path[:-1], finding.code
        in_row = any(at == finding.file and path[: len(row)] == row for at, path in cells)
        is_sum = code in _SUMS or code.code == _BEHIND_PLANNED
        return (
            (is_sum and (finding.file in unsure or in_row))
            or (code.code == _OTHER_ORDER and (finding.file, finding.path) in cells)
            or (code.code == _OUTLIER and finding.file in totals)
            or (code.code == _YEAR_LEFT_OUT and disorder)
            or (code.code in _ABOVE and (finding.file, finding.path[-1]) in budgets)
            or (code.code in _VERDICTS and is_misjudged)
            or (code.code == _COPIED and finding.file in misnamed)
        )

    return [finding for finding in findings if not follows(finding)]
