"""Comments beside the entries of a measure: what is to stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.messages import Catalogue


def note_measure(
    measure: Mapping[str, Plain], path: NodePath, texts: Catalogue
) -> dict[NodePath, str]:
    """Return a comment for each entry of a measure that has one, general or for its kind."""
    names = {key: (f"start.note.{measure['kind']}-{key}", f"start.note.{key}") for key in measure}
    return {
        (*path, key): texts(name)
        for key, choices in names.items()
        for name in choices
        if name in texts.texts
    }
