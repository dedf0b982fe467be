"""Tries statements of a change set on a plan, as often as it takes to tell which may be made."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import Family
from plantool.editing.change_set import (
    ChangeResult,
    Conflict,
    Outcome,
    Refusal,
    Verdict,
    apply_statements,
    group_statements,
)
from plantool.editing.refusal_reason import RefusalReason
from plantool.loading.folder import PLAN_FILE, EditedFolder, find_file_kind, is_read
from plantool.loading.key_order import build_key_order
from plantool.loading.read_file import read_alone
from plantool.syntax.parse import parse_document
from plantool.syntax.source import encode_like

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from plantool.diagnostics import Change, Code, Diagnostic
    from plantool.editing.change_set import Statement
    from plantool.loading.folder import PlanFiles
    from plantool.loading.memory import Memory
    from plantool.loading.read_plan import Loaded


class Attempt(NamedTuple):
    """The plan ``loaded`` as it would be with all changes that the files allow.

    ``before`` are the files that change as they are, ``new_diagnostics`` the findings that are new.
    """

    outcome: Outcome
    before: Mapping[str, bytes]
    new_diagnostics: tuple[Diagnostic, ...]
    loaded: Loaded

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What forbids to write the files."""
        uncovered = self.outcome.uncovered
        return tuple(d for d in self.new_diagnostics if d.is_error and d not in uncovered)


class ChangeRun:
    """The statements of a change set, told apart by their numbers, and the plan to change."""

    def __init__(
        self,
        plan_files: PlanFiles,
        as_of: date | None,
        loaded: Loaded,
        memory: Memory,
        changes: Iterable[Change],
    ) -> None:
        self.plan_files = plan_files
        self.as_of = as_of
        self.loaded = loaded
        self.memory = memory
        self.names: dict[str, str] = {}
        for name in filter(is_read, plan_files.list_names()):
            self.names[name] = self.names[plan_files.format_name(name)] = name
        self.statements = group_statements(changes, self.names)
        self.numbers = range(len(self.statements))
        self.files: dict[str, _ChangedFile] = {}
        for n, (first, *_) in enumerate(self.statements):
            if known := self.names.get(first.file):
                if known not in self.files:
                    self.files[known] = _ChangedFile(plan_files, known)
                self.files[known].numbers.append(n)

    def find_name(self, number: int) -> str:
        """Return the name of the file of a statement, or what its changes take for one."""
        file = self.statements[number][0].file
        return self.names.get(file, file)

    def attempt(self, numbers: Collection[int]) -> Attempt:
        """Make statements, as if one after the other, in the files as they are; check the plan."""
        verdicts: dict[int, Verdict] = {}
        texts: dict[str, bytes] = {}
        for name, file in self.files.items():
            after, more = file.make_statements(self.statements, numbers)
            verdicts |= more
            if after != file.before:
                texts[name] = after
        outcome = self.build_outcome({n: verdicts.get(n, _UNKNOWN) for n in numbers}, texts)
        checked = self.loaded
        if texts:
            edited = EditedFolder(self.plan_files, texts)
            checked = load_and_check(edited, self.as_of, memory=self.memory)
        new = _list_new_diagnostics(self.loaded.diagnostics, checked.diagnostics)
        uncovered = tuple(found for found in new if self.is_uncovered(found, numbers))
        before = {name: self.files[name].before for name in texts}
        return Attempt(outcome._replace(uncovered=uncovered), before, new, checked)

    def build_outcome(self, verdicts: Mapping[int, Verdict], texts: Mapping[str, bytes]) -> Outcome:
        """Tell of each change what became of its statement."""
        changes: defaultdict[ChangeResult, list[Change]] = defaultdict(list)
        conflicts: list[Conflict] = []
        refused: list[Refusal] = []
        for n, verdict in sorted(verdicts.items()):
            statement = self.statements[n]
            changes[verdict.result] += statement
            conflicts += map(Conflict, statement, verdict.nows)
            if verdict.result is ChangeResult.REFUSED:
                refused += [Refusal(change, verdict.reason) for change in statement]
        applied, same = changes[ChangeResult.APPLIED], changes[ChangeResult.ALREADY_SO]
        return Outcome(tuple(applied), tuple(same), tuple(conflicts), tuple(refused), texts)

    def is_uncovered(self, found: Diagnostic, numbers: Iterable[int]) -> bool:
        """Tell whether an error may have stood there before, in a file that could not be read.

        It stands away from all changes, and was not looked for.
        """
        if not found.is_error or found.code.family in _READING:
            return False
        files = {found.file, found.related.file if found.related else found.file}
        hidden = {
            e.file for e in self.loaded.diagnostics if e.is_error and e.code.family in _READING
        }
        was_hidden = self.plan_files.format_name(PLAN_FILE) in hidden or not files.isdisjoint(
            hidden
        )
        return was_hidden and not any(self.is_blamed(n, [found]) for n in numbers)

    def find_file_errors(
        self, numbers: Collection[int], codes: Collection[tuple[str, Code]]
    ) -> list[Diagnostic]:
        """Return what is wrong in changed files by themselves, of what the plan has as errors."""
        errors: list[Diagnostic] = []
        for name in {self.names.get(file, file) for file, _ in codes} & self.files.keys():
            file, shown = self.files[name], self.plan_files.format_name(name)
            after, _ = file.make_statements(self.statements, numbers)
            known, found = (
                read_alone(name, shown, data).diagnostics for data in (file.before, after)
            )
            new = _list_new_diagnostics(known, found)
            errors += [error for error in new if (error.file, error.code) in codes]
        return errors

    def is_blamed(self, number: int, errors: Iterable[Diagnostic]) -> bool:
        """Tell whether an error is at the path of a change, or on the way to or from it."""
        name = self.find_name(number)
        return any(
            self.names.get(error.file) == name
            and all(one == other for one, other in zip(error.path, change.path, strict=False))
            for error in errors
            for change in self.statements[number]
        )


