"""Reads every file of a folder, finds what is wrong in each, and builds the plan."""

from __future__ import annotations

import errno
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import Diagnostic, Finding, Terms
from plantool.loading import codes, schema
from plantool.loading.build import Builder
from plantool.loading.folder import PLAN_FILE, is_read
from plantool.model.chapter import Chapter
from plantool.model.initiative import Department, Initiative, id_order
from plantool.model.plan import Plan, Publisher
from plantool.syntax.codes import TOO_MANY, UNREADABLE
from plantool.syntax.guards import MAX_FINDINGS
from plantool.syntax.locate import diagnose
from plantool.syntax.nodes import Mapping
from plantool.syntax.parse import Document, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.loading.folder import PlanFiles
    from plantool.syntax.nodes import Plain

Part: TypeAlias = Plan | Chapter | Initiative
_FEW = 8
_NO_PLAN = Plan(  # stands in for a broken plan.yaml, so that other files are checked all the same
    title="",
    publisher=Publisher(name=""),
    language="ja",
    baseline_years=(),
    planned_years=(),
    unit="",
)
_REASONS = {
    errno.EACCES: "reason.permission",
    errno.EPERM: "reason.permission",
    errno.ENOENT: "reason.missing",
    errno.ELOOP: "reason.loop",
    errno.EISDIR: "reason.no-file",
    errno.EXDEV: "reason.outside",
}


class Loaded(NamedTuple):
    """A plan as far as it could be read; ``readable`` is False when plan.yaml itself is broken.

    ``texts`` keeps each file's text by its shown name, so that later findings can be placed.
    """

    plan: Plan
    readable: bool
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]

    def reader(self) -> Callable[[str], Document]:
        """Return what gives a file's tree by its shown name, read once more where it is asked.

        It keeps the last few trees: ask for all about one file before another.
        """
        return lru_cache(maxsize=_FEW)(lambda file: parse(self.texts[file].encode(), file))


class _File(NamedTuple):
    """One file read: its part of the plan where it has one."""

    name: str
    text: str
    part: Part | None
    diagnostics: list[Diagnostic]


def load(folder: PlanFiles) -> Loaded:
    """Read a plan; raises PlanUnreadableError where its folder cannot be listed."""
    files = [_read(folder, name) for name in folder.names()]
    parts = [file.part for file in files]
    settings = next((part for part in parts if isinstance(part, Plan)), None)
    chapters = [part for part in parts if isinstance(part, Chapter)]
    known = {department.name: department for department in settings.departments} if settings else {}
    initiatives = [_in_departments(p, known) for p in parts if isinstance(p, Initiative)]
    plan = replace(
        settings or _NO_PLAN,
        chapters=tuple(sorted(chapters, key=lambda chapter: id_order(chapter.id))),
        initiatives=tuple(sorted(initiatives, key=lambda initiative: id_order(initiative.id))),
        left_out=tuple(file.name for file in files if file.part is None),
    )
    return Loaded(
        plan=plan,
        readable=settings is not None,
        diagnostics=tuple(diagnostic for file in files for diagnostic in file.diagnostics),
        texts={file.name: file.text for file in files},
    )


def _in_departments(initiative: Initiative, known: dict[str, Department]) -> Initiative:
    """Read departments as plan.yaml has them: the name of a bureau may hold spaces itself."""
    departments = tuple(known.get(d.name, d) for d in initiative.departments)
    if departments == initiative.departments:
        return initiative
    return replace(initiative, departments=departments)


def kind_of(name: str) -> str:
    """Tell by its name what a file holds: ``plan``, ``chapter`` or ``initiative``."""
    if name == PLAN_FILE:
        return "plan"
    return "initiative" if "-" in PurePosixPath(name).stem else "chapter"


def _kind_in(document: Document, name: str) -> str:
    """Tell what a file holds; only an initiative has measures, whatever its name looks like."""
    is_row = isinstance(document.root, Mapping) and "measures" in document.root.entries
    kind = kind_of(name)
    return "initiative" if kind == "chapter" and is_row else kind


def _read(folder: PlanFiles, name: str) -> _File:
    shown = folder.show(name)
    if not is_read(name):
        return _File(shown, "", None, [Diagnostic(code=codes.NOT_READ, file=shown)])
    try:
        document = parse(folder.read(name), shown)
    except OSError as error:
        reason = (("reason", Terms((_REASONS.get(error.errno or 0, "reason.other"),))),)
        return _File(shown, "", None, [Diagnostic(UNREADABLE, shown, arguments=reason)])
    text = document.source.text if document.source else ""
    part, findings = _part(document, _kind_in(document, name), shown)
    room = max(MAX_FINDINGS + 1 - len(document.diagnostics), 0)
    located = [diagnose(finding, lambda _: document) for finding in findings[:room]]
    twice = {d.related.span.line for d in document.diagnostics if d.related}
    located = [d for d in located if d.span.line not in twice]  # whichever of the two was meant
    return _File(shown, text, part, _limited([*document.diagnostics, *located]))


def faults(name: str, text: str) -> tuple[bool, bool, int]:
    """Tell how far a file can be read: not at all, not into the plan, and with how many errors."""
    document = parse(text.encode(), name)
    part, findings = _part(document, kind_of(name), name)
    errors = sum(found.is_error for found in document.diagnostics) + len(findings)
    return document.root is None, part is None, errors


def _limited(found: list[Diagnostic]) -> list[Diagnostic]:
    """Keep a file that is wrong everywhere from flooding everybody; say that there is more."""
    if len(found) <= MAX_FINDINGS:
        return found
    limit = (("limit", MAX_FINDINGS),)
    more = found[MAX_FINDINGS]._replace(code=TOO_MANY, arguments=limit, related=None, fix=None)
    return [*found[:MAX_FINDINGS], more]


def _part(document: Document, kind: str, file: str) -> tuple[Part | None, list[Finding]]:
    """Build what a file holds, where its schema allows that."""
    if document.root is None:
        return None, []
    data = document.root.plain()
    findings = schema.check(kind, data, file)
    if findings and not (data := _without_unknown_keys(data, findings, kind)):
        return None, findings
    builder = Builder(file)
    build: dict[str, Callable[[Plain], Part]] = {
        "plan": builder.plan,
        "chapter": builder.chapter,
        "initiative": builder.initiative,
    }
    part = build[kind](data)
    return part, findings + builder.findings


def _without_unknown_keys(data: Plain, findings: list[Finding], kind: str) -> Plain:
    """Take misspelt keys for what they mean, so that one slip does not hide or bring other faults.

    Keys that mean nothing are dropped. Returns None where something else is wrong as well.
    """
    if any(finding.code is not codes.UNKNOWN_KEY for finding in findings):
        return None
    for finding in findings:
        holder: Plain = data
        *steps, key = finding.path
        for step in steps:
            holder = holder[step]  # type: ignore[index] # the finding's own path
        value = holder.pop(key)  # type: ignore[union-attr, arg-type]
        meant = finding.repair.changes[0].value if finding.repair else None
        if meant is not None:
            holder[meant] = value  # type: ignore[index, call-overload]
    return data if schema.is_clean(kind, data) else None
