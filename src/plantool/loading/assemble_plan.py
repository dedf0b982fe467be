"""Reads every file of a plan, with the findings in each, and builds the plan."""

from __future__ import annotations

from itertools import compress, repeat
from typing import TYPE_CHECKING, assert_never

from plantool.light_dataclasses import replace
from plantool.loading.folder import PLAN_FILE
from plantool.loading.read_file import FileReader
from plantool.model.chapter import Chapter
from plantool.model.initiative import Initiative, id_order
from plantool.model.plan import Plan, Publisher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.loading.file_read import FileRead, Part
    from plantool.loading.memory import Memory
    from plantool.loading.plan_contents import FileContent, PlanContents
    from plantool.syntax.nodes import Plain

_NO_PLAN = Plan(  # stands in for a broken plan.yaml, so that other files are checked all the same
    title="",
    publisher=Publisher(name=""),
    language="ja",
    baseline_years=(),
    planned_years=(),
    unit="",
)


def assemble_plan(
    contents: PlanContents, memory: Memory, jobs: int = 1
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Make a plan of its files, and return the findings in each; known files are not parsed."""
    parts: list[Part] = []
    diagnostics: list[Diagnostic] = []
    left_out = []
    for file in _yield_reads(contents.files, FileReader(memory), jobs):
        diagnostics += file.diagnostics
        if file.part is not None:
            parts.append(file.part)
        if file.is_left_out:
            left_out.append(file.name)
    return _join_parts(parts, sorted(left_out)), tuple(diagnostics)


def _yield_reads(files: list[FileContent], reader: FileReader, jobs: int) -> Iterator[FileRead]:
    """Yield every file as it is read, plan.yaml first: the others are read with its settings."""
    yield from (reader.read_file(file) for file in files if file.name == PLAN_FILE)
    others = [file for file in files if file.name != PLAN_FILE]
    clean_data = _read_in_parallel(others, reader, jobs) if jobs > 1 else repeat(None)
    for file, data in zip(others, clean_data, strict=False):
        yield reader.read_file(file, data)


def _join_parts(parts: list[Part], left_out: list[str]) -> Plan:
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


def _read_in_parallel(files: list[FileContent], reader: FileReader, jobs: int) -> Iterator[Plain]:
    """Let other processes read the files not known yet, where there are enough of them.

    Yields the plain data of those that are clean, None for others, as each is read: all at once
    would take much room.
    """
    from plantool.loading.parallel import MIN_PARALLEL_FILES, read_in_parallel  # noqa: PLC0415 - seldom worth it

    is_unknown = [bool(file.data) and not reader.knows_file(file) for file in files]
    unknown_files = list(compress(files, is_unknown))
    is_worth_it = len(unknown_files) >= MIN_PARALLEL_FILES
    reads = read_in_parallel(unknown_files, jobs) if is_worth_it else repeat(None)
    for wanted in is_unknown:
        yield next(reads) if wanted else None
