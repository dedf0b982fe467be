"""What validate checks beyond the schema: one module per rule, named once in these lists.

A rule is a module with ``CODES``, the codes it can find, and ``check``, which yields findings. Most
look at the whole plan; dated ones ask what day it is as well; those of the text look at one file's
syntax tree, if its text holds what they suspect. Rules leave out what a broken file keeps them
from knowing: a missing base fact silences its followers. Every code has its page in
``checking/pages``.

Modules are imported when they are asked for: a sum needs only the rules that can find an error.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from re import Pattern

    from plantool.diagnostics import Code, Diagnostic, Finding
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

# can find errors
ERROR_RULES = (
    "file_name",
    "known_section",
    "known_department",
    "known_mark",
    "relisting",
    "orphan",
    "row_id",
    "duplicate_section",
    "colliding_id",
    "printed_number",
    "plan_years",
    "year_in_plan",
    "running_total",
    "value_and_text",
    "planned_total",
    "target",
    "money_total",
    "carry_over",
    "budget_identity",
    "evaluation_scheme",
)
# find warnings and infos alone
ADVICE_RULES = (
    "unused",
    "repeated_row",
    "copied",
    "unmarked_relisting",
    "year_left_out",
    "left_out_sum",
    "behind_planned",
    "behind_baseline",
    "word_and_direction",
    "money_outlier",
    "supplement_date",
    "negative_amount",
    "spelling",
    "footnotes",
    "unverified",
)
DATED_RULES = ("settlement", "result_year", "result_outlier", "judged_results")
TEXT_RULES = (
    "ambiguous_scalar",
    "sign_among_words",
    "blank_amount",
    "composed_text",
    "stacked_marks",
    "stray_space",
    "placeholder",
    "folded_text",
)


class RuleModule(Protocol):
    """What every rule's module has."""

    @property
    def CODES(self) -> tuple[Code, ...]:  # noqa: N802 - a module's constant
        """The codes that ``check`` can find."""


class PlanRule(RuleModule, Protocol):
    """The shape of a rule's module."""

    def check(self, plan: Plan) -> Iterator[Finding]:
        """Yield what is wrong with the plan."""


class DatedRule(RuleModule, Protocol):
    """The shape of a rule that asks what day it is."""

    def check(self, plan: Plan, as_of: date) -> Iterator[Finding]:
        """Yield what is wrong with the plan as it stands on ``as_of``."""


class TextRule(RuleModule, Protocol):
    """The shape of a rule about the text of one file."""

    @property
    def SUSPECT(self) -> Pattern[str]:  # noqa: N802 - a module's constant
        """What a text holds if there may be something to find."""

    def check(self, source: SourceText, root: Node) -> Iterator[Finding | Diagnostic]:
        """Yield what is wrong with the text."""


def import_rules(names: Iterable[str]) -> list[Any]:
    """Return the modules of rules by their names."""
    return [import_module(f"plantool.rules.{name}") for name in names]
