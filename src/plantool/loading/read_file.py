"""Reads one file: from its bytes to its part of the plan, and the findings in it."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import Diagnostic, Finding, Terms
from plantool.finding_limit import limit_diagnostics
from plantool.loading import codes, schema
from plantool.loading.build_model import ModelBuilder
from plantool.loading.folder import find_file_kind, is_backup, is_read
from plantool.loading.memory import BROKEN_CACHE_ERRORS
from plantool.model.chapter import Chapter
from plantool.model.initiative import Initiative
from plantool.model.plan import Plan
from plantool.syntax.codes import TOO_MANY_DIGITS, UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.loading.memory import Memory
    from plantool.loading.plan_contents import FileContent
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

Part: TypeAlias = Plan | Chapter | Initiative
_REASONS = {
    errno.EACCES: "reason.permission",
    errno.EPERM: "reason.permission",
    errno.ENOENT: "reason.missing",
    errno.ELOOP: "reason.loop",
    errno.EISDIR: "reason.no-file",
    errno.EXDEV: "reason.outside",
}


class FileRead(NamedTuple):
    """One file read: its part of the plan where it has one."""

    name: str
    part: Part | None
    diagnostics: list[Diagnostic]

    @property
    def is_left_out(self) -> bool:
        """Tell whether something of the plan is missing: what an editor keeps is none of it."""
        return self.part is None and any(found.is_error for found in self.diagnostics)


def _find_data_kind(data: Plain, kind: str) -> str:
    """Return the kind of a file; one with measures is an initiative, even if named as a chapter."""
    is_row = isinstance(data, dict) and "measures" in data
    return "initiative" if kind == "chapter" and is_row else kind


def read_file(
    file: FileContent, memory: Memory, handed_data: Plain = None, settings: Plan | None = None
) -> FileRead:
    """Read one file: from the plain data of a clean file, or else from its bytes.

    The plain data comes from another process that found the file clean (``handed_data``), or from
    an earlier run (``memory``). ``settings`` are those of plan.yaml, where that could be read.
    """
    if file.data is None:
        return _build_unread(file)
    kind = find_file_kind(file.name)
    data = memory.recall_data(file, kind) if handed_data is None else handed_data
    if data is not None:
        with suppress(*BROKEN_CACHE_ERRORS):  # another program wrote into the cache
            part, findings = _build_from_data(data, kind, file.shown, settings)
            if not findings:
                if handed_data is not None:
                    memory.keep_data(file, kind, handed_data)
                return FileRead(file.shown, part, [])
    return _read_bytes(file, file.data, memory, settings)


def _build_unread(file: FileContent) -> FileRead:
    if not is_read(file.name):
        code = codes.BACKUP if is_backup(file.name) else codes.NOT_READ
        return FileRead(file.shown, None, [Diagnostic(code=code, file=file.shown)])
    reason = (("reason", Terms((_REASONS.get(file.error, "reason.other"),))),)
    return FileRead(file.shown, None, [Diagnostic(UNREADABLE, file.shown, arguments=reason)])


def _read_bytes(file: FileContent, data: bytes, memory: Memory, settings: Plan | None) -> FileRead:
    from plantool.syntax.parse import parse_document  # noqa: PLC0415 - not needed where all is known

    shown, kind = file.shown, find_file_kind(file.name)
    document = parse_document(data, shown)
    part, diagnostics = _examine_document(document, kind, shown, settings)
    if memory.keeps and document.root and not diagnostics:
        memory.keep_data(file, kind, document.root.to_plain())
    if document.source and diagnostics:
        diagnostics = _find_slips(document, part, diagnostics, kind)
    return FileRead(shown, part, list(limit_diagnostics(diagnostics)))


def _find_slips(
    document: Document, part: Part | None, diagnostics: list[Diagnostic], kind: str
) -> list[Diagnostic]:
    """Return the findings in a faulty file, with the slips of the hand that they come from."""
    from plantool.loading.typing_slips import Readability, find_data_slips, settle_fixes  # noqa: PLC0415 - only a faulty file
    from plantool.syntax.parse import parse_document  # noqa: PLC0415 - ditto

    assert document.source  # noqa: S101 - the caller's condition
    file = document.source.file

    def judge(text: str) -> Readability:
        part, diagnostics = _examine_document(parse_document(text.encode(), file), kind, file)
        return Readability(part is None, diagnostics)

    if document.root:
        return find_data_slips(document.source, Readability(part is None, diagnostics), judge)
    return settle_fixes(document.source, diagnostics, judge)


def _examine_document(
    document: Document, kind: str, file: str, settings: Plan | None = None
) -> tuple[Part | None, list[Diagnostic]]:
    """Build a file's part of the plan, and return it with all findings in the file by itself."""
    from plantool.loading.finding_positions import locate_finding  # noqa: PLC0415 - not needed where all is known

    part, findings = _build_from_document(document, kind, file, settings)
    twice_lines, unread_spans = set(), set()
    for found in document.diagnostics:
        if found.related:  # a key that is there twice: either of its lines may be the one meant
            twice_lines.add(found.related.span.line)
        if found.code is TOO_MANY_DIGITS:
            unread_spans.add(found.span)
    diagnostics = list(document.diagnostics)
    for finding in findings:
        located = locate_finding(finding, lambda _: document)
        if located.span.line not in twice_lines and located.span not in unread_spans:
            diagnostics.append(located)
    return part, diagnostics


