"""The page of changes: what each commit changed in the plan, and what it reported of it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.facts import is_reported
from plantool.loading.folder import PLAN_FILE
from plantool.reports.fact_text import FactFormatter
from plantool.reports.page import Heading, Link, Note, Row
from plantool.reports.phrases import name_chapter
from plantool.site import addresses
from plantool.site.commit_changes import yield_commit_changes
from plantool.site.pages.history_blocks import build_change_table, link_commit
from plantool.site.site_page import Lede, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.loading.git.plan_walk import WalkedCommit
    from plantool.reports.page import Value
    from plantool.site.commit_changes import CommitChanges, FileChange
    from plantool.site.site_history import PlanEvent
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource

_MOST_COMMITS = 30
_MOST_ROWS = 20  # of a commit
_COLUMNS = ("kind", "part", "fact", "before", "after", "commit")


class ChangeRow(NamedTuple):
    """A change in words; ``about`` leads to the page that shows it, where there is one."""

    kind: str
    about: str
    fact: str
    before: str | None
    after: str | None
    commit: Value


class ToldCommit(NamedTuple):
    """A commit and its changes in words, the first of them; ``more`` are not told."""

    commit: WalkedCommit
    rows: tuple[ChangeRow, ...]
    more: int


def tell_changes(source: SiteSource) -> list[ToldCommit]:
    """Return the latest commits with what they changed; none where git knows no past."""
    history = source.history.plan_history
    if history is None:
        return []
    teller = _Teller(source)
    changes = yield_commit_changes(history)
    if source.history.is_shallow:  # of what is the oldest here nobody knows what it changed
        changes = (each for each in changes if each.commit.parents)
    return [teller.tell(each) for each in islice(changes, _MOST_COMMITS)]


def build_changes_page(source: SiteSource, told: list[ToldCommit]) -> SitePage:
    """Return the page of the latest changes."""
    texts = source.texts
    title, about = texts("site.changes"), texts("site.changes.about")
    page = SitePage(addresses.CHANGES, title, about, ())
    return page._replace(blocks=tuple(_yield_blocks(source, page, told)))


def _yield_blocks(
    source: SiteSource, page: SitePage, told: list[ToldCommit]
) -> Iterator[SiteBlock]:
    texts = source.texts
    yield Heading(page.title)
    yield Lede(page.summary)
    if source.history.is_shallow:
        yield Note(texts("site.history.shallow"))
    for commit, rows, more in told:
        yield Heading(f"{commit.version.day} {commit.version.subject}", 2)
        yield build_change_table(source, _COLUMNS, (Row(tuple(row)) for row in rows))
        if more:
            yield Note(texts("site.changes.more", count=more))
    if len(told) == _MOST_COMMITS:
        yield Note(texts("site.changes.older", count=_MOST_COMMITS))


class _Teller:
    def __init__(self, source: SiteSource) -> None:
        self.source = source
        self.texts = source.texts
        self.formatter = FactFormatter(source.plan, source.texts)
        self.chapters = {chapter.id: chapter for chapter in source.plan.chapters}

    def tell(self, changes: CommitChanges) -> ToldCommit:
        rows = [row for file in changes.files for row in self._yield_rows(file)]
        return ToldCommit(changes.commit, tuple(rows[:_MOST_ROWS]), max(0, len(rows) - _MOST_ROWS))

    def _yield_rows(self, file: FileChange) -> Iterator[ChangeRow]:
        about, commit = self._name_part(file), link_commit(self.source, file.node)
        plan = self.texts("site.changes.plan")
        if file.former:
            numbers = (_get_id(file.former), _get_id(file.node.name))
            yield ChangeRow(plan, about, self.texts("site.changes.number"), *numbers, commit)
        elif file.is_gone or file.is_new or not file.events:
            key = "gone" if file.is_gone else "new" if file.is_new else "changed"
            yield ChangeRow(plan, about, self.texts(f"site.changes.{key}"), None, None, commit)
        for each in file.events:
            yield self._tell_event(each, about, commit)

    def _tell_event(self, each: PlanEvent, about: str, commit: Value) -> ChangeRow:
        change = each.event.change
        before, after = self.formatter.format_values(change.before, change.after)
        kind = "result" if is_reported(change.fact) else "plan"
        fact = self.formatter.name_fact(change.fact, dict(each.event.rows))
        return ChangeRow(self.texts(f"site.changes.{kind}"), about, fact, before, after, commit)

    def _name_part(self, file: FileChange) -> str:
        """Name what a file is about, with a link to its page where it has one now."""
        identifier = _get_id(file.node.name)
        if listing := self.source.main_listings.get(identifier):
            return self.source.link_listing(listing, addresses.CHANGES)
        if file.initiative:
            return f"{identifier} {file.initiative.title}"
        if file.node.name == PLAN_FILE:
            return self.texts("site.changes.settings")
        if chapter := self.chapters.get(identifier):
            address = addresses.name_chapter_page(identifier)
            return Link.to(addresses.lead_to(address, addresses.CHANGES), name_chapter(chapter))
        return identifier


def _get_id(name: str) -> str:
    return name.removesuffix(".yaml")
