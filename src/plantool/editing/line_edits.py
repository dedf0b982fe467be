"""From one text to another by edits of the lines that differ, so that an editor keeps its place."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

from plantool.diagnostics import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator


def yield_line_edits(before: str, after: str) -> Iterator[Edit]:
    """Yield edits of ``before`` that make ``after`` of it."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    starts = [0, *accumulate(map(len, old))]
    for kind, start, end, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            yield Edit(starts[start], starts[end], "".join(new[first:last]))
