"""Reads one file: from its bytes to its part of the plan, and the findings in it."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from plantool.diagnostics import Diagnostic, Finding, Terms
from plantool.finding_limit import limit_diagnostics
from plantool.light_dataclasses import replace
from plantool.loading import codes, schema
from plantool.loading.build_model import ModelBuilder
from plantool.loading.file_read import FileRead
from plantool.loading.folder import find_file_kind, is_backup, is_read
from plantool.loading.memory import BROKEN_CACHE_ERRORS, Memory
from plantool.loading.plan_contents import FileContent
from plantool.loading.recalled_initiative import RecalledInitiative
from plantool.model.initiative import Initiative, JudgementsOfInitiative
from plantool.model.plan import Plan
from plantool.syntax.codes import TOO_MANY_DIGITS, UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.loading.file_read import Part
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

_REASONS = {
    errno.EACCES: "reason.permission",
    errno.EPERM: "reason.permission",
    errno.ENOENT: "reason.missing",
    errno.ELOOP: "reason.loop",
    errno.EISDIR: "reason.no-file",
    errno.EXDEV: "reason.outside",
}


def _find_data_kind(data: Plain, kind: str) -> str:
    """Return the kind of a file; one with measures is an initiative, even if named as a chapter."""
    is_row = isinstance(data, dict) and "measures" in data
    return "initiative" if kind == "chapter" and is_row else kind


_UNSAID: tuple[tuple[str, str, object], ...] = (  # keys that most files lack, fields without them
    ("judgement", "judgements", JudgementsOfInitiative()),
    ("source", "source", None),
    ("summary", "summary", None),
    ("attributes", "attributes", ()),
    ("footnotes", "footnotes", ()),
    ("corrections", "corrections", ()),
    ("revisions", "revisions", ()),
)


class FileReader:
    """Reads the files of a plan, plan.yaml first: the others are read with its settings."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.settings: Plan | None = None
        self._settings_digest = ""

    def knows_file(self, file: FileContent) -> bool:
        """Tell whether a file, but for a damaged cache, does not have to be parsed."""
        return self.memory.knows_file(file, find_file_kind(file.name), self._build_key(file))

    def read_file(self, file: FileContent, handed_data: Plain = None) -> FileRead:
        """Read one file, from what is known about it or from its bytes.

        Its plain data may come from another process, which found the file clean.
        """
        if file.data is None:
            return _build_unread(file)
        key = self._build_key(file)
        read = _rename_read(self.memory.recall_read(key), file.shown)
        read = read or self._read_unknown(file, file.data, handed_data)
        self.memory.keep_read(key, read)
        if isinstance(read.part, Plan):
            self.settings, self._settings_digest = read.part, file.digest
        return read

    def _build_key(self, file: FileContent) -> tuple[str, ...]:
        return file.name, file.digest, self._settings_digest

    def _read_unknown(self, file: FileContent, data: bytes, handed_data: Plain) -> FileRead:
        memory, settings, kind = self.memory, self.settings, find_file_kind(file.name)
        if handed_data is None and (known_data := memory.recall_data(file, kind)) is not None:
            with suppress(*BROKEN_CACHE_ERRORS):  # another program wrote into the cache
                return FileRead(file.shown, self._recall_part(file, kind, known_data), [])
        clean_data = read_clean_data(file) if handed_data is None else handed_data
        if clean_data is not None:
            part, findings = _build_from_data(clean_data, kind, file.shown, settings)
            if not findings:
                memory.keep_data(file, kind, clean_data)
                return FileRead(file.shown, part, [])
        return _read_bytes(file, data, settings)

    def _recall_part(self, file: FileContent, kind: str, data: Plain) -> Part:
        """Return the part of a clean file; of an initiative only the head, for the time being.

        Raises BROKEN_CACHE_ERRORS.
        """
        memory, settings = self.memory, self.settings
        if isinstance(data, dict) and _find_data_kind(data, kind) == "initiative":
            head = ModelBuilder(file.shown, settings).build_initiative_head(data)
            head |= {name: value for key, name, value in _UNSAID if key not in data}
            return RecalledInitiative.from_head(
                head, lambda name: _build_recalled_fields(name, file, memory, settings)
            )
        part, findings = _build_from_data(data, kind, file.shown, settings)
        if findings:
            raise ValueError("not clean")
        return part


def _rename_read(read: FileRead | None, shown: str) -> FileRead | None:
    """Return a file that was read, perhaps of another state of the plan, as this one shows it."""
    if read is None or read.name == shown:
        return read
    if read.part is None or read.diagnostics:  # which name the file: it is read anew
        return None
    return FileRead(shown, replace(read.part, file=shown), [])


def _build_recalled_fields(
    name: str, file: FileContent, memory: Memory, settings: Plan | None
) -> dict[str, Any]:
    """Build the money or the source of an initiative alone, or if more is asked for all fields.

    They come from its remembered data, or from its bytes where that is spoilt.
    """
    with suppress(*BROKEN_CACHE_ERRORS):
        data: Any = memory.recall_data(file, find_file_kind(file.name))
        builder = ModelBuilder(file.shown, settings)
        values: dict[str, Any]
        if name == "budget":
            values = {name: builder.build_initiative_budget(data)}
        elif name == "source":
            values = {name: builder.build_source(data)}
        else:
            values = RecalledInitiative.map_fields(builder.build_initiative(data))
        if not builder.findings:
            return values
    reread = _read_bytes(file, file.data or b"", settings).part
    assert isinstance(reread, Initiative)  # noqa: S101 - clean bytes, as the cache says of them
    return RecalledInitiative.map_fields(reread)


def read_alone(name: str, shown: str, data: bytes) -> FileRead:
    """Read one file without the rest of its plan."""
    return FileReader(Memory()).read_file(FileContent(name, lambda _: shown, data))


def _build_unread(file: FileContent) -> FileRead:
    if not is_read(file.name):
        code = codes.BACKUP if is_backup(file.name) else codes.NOT_READ
        return FileRead(file.shown, None, [Diagnostic(code=code, file=file.shown)])
    reason = (("reason", Terms((_REASONS.get(file.error, "reason.other"),))),)
    return FileRead(file.shown, None, [Diagnostic(UNREADABLE, file.shown, arguments=reason)])


def _read_bytes(file: FileContent, data: bytes, settings: Plan | None) -> FileRead:
    from plantool.syntax.parse import parse_document  # noqa: PLC0415 - not needed where all is known

    shown, kind = file.shown, find_file_kind(file.name)
    document = parse_document(data, shown)
    part, diagnostics = _examine_document(document, kind, shown, settings)
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
    from plantool.syntax.plain_data import read_plain_data  # noqa: PLC0415 - not needed where all is known

    data = read_plain_data(file.data or b"", file.shown)
    kind = _find_data_kind(data, find_file_kind(file.name))
    return data if data is not None and schema.is_clean(kind, data) else None


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
