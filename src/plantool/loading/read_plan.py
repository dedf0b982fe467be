"""A plan that is read when it is first asked for, and what is known of it before."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from plantool.light_dataclasses import replace
from plantool.loading.known_diagnostics import PlanHead
from plantool.loading.memory import Memory
from plantool.loading.plan_contents import PlanContents

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Diagnostic
    from plantool.loading.folder import PlanFiles
    from plantool.model.plan import Plan
    from plantool.syntax.document import Document

_FEW_TREES = 8


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
        from plantool.loading.assemble_plan import assemble_plan  # noqa: PLC0415 - not needed where all is known

        return assemble_plan(self.contents, self.memory, self._jobs)

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

        def read_tree(file: str) -> Document:
            from plantool.syntax.parse import parse_document  # noqa: PLC0415 - seldom asked

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


def load_plan(plan_files: PlanFiles, memory: Memory | None = None) -> Loaded:
    """Read a plan without its rules; PlanUnreadableError where its folder cannot be listed."""
    reading = PlanReading(PlanContents(plan_files), memory or Memory())
    return Loaded(reading, reading.head, reading.diagnostics)
