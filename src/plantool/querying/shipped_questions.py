"""The questions that come with plantool: files of SQL that other engines can run as well.

What each answers stands in ``plantool.messages`` (``question.late-reporters``), and the headings of
their columns (``question.column.missed``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.messages import Catalogue

_FOLDER = Path(__file__).parent / "questions"
_HEADING = "question.column."


def list_questions() -> list[str]:
    """Name the questions, in the order of the alphabet."""
    return sorted(path.stem for path in _FOLDER.glob("*.sql"))


def read_question(name: str) -> str:
    """Return the SQL of a question; raises UsageError where there is none of this name."""
    names = list_questions()
    if name not in names:
        from plantool.analysis.selection import find_closest  # noqa: PLC0415 - seldom

        known = ", ".join(f"@{each}" for each in names)
        nearest = find_closest(name, names)
        raise UsageError(
            "query.no-such-question", name=name, known=known, nearest=f"@{nearest}" * bool(nearest)
        )
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def name_column(column: str, texts: Catalogue) -> str:
    """Return the heading of a question's column."""
    return texts(f"{_HEADING}{column}")
