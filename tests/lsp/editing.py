"""Files of a plan as they look in an editor: ``‸`` is the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.workspace import OpenPlans, View

if TYPE_CHECKING:
    from pathlib import Path

CURSOR = "‸"


class Edited(NamedTuple):
    """A file as it is being edited, and the cursor's line and column from 0."""

    view: View
    line: int
    column: int


def edit(folder: Path, name: str, old: str, new: str, plans: OpenPlans | None = None) -> Edited:
    """Put ``new``, which holds the cursor, in the place of ``old`` without saving."""
    before = (folder / name).read_text("utf-8")
    assert before.count(old) == 1, old
    text = before.replace(old, new)
    at = text.index(CURSOR)
    plans = plans or OpenPlans()
    plans.put_document(folder / name, text.replace(CURSOR, ""))
    view = plans.find_view(folder / name)
    assert view
    return Edited(view, text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1)


def point(folder: Path, name: str, words: str, plans: OpenPlans | None = None) -> Edited:
    """Set the cursor into ``words``, which hold it, and leave the file as it is."""
    return edit(folder, name, words.replace(CURSOR, ""), words, plans)
