"""What git knows of the files of a plan, as the pages of a site need it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.fact_history import FactEvent, VersionNode, build_nodes, yield_events
from plantool.loading.git.calls import is_shallow
from plantool.loading.git.file_history import yield_readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.diagnostics import NodePath
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.loading.git.file_history import FileVersion
    from plantool.loading.git.plan_history import FileNode, PlanHistory
    from plantool.model.initiative import Initiative
    from plantool.site.web_addresses import SourceLinks
    from plantool.tables.columns import Value
    from plantool.tables.file_places import FilePlaces

_AT_ONCE = 200  # files whose versions are read together: few calls of git, and little memory


class FilePlace(NamedTuple):
    """A line of a file at the last commit that touched the file, and where that is read."""

    path: str
    line: int
    version: FileVersion
    url: str | None


class PlanEvent(NamedTuple):
    """A change of a fact, and the version that brought it."""

    node: FileNode
    event: FactEvent


class SiteHistory:
    """The past of a plan; ``plan_history`` is None where git knows none."""

    def __init__(
        self,
        plan_history: PlanHistory | None,
        places: FilePlaces,
        links: SourceLinks,
        derived: DerivedTexts,
    ) -> None:
        self.plan_history = plan_history
        self.places = places
        self.links = links
        self.derived = derived
        self._contents: dict[str, dict[str, bytes]] = {}

    @property
    def has_past(self) -> bool:
        """Tell whether git knows any version of the plan."""
        return bool(self.plan_history and self.plan_history.nodes)

    @cached_property
    def is_shallow(self) -> bool:
        """Tell whether git lacks earlier versions: then it is not known what began when."""
        return self.plan_history is not None and is_shallow(self.plan_history.top)

    def stamp_file(self, shown: str) -> tuple[str, ...]:
        """Return all that is shown of a file's past, as words that change with it."""
        if self.plan_history is None:
            return ()
        name = self.places.names[shown]
        nodes = (self.plan_history.nodes[at] for at in self.plan_history.list_nodes(name))
        return (*(node.commit.version.commit for node in nodes), f"{self.is_changed(shown)}")

    def is_changed(self, shown: str) -> bool:
        """Tell whether a file is not as it was committed last."""
        return self.places.names[shown] in self.places.commit.changed

    def locate(self, shown: str, paths: Sequence[NodePath]) -> list[FilePlace | None]:
        """Return where things stand; None where no commit has the file as it is."""
        name = self.places.names[shown]
        version = self.plan_history.find_last_version(name) if self.plan_history else None
        if version is None or not paths or self.is_changed(shown):
            return [None] * len(paths)
        file = self.places.name_file(shown)
        lines = self._find_lines(shown, paths)
        urls = (self.links.build_url(version.commit, file, line or 1) for line in lines)
        return [
            FilePlace(file, line, version, url) if line else None
            for line, url in zip(lines, urls, strict=True)
        ]

    def _find_lines(self, shown: str, paths: Sequence[NodePath]) -> list[int | None]:
        """Return the lines of paths in a file, for which it is read again only if it is new."""

        def find() -> list[Value]:
            return [self.places.locate(shown, path)[1] for path in paths]

        lines: list[int | None] = self.derived.recall(("lines", repr(paths)), (shown,), find)
        return lines

    def link_version(self, node: FileNode) -> str | None:
        """Return where a file is read as it was at a commit; None where it was gone."""
        if node.blob is None:
            return None
        return self.links.build_url(node.commit.version.commit, node.path)

    def list_events(self, initiative: Initiative) -> list[PlanEvent]:
        """Return what changed in an initiative since it began, the latest first."""
        known = self._list_known_events(initiative)
        return [each for each in known if not (each.event.is_first and self.is_shallow)]

    def _list_known_events(self, initiative: Initiative) -> list[PlanEvent]:
        history = self.plan_history
        if history is None:
            return []
        name = self.places.names[initiative.file]
        indexes = history.list_nodes(name)
        if len(indexes) == 1 and not self.is_changed(initiative.file):
            first = history.nodes[indexes[0]]
            return [PlanEvent(first, event) for event in yield_events([_begin(initiative)])]
        states = history.build_states(indexes, name, self._read_contents(name))
        kept = list(yield_readable(states))
        nodes = {history.nodes[at].commit.version.commit: history.nodes[at] for at in indexes}
        return [
            PlanEvent(nodes[kept[event.version_index].version.commit], event)
            for event in yield_events(build_nodes(kept))
        ]

    @cached_property
    def _names(self) -> list[str]:
        """The files with a past, in order."""
        history = self.plan_history
        names = self.places.names.values() if history else ()
        return [name for name in names if history and len(history.list_nodes(name)) > 1]

    def _read_contents(self, name: str) -> dict[str, bytes]:
        """Return the versions of a file, reading those of the files after it as well."""
        history = self.plan_history
        if history and name not in self._contents:
            at = self._names.index(name) if name in self._names else 0
            names = (name, *self._names[at : at + _AT_ONCE])
            blobs = history.read_blobs(each for of in names for each in history.list_nodes(of))
            self._contents = dict.fromkeys(names, blobs)
        return self._contents.get(name, {})


def _begin(initiative: Initiative) -> VersionNode:
    return VersionNode(initiative, ())


def list_facts_told(events: Sequence[PlanEvent]) -> Iterator[PlanEvent]:
    """Yield the events; those with which an initiative begins are told as one."""
    for each in events:
        if not each.event.is_first or each.event.change.fact.field == "title":
            yield each
