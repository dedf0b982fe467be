"""What validate checks beyond the schema: one module per rule, listed once in RULES.

A rule is a module with ``CODES``, the codes it can find, and ``check(plan)``, which yields
findings. Rules look at the whole plan and leave out what a broken file keeps them from knowing:
a missing base fact silences its followers. Every code has a page in ``rules/pages``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from plantool.loading.codes import CODES as _SCHEMA_CODES
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
from plantool.syntax.codes import CODES as _SYNTAX_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Code, Finding
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
CODES: tuple[Code, ...] = tuple(
    sorted((*_SYNTAX_CODES, *_SCHEMA_CODES, *(code for rule in RULES for code in rule.CODES)))
)
