"""The lines of every table of money: what is summed, group by group, and what is beside it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import amounts_of, whole_of
from plantool.analysis.choices import By
from plantool.analysis.grouping import in_printed_order
from plantool.model.basis import Basis
from plantool.model.initiative import id_order
from plantool.model.money import Money, Total
from plantool.reports.page import Note, Role, Row
from plantool.reports.unknown import partly_known_notes
from plantool.reports.words import group_name, names, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.analysis.budget import BudgetSums, Group
    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.reports.page import Value


class What(Enum):
    """What a line is; GROUP is named after what is summed by."""

    HEADING = "heading"
    INITIATIVE = "initiative"
    RELISTED = "relisted"
    SUBTOTAL = "subtotal"
    GROUP = "group"
    TOTAL = "total"
    WITH_RELISTED = "with-relisted"


_ROLES = {
    What.HEADING: Role.HEADING,
    What.INITIATIVE: Role.ITEM,
    What.RELISTED: Role.RELISTED,
    What.SUBTOTAL: Role.SUBTOTAL,
    What.GROUP: Role.ITEM,
    What.TOTAL: Role.TOTAL,
    What.WITH_RELISTED: Role.SUBTOTAL,
}


class Line(NamedTuple):
    """A line of a table of money, one total per column of the sums.

    ``key`` and ``title`` identify it for machines. ``amounts`` are those of one initiative.
    ``whole`` is the sum of all columns; where years are not known, with the printed totals.
    """

    what: What
    label: str
    totals: tuple[Total, ...] = ()
    key: str | None = None
    title: str | None = None
    indent: int = 0
    amounts: tuple[Money, ...] = ()
    initiative: Initiative | None = None
    whole: Total = Total()

    @property
    def shown(self) -> tuple[Money | Total, ...]:
        """The amounts as they are stated, or their sums."""
        return self.amounts or self.totals

    def row(self, values: Iterable[Value]) -> Row:
        """Return the line as a row of a table, with ``values`` behind its label."""
        return Row((self.label, *values), _ROLES[self.what], self.indent)

    def kind(self, by: By) -> str:
        """Return what machines call the line."""
        return by.value if self.what is What.GROUP else self.what.value


class SumLines:
    """Lays out sums of a plan as lines, and says what a reader must know about them.

    Of the columns the first ``shown`` are seen by readers; all without it.
    """

    def __init__(
        self, plan: Plan, sums: BudgetSums, texts: Catalogue, *, shown: int | None = None
    ) -> None:
        self.shown = shown
        self.plan = plan
        self.sums = sums
        self.by = sums.by
        self.texts = texts

    def lines(self) -> Iterator[Line]:
        """Yield every line, group after group, then the totals."""
        for group in in_printed_order(self.sums.groups, self.by, self.plan):
            if self.by is By.INITIATIVE:
                yield from self._detailed(group)
            elif any(listing.is_counted for listing in group.listings):
                yield self._group_line(What.GROUP, self._name(group), group)
        if self.by is not By.INITIATIVE:
            yield from (self._listing_line(listing, 0) for listing in self.sums.relisted)
        label = self.texts("budget.grand-total")
        yield Line(What.TOTAL, label, self.sums.totals, whole=self.sums.whole)
        if self.sums.uncounted:
            label = self.texts("budget.with-relisted")
            whole = self.sums.whole_with_relisted
            yield Line(What.WITH_RELISTED, label, self.sums.with_relisted, whole=whole)

    def _detailed(self, group: Group) -> Iterator[Line]:
        yield Line(What.HEADING, self._name(group))
        yield from (self._listing_line(listing, 1) for listing in group.listings)
        yield self._group_line(What.SUBTOTAL, self.texts("budget.subtotal"), group, indent=1)

    def _group_line(self, what: What, label: str, group: Group, indent: int = 0) -> Line:
        key = "/".join(group.key)
        return Line(what, label, group.totals, key, self._name(group), indent, whole=group.whole)

    def _listing_line(self, listing: Listing, indent: int) -> Line:
        initiative = listing.initiative
        star = " *" if self.is_inferred(initiative) else ""
        amounts = amounts_of(initiative, self.sums.columns)
        return Line(
            what=What.INITIATIVE if listing.is_counted else What.RELISTED,
            label=f"{initiative.id} {title_of(listing, self.texts)}{star}",
            totals=tuple(Total.of([money]) for money in amounts),
            key=initiative.id,
            title=initiative.title,
            indent=indent,
            amounts=amounts,
            initiative=initiative,
            whole=whole_of(initiative, amounts, is_term=self.sums.is_term),
        )

    def _name(self, group: Group) -> str:
        return group_name(group.key, self.by, self.plan, self.texts)

    def is_inferred(self, initiative: Initiative) -> bool:
        """Tell whether a shown amount was read from the source by inference."""
        planned = any(basis is Basis.PLANNED for _, basis in self.sums.columns)
        entries = initiative.source.unverified if initiative.source else ()
        return planned and any(entry.path[:1] == ("budget",) for entry in entries)

    def notes(self) -> Iterator[Note]:
        """Yield what the sums leave out, and what in them is inferred."""
        everything = sum(self.sums.totals[: self.shown], Total())
        if everything.unknown:
            yield Note(self.texts("budget.unknown", count=everything.unknown))
            yield from partly_known_notes(self.sums.totals[: self.shown], self.texts)
        if everything.below_unit:
            mark = self.texts("below-unit")
            yield Note(self.texts("budget.below-unit", mark=mark, count=everything.below_unit))
        listed = (listing.initiative for group in self.sums.groups for listing in group.listings)
        if unverified := sorted({i.id for i in listed if self.is_inferred(i)}, key=id_order):
            ids = names(unverified, self.texts)
            yield Note(self.texts("budget.unverified", ids=ids))
        if self.plan.left_out:
            files = names(self.plan.left_out, self.texts)
            yield Note(self.texts("left-out", files=files))

    def relisted(self) -> str:
        """Name what is relisted."""
        return names((listing.initiative.id for listing in self.sums.relisted), self.texts)
