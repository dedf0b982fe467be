"""The lines of every table of money: initiatives, groups, totals, and relisted ones beside them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import has_inferred_money, sum_carried_between
from plantool.analysis.choices import Grouping
from plantool.analysis.grouping import sort_as_printed
from plantool.model.basis import Basis
from plantool.model.initiative import id_order
from plantool.model.money import Money, Total
from plantool.reports.page import Note, Role, Row
from plantool.reports.phrases import join_names, name_group, name_listing
from plantool.reports.unknown_amounts import yield_partly_known_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from plantool.analysis.budget import BudgetGroup, BudgetSums
    from plantool.analysis.selection import Listing
    from plantool.model.initiative import Initiative
    from plantool.reports.page import Value
    from plantool.reports.scope import Scope


class LineKind(Enum):
    """The kinds of lines; machines read GROUP as the name of the grouping."""

    HEADING = "heading"
    INITIATIVE = "initiative"
    RELISTED = "relisted"
    SUBTOTAL = "subtotal"
    GROUP = "group"
    TOTAL = "total"
    WITH_RELISTED = "with-relisted"


_ROLES = {
    LineKind.HEADING: Role.HEADING,
    LineKind.INITIATIVE: Role.ITEM,
    LineKind.RELISTED: Role.RELISTED,
    LineKind.SUBTOTAL: Role.SUBTOTAL,
    LineKind.GROUP: Role.ITEM,
    LineKind.TOTAL: Role.TOTAL,
    LineKind.WITH_RELISTED: Role.SUBTOTAL,
}


class MoneyLine(NamedTuple):
    """A line of a table of money, one total per column of the sums.

    ``key`` and ``title`` identify it for machines. ``amounts`` are those of one initiative;
    ``members`` are all initiatives in the sum.
    ``whole`` is the sum of all columns; where years are not known, with the printed totals.
    """

    line_kind: LineKind
    label: str
    totals: tuple[Total, ...] = ()
    key: str | None = None
    title: str | None = None
    indent: int = 0
    amounts: Sequence[Money] = ()
    initiative: Initiative | None = None
    whole: Total = Total()
    members: tuple[Initiative, ...] = ()

    @property
    def shown_amounts(self) -> Sequence[Money | Total]:
        """The amounts as they are stated, or their sums."""
        return self.amounts or self.totals

    def build_row(self, values: Iterable[Value]) -> Row:
        """Return the line as a row of a table, with ``values`` behind its label."""
        return Row((self.label, *values), _ROLES[self.line_kind], self.indent)

    def name_kind(self, by: Grouping) -> str:
        """Return the name of the line for machines."""
        return by.value if self.line_kind is LineKind.GROUP else self.line_kind.value


class SumLines:
    """Lays out sums of a plan as lines, and the notes that readers need with them.

    Readers see the first ``shown_columns``; all without it. ``is_inferred`` tells whether an amount
    of an initiative was read from the source by inference.
    """

    def __init__(
        self,
        scope: Scope,
        sums: BudgetSums,
        *,
        shown_columns: int | None = None,
        is_inferred: Callable[[Initiative], bool] = has_inferred_money,
    ) -> None:
        self.plan = scope.plan
        self.texts = scope.texts
        self.sums = sums
        self.by = sums.by
        self.shown_columns = shown_columns
        self._can_be_inferred = any(basis is Basis.PLANNED for _, basis in sums.columns)
        self._has_inferred_money = is_inferred

    def yield_lines(self) -> Iterator[MoneyLine]:
        """Yield every line, group after group, then the totals."""
        for group in sort_as_printed(self.sums.groups, self.by, self.plan):
            if self.by is Grouping.INITIATIVE:
                yield from self._yield_group_lines(group)
            elif any(listing.is_counted for listing in group.listings):
                yield self._build_group_line(LineKind.GROUP, self._name_group(group), group)
        if self.by is not Grouping.INITIATIVE:
            yield from (self._build_listing_line(listing, 0) for listing in self.sums.relisted)
        label = self.texts("budget.grand-total")
        counted = self.list_counted()
        yield MoneyLine(
            LineKind.TOTAL, label, self.sums.totals, whole=self.sums.whole, members=counted
        )
        if self.sums.uncounted:
            label = self.texts("budget.with-relisted")
            whole = self.sums.whole_with_relisted
            members = (*counted, *self.sums.uncounted)
            yield MoneyLine(
                LineKind.WITH_RELISTED,
                label,
                self.sums.with_relisted,
                whole=whole,
                members=members,
            )

    def list_counted(self) -> tuple[Initiative, ...]:
        """Return the initiatives in the sums, each once."""
        counted: dict[str, Initiative] = {}
        for group in self.sums.groups:
            counted.update((initiative.id, initiative) for initiative in group.counted)
        return tuple(counted.values())

    def _yield_group_lines(self, group: BudgetGroup) -> Iterator[MoneyLine]:
        yield MoneyLine(LineKind.HEADING, self._name_group(group))
        yield from (self._build_listing_line(listing, 1) for listing in group.listings)
        yield self._build_group_line(
            LineKind.SUBTOTAL, self.texts("budget.subtotal"), group, indent=1
        )

    def _build_group_line(
        self, what: LineKind, label: str, group: BudgetGroup, indent: int = 0
    ) -> MoneyLine:
        key = "/".join(group.key)
        return MoneyLine(
            what,
            label,
            group.totals,
            key,
            self._name_group(group),
            indent,
            whole=group.whole,
            members=group.counted,
        )

    def _build_listing_line(self, listing: Listing, indent: int) -> MoneyLine:
        initiative = listing.initiative
        star = " *" if self._is_inferred(initiative) else ""
        amounts, whole = self.sums.rows[initiative.id]
        return MoneyLine(
            line_kind=LineKind.INITIATIVE if listing.is_counted else LineKind.RELISTED,
            label=name_listing(listing, self.texts) + star,
            totals=tuple(Total.of([money]) for money in amounts),
            key=initiative.id,
            title=initiative.title,
            indent=indent,
            amounts=amounts,
            initiative=initiative,
            members=(initiative,),
            whole=whole,
        )

    def _name_group(self, group: BudgetGroup) -> str:
        return name_group(group.key, self.by, self.plan, self.texts)

    def _is_inferred(self, initiative: Initiative) -> bool:
        """Tell whether a shown amount was read from the source by inference."""
        return self._can_be_inferred and self._has_inferred_money(initiative)

    def yield_sum_notes(self) -> Iterator[Note]:
        """Say which amounts the sums leave out, and which of them are inferred."""
        everything = sum(self.sums.totals[: self.shown_columns], Total())
        if everything.unknown:
            yield Note(self.texts("budget.unknown", count=everything.unknown))
            yield from yield_partly_known_notes(self.sums.totals[: self.shown_columns], self.texts)
        if everything.below_unit:
            mark = self.texts("below-unit")
            yield Note(self.texts("budget.below-unit", mark=mark, count=everything.below_unit))
        if inferred := set(self._yield_inferred_ids()):
            ids = join_names(sorted(inferred, key=id_order), self.texts)
            yield Note(self.texts("budget.unverified", ids=ids))
        if self.plan.left_out:
            files = join_names(self.plan.left_out, self.texts)
            yield Note(self.texts("left-out", files=files))

    def yield_carry_notes(self) -> Iterator[Note]:
        """Say what the sum over all columns counts in the budgets of two years."""
        if carried := sum_carried_between(self.list_counted(), self.sums.columns):
            words = {"amount": carried, "unit": self.plan.unit}
            yield Note(self.texts("budget.carried-twice", **words))

    def _yield_inferred_ids(self) -> Iterator[str]:
        for group in self.sums.groups:
            for listing in group.listings:
                if self._is_inferred(listing.initiative):
                    yield listing.initiative.id

    def name_relisted(self) -> str:
        """Name the initiatives that are relisted."""
        return join_names((listing.initiative.id for listing in self.sums.relisted), self.texts)
