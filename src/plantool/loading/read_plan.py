"""Reads every file of a folder, finds what is wrong in each, and builds the plan."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from plantool.loading.folder import find_file_kind
from plantool.loading.memory import Memory, PlanHead
from plantool.loading.plan_contents import PlanContents
from plantool.loading.read_file import read_file
from plantool.model.chapter import Chapter
from plantool.model.initiative import Department, Initiative, id_order
from plantool.model.plan import Plan, Publisher

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Diagnostic
    from plantool.loading.folder import PlanFiles
    from plantool.loading.plan_contents import FileContent
    from plantool.syntax.parse import Document

_FEW_TREES = 8
_NO_PLAN = Plan(  # stands in for a broken plan.yaml, so that other files are checked all the same
    title="",
    publisher=Publisher(name=""),
    language="ja",
    baseline_years=(),
    planned_years=(),
    unit="",
)


class Loaded:
    """A plan as far as it could be read, and what was found in it.

    ``texts`` gives each file's text by its shown name, so that later findings can be placed. The
    plan is built when it is first asked for: what was found may be known without it.
    """

    def __init__(
        self,
        contents: PlanContents,
        diagnostics: tuple[Diagnostic, ...],
        plan: Plan | Callable[[], Plan],
        head: PlanHead | None = None,
    ) -> None:
        self.contents = contents
        self.diagnostics = diagnostics
        self._plan = plan
        self._head = head

    @cached_property
    def plan(self) -> Plan:
        """The plan, with what was found."""
        plan = self._plan if isinstance(self._plan, Plan) else self._plan()
        return replace(plan, diagnostics=self.diagnostics)

    @cached_property
    def head(self) -> PlanHead:
        """Whether plan.yaml could be read, the plan's language, and the files left out."""
        plan = self.plan if self._head is None else None
        if plan:
            return PlanHead(plan.has_settings, plan.language, plan.left_out)
        assert self._head  # noqa: S101 - one of the two
        return self._head

    @property
    def is_readable(self) -> bool:
        """Tell whether plan.yaml could be read: without it there is no plan."""
        return self.head.is_readable

    def build_tree_reader(self) -> Callable[[str], Document]:
        """Return what gives a file's tree by its shown name, read once more where it is asked.

        It keeps the last few trees: ask for all about one file before another.
        """
        from plantool.syntax.parse import parse_document  # noqa: PLC0415 - not needed where all is known

        return lru_cache(maxsize=_FEW_TREES)(
            lambda file: parse_document(self.contents[file].encode(), file)
        )


def load_plan(folder: PlanFiles) -> Loaded:
    """Read a plan; raises PlanUnreadableError where its folder cannot be listed."""
    return read_plan(PlanContents(folder), Memory())


def read_plan(contents: PlanContents, memory: Memory, jobs: int = 1) -> Loaded:
    """Make a plan of its files; what ``memory`` knows of them is not read again."""
    if jobs > 1:
        _read_in_parallel(contents.files, memory, jobs)
    files = [read_file(content, memory) for content in contents.files]
    parts = [file.part for file in files]
    settings = next((part for part in parts if isinstance(part, Plan)), None)
    chapters = [part for part in parts if isinstance(part, Chapter)]
    known_departments = (
        {department.name: department for department in settings.departments} if settings else {}
    )
    initiatives = [
        _resolve_departments(p, known_departments) for p in parts if isinstance(p, Initiative)
    ]
    plan = replace(
        settings or _NO_PLAN,
        chapters=tuple(sorted(chapters, key=lambda chapter: id_order(chapter.id))),
        initiatives=tuple(sorted(initiatives, key=lambda initiative: id_order(initiative.id))),
        left_out=tuple(file.name for file in files if file.is_left_out),
    )
    diagnostics = tuple(diagnostic for file in files for diagnostic in file.diagnostics)
    return Loaded(contents, diagnostics, plan)


def _read_in_parallel(files: list[FileContent], memory: Memory, jobs: int) -> None:
    """Let other processes read what is not known yet, where there is enough of it."""
    from plantool.loading.parallel import MIN_PARALLEL_FILES, read_in_parallel  # noqa: PLC0415 - seldom worth it

    unknown_files = [
        file
        for file in files
        if file.data and memory.recall_data(file, find_file_kind(file.name)) is None
    ]
    if len(unknown_files) >= MIN_PARALLEL_FILES:
        for file, text in zip(unknown_files, read_in_parallel(unknown_files, jobs), strict=True):
            if text:
                memory.take_over(file, find_file_kind(file.name), text)


def _resolve_departments(
    initiative: Initiative, known_departments: dict[str, Department]
) -> Initiative:
    """Read departments as plan.yaml has them: the name of a bureau may hold spaces itself."""
    departments = tuple(known_departments.get(d.name, d) for d in initiative.departments)
    if departments == initiative.departments:
        return initiative
    return replace(initiative, departments=departments)
