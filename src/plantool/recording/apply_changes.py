"""Makes changes in a plan, in memory: the texts to write, and whether they may be written.

Only ``write_changes`` writes. The plan is checked as it would be; an error that was not there
before is a refusal.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.editing.change_set import (
    ChangeResult,
    Conflict,
    Outcome,
    Refusal,
    apply_statement,
    group_statements,
    read_now,
)
from plantool.loading.folder import EditedFolder, find_file_kind, is_read
from plantool.loading.key_order import build_key_order
from plantool.loading.memory import Memory
from plantool.loading.plan_writes import hold_plan_lock, replace_plan_file
from plantool.syntax.parse import parse_document
from plantool.syntax.source import encode_like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from plantool.diagnostics import Change, Diagnostic
    from plantool.editing.change_set import Statement
    from plantool.loading.folder import Folder, PlanFiles
    from plantool.loading.read_plan import Loaded
    from plantool.syntax.document import Document


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
        return tuple(diagnostic for diagnostic in self.new_diagnostics if diagnostic.is_error)


def apply_changes(
    plan_files: PlanFiles,
    changes: Iterable[Change],
    as_of: date | None = None,
    *,
    all_or_nothing: bool = False,
) -> Attempt:
    """Make those changes in a plan that its files, its schema and its rules allow.

    Files are named as the plan or a finding names them; ``as_of`` is the day of the check. With
    ``all_or_nothing`` there are no texts unless all is well. Raises OSError, and TypeError for a
    value that is no plain data, such as a float.
    """
    memory = Memory(keeps=True)  # of the files that stay as they are: they are read once
    loaded = load_and_check(plan_files, as_of, memory=memory)
    run = _ChangeRun(plan_files, as_of, loaded, memory)
    statements = group_statements(changes, run.names)
    last = run.attempt(statements)
    if last.errors:
        # what was told of others beside a refused one may not hold without it: all are told anew
        last = run.attempt(run.settle(statements))
    outcome = last.outcome._replace(refused=(*last.outcome.refused, *run.refusals))
    if all_or_nothing and not outcome.is_whole:
        outcome = outcome._replace(applied=(), texts={})
    return last._replace(outcome=outcome)


def write_changes(
    folder: Folder, changes: Iterable[Change], *, all_or_nothing: bool = False
) -> Outcome:
    """Make changes as ``apply_changes`` does, and write the files while no other plantool writes.

    Raises NotWrittenError; files before the one that cannot be written are written then, but with
    ``all_or_nothing`` are as they were again.
    """
    with hold_plan_lock(folder):
        attempt = apply_changes(folder, changes, all_or_nothing=all_or_nothing)
        with ExitStack() as undo:
            for name, data in attempt.outcome.texts.items():
                before = attempt.before[name]
                replace_plan_file(folder, name, data, instead_of=before)
                if all_or_nothing:
                    undo.callback(replace_plan_file, folder, name, before, instead_of=data)
            undo.pop_all()
    return attempt.outcome


def attempt_changes(
    plan_files: PlanFiles, changes: Iterable[Change], as_of: date, loaded: Loaded
) -> Attempt:
    """Make changes in a plan though its rules may find errors in them, which are told."""
    run = _ChangeRun(plan_files, as_of, loaded, Memory())
    return run.attempt(group_statements(changes, run.names))


class _ChangeRun:
    """Tries statements as often as it takes to tell those that bring errors from others."""

    def __init__(
        self, plan_files: PlanFiles, as_of: date | None, loaded: Loaded, memory: Memory
    ) -> None:
        self.plan_files = plan_files
        self.as_of = as_of
        self.loaded = loaded
        self.memory = memory
        self.names: dict[str, str] = {}
        for name in filter(is_read, plan_files.list_names()):
            self.names[name] = self.names[plan_files.format_name(name)] = name
        self.refusals: list[Refusal] = []

    def attempt(self, statements: Sequence[Statement]) -> Attempt:
        """Make statements, one after the other, in the files as they are, and check the plan."""
        made = _MadeChanges(self.plan_files, self.names)
        for statement in statements:
            made.add_statement(statement)
        outcome = made.build_outcome()
        checked = self.loaded
        if outcome.texts:
            edited = EditedFolder(self.plan_files, outcome.texts)
            checked = load_and_check(edited, self.as_of, memory=self.memory)
        new = _list_new_diagnostics(self.loaded.diagnostics, checked.diagnostics)
        return Attempt(outcome, made.before, new, checked)

    def settle(self, statements: list[Statement]) -> list[Statement]:
        """Return those of ``statements``, in their order, that bring no error beside the others.

        What stands where an error is found is tried after all others, else what is in its file,
        else half after half.
        """
        kept: set[int] = set()

        def attempt(numbers: Iterable[int]) -> Attempt:
            return self.attempt([statements[n] for n in sorted({*kept, *numbers})])

        waiting = [[*range(len(statements))]]
        while waiting:
            numbers = waiting.pop()
            errors = attempt(numbers).errors
            if not errors:
                kept.update(numbers)
            elif len(numbers) == 1:
                self.refusals += [Refusal(c, errors) for c in statements[numbers[0]]]
            else:
                waiting += self.split(numbers, statements, errors)
        return [statements[n] for n in sorted(kept)]

    def split(
        self, numbers: list[int], statements: list[Statement], errors: Sequence[Diagnostic]
    ) -> tuple[list[int], list[int]]:
        """Split off what an error may come from; the others, which are tried first, come last."""
        for is_blamed in (self.is_blamed, self.is_in_file):
            blamed = [n for n in numbers if is_blamed(statements[n], errors)]
            if 0 < len(blamed) < len(numbers):
                return blamed, [n for n in numbers if n not in blamed]
        half = len(numbers) // 2
        return numbers[half:], numbers[:half]

    def is_in_file(self, statement: Statement, errors: Iterable[Diagnostic]) -> bool:
        """Tell whether an error is in the file of a statement."""
        name = self.names.get(statement[0].file)
        return name is not None and any(self.names.get(error.file) == name for error in errors)

    def is_blamed(self, statement: Statement, errors: Iterable[Diagnostic]) -> bool:
        """Tell whether an error is at the path of a change, or on the way to or from it."""
        return any(
            change.file in self.names
            and self.names.get(error.file) == self.names[change.file]
            and all(one == other for one, other in zip(error.path, change.path, strict=False))
            for error in errors
            for change in statement
        )


class _MadeChanges:
    """Files with changes made in them one after another."""

    def __init__(self, plan_files: PlanFiles, names: Mapping[str, str]) -> None:
        self.plan_files = plan_files
        self.names = names
        self.before: dict[str, bytes] = {}
        self.documents: dict[str, Document] = {}
        self.changes: dict[ChangeResult, list[Change]] = {verdict: [] for verdict in ChangeResult}
        self.conflicts: list[Conflict] = []

    def add_statement(self, statement: Statement) -> None:
        name = self.names.get(statement[0].file)
        verdict = ChangeResult.REFUSED if name is None else self.make_statement(name, statement)
        self.changes[verdict] += statement

    def make_statement(self, name: str, statement: Statement) -> ChangeResult:
        if name not in self.documents:
            try:
                self.before[name] = self.plan_files.read_bytes(name)
            except OSError:  # which the check of the plan tells: a link that leads out, a folder
                return ChangeResult.REFUSED
            self.documents[name] = parse_document(self.before[name], name)
        document, order = self.documents[name], build_key_order(find_file_kind(name))
        self.documents[name], verdict = apply_statement(document, statement, order)
        if verdict is ChangeResult.CONFLICT:
            self.conflicts += [Conflict(c, read_now(document, c)) for c in statement]
        return verdict

    def build_outcome(self) -> Outcome:
        texts: dict[str, bytes] = {}
        for name, document in self.documents.items():
            before, source = self.before[name], document.source
            if source and (text := encode_like(before, source.text)) != before:
                texts[name] = text
        return Outcome(
            applied=tuple(self.changes[ChangeResult.APPLIED]),
            already_so=tuple(self.changes[ChangeResult.ALREADY_SO]),
            conflicts=tuple(self.conflicts),
            refused=tuple(Refusal(change) for change in self.changes[ChangeResult.REFUSED]),
            texts=texts,
        )


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
