"""Reads every file of a plan, with the findings in each, and builds the plan."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, assert_never

from plantool.light_dataclasses import replace
from plantool.loading.folder import PLAN_FILE
from plantool.loading.memory import Memory, PlanHead
from plantool.loading.plan_contents import PlanContents
from plantool.loading.read_file import FileReader
from plantool.model.chapter import Chapter
from plantool.model.initiative import Initiative, id_order
from plantool.model.plan import Plan, Publisher

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Diagnostic
    from plantool.loading.file_read import Part
    from plantool.loading.folder import PlanFiles
    from plantool.loading.plan_contents import FileContent
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

_FEW_TREES = 8
_NO_PLAN = Plan(  # stands in for a broken plan.yaml, so that other files are checked all the same
    title="",
    publisher=Publisher(name=""),
    language="ja",
    baseline_years=(),
    planned_years=(),
    unit="",
)


class PlanReading:
    """The files of a plan, which become the plan when it is first asked for.

    It waits because building the plan takes most of the time of a run, and a run that remembers
    the findings shows them without the plan.
    """

    def __init__(self, contents: PlanContents, memory: Memory, jobs: int = 1) -> None:
        self.contents = contents
        self.memory = memory
        self._jobs = jobs

    @cached_property
    def _plan_and_diagnostics(self) -> tuple[Plan, tuple[Diagnostic, ...]]:
        return read_plan(self.contents, self.memory, self._jobs)

    @property
    def plan(self) -> Plan:
        """The plan, as far as its files could be read."""
        return self._plan_and_diagnostics[0]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings in each file by itself: no rule has seen the plan yet."""
        return self._plan_and_diagnostics[1]

    @property
    def head(self) -> PlanHead:
        """The little that must be known of a plan to show its findings."""
        return PlanHead(self.plan.has_settings, self.plan.language, self.plan.left_out)

    def build_tree_reader(self) -> Callable[[str], Document]:
        """Return a function that gives a file's tree by its shown name, parsing the file again.

        It keeps the last few trees: ask for all about one file before another.
        """
        from plantool.syntax.parse import parse_document  # noqa: PLC0415 - not needed where all is known

        def read_tree(file: str) -> Document:
            return parse_document(self.contents[file].encode(), file)

        return lru_cache(maxsize=_FEW_TREES)(read_tree)


class Loaded:
    """A plan as far as it could be read, and all that was found in it.

    ``contents`` gives each file's text by its shown name, so that later findings can be located.
    """

    def __init__(
        self, reading: PlanReading, head: PlanHead, diagnostics: tuple[Diagnostic, ...]
    ) -> None:
        self.reading = reading
        self.contents = reading.contents
        self.head = head
        self.diagnostics = diagnostics

    @cached_property
    def plan(self) -> Plan:
        """The plan together with its diagnostics."""
        return replace(self.reading.plan, diagnostics=self.diagnostics)

    @property
    def is_readable(self) -> bool:
        """Tell whether plan.yaml could be read: without it there is no plan."""
        return self.head.is_readable


def load_plan(plan_files: PlanFiles) -> Loaded:
    """Read a plan without its rules; PlanUnreadableError where its folder cannot be listed."""
    reading = PlanReading(PlanContents(plan_files), Memory())
    return Loaded(reading, reading.head, reading.diagnostics)


def read_plan(
    contents: PlanContents, memory: Memory, jobs: int = 1
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Make a plan of its files, and return the findings in each; known files are not parsed."""
    parts: list[Part] = []
    diagnostics: list[Diagnostic] = []
    left_out = []
    reader = FileReader(memory)
    files = sorted(contents.files, key=lambda content: content.name != PLAN_FILE)
    clean_data = _read_in_parallel(files, reader, jobs) if jobs > 1 else {}
    for content in files:
        file = reader.read_file(content, clean_data.pop(content.name, None))
        diagnostics += file.diagnostics
        if file.part is not None:
            parts.append(file.part)
        if file.is_left_out:
            left_out.append(file.name)
    return _assemble_plan(parts, sorted(left_out)), tuple(diagnostics)


def _assemble_plan(parts: list[Part], left_out: list[str]) -> Plan:
    """Put the parts of a plan together, chapters and initiatives in the order of their ids."""
    settings = _NO_PLAN
    chapters, initiatives = [], []
    for part in parts:
        match part:
            case Plan():
                settings = part
            case Chapter():
                chapters.append(part)
            case Initiative():
                initiatives.append(part)
            case _:
                assert_never(part)
    return replace(
        settings,
        chapters=tuple(sorted(chapters, key=lambda chapter: id_order(chapter.id))),
        initiatives=tuple(sorted(initiatives, key=lambda initiative: id_order(initiative.id))),
        left_out=tuple(left_out),
    )


def _read_in_parallel(files: list[FileContent], reader: FileReader, jobs: int) -> dict[str, Plain]:
    """Let other processes read the files not known yet, where there are enough of them.

    Returns the plain data of those that are clean, by their names.
    """
    from plantool.loading.parallel import MIN_PARALLEL_FILES, read_in_parallel  # noqa: PLC0415 - seldom worth it

    unknown_files = [file for file in files if file.data and not reader.knows_file(file)]
    if len(unknown_files) < MIN_PARALLEL_FILES:
        return {}
    names = [file.name for file in unknown_files]
    return dict(zip(names, read_in_parallel(unknown_files, jobs), strict=True))
