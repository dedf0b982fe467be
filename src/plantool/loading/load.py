"""Reads every file of a folder, finds what is wrong in each, and builds the plan."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from plantool.loading.contents import Contents
from plantool.loading.folder import kind_of
from plantool.loading.memory import Head, Memory
from plantool.loading.reading import read_file
from plantool.model.chapter import Chapter
from plantool.model.initiative import Department, Initiative, id_order
from plantool.model.plan import Plan, Publisher

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Diagnostic
    from plantool.loading.contents import Content
    from plantool.loading.folder import PlanFiles
    from plantool.syntax.parse import Document

_FEW = 8
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
        texts: Contents,
        diagnostics: tuple[Diagnostic, ...],
        plan: Plan | Callable[[], Plan],
        head: Head | None = None,
    ) -> None:
        self.texts = texts
        self.diagnostics = diagnostics
        self._plan = plan
        self._head = head

    @cached_property
    def plan(self) -> Plan:
        """The plan, with what was found."""
        plan = self._plan if isinstance(self._plan, Plan) else self._plan()
        return replace(plan, diagnostics=self.diagnostics)

    @cached_property
    def head(self) -> Head:
        """Whether plan.yaml could be read, the plan's language, and the files left out."""
        plan = self.plan if self._head is None else None
        if plan:
            return Head(plan.has_settings, plan.language, plan.left_out)
        assert self._head  # noqa: S101 - one of the two
        return self._head

    @property
    def readable(self) -> bool:
        """Tell whether plan.yaml could be read: without it there is no plan."""
        return self.head.readable

    def reader(self) -> Callable[[str], Document]:
        """Return what gives a file's tree by its shown name, read once more where it is asked.

        It keeps the last few trees: ask for all about one file before another.
        """
        from plantool.syntax.parse import parse  # noqa: PLC0415 - not needed where all is known

        return lru_cache(maxsize=_FEW)(lambda file: parse(self.texts[file].encode(), file))


def load(folder: PlanFiles) -> Loaded:
    """Read a plan; raises PlanUnreadableError where its folder cannot be listed."""
    return build(Contents(folder), Memory())


def build(contents: Contents, memory: Memory, jobs: int = 1) -> Loaded:
    """Make a plan of its files; what ``memory`` knows of them is not read again."""
    if jobs > 1:
        _read_at_once(contents.files, memory, jobs)
    files = [read_file(content, memory) for content in contents.files]
    parts = [file.part for file in files]
    settings = next((part for part in parts if isinstance(part, Plan)), None)
    chapters = [part for part in parts if isinstance(part, Chapter)]
    known = {department.name: department for department in settings.departments} if settings else {}
    initiatives = [_in_departments(p, known) for p in parts if isinstance(p, Initiative)]
    plan = replace(
        settings or _NO_PLAN,
        chapters=tuple(sorted(chapters, key=lambda chapter: id_order(chapter.id))),
        initiatives=tuple(sorted(initiatives, key=lambda initiative: id_order(initiative.id))),
        left_out=tuple(file.name for file in files if file.is_left_out),
    )
    found = tuple(diagnostic for file in files for diagnostic in file.diagnostics)
    return Loaded(contents, found, plan)


def _read_at_once(files: list[Content], memory: Memory, jobs: int) -> None:
    """Let other processes read what is not known yet, where there is enough of it."""
    from plantool.loading.parallel import WORTH, read_at_once  # noqa: PLC0415 - seldom worth it

    new = [file for file in files if file.data and memory.data(file, kind_of(file.name)) is None]
    if len(new) >= WORTH:
        for file, text in zip(new, read_at_once(new, jobs), strict=True):
            if text:
                memory.take(file, kind_of(file.name), text)


def _in_departments(initiative: Initiative, known: dict[str, Department]) -> Initiative:
    """Read departments as plan.yaml has them: the name of a bureau may hold spaces itself."""
    departments = tuple(known.get(d.name, d) for d in initiative.departments)
    if departments == initiative.departments:
        return initiative
    return replace(initiative, departments=departments)
