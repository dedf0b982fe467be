"""Questions that come with plantool: files of SQL that other engines can run as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.messages import Catalogue

_WORDS = {
    "basis": ("basis.", "question.value."),
    "figure": ("basis.", "question.value."),
    "included": ("question.value.",),
    "prefecture": ("prefecture.",),
}
"""Columns of questions that hold codes, and how the keys begin of the words that people have."""


class Question(NamedTuple):
    """A question; ``key`` is that of what it answers in ``plantool.messages``."""

    name: str
    key: str
    sql: str

    def say_title(self, texts: Catalogue) -> str:
        """Say what it answers."""
        return texts(self.key)

    def say_note(self, texts: Catalogue) -> str:
        """Say how its figures are to be read."""
        return texts(f"{self.key}.note")


class QuestionShelf(NamedTuple):
    """The questions of a folder, whose texts have keys that begin with ``prefix``.

    ``title`` is the key of what stands above their list.
    """

    folder: Path
    prefix: str
    title: str

    @property
    def names(self) -> list[str]:
        """The names of the questions, in the order of the alphabet."""
        return sorted(path.stem for path in self.folder.glob("*.sql"))

    def list_questions(self) -> list[Question]:
        """Return the questions in the order of their names."""
        return [self._read(name) for name in self.names]

    def find(self, name: str) -> Question:
        """Return the question of this name; raises UsageError where there is none."""
        names = self.names
        if name in names:
            return self._read(name)
        from plantool.analysis.selection import find_closest  # noqa: PLC0415 - seldom

        known, nearest = ", ".join(f"@{each}" for each in names), find_closest(name, names)
        raise UsageError(
            "query.no-such-question", name=name, known=known, nearest=nearest and f"@{nearest}"
        )

    def _read(self, name: str) -> Question:
        sql = (self.folder / f"{name}.sql").read_text(encoding="utf-8")
        return Question(name, f"{self.prefix}{name}", sql)


SHIPPED = QuestionShelf(Path(__file__).parent / "questions", "question.", "query.questions-title")
"""The questions about one plan."""


def name_column(column: str, texts: Catalogue) -> str:
    """Return the heading of a question's column."""
    return texts(f"question.column.{column}")


def name_code(column: str, value: object, texts: Catalogue) -> str | None:
    """Return the word for a code in a question's column, None for what is no code."""
    keys = [f"{prefix}{value}" for prefix in _WORDS.get(column, ())]
    return next((texts(key) for key in keys if key in texts.texts), None)
