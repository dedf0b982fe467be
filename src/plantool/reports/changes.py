"""What became of a plan, for people who review it: warnings first, then money, then every fact."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.changes import What
from plantool.analysis.notices import Notice
from plantool.reports.facts import FactWords, difference
from plantool.reports.page import (
    Column,
    Details,
    Heading,
    Items,
    Note,
    Page,
    Percent,
    Records,
    Role,
    Row,
    Table,
)
from plantool.reports.rates import rate
from plantool.reports.text_changes import marked
from plantool.reports.words import group_name, names, plan_facts, year_heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from decimal import Decimal

    from plantool.analysis.changes import Change, PartChange, SumChange
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.reports.page import Block, Value

_FEW = 12  # sums
_PROSE = frozenset({"title", "summary", "background", "goals", "footnotes", "name", "source"})
_COLUMNS = (
    "part",
    "what",
    "id",
    "id_before",
    "title",
    "place",
    "field",
    "measure",
    "measure_name",
    "year",
    "western_year",
    "before",
    "after",
    "difference",
    "notices",
    "justified",
)


class Between(NamedTuple):
    """The two states that are compared, by the names that users know them by."""

    before: str
    after: str


def not_compared(texts: Catalogue, between: Between, unreadable: Sequence[str]) -> Page:
    """Lay out that nothing can be compared, as a plan.yaml cannot be read."""
    words = texts("diff.not-compared", files=names(unreadable, texts))
    return Page(
        name="diff",
        blocks=iter(
            (
                Heading(texts("diff.changes")),
                Note(texts("diff.between", **between._asdict())),
                Note(words),
            )
        ),
        records=Records(_COLUMNS, iter(())),
        facts={"from": between.before, "to": between.after, "unreadable": [*unreadable]},
    )


class _Measures(NamedTuple):
    """The names of a part's measures by their ids, and those that are counted anew."""

    names: Mapping[str, str]
    recounted: Collection[str | None]

    @classmethod
    def of(cls, part: PartChange) -> _Measures:
        recounted = {c.fact.measure for c in part.changes if Notice.UNIT_CHANGED in c.notices}
        return cls(dict(part.measures), recounted - {None})

    def difference(self, change: Change) -> Decimal | None:
        """Return by how much a figure changed; None where it means something else now."""
        if change.fact.measure in self.recounted:
            return None
        return difference(change.before, change.after)


