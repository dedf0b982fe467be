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

_SUM_CODES = frozenset({*planned_total.CODES, *target.CODES, *money_total.CODES})
_CELL_CODES = frozenset({*running_total.CODES, value_and_text.DIFFERS})
_IDENTITY_CODES = frozenset({budget_identity.CURRENT, budget_identity.UNUSED})
_SCHEME_CODES = frozenset({*evaluation_scheme.CODES} - {evaluation_scheme.UNKNOWN})
# loaded for advice only
_BEHIND_PLANNED, _MONEY_OUTLIER, _YEAR_LEFT_OUT = "PLT306", "PLT503", "PLT406"
_OVERSPENT_CODES = frozenset({"PLT504", "PLT514"})
_RESULT_OUTLIER = "PLT713"
_NAME_CODES, _COPIED = frozenset({"PLT201", "PLT202"}), "PLT220"
_VERDICT_CODES = frozenset({"PLT703", "PLT706", "PLT708"})


def drop_followers(findings: list[Finding], diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Return ``findings`` without followers.

    Sums follow from a cell that was dropped because its key stands twice, or that is taken for
    another figure than it prints, as does a result of another order; an outlier from a total that
    is not its sum; years left out from years of the plan that are not what they should be; too much
    spent from a budget whose parts, or what is left of it, do not add up; what is said of results
    from a faulty scheme; and a copy that has kept the id as well.
    """
    unsure_files = {d.file for d in diagnostics if d.code in {DUPLICATE_KEY, DUPLICATE_YEAR}}
    cells = {(f.file, f.path) for f in findings if f.code in _CELL_CODES}
    wrong_total_files = {f.file for f in findings if f.code in money_total.CODES}
    wrong_budgets = {(f.file, f.path[-1]) for f in findings if f.code in _IDENTITY_CODES}
    has_disorder = any(f.code is plan_years.DISORDER for f in findings)
    misnamed_files = {f.file for f in findings if f.code.code in _NAME_CODES}
    is_misjudged = any(f.code in _SCHEME_CODES for f in findings)

    def is_follower(finding: Finding) -> bool:
        row, code = finding.path[:-1], finding.code
        is_row_wrong = any(at == finding.file and path[: len(row)] == row for at, path in cells)
        is_sum = code in _SUM_CODES or code.code == _BEHIND_PLANNED
        return (
            (is_sum and (finding.file in unsure_files or is_row_wrong))
            or (code.code == _RESULT_OUTLIER and (finding.file, finding.path) in cells)
            or (code.code == _MONEY_OUTLIER and finding.file in wrong_total_files)
            or (code.code == _YEAR_LEFT_OUT and has_disorder)
            or (code.code in _OVERSPENT_CODES and (finding.file, finding.path[-1]) in wrong_budgets)
            or (code.code in _VERDICT_CODES and is_misjudged)
            or (code.code == _COPIED and finding.file in misnamed_files)
        )

    return [finding for finding in findings if not is_follower(finding)]
