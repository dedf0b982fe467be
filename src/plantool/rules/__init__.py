"""What validate checks beyond the schema: one module per rule, listed once in RULES.

A rule is a module with ``CODES``, the codes it can find, and ``check(plan)``, which yields
findings. Rules look at the whole plan and leave out what a broken file keeps them from knowing:
a missing base fact silences its followers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from plantool.loading.load import Loaded, load
from plantool.rules import (
    duplicate_section,
    file_name,
    known_department,
    known_mark,
    known_section,
    money_total,
    orphan,
    planned_total,
    relisting,
    row_id,
    running_total,
    target,
    year_in_plan,
)
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Code, Diagnostic, Finding
    from plantool.loading.folder import Folder
    from plantool.model.plan import Plan


class Rule(Protocol):
    """The shape of a rule's module."""

    @property
    def CODES(self) -> tuple[Code, ...]:  # noqa: N802 - a module's constant
        """The codes that ``check`` can find."""

    def check(self, plan: Plan) -> Iterator[Finding]:
        """Yield what is wrong with the plan."""


ARITHMETIC: tuple[Rule, ...] = (planned_total, target, money_total)
RULES: tuple[Rule, ...] = (
    file_name,
    known_section,
    known_department,
    known_mark,
    relisting,
    orphan,
    row_id,
    duplicate_section,
    year_in_plan,
    running_total,
    *ARITHMETIC,
)


def check(plan: Plan) -> list[Finding]:
    """Apply every rule.

    A file's name is what others know it by: an ``id`` that differs is one finding, and no cause of
    others.
    """
    named = list(file_name.check(plan))
    if named:
        plan = plan.named_by_files()
    return named + [
        finding for rule in RULES if rule is not file_name for finding in rule.check(plan)
    ]


def load_and_check(folder: Folder) -> Loaded:
    """Read a plan and apply every rule: all that is wrong with it, in the order of its places."""
    loaded = load(folder)
    findings = _without_followers(check(loaded.plan), loaded.diagnostics)
    found = [*loaded.diagnostics, *loaded.locate(findings)]
    diagnostics = tuple(sorted(found, key=lambda diagnostic: diagnostic.order))
    plan = replace(loaded.plan, diagnostics=diagnostics)
    return loaded._replace(plan=plan, diagnostics=diagnostics)


def _without_followers(
    findings: list[Finding], diagnostics: tuple[Diagnostic, ...]
) -> list[Finding]:
    """Leave out sums over cells of which one was dropped because its key stands twice."""
    unsure = {d.file for d in diagnostics if d.code in {DUPLICATE_KEY, DUPLICATE_YEAR}}
    sums = {code for rule in ARITHMETIC for code in rule.CODES}
    return [f for f in findings if not (f.file in unsure and f.code in sums)]
