"""What git knows of an initiative: what changed since it began, and where its figures stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.budget import Budget
from plantool.reports.fact_text import FactFormatter
from plantool.reports.page import Column, Heading, Link, Note, Paragraph, Row, Table
from plantool.reports.phrases import name_row_fully
from plantool.site.site_history import list_facts_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.diagnostics import NodePath
    from plantool.loading.git.plan_history import FileNode
    from plantool.model.initiative import Initiative
    from plantool.reports.page import Value
    from plantool.site.site_history import FilePlace, PlanEvent
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource

_MOST_EVENTS = 50
SHORT_COMMIT = 10  # signs of a commit's id


def yield_history_blocks(source: SiteSource, initiative: Initiative) -> Iterator[SiteBlock]:
    """Yield the changes of an initiative, and the lines of its file; nothing without git."""
    texts, history = source.texts, source.history
    events = [*list_facts_told(history.list_events(initiative))]
    if events:
        yield Heading(texts("site.history"), 2)
        yield _build_event_table(source, events[:_MOST_EVENTS])
        if (more := len(events) - _MOST_EVENTS) > 0:
            yield Note(texts("site.history.more", count=more))
    if history.has_past and history.is_changed(initiative.file):
        yield Note(texts("site.history.uncommitted"))
    if history.is_shallow:
        yield Note(texts("site.history.shallow"))
    yield from _yield_places(source, initiative)


def _build_event_table(source: SiteSource, events: list[PlanEvent]) -> Table:
    texts, formatter = source.texts, FactFormatter(source.plan, source.texts)
    keys = ("date", "fact", "before", "after", "subject", "commit")
    rows = []
    for node, event in events:
        before, after = formatter.format_values(event.change.before, event.change.after)
        fact = formatter.name_fact(event.change.fact, dict(event.rows))
        if event.is_first:
            fact, before, after = texts("site.history.began"), None, None
        version = node.commit.version
        commit = link_commit(source, node)
        rows.append(Row((version.day, fact, before, after, version.subject, commit)))
    return build_change_table(source, keys, rows)


def build_change_table(source: SiteSource, keys: Sequence[str], rows: Iterable[Row]) -> Table:
    """Return a table of changes; columns that say nothing are left out."""
    rows = list(rows)
    used = [at for at in range(len(keys)) if any(row.values[at] for row in rows)]
    narrow = {"date", "kind", "commit"}
    return Table(
        tuple(
            Column(source.texts(f"site.changes.{k}"), wide=k not in narrow)
            for k in (keys[at] for at in used)
        ),
        tuple(row._replace(values=tuple(row.values[at] for at in used)) for row in rows),
    )


def link_commit(source: SiteSource, node: FileNode) -> Value:
    """Return a commit's id, with a link to the file as it was then."""
    short = node.commit.version.commit[:SHORT_COMMIT]
    url = source.history.link_version(node)
    return Link.to(url, short) if url else short


def _yield_places(source: SiteSource, initiative: Initiative) -> Iterator[SiteBlock]:
    """Yield the lines at which an initiative and its measures stand in their file."""
    texts, parts = source.texts, list(_list_parts(source, initiative))
    places = source.history.locate(initiative.file, [path for _, path in parts])
    found = [(name, place) for (name, _), place in zip(parts, places, strict=True) if place]
    if not found:
        return
    version = found[0][1].version
    words = {"path": found[0][1].path, "date": version.day, "commit": version.commit[:SHORT_COMMIT]}
    yield Heading(texts("site.places"), 2)
    yield Paragraph(texts("site.places.file", **words))
    columns = (Column(texts("site.places.what"), wide=True), Column(texts("site.places.line")))
    yield Table(columns, tuple(Row((name, link_place(source, place))) for name, place in found))


def link_place(source: SiteSource, place: FilePlace) -> Value:
    """Return the line of a file, with a link to it."""
    said = source.texts("site.places.at", line=place.line)
    return Link.to(place.url, said) if place.url else said


def _list_parts(source: SiteSource, initiative: Initiative) -> Iterator[tuple[str, NodePath]]:
    yield source.texts("site.places.all"), ()
    for measure in initiative.measures():
        yield name_row_fully(initiative, measure), measure.path
    if initiative.budget != Budget():
        yield source.texts("site.places.budget"), ("budget",)