def read_clean_data(file: FileContent) -> Plain:
    """Return the plain data of a file in which nothing is wrong by itself, or None."""
    from plantool.syntax.parse import parse_document  # noqa: PLC0415 - not needed where all is known

    document = parse_document(file.data or b"", file.shown)
    if document.diagnostics or document.root is None:
        return None
    data = document.root.to_plain()
    return data if schema.is_clean(_find_data_kind(data, find_file_kind(file.name)), data) else None


def rate_faults(name: str, text: str) -> tuple[bool, bool, int]:
    """Tell how far a file can be read: not at all, not into the plan, and with how many errors."""
    from plantool.syntax.parse import parse_document  # noqa: PLC0415 - not needed where all is known

    document = parse_document(text.encode(), name)
    part, findings = _build_from_document(document, find_file_kind(name), name)
    errors = sum(found.is_error for found in document.diagnostics) + len(findings)
    return document.root is None, part is None, errors


def _build_from_document(
    document: Document, kind: str, file: str, settings: Plan | None = None
) -> tuple[Part | None, list[Finding]]:
    """Build a file's part of the plan, where its schema allows that."""
    if document.root is None:
        return None, []
    data = document.root.to_plain()
    kind = _find_data_kind(data, kind)
    findings = schema.check_file_data(kind, data, file)
    if findings and not (data := _resolve_unknown_keys(data, findings, kind)):
        return None, findings
    part, more = _build_from_data(data, kind, file, settings)
    return part, findings + more


def _build_from_data(
    data: Plain, kind: str, file: str, settings: Plan | None
) -> tuple[Part, list[Finding]]:
    builder = ModelBuilder(file, settings)
    build: dict[str, Callable[[Plain], Part]] = {
        "plan": builder.build_plan,
        "chapter": builder.build_chapter,
        "initiative": builder.build_initiative,
    }
    return build[_find_data_kind(data, kind)](data), builder.findings


def _resolve_unknown_keys(data: Plain, findings: list[Finding], kind: str) -> Plain:
    """Take misspelt keys for what they mean, so that one slip does not hide or bring other faults.

    Keys that mean nothing are dropped. Returns None where something else is wrong as well.
    """
    if any(finding.code is not codes.UNKNOWN_KEY for finding in findings):
        return None
    for finding in findings:
        # the mapping or list around the key, by the finding's own path
        holder: Plain = data
        *steps, key = finding.path
        for step in steps:
            holder = holder[step]  # type: ignore[index] # the finding's own path
        value = holder.pop(key)  # type: ignore[union-attr, arg-type]
        meant = finding.repair.changes[0].new if finding.repair else None
        if meant is not None:
            holder[meant] = value  # type: ignore[index]
    return data if schema.is_clean(kind, data) else None
