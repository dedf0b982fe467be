"""Applies the fixes of findings to the texts of a plan, in memory.

A fix that overlaps another one waits for the next pass, and one that would make its file worse is
left out. Nothing is written here.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.folder import Edited
from plantool.loading.reading import faults
from plantool.rules.checking import load_and_check
from plantool.syntax.edit import apply
from plantool.syntax.parse import parse
from plantool.syntax.source import BOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from plantool.diagnostics import Diagnostic, Edit, Fix
    from plantool.loading.folder import PlanFiles
    from plantool.loading.load import Loaded

_PASSES = 20  # a fix may bring what another one mends; none was seen to need more than three
_WORK = 16 << 20  # characters to read again in one pass over one file, in search of what fits


class Mended(NamedTuple):
    """A plan after its fixes: the files that would change, by name, and how many ``fixes`` it took.

    ``before`` and ``after`` hold whole files, ``loaded`` the plan as it would then be.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    fixes: int
    loaded: Loaded


class _Mender:
    """The files that change, and what is to be mended in them."""

    def __init__(
        self, folder: PlanFiles, wanted: Callable[[Iterable[Diagnostic]], Iterable[Diagnostic]]
    ) -> None:
        self.folder = folder
        self.wanted = wanted
        self.after: dict[str, bytes] = {}
        self.fixes: Counter[str] = Counter()

    def mend(self, name: str, text: str, fixes: Sequence[Fix]) -> bool:
        """Mend one file as far as this pass can; tell whether it changed."""
        file = self.folder.show(name)
        if parse(text.encode(), file).root is None:
            mended, count = self.made_readable(text, file, fixes)
        else:
            mended, count = _Attempt(name, text).apply(fixes)
        if mended != text:
            mark = BOM if self.folder.read(name).startswith(BOM) else b""
            self.after[name] = mark + mended.encode()
            self.fixes[name] += count
        return mended != text

    def made_readable(self, text: str, file: str, fixes: Sequence[Fix]) -> tuple[str, int]:
        """Apply fix after fix until the file can be read; all or nothing.

        A large file with many faults is left as it is: each is only found once it is read so far.
        """
        mended, count, work = text, 0, 0
        while parse(mended.encode(), file).root is None:
            work += len(text)
            if work > _WORK:
                return text, 0
            edits, done = _together(fixes)
            before, mended = mended, apply(mended, edits)
            count += done
            if mended == before:
                return text, 0
            fixes = _fixes(self.wanted(parse(mended.encode(), file).diagnostics))
        return mended, count


def mend(
    folder: PlanFiles,
    as_of: date,
    wanted: Callable[[Iterable[Diagnostic]], Iterable[Diagnostic]],
    loaded: Loaded | None = None,
) -> Mended:
    """Apply every fix of the findings that ``wanted`` lets through, until there is none left.

    ``loaded`` is the plan as it is, if it was checked already.
    """
    mender = _Mender(folder, wanted)
    loaded = loaded or load_and_check(folder, as_of)
    names = {folder.show(name): name for name in folder.names()}
    for _ in range(_PASSES):
        found = _by_file(wanted(loaded.diagnostics))
        changed = [
            mender.mend(names[file], loaded.texts[file], fixes) for file, fixes in found.items()
        ]
        if not any(changed):
            break
        loaded = load_and_check(Edited(folder, mender.after), as_of)
    before = {name: folder.read(name) for name in mender.after}
    return Mended(before, mender.after, mender.fixes.total(), loaded)


def _fixes(diagnostics: Iterable[Diagnostic]) -> list[Fix]:
    return [diagnostic.fix for diagnostic in diagnostics if diagnostic.fix]


def _by_file(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Fix]]:
    fixes: defaultdict[str, list[Fix]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.fix:
            fixes[diagnostic.file].append(diagnostic.fix)
    return fixes


class _Attempt:
    """Applies what fixes it can to the ``text`` of one file, within a bound of work."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.faults = faults(name, text)
        self.work = 0

    def apply(self, fixes: Sequence[Fix]) -> tuple[str, int]:
        """Apply what fits together and makes nothing worse; return the text, and how many that is.

        Where all of them together make the file worse, each half is tried alone.
        """
        edits, done = _together(fixes)
        mended = apply(self.text, edits)
        self.work += len(mended)
        if faults(self.name, mended) <= self.faults:
            return mended, done
        if len(fixes) == 1 or self.work > _WORK:
            return self.text, 0
        half, count = self.apply(fixes[: len(fixes) // 2])
        # the places of the other half are those of the text as it was: they wait if this changed
        return (half, count) if count else self.apply(fixes[len(fixes) // 2 :])


def _together(fixes: Iterable[Fix]) -> tuple[list[Edit], int]:
    """Return the edits of fixes that do not overlap one another, and how many fixes these are."""
    taken: list[Edit] = []
    done = 0
    for fix in fixes:
        new = [edit for edit in fix.edits if not _is_among(edit, taken)]
        if all(_is_free(edit, taken) for edit in new):
            for edit in new:
                taken.insert(bisect(taken, edit), edit)
            done += 1
    return taken, done


def _is_among(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return at < len(taken) and taken[at] == edit


def _is_free(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect(taken, edit)
    before = at == 0 or taken[at - 1].end <= edit.start
    return before and (at == len(taken) or edit.end <= taken[at].start)
