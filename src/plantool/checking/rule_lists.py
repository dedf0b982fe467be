"""The laws by what they read, and the shapes that their modules have.

What a law reads tells when it has to be asked again. Laws of *initiatives* look at each one by
itself, beside plan.yaml, the chapter that owns it and those that relist it; dated ones ask what day
it is as well. Laws of *texts* look at the syntax tree of one file, and only if its text holds what
they suspect. *Gathering* laws hold initiatives against each other by a few facts of each, and look
at more only where these raise a doubt. Laws of the *plan* look at everything: of initiatives at
ids, titles, chapters, sections, numbers and departments alone.

Each list imports its laws when it is called: a sum needs only those that can find an error, and
start-up is a feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from re import Pattern

    from plantool.diagnostics import Code, Diagnostic, Finding
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText


class Rule(Protocol):
    """The part that every law's module has."""

    @property
    def CODES(self) -> tuple[Code, ...]:  # noqa: N802 - a constant of the module
        """The codes that ``check`` can find."""


class PlanRule(Rule, Protocol):
    """A law about the plan, or about each initiative in it."""

    def check(self, plan: Plan) -> Iterator[Finding]:
        """Yield what is wrong with the plan."""


class DatedRule(Rule, Protocol):
    """A law about each initiative that asks what day it is."""

    def check(self, plan: Plan, as_of: date) -> Iterator[Finding]:
        """Yield what is wrong with the plan as it stands on ``as_of``."""


class GatheringRule(Rule, Protocol):
    """A law that holds initiatives against each other by a few facts of each."""

    def gather(self, initiative: Initiative, plan: Plan, as_of: date, /) -> Any:  # noqa: ANN401 - the law's own
        """Return the facts of one initiative: tuples of texts, numbers and truth values.

        Of ``plan`` only plan.yaml and the initiative's chapters are looked at.
        """

    def check(self, plan: Plan, gathered: Mapping[str, Any]) -> Iterator[Finding]:
        """Yield what is wrong, from what was gathered by the names of the initiatives' files."""


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


class RuleSet(NamedTuple):
    """Laws to ask together, by what they read; ``name`` tells the set from others."""

    name: str
    of_plan: tuple[PlanRule, ...]
    of_initiatives: tuple[PlanRule, ...]
    gathering: tuple[GatheringRule, ...]
    dated: tuple[DatedRule, ...] = ()
    of_texts: tuple[TextRule, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All of them."""
        return (
            *self.of_plan,
            *self.of_initiatives,
            *self.gathering,
            *self.dated,
            *self.of_texts,
        )


def error_rules() -> RuleSet:
    """Return the laws that can find errors."""
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
        known_status,
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

    return RuleSet(
        name="errors",
        of_plan=(
            file_name,
            known_section,
            known_department,
            relisting,
            orphan,
            duplicate_section,
            colliding_id,
            printed_number,
            plan_years,
        ),
        of_initiatives=(
            known_mark,
            row_id,
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
            breakdown,
            known_status,
        ),
        gathering=(money_without_unit, evaluation_scheme),
    )


def all_rules() -> RuleSet:
    """Return every law."""
    from plantool.rules import (  # noqa: PLC0415 - ditto
        ambiguous_scalar,
        attainment,
        behind_baseline,
        behind_planned,
        blank_amount,
        composed_text,
        copied,
        execution_rate,
        folded_text,
        footnotes,
        judged_results,
        left_out_sum,
        milestone_state,
        money_outlier,
        negative_amount,
        placeholder,
        printed_running,
        repeated_row,
        result_outlier,
        result_year,
        revision,
        settlement,
        sign_among_words,
        spelling,
        stacked_marks,
        stray_space,
        supplement_date,
        supplement_number,
        target_in_its_year,
        unmarked_relisting,
        unused,
        unverified,
        word_and_direction,
        year_left_out,
    )

    grave = error_rules()
    return RuleSet(
        name="everything",
        of_plan=(*grave.of_plan, unused),
        of_initiatives=(
            *grave.of_initiatives,
            repeated_row,
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
            footnotes,
            unverified,
            revision,
        ),
        gathering=(
            *grave.gathering,
            copied,
            unmarked_relisting,
            year_left_out,
            left_out_sum,
            spelling,
            milestone_state,
        ),
        dated=(settlement, result_year, result_outlier, attainment, judged_results),
        of_texts=(
            ambiguous_scalar,
            sign_among_words,
            blank_amount,
            composed_text,
            stacked_marks,
            stray_space,
            placeholder,
            folded_text,
        ),
    )
