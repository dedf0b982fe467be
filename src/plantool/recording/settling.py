"""Finds those changes of a set that may be made together, with few checks of the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Family
from plantool.editing.change_set import Refusal
from plantool.editing.refusal_reason import RefusalReason
from plantool.loading.folder import find_file_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from plantool.diagnostics import Diagnostic
    from plantool.recording.change_run import Attempt, ChangeRun

    _FindErrors: TypeAlias = Callable[[Collection[int]], Sequence[Diagnostic]]

_Group: TypeAlias = tuple[int, ...]


def settle_changes(run: ChangeRun) -> tuple[Attempt, list[Refusal]]:
    """Return the attempt of all statements that bring no error, and why the others are refused.

    Errors of one file by itself are found without the others: most slips are of that kind.
    """
    last = run.attempt(run.numbers)
    if not last.errors:
        return last, []
    settling = _Settling(run)
    schema_errors = [error for error in last.errors if error.code.family is Family.SCHEMA]
    codes = {(error.file, error.code) for error in schema_errors}
    numbers = settling.settle(run.numbers, lambda tried: run.find_file_errors(tried, codes))
    numbers = settling.settle(numbers, lambda tried: run.attempt(tried).errors)
    # what was told of others beside a refused one may not hold without it: all are told anew
    return run.attempt(numbers), settling.list_refusals()


class _Settling:
    """Tries groups of statements beside those that are kept, many files at a time."""

    def __init__(self, run: ChangeRun) -> None:
        self.run = run
        self.waiting: list[_Group] = []
        self.lonely: set[_Group] = set()  # to be tried alone, since others may be to blame
        self.errors: dict[int, Sequence[Diagnostic]] = {}

    def list_refusals(self) -> list[Refusal]:
        """Return the changes that bring errors, in the order in which they were given."""
        return [
            Refusal(change, RefusalReason.ERRORS, tuple(errors))
            for n, errors in sorted(self.errors.items())
            for change in self.run.statements[n]
        ]

    def settle(self, numbers: Collection[int], find_errors: _FindErrors) -> list[int]:
        """Return those statements, in their order, that bring no error beside the others.

        What stands where an error is found is tried after all others in its file, else half after
        half. A trial takes one group of each file: an error in a file is that of its group.
        """
        kept: set[int] = set()
        self.waiting = [tuple(numbers)] if numbers else []
        while self.waiting:
            tried = self.pick_groups()
            beside = kept.union(*tried)
            errors = find_errors(beside)
            if not errors:
                kept = beside
            elif len(tried) == 1:
                self.blame_group(tried[0], errors)
            else:
                self.blame_groups(tried, errors)
        return sorted(kept)

    def pick_groups(self) -> list[_Group]:
        """Take the last group that waits, and with it the last one of each other file."""
        first = self.waiting.pop()
        if not self.is_separable(first):
            return [first]
        picked, files = [first], self.find_names(first)
        left: list[_Group] = []
        for group in reversed(self.waiting):
            names = self.find_names(group)
            fits = files.isdisjoint(names) and self.is_separable(group)
            (picked if fits else left).append(group)
            files |= names
        self.waiting = left[::-1]
        return picked

    def find_names(self, group: _Group) -> set[str]:
        """Return the names of the files in which a group makes changes."""
        return {self.run.find_name(n) for n in group}

    def is_separable(self, group: _Group) -> bool:
        """Tell whether it may be tried beside others: an error in another file is none of its."""
        kinds = map(find_file_kind, self.find_names(group))
        return group not in self.lonely and all(kind == "initiative" for kind in kinds)

    def blame_groups(self, tried: Sequence[_Group], errors: Sequence[Diagnostic]) -> None:
        """Blame each group for the errors in its files; the others are tried again."""
        is_clear = True
        for group in tried:
            names = self.find_names(group)
            own = [error for error in errors if self.run.names.get(error.file) in names]
            is_clear = is_clear and not own
            if own and len(group) == 1 and self.is_shared(own, names):
                self.lonely.add(group)
                self.waiting.insert(0, group)
            elif own:
                self.blame_group(group, own)
            else:
                self.waiting.append(group)
        if is_clear:  # the errors are in files that nobody changes
            self.lonely.update(tried)

    def is_shared(self, errors: Sequence[Diagnostic], names: Collection[str]) -> bool:
        """Tell whether an error belongs to another file as well."""
        related = (error.related.file for error in errors if error.related)
        return any(self.run.names.get(file) not in names for file in related)

    def blame_group(self, group: _Group, errors: Sequence[Diagnostic]) -> None:
        """Refuse a single statement; of more, those behind an error are tried after the others."""
        if len(group) == 1:
            self.errors[group[0]] = errors
        else:
            self.waiting += self.split_group(group, errors)

    def split_group(self, group: _Group, errors: Sequence[Diagnostic]) -> list[_Group]:
        """Split a group by file, then by the paths of errors, else in halves; the last is first."""
        by_file: dict[str, list[int]] = {}
        clean: list[int] = []
        faulty = {self.run.names.get(error.file) for error in errors}
        for n in group:
            name = self.run.find_name(n)
            (by_file.setdefault(name, []) if name in faulty else clean).append(n)
        if len(by_file) > 1 or (by_file and clean):
            return [*map(tuple, by_file.values()), *([tuple(clean)] if clean else [])]
        blamed = tuple(n for n in group if self.run.is_blamed(n, errors))
        if 0 < len(blamed) < len(group):
            return [blamed, tuple(n for n in group if n not in blamed)]
        half = len(group) // 2
        return [group[half:], group[:half]]