_READING = (Family.SYNTAX, Family.SCHEMA)  # with such an error, no rule is asked about a file
_UNKNOWN = Verdict(ChangeResult.REFUSED, RefusalReason.UNKNOWN_FILE)


class _ChangedFile:
    """One file as it is, and the ``numbers`` of its statements."""

    def __init__(self, plan_files: PlanFiles, name: str) -> None:
        self.numbers: list[int] = []
        self.order = build_key_order(find_file_kind(name))
        self.before = b""
        with suppress(OSError):  # which the check of the plan tells: a link that leads out
            self.before = plan_files.read_bytes(name)
        self.document = parse_document(self.before, name)
        self.known: tuple[list[int], bytes, dict[int, Verdict]] | None = None

    def make_statements(
        self, statements: Sequence[Statement], numbers: Collection[int]
    ) -> tuple[bytes, dict[int, Verdict]]:
        """Return the bytes of the file with its statements made, and what became of each."""
        own = [n for n in self.numbers if n in numbers]
        if self.known is None or self.known[0] != own:
            made = [statements[n] for n in own]
            document, verdicts = apply_statements(self.document, made, self.order)
            is_same = document is self.document or document.source is None
            after = self.before
            if document.source and not is_same:
                after = encode_like(self.before, document.source.text)
            self.known = own, after, dict(zip(own, verdicts, strict=True))
        return self.known[1:]


def _list_new_diagnostics(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Return what was not found before; lines may have moved since.

    An old error may stand at another index, since items came or went: it forbids nothing. What is
    no error is told again.
    """
    new = _leave_out(after, before, _find_key)
    gone = [found for found in _leave_out(before, after, _find_key) if found.is_error]
    return tuple(_leave_out(new, gone, _find_moved_key))


def _leave_out(
    findings: Iterable[Diagnostic],
    known: Iterable[Diagnostic],
    find_key: Callable[[Diagnostic], object],
) -> list[Diagnostic]:
    """Return those of ``findings`` that are not among ``known``; one known stands for one."""
    left, counts = [], Counter(map(find_key, known))
    for found in findings:
        key = find_key(found)
        if counts[key]:
            counts[key] -= 1
        else:
            left.append(found)
    return left


def _find_key(found: Diagnostic) -> object:
    return found.file, found.code, found.path


def _find_moved_key(found: Diagnostic) -> object:
    """Return what a finding keeps where items before it come or go: a report becomes a list."""
    keys = tuple(step for step in found.path if isinstance(step, str))
    return found.file, found.code, keys, repr(found.arguments)
