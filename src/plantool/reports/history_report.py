"""The history of an initiative: what changed when, and who set each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.facts import name_field
from plantool.reports.fact_text import FactFormatter
from plantool.reports.page import Column, Heading, Note, Page, Records, Row, Table
from plantool.reports.phrases import describe_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.fact_history import FactEvent
    from plantool.analysis.facts import Fact, FactValue
    from plantool.loading.git.file_history import FileVersion
    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative
    from plantool.reports.page import Block, Record
    from plantool.reports.scope import Scope

_SHORT_COMMIT = 10  # signs of a commit's id
_VERSION_COLUMNS = ("commit", "date", "author", "subject")
_EVENT_COLUMNS = (*_VERSION_COLUMNS, "place", "before", "after")
_ORIGIN_COLUMNS = ("place", "value", *_VERSION_COLUMNS)
_WIDE = frozenset({"author", "fact", "before", "after", "subject", "value"})


class HistoryReport:
    """Lays out ``events``, the latest first; ``unreadable`` versions are left out."""

    def __init__(
        self,
        scope: Scope,
        initiative: Initiative,
        *,
        events: Sequence[tuple[FileVersion, FactEvent]],
        unreadable: int = 0,
        is_shallow: bool = False,
    ) -> None:
        self.plan = scope.plan
        self.texts = scope.texts
        self.initiative = initiative
        self.events = events
        self.unreadable = unreadable
        self.is_shallow = is_shallow
        self.formatter = FactFormatter(scope.plan, scope.texts)

    def build_page(self) -> Page:
        return Page(
            name="log",
            blocks=self._yield_blocks(),
            records=Records(_EVENT_COLUMNS, self._yield_records()),
            metadata={"plan": describe_plan(self.plan), "id": self.initiative.id},
        )

    def _yield_blocks(self) -> Iterator[Block]:
        words = {"id": self.initiative.id, "title": self.initiative.title}
        yield Heading(self.texts("log.title", **words))
        if not self.events:
            yield Note(self.texts("log.nothing"))
        else:
            keys = ("date", "author", "commit", "fact", "before", "after", "subject")
            yield Table(
                _build_log_columns(keys, self.texts), tuple(map(self._build_event_row, self.events))
            )
        if self.unreadable:
            yield Note(self.texts("log.unreadable", count=self.unreadable))
        if self.is_shallow:
            yield Note(self.texts("log.shallow"))

    def _build_event_row(self, entry: tuple[FileVersion, FactEvent]) -> Row:
        (commit, author, day, subject), event = entry
        change = event.change
        return Row(
            (
                day,
                author,
                commit[:_SHORT_COMMIT],
                self.formatter.name_fact(change.fact, dict(event.rows)),
                *self.formatter.format_values(change.before, change.after),
                subject,
            )
        )

    def _yield_records(self) -> Iterator[Record]:
        for version, event in self.events:
            change = event.change
            before, after = self.formatter.format_values(change.before, change.after)
            fact = {"place": name_field(change.fact), "before": before, "after": after}
            yield _describe_version(version) | fact


class OriginReport:
    """Lays out each fact of an initiative with the version that set it."""

    def __init__(
        self,
        scope: Scope,
        initiative: Initiative,
        *,
        origins: Sequence[tuple[Fact, FactValue, FileVersion]],
        is_shallow: bool = False,
    ) -> None:
        self.plan = scope.plan
        self.texts = scope.texts
        self.initiative = initiative
        self.origins = origins
        self.is_shallow = is_shallow
        self.formatter = FactFormatter(scope.plan, scope.texts)

    def build_page(self) -> Page:
        return Page(
            name="blame",
            blocks=self._yield_blocks(),
            records=Records(_ORIGIN_COLUMNS, self._yield_records()),
            metadata={"plan": describe_plan(self.plan), "id": self.initiative.id},
        )

    def _yield_blocks(self) -> Iterator[Block]:
        words = {"id": self.initiative.id, "title": self.initiative.title}
        yield Heading(self.texts("blame.title", **words))
        keys = ("fact", "value", "commit", "date", "author", "subject")
        yield Table(_build_log_columns(keys, self.texts), tuple(self._yield_origin_rows()))
        if self.is_shallow:
            yield Note(self.texts("log.shallow"))

    def _yield_origin_rows(self) -> Iterator[Row]:
        initiative = self.initiative
        measures = {
            measure.id: initiative.name_with_groups(measure) for measure in initiative.measures()
        }
        for fact, value, (commit, author, day, subject) in self.origins:
            name = self.formatter.name_fact(fact, measures)
            text = self.formatter.format_value(value)
            yield Row((name, text, commit[:_SHORT_COMMIT], day, author, subject))

    def _yield_records(self) -> Iterator[Record]:
        for fact, value, version in self.origins:
            text = self.formatter.format_value(value)
            yield {"place": name_field(fact), "value": text} | _describe_version(version)


def _build_log_columns(keys: Sequence[str], texts: Catalogue) -> tuple[Column, ...]:
    return tuple(
        Column(texts(f"log.{key}"), wide=key in _WIDE, has_commits=key == "commit") for key in keys
    )


def _describe_version(version: FileVersion) -> dict[str, str | None]:
    return {
        "commit": version.commit,
        "date": version.day,
        "author": version.author,
        "subject": version.subject,
    }
