"""Gives an initiative another id: its file, and all that names it, change together.

The history of the file goes on under its new name: ``plantool.analysis.renumbering`` finds that
both are one initiative.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import MISSING, Change
from plantool.errors import UsageError
from plantool.loading.atomic_writes import move_without_replacing
from plantool.loading.folder import (
    PLAN_FILE,
    EditedFolder,
    find_file_kind,
    is_plan_file,
    is_read,
)
from plantool.loading.memory import Memory
from plantool.loading.plan_writes import build_write_error, replace_plan_file
from plantool.loading.read_plan import Loaded
from plantool.model.plan import parse_file_id
from plantool.patterns import compile_late
from plantool.recording.apply_changes import attempt_changes
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import Missing, NodePath, Plain
    from plantool.loading.folder import Folder, PlanFiles
    from plantool.model.plan import Plan
    from plantool.recording.change_run import Attempt

_INITIATIVE_ID = compile_late("[0-9A-Za-z]{1,20}(?:-[0-9A-Za-z]{1,20}){1,3}")


class Renaming(NamedTuple):
    """The file of an initiative under its ``old`` and its ``new`` name."""

    old: str
    new: str

    @property
    def old_id(self) -> str:
        """The id that it had."""
        return parse_file_id(self.old)

    @property
    def new_id(self) -> str:
        """The id that it is to have."""
        return parse_file_id(self.new)


class MovedFiles(NamedTuple):
    """The files of a plan as they would be with one of them under another name."""

    files: PlanFiles
    renaming: Renaming

    def list_names(self) -> list[str]:
        """Name the files, the one that moves by its new name."""
        others = (name for name in self.files.list_names() if name != self.renaming.old)
        return sorted((*others, self.renaming.new))

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of one file; raises OSError."""
        return self.files.read_bytes(self.renaming.old if name == self.renaming.new else name)

    def format_name(self, name: str) -> str:
        """Write the path of one file for users."""
        return self.files.format_name(name)


def plan_renaming(plan: Plan, files: PlanFiles, old_id: str, new_id: str) -> Renaming:
    """Return the names of the file that moves; raises UsageError where that cannot be.

    Capitals and leading zeros do not tell ids apart: on many file systems they are one file.
    """
    if not _INITIATIVE_ID.fullmatch(new_id):
        raise UsageError("error.rename-id", id=new_id)
    if old_id == new_id:
        raise UsageError("error.rename-same", id=old_id)
    old, new = f"{old_id}.yaml", f"{new_id}.yaml"
    for name in files.list_names():
        if name != old and is_plan_file(name) and _fold(parse_file_id(name)) == _fold(new_id):
            raise UsageError("error.rename-taken", id=new_id, file=files.format_name(name))
    chapter = new_id.partition("-")[0]
    if chapter != old_id.partition("-")[0] and not plan.chapter(chapter):
        known = ", ".join(chapter.id for chapter in plan.chapters)
        raise UsageError("error.rename-chapter", id=new_id, chapter=chapter, known=known)
    return Renaming(old, new)


def attempt_renaming(
    files: PlanFiles, renaming: Renaming, section: str | None, as_of: date
) -> Attempt:
    """Return what becomes of a renaming: the new texts by the names of files, and new findings.

    ``section`` is that of the chapter that owns the initiative from now on; "" for none. What was
    found in the file before is no new finding under its new name.
    """
    moved = MovedFiles(files, renaming)
    loaded = load_and_check(files, as_of, memory=Memory())
    old, new = (files.format_name(name) for name in renaming)
    known = (d._replace(file=new) if d.file == old else d for d in loaded.diagnostics)
    before = Loaded(loaded.reading, loaded.head, tuple(known))
    return attempt_changes(moved, list(_yield_changes(moved, renaming, section)), as_of, before)


