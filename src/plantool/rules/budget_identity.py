"""予算現額 is the sum of its parts, and 不用額 the part of it neither spent nor carried over.

The two identities hold to the yen in the data of ministries; rounded amounts are off by one unit
now and then, which is a warning. An amount below the unit may be anything up to one unit.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Code, Finding, Severity, Terms
from plantool.model.money import NONE, UNKNOWN, Money, Presence, Total, is_rounding
from plantool.model.printed_sums import build_sum_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

CURRENT = Code("PLT509", "current-budget")
UNUSED = Code("PLT510", "unused-amount")
ROUNDING = Code("PLT511", "identity-rounding", Severity.WARNING)
NOT_CARRIED_IN = Code("PLT512", "carry-over-left-out", Severity.WARNING)
CODES = (CURRENT, UNUSED, ROUNDING, NOT_CARRIED_IN)
_Parts: TypeAlias = tuple[Money, ...]


def check(plan: Plan) -> Iterator[Finding]:
    """Find printed 予算現額 and 不用額 that do not follow from the rest, and lost carry-overs."""
    rest = Terms(("rest.net" if plan.has_net_budgets else "rest.gross",))
    for initiative in plan.initiatives if plan.has_settings else ():
        for code, path, printed, sums in _yield_identities(initiative.budget):
            difference, parts = _find_nearest_sum(printed, sums)
            if difference:
                terms = [part.amount for part in parts if part.presence is Presence.KNOWN]
                sum_words = build_sum_arguments(terms or [Decimal(0)], printed.amount, plan.unit)
                basis = Terms((f"basis.{path[1]}",))
                subject = (("subject", Terms(("fact.budget",))), ("basis", basis))
                arguments = (*sum_words, ("rest", rest), *subject)
                found_code = ROUNDING if is_rounding(difference) else code
                yield Finding(found_code, initiative.file, path, arguments)
        yield from _find_lost_carry_overs(initiative, plan)


def _yield_identities(budget: Budget) -> Iterator[tuple[Code, NodePath, Money, tuple[_Parts, ...]]]:
    """Yield each printed amount with the parts that it is the sum of.

    The printed 不用額 may start from the printed 予算現額 or from the sum of its parts: where these
    two differ, that is found already.
    """
    for year, printed in budget.stated_current:
        parts = budget.list_current_parts(year) or (UNKNOWN,)
        yield CURRENT, ("budget", "current", year.key), printed, (parts,)
    for year, printed in budget.stated_unused:
        spent = budget.list_uses(year)
        composed = budget.compose_current(year)
        stated = budget.stated_current.get(year) or UNKNOWN
        sums = ((composed, *spent), (stated, *spent))
        yield UNUSED, ("budget", "unused", year.key), printed, sums


def _find_nearest_sum(printed: Money, sums: tuple[_Parts, ...]) -> tuple[Decimal, _Parts]:
    """Return the parts whose sum is nearest to a printed amount, and how far it is from that."""
    nearest: tuple[Decimal, _Parts] | None = None
    for parts in sums:
        difference = _find_difference(printed, parts)
        if difference is not None and (nearest is None or difference < nearest[0]):
            nearest = difference, parts
    return nearest or (Decimal(0), ())


def _find_difference(printed: Money, parts: _Parts) -> Decimal | None:
    """Return how far a printed amount is from its sum; None where a part is not known."""
    rest = Total.of((*parts, -printed))
    if rest.unknown:
        return None
    difference = rest.amount.copy_abs()
    # each amount below the unit may add up to one unit to the sum
    return difference if difference > rest.below_unit else Decimal(0)


def _find_lost_carry_overs(initiative: Initiative, plan: Plan) -> Iterator[Finding]:
    """Find money carried out into a year that has a budget without it."""
    budget = initiative.budget
    for year, out in budget.carried_out:
        # the law carry_over holds two known ends against each other; here one is missing
        next_year = next((y for y in plan.planned_years if y.start == year.start + 1), None)
        if next_year and not is_rounding(out.amount) and budget.initial.get(next_year):
            carried_in = budget.carried_in.get(next_year) or NONE
            if carried_in.presence is Presence.NONE:
                arguments = (("amount", out.amount), ("unit", plan.unit), ("after", next_year.key))
                path = ("budget", "carried_out", year.key)
                yield Finding(NOT_CARRIED_IN, initiative.file, path, arguments)
