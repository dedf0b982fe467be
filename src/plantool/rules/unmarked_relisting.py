"""An initiative has one file; another chapter that shows it again relists it (再掲).

Two files for one initiative would count its money twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.content_outline import outline_content
from plantool.diagnostics import Code, Finding, Severity
from plantool.model.normal import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plantool.analysis.content_outline import ContentOutline
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

UNMARKED = Code("PLT219", "unmarked-relisting", Severity.WARNING)
CODES = (UNMARKED,)


def gather(initiative: Initiative, _plan: Plan, _: date) -> ContentOutline:
    """Return the outline of an initiative: where rows or money are equal, its half is."""
    return outline_content(initiative)


def check(plan: Plan, gathered: Mapping[str, ContentOutline]) -> Iterator[Finding]:
    """Find initiatives with the title and the money, or the rows, of one of another chapter."""
    seen: dict[str, Initiative] = {}
    for initiative in plan.owned():  # those without a chapter are in no sum
        first = seen.setdefault(fold_name(initiative.title), initiative)
        is_other = first.chapter != initiative.chapter
        outlines = zip(gathered[first.file], gathered[initiative.file], strict=True)
        may_be_same = is_other and any(one == other for one, other in outlines)
        if may_be_same and _has_same_content(first, initiative):
            yield Finding(
                code=UNMARKED,
                file=initiative.file,
                path=("title",),
                arguments=(("first", first.id), ("id", initiative.id)),
                related=(first.file, ("title",)),
            )


def _has_same_content(one: Initiative, other: Initiative) -> bool:
    money = any(amount.amount for amount in one.budget.planned.values)
    return (money and one.budget.planned == other.budget.planned) or one.rows == other.rows
