"""The changes of a plan for reviewers: warnings first, then money, then every fact."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plantool.analysis.change_notices import Notice
from plantool.analysis.facts import find_row_name, name_field
from plantool.analysis.plan_changes import ChangeKind
from plantool.reports.fact_text import FactFormatter
from plantool.reports.justifications import Justifications
from plantool.reports.page import (
    Column,
    Details,
    Heading,
    Items,
    Note,
    Page,
    Records,
    Role,
    Row,
    Table,
    build_spanning_row,
)
from plantool.reports.phrases import (
    describe_plan,
    describe_year,
    format_year,
    join_names,
    name_group,
)
from plantool.reports.rates import to_percent
from plantool.reports.text_diff import mark_changes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from plantool.analysis.fact_changes import FactChange
    from plantool.analysis.plan_changes import PartChange
    from plantool.analysis.sum_changes import SumChange
    from plantool.messages import Catalogue
    from plantool.reports.page import Block, Record, Value
    from plantool.reports.scope import Scope, StateNames

_FEW_SUMS = 12  # sums
_FACT_COLUMNS = ("fact", "before", "after", "difference")
_PROSE = frozenset({"title", "summary", "background", "goals", "footnotes", "name", "source"})
_RECORD_COLUMNS = (
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
    "first_day",
    "before",
    "after",
    "difference",
    "notices",
    "justified",
)


def build_unreadable_page(texts: Catalogue, states: StateNames, unreadable: Sequence[str]) -> Page:
    """Lay out that nothing can be compared, as a plan.yaml cannot be read."""
    message = texts("diff.not-compared", files=join_names(unreadable, texts))
    return Page(
        name="diff",
        blocks=(
            Heading(texts("diff.changes")),
            Note(texts("diff.between", **states._asdict())),
            Note(message),
        ),
        records=Records(_RECORD_COLUMNS),
        metadata={"from": states.before, "to": states.after, "unreadable": [*unreadable]},
    )


class ChangeReport:
    """Lays out ``parts`` and ``sums`` between two states of a plan, of which the scope has the new.

    ``justified`` says why a notice of an initiative is as it should be, by both. ``unreadable``
    are files that are left out, ``errors`` how many the new state has.
    """

    def __init__(  # noqa: PLR0913 - all keyword-only
        self,
        scope: Scope,
        *,
        states: StateNames,
        parts: Sequence[PartChange],
        sums: Sequence[SumChange],
        justified: Mapping[tuple[Notice, str], str],
        unreadable: Sequence[str] = (),
        errors: int = 0,
        units: tuple[str, str] = ("", ""),
    ) -> None:
        self.plan = scope.plan
        self.texts = scope.texts
        self.state_names = states
        self.parts = parts
        self.sums = sums
        self.justifications = Justifications(justified, scope.texts)
        self.unreadable = tuple(dict.fromkeys(unreadable))
        self.errors = errors
        self.units = units
        self.formatter = FactFormatter(scope.plan, scope.texts)

    def build_page(self) -> Page:
        counts = Counter(notice for part in self.parts for notice in part.all_notices)
        return Page(
            name="diff",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={
                "plan": describe_plan(self.plan),
                "from": self.state_names.before,
                "to": self.state_names.after,
                "unit": self.plan.unit or None,
                "unreadable": list(self.unreadable),
                "errors": self.errors,
                "notices": {n.value: counts[n] for n in Notice if counts[n]},
                "sums": [_describe_sum(change) for change in self.sums],
            },
        )

    def list_open_notices(self) -> Collection[Notice]:
        """Return the notices that have no justification."""
        return {notice for part in self.parts for notice in self.justifications.yield_open(part)}

    def _yield_blocks(self) -> Iterator[Block]:
        texts = self.texts
        yield Heading(texts("diff.title", plan=self.plan.title))
        yield Note(texts("diff.between", **self.state_names._asdict()), has_commits=True)
        if self.unreadable:
            yield Note(texts("diff.unreadable", files=join_names(self.unreadable, texts)))
        if self.errors:
            yield Note(texts("diff.errors", errors=self.errors))
        if not self.parts:
            yield Note(texts("diff.nothing"))
            return
        yield Items(tuple(self._yield_change_counts()))
        if rows := tuple(self._yield_notice_rows()):
            yield Heading(texts("diff.notices", count=len(rows)), 2)
            yield self._build_change_table(("part", "fact", "before", "after", "notice"), rows)
        yield from self._yield_sum_blocks()
        if rows := tuple(self._yield_fact_rows()):
            title = texts("diff.facts", count=sum(len(part.changes) for part in self.parts))
            yield Details(title, self._build_change_table(_FACT_COLUMNS, rows))

    def _yield_sum_blocks(self) -> Iterator[Block]:
        """Yield the totals; the sums behind them stay in sight only where they are few."""
        if len({*self.units}) > 1:
            before, after = self.units
            yield Note(self.texts("diff.units", before=before, after=after))
        if not self.sums:
            return
        columns = ("group", "basis", "year", "before", "after", "difference", "share")
        yield Heading(self.texts("diff.sums", unit=self.plan.unit), 2)
        if len(self.sums) <= _FEW_SUMS:
            yield self._build_change_table(columns, tuple(map(self._build_sum_row, self.sums)))
            return
        parts = [change for change in self.sums if change.by]
        totals = [change for change in self.sums if not change.by]
        yield self._build_change_table(columns, tuple(map(self._build_sum_row, totals)))
        rows = tuple(map(self._build_sum_row, parts))
        yield Details(
            self.texts("diff.sums.parts", count=len(parts)), self._build_change_table(columns, rows)
        )

    def _build_change_table(self, columns: Sequence[str], rows: tuple[Row, ...]) -> Table:
        numeric = {"difference", "share", *(("before", "after") if "share" in columns else ())}
        wide = {"part", "fact", "before", "after", "notice", "group"}
        return Table(
            tuple(
                Column(self.texts(f"diff.{key}"), numeric=key in numeric, wide=key in wide)
                for key in columns
            ),
            rows,
        )

    def _yield_change_counts(self) -> Iterator[str]:
        counts = Counter((part.kind, part.change_kind) for part in self.parts)
        for kind in ("initiative", "chapter", "plan"):
            kinds = [what for what in ChangeKind if counts[kind, what]]
            counted = (self.texts(f"diff.{w.value}", count=counts[kind, w]) for w in kinds)
            if kinds:
                listed = self.texts("list.and").join(counted)
                yield self.texts(f"diff.count.{kind}", counts=listed)
        for part in self.parts:
            if part.before and part.after and part.before != part.after:
                words = {"before": part.before, "after": part.after, "title": part.title}
                yield self.texts("diff.renumbered", **words)

    # Warnings

    def _yield_notice_rows(self) -> Iterator[Row]:
        for part in self.parts:
            title = self._name_part(part)
            for notice in part.notices:
                yield Row((title, None, None, None, self._format_notice(notice, part)))
            row_names = dict(part.rows)
            for change in part.changes:
                if change.notices:
                    sentences = (self._format_notice(n, part, change) for n in change.notices)
                    name = self.formatter.name_fact(change.fact, row_names)
                    values = self.formatter.format_values(change.before, change.after)
                    yield Row((title, name, *values, "\n".join(sentences)))

    def _format_notice(
        self, notice: Notice, part: PartChange, change: FactChange | None = None
    ) -> str:
        sentence = self.texts(f"notice.{notice.value}")
        reason = self.justifications.find_reason(notice, part, change)
        return self.texts("diff.justified", notice=sentence, reason=reason) if reason else sentence

    def _name_part(self, part: PartChange) -> str:
        return f"{part.id} {part.title}" if part.kind != "plan" else self.texts("diff.plan")

    # Money

    def _build_sum_row(self, change: SumChange) -> Row:
        label = self.texts("budget.grand-total")
        if change.by and change.key is not None:
            label = name_group(change.key, change.by, self.plan, self.texts)
        values = (
            label,
            self.texts(f"basis.{change.basis.value}"),
            format_year(change.year, self.plan, self.texts),
            change.before,
            change.after,
            change.difference,
            to_percent(change.share),
        )
        return Row(values, Role.ITEM if change.by else Role.TOTAL)

    # Facts

    def _yield_fact_rows(self) -> Iterator[Row]:
        for part in self.parts:
            if not part.changes:
                continue
            heading = self._name_part(part)
            if part.change_kind is not ChangeKind.CHANGED:
                heading = self.texts(f"diff.part.{part.change_kind.value}", part=heading)
            yield build_spanning_row(heading, len(_FACT_COLUMNS), Role.HEADING)
            row_names = dict(part.rows)
            for change in part.changes:
                yield self._build_change_row(change, row_names)

    def _build_change_row(self, change: FactChange, row_names: Mapping[str, str]) -> Row:
        fact, name = change.fact, self.formatter.name_fact(change.fact, row_names)
        before, after = self.formatter.format_values(change.before, change.after)
        if fact.field in _PROSE and before and after:  # two long texts say little side by side
            text = f"{name}: {mark_changes(before, after)}"
            return build_spanning_row(text, len(_FACT_COLUMNS), Role.REMARK, indent=1)
        return Row((name, before, after, change.difference), indent=1)

    def _yield_records(self) -> Iterator[Record]:
        for part in self.parts:
            head: dict[str, Value] = {
                "part": part.kind,
                "what": part.change_kind.value,
                "id": part.after,
                "id_before": part.before,
                "title": part.title,
            }
            row_names = dict(part.rows)
            for change in part.changes:
                yield head | self._describe_change(part, change, row_names)
            if not part.changes:
                yield head | {"notices": tuple(notice.value for notice in part.notices)}

    def _describe_change(
        self, part: PartChange, change: FactChange, row_names: Mapping[str, str]
    ) -> dict[str, Value]:
        fact, row = change.fact, find_row_name(change.fact)
        before, after = self.formatter.format_values(change.before, change.after)
        notices = (*part.notices, *change.notices)
        find_reason = self.justifications.find_reason
        reasons = filter(None, (find_reason(notice, part, change) for notice in notices))
        return {
            "place": name_field(fact),
            "field": fact.field,
            "measure": row,
            "measure_name": row_names.get(row or ""),
            **(describe_year(fact.year, self.plan) if fact.year else {}),
            "before": before,
            "after": after,
            "difference": change.difference,
            "notices": tuple(notice.value for notice in notices),
            "justified": tuple(reasons),
        }


def _describe_sum(change: SumChange) -> dict[str, object]:
    return {
        "by": change.by.value if change.by else "total",
        "key": "; ".join(change.key or ()),
        "basis": change.basis.value,
        "year": change.year.key,
        "before": change.before,
        "after": change.after,
        "whole": change.before.is_whole and change.after.is_whole,
    }
