"""From one text to another by edits of the lines that differ, so that an editor's cursor stays."""

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
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield Edit(starts[start], starts[end], "".join(new[first:last]))
