"""Small plans for cases, and what is found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.checking.check_plan import load_and_check
from plantool.loading.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path


def found(plan: Path) -> list[tuple[str, str, int, int]]:
    """Return code, file and place of every finding."""
    return [
        (d.code.code, d.file.rpartition("/")[2], d.span.line, d.span.column)
        for d in load_and_check(Folder.open_at(plan)).diagnostics
    ]


def written(
    folder: Path, cells: str, budget: str = "", *, kind: str = "level", direction: str = "up"
) -> Path:
    """Write a small plan of one measure; ``cells`` are its keys."""
    (folder / "plan.yaml").write_text(
        "title: T\npublisher: {name: X}\nlanguage: ja\nyears: {planned: [H30, H31]}\n"
        "money: {unit: 円}\ndepartments: {課: []}\n"
    )
    (folder / "1.yaml").write_text("id: 1\ntitle: C\nsections: [{id: 1, title: S}]\n")
    (folder / "1-1.yaml").write_text(
        "id: 1-1\ntitle: I\nsection: 1\ndepartments: [課]\nmeasures:\n"
        f"  - {{id: a, name: A, kind: {kind}, direction: {direction}, unit: 円, {cells}}}\n{budget}"
    )
    return folder
