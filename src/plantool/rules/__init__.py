"""What validate checks beyond the schema: one module per rule, listed once.

A rule is a module with ``CODES``, the codes it can find, and ``check``, which yields findings. Most
look at the whole plan; dated ones ask what day it is as well; those of the text look at one file's
syntax tree, if its text holds what they suspect. Rules leave out what a broken file keeps them
from knowing: a missing base fact silences its followers. Every code has a page in ``rules/pages``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from plantool.loading.codes import CODES as _SCHEMA_CODES
from plantool.rules import (
    ambiguous_scalar,
    behind_planned,
    carry_over,
    colliding_id,
    composed_text,
    duplicate_section,
    file_name,
    footnotes,
    known_department,
    known_mark,
    known_section,
    left_out_sum,
    money_outlier,
    money_total,
    negative_amount,
    orphan,
    placeholder,
    plan_years,
    planned_total,
    printed_number,
    relisting,
    repeated_row,
    result_reason,
    result_year,
    row_id,
    running_total,
    settlement,
    spelling,
    stray_space,
    supplement_date,
    target,
    unmarked_relisting,
    unused,
    unverified,
    value_and_text,
    year_in_plan,
    year_left_out,
)
from plantool.rules.codes import CODES as _PROCESS_CODES
from plantool.syntax.codes import CODES as _SYNTAX_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from re import Pattern

    from plantool.diagnostics import Code, Diagnostic, Finding
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText


class _Finder(Protocol):
    @property
    def CODES(self) -> tuple[Code, ...]:  # noqa: N802 - a module's constant
        """The codes that ``check`` can find."""


class Rule(_Finder, Protocol):
    """The shape of a rule's module."""

    def check(self, plan: Plan) -> Iterator[Finding]:
        """Yield what is wrong with the plan."""


class DatedRule(_Finder, Protocol):
    """The shape of a rule that asks what day it is."""

    def check(self, plan: Plan, as_of: date) -> Iterator[Finding]:
        """Yield what is wrong with the plan as it stands on ``as_of``."""


class TextRule(_Finder, Protocol):
    """The shape of a rule about the text of one file."""

    @property
    def SUSPECT(self) -> Pattern[str]:  # noqa: N802 - a module's constant
        """What a text holds if there may be something to find."""

    def check(self, source: SourceText, root: Node) -> Iterator[Finding | Diagnostic]:
        """Yield what is wrong with the text."""


ARITHMETIC: tuple[Rule, ...] = (planned_total, target, behind_planned, money_total)
RULES: tuple[Rule, ...] = (
    file_name,
    known_section,
    known_department,
    known_mark,
    relisting,
    orphan,
    row_id,
    duplicate_section,
    unused,
    colliding_id,
    printed_number,
    repeated_row,
    unmarked_relisting,
    plan_years,
    year_in_plan,
    year_left_out,
    running_total,
    left_out_sum,
    value_and_text,
    money_outlier,
    carry_over,
    supplement_date,
    negative_amount,
    spelling,
    footnotes,
    result_reason,
    unverified,
    *ARITHMETIC,
)
DATED_RULES: tuple[DatedRule, ...] = (settlement, result_year)
TEXT_RULES: tuple[TextRule, ...] = (ambiguous_scalar, composed_text, stray_space, placeholder)
FINDERS: tuple[_Finder, ...] = (*RULES, *DATED_RULES, *TEXT_RULES)
CODES: tuple[Code, ...] = tuple(
    sorted(
        (
            *_SYNTAX_CODES,
            *_SCHEMA_CODES,
            *_PROCESS_CODES,
            *(code for finder in FINDERS for code in finder.CODES),
        )
    )
)
