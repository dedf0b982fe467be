"""Applies the fixes of findings to the texts of a plan, in memory.

A fix that overlaps another one waits for the next pass, and one that would make its file worse is
left out. A repair is made by the very edits that its finding showed; a slip has no data that could
be compared, so both are measured by the faults of the file. Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import apply_edits
from plantool.editing.joint_edits import join_edits, make_by_halves
from plantool.editing.plain_data import ImpossibleEdit
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

    _Faults: TypeAlias = tuple[bool, bool, int]
    _Select: TypeAlias = Callable[[Iterable[Diagnostic]], Iterable[Diagnostic]]

_MAX_PASSES = 20  # a fix may bring what another one mends; none was seen to need more than three
_MAX_WORK = 16 << 20  # characters of one file to read again in search of what fits


class FixedPlan(NamedTuple):
    """A plan after its fixes: the files that would change, by name, and how many ``fixes`` it took.

    ``before`` and ``after`` hold whole files, ``loaded`` the plan as it would then be.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    fix_count: int
    loaded: Loaded


class _JoinedFixes(NamedTuple):
    """The edits of fixes that are made together, and how many fixes these are."""

    edits: tuple[Edit, ...] = ()
    fix_count: int = 0

    def join_apart(self, fixes: Iterable[Fix]) -> _JoinedFixes:
        """Add those fixes that do not overlap others; an edit that two of them want is one."""
        joined, fix_count = [*self.edits], self.fix_count
        known = set(joined)
        for fix in fixes:
            new_edits = [edit for edit in fix.edits if edit not in known]
            if join_edits(joined, new_edits):
                known.update(new_edits)
                fix_count += 1
        return _JoinedFixes(tuple(joined), fix_count)


class _FileFixer:
    """Mends one file, pass after pass, within a bound of ``work``."""

    def __init__(self, name: str, file: str, select: _Select) -> None:
        self.name = name
        self.file = file
        self.select = select
        self.work = 0
        self.fix_count = 0

    def fix_text(self, text: str, fixes: Sequence[Fix]) -> str:
        """Return the text of the file, mended as far as this pass can."""
        if parse_document(text.encode(), self.file).root is None:
            fixed, count = self.make_readable(text, fixes)
        else:
            join_good = partial(self.join_good, text, rate_faults(self.name, text))
            (edits, count), _ = make_by_halves(_JoinedFixes(), fixes, join_good)
            fixed = apply_edits(text, edits)
        self.fix_count += count if fixed != text else 0
        return fixed

    def make_readable(self, text: str, fixes: Sequence[Fix]) -> tuple[str, int]:
        """Apply fix after fix until the file can be read; all or nothing.

        A large file with many faults is left as it is: each is only found once it is read so far.
        """
        fixed, fix_count = text, 0
        document = parse_document(text.encode(), self.file)
        while document.root is None:
            edits, count = _JoinedFixes().join_apart(fixes)
            before, fixed = fixed, apply_edits(fixed, edits)
            self.work += len(text)
            if self.work > _MAX_WORK or fixed == before:
                return text, 0
            fix_count += count
            document = parse_document(fixed.encode(), self.file)
            fixes = [found.fix for found in self.select(document.diagnostics) if found.fix]
        return fixed, fix_count

    def join_good(
        self, text: str, faults: _Faults, joined: _JoinedFixes, fixes: Sequence[Fix]
    ) -> _JoinedFixes:
        """Join fixes that bring no more faults; raises ImpossibleEdit if they do, or may."""
        if self.work > _MAX_WORK:
            raise ImpossibleEdit
        more = joined.join_apart(fixes)
        fixed = apply_edits(text, more.edits)
        self.work += len(fixed)
        if rate_faults(self.name, fixed) > faults:
            raise ImpossibleEdit
        return more


def apply_all_fixes(
    plan_files: PlanFiles, as_of: date, select: _Select, loaded: Loaded | None = None
) -> FixedPlan:
    """Apply every fix of the findings that ``select`` lets through, until there is none left.

    ``loaded`` is the plan as it is, if it was checked already.
    """
    loaded = loaded or load_and_check(plan_files, as_of)
    names = {plan_files.format_name(name): name for name in plan_files.list_names()}
    fixers = {file: _FileFixer(name, file, select) for file, name in names.items()}
    after: dict[str, bytes] = {}
    for _ in range(_MAX_PASSES):
        texts = {
            file: fixers[file].fix_text(loaded.contents[file], fixes)
            for file, fixes in _group_fixes(select(loaded.diagnostics)).items()
        }
        changed = {file: text for file, text in texts.items() if text != loaded.contents[file]}
        if not changed:
            break
        for file, text in changed.items():
            after[names[file]] = encode_like(plan_files.read_bytes(names[file]), text)
        loaded = load_and_check(EditedFolder(plan_files, after), as_of)
    before = {name: plan_files.read_bytes(name) for name in after}
    return FixedPlan(before, after, sum(fixer.fix_count for fixer in fixers.values()), loaded)


def _group_fixes(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Fix]]:
    fixes: defaultdict[str, list[Fix]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.fix:
            fixes[diagnostic.file].append(diagnostic.fix)
    return fixes
