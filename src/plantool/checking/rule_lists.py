"""The laws in the order in which they are asked, and the shapes that their modules have.

Most laws look at the whole plan. Dated ones ask what day it is as well. Those of the text look at
the syntax tree of one file, and only if its text holds what they suspect.

Each list imports its laws when it is called: a sum needs only those that can find an error, and
start-up is a feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from re import Pattern

    from plantool.diagnostics import Code, Diagnostic, Finding
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText


class Rule(Protocol):
    """The part that every law's module has."""

    @property
    def CODES(self) -> tuple[Code, ...]:  # noqa: N802 - a constant of the module
        """The codes that ``check`` can find."""


class PlanRule(Rule, Protocol):
    """A law about the whole plan."""

    def check(self, plan: Plan) -> Iterator[Finding]:
        """Yield what is wrong with the plan."""


class DatedRule(Rule, Protocol):
    """A law that asks what day it is."""

    def check(self, plan: Plan, as_of: date) -> Iterator[Finding]:
        """Yield what is wrong with the plan as it stands on ``as_of``."""


class TextRule(Rule, Protocol):
    """A law about the text of one file.

    Its findings are left out where reading could make nothing of the same characters
    (``followers.drop_echoes``).
    """

    @property
    def SUSPECT(self) -> Pattern[str]:  # noqa: N802 - a constant of the module
        """The pattern that a text holds if there may be something to find."""

    def check(self, source: SourceText, root: Node) -> Iterator[Finding | Diagnostic]:
        """Yield what is wrong with the text."""


def plan_rules() -> tuple[PlanRule, ...]:
    """Return the laws about the whole plan."""
    return (*error_rules(), *advice_rules())


def error_rules() -> tuple[PlanRule, ...]:
    """Return the laws about the whole plan that can find errors."""
    from plantool.rules import (  # noqa: PLC0415 - when it is called, as said above
        breakdown,
        budget_identity,
        carry_over,
        colliding_id,
        duplicate_section,
        evaluation_scheme,
        file_name,
        known_department,
        known_mark,
        known_section,
        money_total,
        money_without_unit,
        orphan,
        outside_life,
        plan_calendar,
        plan_years,
        planned_total,
        printed_number,
        relisting,
        row_id,
        running_total,
        target,
        value_and_text,
        year_in_plan,
    )

    return (
        file_name,
        known_section,
        known_department,
        known_mark,
        relisting,
        orphan,
        row_id,
        duplicate_section,
        colliding_id,
        printed_number,
        plan_years,
        plan_calendar,
        year_in_plan,
        outside_life,
        running_total,
        value_and_text,
        planned_total,
        target,
        money_total,
        carry_over,
        budget_identity,
        money_without_unit,
        breakdown,
        evaluation_scheme,
    )


def advice_rules() -> tuple[PlanRule, ...]:
    """Return the laws about the whole plan that find warnings and infos alone."""
    from plantool.rules import (  # noqa: PLC0415 - ditto
        behind_baseline,
        behind_planned,
        copied,
        execution_rate,
        footnotes,
        left_out_sum,
        money_outlier,
        negative_amount,
        printed_running,
        repeated_row,
        revision,
        spelling,
        supplement_date,
        supplement_number,
        target_in_its_year,
        unmarked_relisting,
        unused,
        unverified,
        word_and_direction,
        year_left_out,
    )

    return (
        unused,
        repeated_row,
        copied,
        unmarked_relisting,
        year_left_out,
        left_out_sum,
        behind_planned,
        behind_baseline,
        printed_running,
        target_in_its_year,
        word_and_direction,
        money_outlier,
        supplement_date,
        supplement_number,
        execution_rate,
        negative_amount,
        spelling,
        footnotes,
        unverified,
        revision,
    )


def dated_rules() -> tuple[DatedRule, ...]:
    """Return the laws that ask what day it is."""
    from plantool.rules import (  # noqa: PLC0415 - ditto
        attainment,
        judged_results,
        result_outlier,
        result_year,
        settlement,
    )

    return (settlement, result_year, result_outlier, attainment, judged_results)


def text_rules() -> tuple[TextRule, ...]:
    """Return the laws about the text of one file."""
    from plantool.rules import (  # noqa: PLC0415 - ditto
        ambiguous_scalar,
        blank_amount,
        composed_text,
        folded_text,
        placeholder,
        sign_among_words,
        stacked_marks,
        stray_space,
    )

    return (
        ambiguous_scalar,
        sign_among_words,
        blank_amount,
        composed_text,
        stacked_marks,
        stray_space,
        placeholder,
        folded_text,
    )
