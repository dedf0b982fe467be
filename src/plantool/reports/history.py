"""The history of an initiative: what changed when, and who set each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.facts import FactWords
from plantool.reports.page import Column, Heading, Note, Page, Records, Row, Table
from plantool.reports.words import plan_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.facts import Fact
    from plantool.analysis.history import Event
    from plantool.loading.history import Version
    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.reports.page import Block, Value

_SHORT = 10  # signs of a commit's id
_OF_VERSION = ("commit", "date", "author", "subject")
_EVENT_COLUMNS = (*_OF_VERSION, "place", "before", "after")
_ORIGIN_COLUMNS = ("place", "value", *_OF_VERSION)
_WIDE = frozenset({"author", "fact", "before", "after", "subject", "value"})


class HistoryReport:
    """Lays out ``events``, the latest first."""

    def __init__(  # noqa: PLR0913 - all that it shows
        self,
        plan: Plan,
        texts: Catalogue,
        initiative: Initiative,
        events: Sequence[tuple[Version, Event]],
        unreadable: int,
        *,
        is_shallow: bool = False,
    ) -> None:
        self.plan = plan
        self.texts = texts
        self.initiative = initiative
        self.events = events
        self.unreadable = unreadable
        self.is_shallow = is_shallow
        self.words = FactWords(plan, texts)

    def page(self) -> Page:
        return Page(
            name="log",
            blocks=self._blocks(),
            records=Records(_EVENT_COLUMNS, self._records()),
            facts={"plan": plan_facts(self.plan), "id": self.initiative.id},
        )

    def _blocks(self) -> Iterator[Block]:
        words = {"id": self.initiative.id, "title": self.initiative.title}
        yield Heading(self.texts("log.title", **words))
        if not self.events:
            yield Note(self.texts("log.nothing"))
        else:
            keys = ("date", "author", "commit", "fact", "before", "after", "subject")
            yield Table(_columns(keys, self.texts), tuple(map(self._row, self.events)))
        if self.unreadable:
            yield Note(self.texts("log.unreadable", count=self.unreadable))
        if self.is_shallow:
            yield Note(self.texts("log.shallow"))

    def _row(self, entry: tuple[Version, Event]) -> Row:
        (commit, author, day, subject), event = entry
        change = event.change
        return Row(
            (
                day,
                author,
                commit[:_SHORT],
                self.words.name(change.fact, dict(event.measures)),
                *self.words.values(change.before, change.after),
                subject,
            )
        )

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for version, event in self.events:
            change = event.change
            values = self.words.values(change.before, change.after)
            yield (*_of(version), change.fact.place, *values)


class OriginReport:
    """Lays out each fact of an initiative with the version that set it."""

    def __init__(
        self,
        plan: Plan,
        texts: Catalogue,
        initiative: Initiative,
        origins: Sequence[tuple[Fact, object, Version]],
        *,
        is_shallow: bool = False,
    ) -> None:
        self.plan = plan
        self.texts = texts
        self.initiative = initiative
        self.origins = origins
        self.is_shallow = is_shallow
        self.words = FactWords(plan, texts)

    def page(self) -> Page:
        return Page(
            name="blame",
            blocks=self._blocks(),
            records=Records(_ORIGIN_COLUMNS, self._records()),
            facts={"plan": plan_facts(self.plan), "id": self.initiative.id},
        )

    def _blocks(self) -> Iterator[Block]:
        words = {"id": self.initiative.id, "title": self.initiative.title}
        yield Heading(self.texts("blame.title", **words))
        keys = ("fact", "value", "commit", "date", "author", "subject")
        yield Table(_columns(keys, self.texts), tuple(self._rows()))
        if self.is_shallow:
            yield Note(self.texts("log.shallow"))

    def _rows(self) -> Iterator[Row]:
        initiative = self.initiative
        measures = {measure.id: initiative.name_of(measure) for measure in initiative.measures()}
        for fact, value, version in self.origins:
            commit, *others = _of(version)
            name, said = self.words.name(fact, measures), self.words.value(value)
            yield Row((name, said, commit[:_SHORT], *others))

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for fact, value, version in self.origins:
            yield (fact.place, self.words.value(value), *_of(version))


def _columns(keys: Sequence[str], texts: Catalogue) -> tuple[Column, ...]:
    return tuple(
        Column(texts(f"log.{key}"), wide=key in _WIDE, commits=key == "commit") for key in keys
    )


def _of(version: Version) -> tuple[str, ...]:
    """Return a version in the order of its columns."""
    return version.commit, version.day, version.author, version.subject
