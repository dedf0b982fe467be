"""Applies the fixes of findings to the texts of a plan, in memory.

A fix that overlaps another one waits for the next pass, and one that would make its file worse is
left out. Nothing is written here.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import apply_edits
from plantool.loading.folder import EditedFolder
from plantool.loading.read_file import rate_faults
from plantool.syntax.parse import parse_document
from plantool.syntax.source import encode_like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from plantool.diagnostics import Diagnostic, Edit, Fix
    from plantool.loading.folder import PlanFiles
    from plantool.loading.read_plan import Loaded

_MAX_PASSES = 20  # a fix may bring what another one mends; none was seen to need more than three
_MAX_WORK = 16 << 20  # characters to read again in one pass over one file, in search of what fits


class FixedPlan(NamedTuple):
    """A plan after its fixes: the files that would change, by name, and how many ``fixes`` it took.

    ``before`` and ``after`` hold whole files, ``loaded`` the plan as it would then be.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    fix_count: int
    loaded: Loaded


class _PlanFixer:
    """The files that change, and which of their findings are mended."""

    def __init__(
        self, plan_files: PlanFiles, select: Callable[[Iterable[Diagnostic]], Iterable[Diagnostic]]
    ) -> None:
        self.plan_files = plan_files
        self.select = select
        self.after: dict[str, bytes] = {}
        self.fix_counts: Counter[str] = Counter()

    def fix_file(self, name: str, text: str, fixes: Sequence[Fix]) -> bool:
        """Mend one file as far as this pass can; tell whether it changed."""
        file = self.plan_files.format_name(name)
        if parse_document(text.encode(), file).root is None:
            fixed, count = self.make_readable(text, file, fixes)
        else:
            fixed, count = _TextFixer(name, text).apply_fixes(fixes)
        if fixed != text:
            self.after[name] = encode_like(self.plan_files.read_bytes(name), fixed)
            self.fix_counts[name] += count
        return fixed != text

    def make_readable(self, text: str, file: str, fixes: Sequence[Fix]) -> tuple[str, int]:
        """Apply fix after fix until the file can be read; all or nothing.

        A large file with many faults is left as it is: each is only found once it is read so far.
        """
        fixed, count, work = text, 0, 0
        while parse_document(fixed.encode(), file).root is None:
            work += len(text)
            if work > _MAX_WORK:
                return text, 0
            edits, done = _join_edits(fixes)
            before, fixed = fixed, apply_edits(fixed, edits)
            count += done
            if fixed == before:
                return text, 0
            fixes = _list_fixes(self.select(parse_document(fixed.encode(), file).diagnostics))
        return fixed, count


def apply_all_fixes(
    plan_files: PlanFiles,
    as_of: date,
    select: Callable[[Iterable[Diagnostic]], Iterable[Diagnostic]],
    loaded: Loaded | None = None,
) -> FixedPlan:
    """Apply every fix of the findings that ``select`` lets through, until there is none left.

    ``loaded`` is the plan as it is, if it was checked already.
    """
    fixer = _PlanFixer(plan_files, select)
    loaded = loaded or load_and_check(plan_files, as_of)
    names = {plan_files.format_name(name): name for name in plan_files.list_names()}
    for _ in range(_MAX_PASSES):
        fixes_by_file = _group_fixes(select(loaded.diagnostics))
        changed = [
            fixer.fix_file(names[file], loaded.contents[file], fixes)
            for file, fixes in fixes_by_file.items()
        ]
        if not any(changed):
            break
        loaded = load_and_check(EditedFolder(plan_files, fixer.after), as_of)
    before = {name: plan_files.read_bytes(name) for name in fixer.after}
    return FixedPlan(before, fixer.after, fixer.fix_counts.total(), loaded)


def _list_fixes(diagnostics: Iterable[Diagnostic]) -> list[Fix]:
    return [diagnostic.fix for diagnostic in diagnostics if diagnostic.fix]


def _group_fixes(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Fix]]:
    fixes: defaultdict[str, list[Fix]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.fix:
            fixes[diagnostic.file].append(diagnostic.fix)
    return fixes


class _TextFixer:
    """Applies what fixes it can to the ``text`` of one file, within a bound of work."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.faults = rate_faults(name, text)
        self.work = 0

    def apply_fixes(self, fixes: Sequence[Fix]) -> tuple[str, int]:
        """Apply what fits together and makes nothing worse; return the text, and how many that is.

        Where all of them together make the file worse, each half is tried alone.
        """
        edits, done = _join_edits(fixes)
        fixed = apply_edits(self.text, edits)
        self.work += len(fixed)
        if rate_faults(self.name, fixed) <= self.faults:
            return fixed, done
        if len(fixes) == 1 or self.work > _MAX_WORK:
            return self.text, 0
        half_fixed, count = self.apply_fixes(fixes[: len(fixes) // 2])
        # the offsets of the other half are those of the text as it was: they wait if this changed
        return (half_fixed, count) if count else self.apply_fixes(fixes[len(fixes) // 2 :])


def _join_edits(fixes: Iterable[Fix]) -> tuple[list[Edit], int]:
    """Return the edits of fixes that do not overlap one another, and how many fixes these are."""
    joined: list[Edit] = []
    done = 0
    for fix in fixes:
        new_edits = [edit for edit in fix.edits if not _is_edit_taken(edit, joined)]
        if all(_is_edit_free(edit, joined) for edit in new_edits):
            for edit in new_edits:
                joined.insert(bisect(joined, edit), edit)
            done += 1
    return joined, done


def _is_edit_taken(edit: Edit, taken: Sequence[Edit]) -> bool:
    index = bisect_left(taken, edit)
    return index < len(taken) and taken[index] == edit


def _is_edit_free(edit: Edit, taken: Sequence[Edit]) -> bool:
    index = bisect(taken, edit)
    before = index == 0 or taken[index - 1].end <= edit.start
    return before and (index == len(taken) or edit.end <= taken[index].start)
