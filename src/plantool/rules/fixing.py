"""Applies the fixes of findings to the texts of a plan, in memory.

Fixes are tried one by one: one that would make a file unreadable is left out, and one that
overlaps another waits for the next pass. Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.folder import Edited
from plantool.rules.checking import load_and_check
from plantool.syntax.edit import apply
from plantool.syntax.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from plantool.diagnostics import Diagnostic, Edit, Fix
    from plantool.loading.folder import PlanFiles
    from plantool.loading.load import Loaded

_PASSES = 20  # a fix may bring what another one mends; none was seen to need more than three
BOM = b"\xef\xbb\xbf"


class Mended(NamedTuple):
    """A plan after its fixes: the files that would change, by name, and how many ``fixes`` it took.

    ``before`` and ``after`` hold whole files, ``loaded`` the plan as it would then be.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    fixes: int
    loaded: Loaded


def mend(
    folder: PlanFiles, as_of: date, wanted: Callable[[Iterable[Diagnostic]], Iterable[Diagnostic]]
) -> Mended:
    """Apply every fix of the findings that ``wanted`` lets through, until there is none left."""
    names = {folder.show(name): name for name in folder.names()}
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    count = 0
    loaded = load_and_check(folder, as_of)
    outside = loaded.plan.left_out
    for _ in range(_PASSES):
        changed = 0
        for file, fixes in _by_file(wanted(loaded.diagnostics)).items():
            text, done = _apply(loaded.texts[file], fixes, file)
            if done:
                before.setdefault(names[file], folder.read(names[file]))
                mark = BOM if before[names[file]].startswith(BOM) else b""
                after[names[file]] = mark + text.encode()
                changed += done
        count += changed
        if not changed:
            break
        loaded = load_and_check(Edited(folder, after), as_of)
    if lost := [n for n in after if folder.show(n) in {*loaded.plan.left_out} - {*outside}]:
        after = {name: data for name, data in after.items() if name not in lost}
        loaded = load_and_check(Edited(folder, after), as_of)
    return Mended(before, after, count, loaded)


def _by_file(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Fix]]:
    fixes: defaultdict[str, list[Fix]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.fix:
            fixes[diagnostic.file].append(diagnostic.fix)
    return fixes


def _apply(text: str, fixes: Iterable[Fix], file: str) -> tuple[str, int]:
    """Apply what fits together; return the text, and how many fixes are in it."""
    edits: tuple[Edit, ...] = ()
    done = 0
    readable = _is_readable(text, file)
    for fix in fixes:
        more = tuple(sorted({*edits, *fix.edits}))
        fits = all(one.end <= other.start for one, other in pairwise(more))
        if fits and (not readable or _is_readable(apply(text, more), file)):
            edits, done = more, done + 1
    mended = apply(text, edits)
    if mended == text or not (readable or _is_readable(mended, file)):
        return text, 0
    return mended, done


def _is_readable(text: str, file: str) -> bool:
    return parse(text.encode(), file).root is not None