class ChangeReport:
    """Lays out ``parts`` and ``sums`` between two states of a plan.

    ``justified`` says why a notice of an initiative is as it should be, by both. ``unreadable``
    are files that are left out, ``errors`` how many the new state has.
    """

    def __init__(  # noqa: PLR0913 - all keyword-only
        self,
        plan: Plan,
        texts: Catalogue,
        *,
        between: Between,
        parts: Sequence[PartChange],
        sums: Sequence[SumChange],
        justified: Mapping[tuple[Notice, str], str],
        unreadable: Sequence[str] = (),
        errors: int = 0,
        units: tuple[str, str] = ("", ""),
    ) -> None:
        self.plan = plan
        self.texts = texts
        self.between = between
        self.parts = parts
        self.sums = sums
        self.justified = justified
        self.unreadable = tuple(dict.fromkeys(unreadable))
        self.errors = errors
        self.units = units
        self.words = FactWords(plan, texts)

    def page(self) -> Page:
        counts = Counter(notice for part in self.parts for notice in part.all_notices)
        return Page(
            name="diff",
            blocks=self._blocks(),
            records=Records(_COLUMNS, self._records()),
            facts={
                "plan": plan_facts(self.plan),
                "from": self.between.before,
                "to": self.between.after,
                "unit": self.plan.unit,
                "unreadable": list(self.unreadable),
                "errors": self.errors,
                "notices": {n.value: counts[n] for n in Notice if counts[n]},
                "sums": [_sum_facts(change) for change in self.sums],
            },
        )

    def open_notices(self) -> Collection[Notice]:
        """Return the notices that nobody justified."""
        return {
            notice
            for part in self.parts
            for notice in part.all_notices
            if not self._why(notice, part)
        }

    def _why(self, notice: Notice, part: PartChange) -> str | None:
        ids = (part.id, part.before or "", "")
        return next(filter(None, (self.justified.get((notice, i)) for i in ids)), None)

    def _blocks(self) -> Iterator[Block]:
        texts = self.texts
        yield Heading(texts("diff.title", plan=self.plan.title))
        yield Note(texts("diff.between", **self.between._asdict()), commits=True)
        if self.unreadable:
            yield Note(texts("diff.unreadable", files=names(self.unreadable, texts)))
        if self.errors:
            yield Note(texts("diff.errors", errors=self.errors))
        if not self.parts:
            yield Note(texts("diff.nothing"))
            return
        yield Items(tuple(self._summary()))
        if rows := tuple(self._notice_rows()):
            yield Heading(texts("diff.notices", count=len(rows)), 2)
            yield self._table(("part", "fact", "before", "after", "notice"), rows)
        yield from self._sums()
        if rows := tuple(self._fact_rows()):
            title = texts("diff.facts", count=sum(len(part.changes) for part in self.parts))
            yield Details(title, self._table(("fact", "before", "after", "difference"), rows))

    def _sums(self) -> Iterator[Block]:
        """Yield the totals, and what they come from where that is short enough for a comment."""
        if len({*self.units}) > 1:
            before, after = self.units
            yield Note(self.texts("diff.units", before=before, after=after))
        if not self.sums:
            return
        columns = ("group", "basis", "year", "before", "after", "difference", "share")
        yield Heading(self.texts("diff.sums", unit=self.plan.unit), 2)
        if len(self.sums) <= _FEW:
            yield self._table(columns, tuple(map(self._sum_row, self.sums)))
            return
        parts = [change for change in self.sums if change.by]
        totals = [change for change in self.sums if not change.by]
        yield self._table(columns, tuple(map(self._sum_row, totals)))
        rows = tuple(map(self._sum_row, parts))
        yield Details(self.texts("diff.sums.parts", count=len(parts)), self._table(columns, rows))

    def _table(self, columns: Sequence[str], rows: tuple[Row, ...]) -> Table:
        numeric = {"difference", "share", *(("before", "after") if "share" in columns else ())}
        wide = {"part", "fact", "before", "after", "notice", "group"}
        return Table(
            tuple(
                Column(self.texts(f"diff.{key}"), numeric=key in numeric, wide=key in wide)
                for key in columns
            ),
            rows,
        )

    def _summary(self) -> Iterator[str]:
        counts = Counter((part.kind, part.what) for part in self.parts)
        for kind in ("initiative", "chapter", "plan"):
            said = [
                self.texts(f"diff.{what.value}", count=counts[kind, what])
                for what in What
                if counts[kind, what]
            ]
            if said:
                listed = self.texts("list.and").join(said)
                yield self.texts(f"diff.count.{kind}", counts=listed)
        for part in self.parts:
            if part.before and part.after and part.before != part.after:
                words = {"before": part.before, "after": part.after, "title": part.title}
                yield self.texts("diff.renumbered", **words)

    # Warnings

    def _notice_rows(self) -> Iterator[Row]:
        for part in self.parts:
            measures = _Measures.of(part)
            for notice in part.notices:
                yield Row((self._name(part), None, None, None, self._notice(notice, part)))
            for change in part.changes:
                if change.notices:
                    said = (self._notice(notice, part) for notice in change.notices)
                    name = self.words.name(change.fact, measures.names)
                    values = self.words.values(change.before, change.after)
                    yield Row((self._name(part), name, *values, "\n".join(said)))

    def _notice(self, notice: Notice, part: PartChange) -> str:
        said = self.texts(f"notice.{notice.value}")
        reason = self._why(notice, part)
        return self.texts("diff.justified", notice=said, reason=reason) if reason else said

    def _name(self, part: PartChange) -> str:
        return f"{part.id} {part.title}" if part.kind != "plan" else self.texts("diff.plan")

    # Money

    def _sum_row(self, change: SumChange) -> Row:
        label = self.texts("budget.grand-total")
        if change.by and change.key is not None:
            label = group_name(change.key, change.by, self.plan, self.texts)
        values = (
            label,
            self.texts(f"basis.{change.basis.value}"),
            year_heading(change.year, self.plan, self.texts),
            change.before,
            change.after,
            difference(change.before, change.after),
            _share(change),
        )
        return Row(values, Role.ITEM if change.by else Role.TOTAL)

    # Facts

    def _fact_rows(self) -> Iterator[Row]:
        for part in (part for part in self.parts if part.changes):
            heading = self._name(part)
            if part.what is not What.CHANGED:
                heading = self.texts(f"diff.part.{part.what.value}", part=heading)
            yield Row((heading, None, None, None), Role.HEADING)
            measures = _Measures.of(part)
            for change in part.changes:
                yield from self._rows_of(change, measures)

    def _rows_of(self, change: Change, measures: _Measures) -> Iterator[Row]:
        fact, name = change.fact, self.words.name(change.fact, measures.names)
        before, after = self.words.values(change.before, change.after)
        if fact.field in _PROSE and before and after:
            yield Row((f"{name}: {marked(before, after)}", None, None, None), Role.REMARK, 1)
            return
        yield Row((name, before, after, measures.difference(change)), indent=1)

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for part in self.parts:
            measures = _Measures.of(part)
            for change in part.changes or (None,):
                yield self._record(part, change, measures)

    def _record(
        self, part: PartChange, change: Change | None, measures: _Measures
    ) -> tuple[Value, ...]:
        head = (part.kind, part.what.value, part.after, part.before, part.title)
        if change is None:
            return (*head, *[None] * 9, tuple(n.value for n in part.notices), None)
        fact = change.fact
        notices = (*part.notices, *change.notices)
        reasons = filter(None, (self._why(notice, part) for notice in notices))
        return (
            *head,
            fact.place,
            fact.field,
            fact.measure,
            measures.names.get(fact.measure or ""),
            fact.year.key if fact.year else None,
            fact.year.start if fact.year else None,
            *self.words.values(change.before, change.after),
            measures.difference(change),
            tuple(notice.value for notice in notices),
            tuple(reasons),
        )


def _share(change: SumChange) -> Percent | None:
    by = difference(change.before, change.after)
    if by is None or not change.before.amount:
        return None
    return rate(Fraction(by) / Fraction(change.before.amount))


def _sum_facts(change: SumChange) -> dict[str, object]:
    return {
        "by": change.by.value if change.by else "total",
        "key": "; ".join(change.key or ()),
        "basis": change.basis.value,
        "year": change.year.key,
        "before": change.before,
        "after": change.after,
        "whole": change.before.is_whole and change.after.is_whole,
    }