def write_renaming(folder: Folder, renaming: Renaming, attempt: Attempt) -> None:
    """Move the file and write the texts; raises NotWrittenError, and all is as it was then."""
    old, new = folder.path / renaming.old, folder.path / renaming.new
    with ExitStack() as undo:
        try:
            move_without_replacing(old, new)
        except OSError as error:
            raise build_write_error(folder.format_name(renaming.new), error) from error
        undo.callback(move_without_replacing, new, old)
        for name, text in attempt.outcome.texts.items():
            before = attempt.before[name]
            replace_plan_file(folder, name, text, instead_of=before)
            undo.callback(replace_plan_file, folder, name, before, instead_of=text)
        undo.pop_all()


def find_mentions(files: PlanFiles, renaming: Renaming, attempt: Attempt) -> list[str]:
    """Return the places, as ``18.yaml:12``, where words and comments still say the old id.

    They may mean the id of that time, and stay as they are: a person decides.
    """
    after = EditedFolder(MovedFiles(files, renaming), attempt.outcome.texts)
    identifier = renaming.old_id
    word = re.compile(rf"(?<![0-9A-Za-z-]){identifier}(?![0-9A-Za-z]|-[0-9A-Za-z])")
    return [
        f"{after.format_name(name)}:{number}"
        for name in filter(is_read, after.list_names())
        for number, line in enumerate(_read_lines(after, name), start=1)
        if word.search(line)
    ]


def _read_lines(files: PlanFiles, name: str) -> list[str]:
    try:
        return files.read_bytes(name).decode("utf-8", "replace").split("\n")
    except OSError:  # a finding of its own
        return []


def _fold(identifier: str) -> tuple[str, ...]:
    return tuple(part.lstrip("0") for part in identifier.casefold().split("-"))


def _yield_changes(files: MovedFiles, renaming: Renaming, section: str | None) -> Iterator[Change]:
    """Yield the changes of all that names the initiative."""
    yield Change(renaming.new, ("id",), renaming.old_id, renaming.new_id)
    for name in files.list_names():
        if name == PLAN_FILE:
            yield from _yield_setting_changes(files, renaming)
        elif is_read(name) and find_file_kind(name) == "chapter":
            for at, entry in _yield_relistings(files, name, renaming.old_id):
                path: NodePath = ("relisted", at)
                if parse_file_id(name) != renaming.new_id.partition("-")[0]:
                    yield Change(name, (*path, "id"), renaming.old_id, renaming.new_id)
                    continue
                yield Change(name, path, entry, MISSING)  # which owns it from now on
                section = str(entry.get("section", "")) if section is None else section
                if number := entry.get("number"):  # under which that chapter prints it
                    now = _read_value(files, renaming.new, "number")
                    yield Change(renaming.new, ("number",), now, number)
    if section is not None:
        now = _read_value(files, renaming.new, "section")
        value: Plain = int(section) if section.isdecimal() else section
        yield Change(renaming.new, ("section",), now, value if section else MISSING)


def _yield_relistings(
    files: PlanFiles, name: str, identifier: str
) -> Iterator[tuple[int, dict[str, Plain]]]:
    relisted = _read_value(files, name, "relisted")
    for at, entry in enumerate(relisted if isinstance(relisted, list) else ()):
        if isinstance(entry, dict) and entry.get("id") == identifier:
            yield at, entry


def _yield_setting_changes(files: PlanFiles, renaming: Renaming) -> Iterator[Change]:
    """Yield the changes of settings of plan.yaml that name the file."""
    settings = _read_value(files, PLAN_FILE, "validation")
    for at, setting in enumerate(settings if isinstance(settings, list) else ()):
        names = setting.get("files") if isinstance(setting, dict) else None
        for index, name in enumerate(names if isinstance(names, list) else ()):
            if name == renaming.old:
                path: NodePath = ("validation", at, "files", index)
                yield Change(PLAN_FILE, path, name, renaming.new)


def _read_value(files: PlanFiles, name: str, key: str) -> Plain | Missing:
    root = parse_document(files.read_bytes(name), name).root
    data = root.to_plain() if root else None
    return data.get(key, MISSING) if isinstance(data, dict) else MISSING
