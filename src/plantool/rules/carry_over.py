"""The amount that a year carries out is carried into the next one, but for rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity, Terms
from plantool.model.exact import exact_difference
from plantool.model.money import is_rounding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from plantool.model.plan import Plan

BROKEN = Code("PLT506", "carry-over-broken")
ROUNDING = Code("PLT513", "amount-rounding", Severity.WARNING)  # between settlement and budget, too
CODES = (BROKEN, ROUNDING)
_OUT, _IN = "basis.carried_out", "basis.carried_in"


def check(plan: Plan) -> Iterator[Finding]:
    """Find amounts carried into a year that differ from those carried out of the year before."""
    for initiative in plan.initiatives:
        for sender, sent, receiver, received in initiative.budget.yield_carry_overs():
            difference = exact_difference(sent, received)
            if not difference:
                continue
            if is_rounding(difference):
                code = ROUNDING
                arguments = build_rounding_arguments(_OUT, sent, _IN, received)
            else:
                amounts = (("carried_in", received), ("carried_out", sent))
                code, arguments = BROKEN, (*amounts, ("before", sender.key))
            yield Finding(
                code=code,
                file=initiative.file,
                path=("budget", "carried_in", receiver.key),
                arguments=(*arguments, ("unit", plan.unit)),
                related=(initiative.file, ("budget", "carried_out", sender.key)),
            )


def build_rounding_arguments(
    one: str, amount: Decimal, other: str, against: Decimal
) -> tuple[tuple[str, object], ...]:
    """Return the arguments of a finding about two amounts that differ by rounding.

    The amounts are named by their keys in the message catalogue.
    """
    return (
        ("one", Terms((one,))),
        ("amount", amount),
        ("other", Terms((other,))),
        ("against", against),
    )
