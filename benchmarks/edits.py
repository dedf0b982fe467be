"""What happens between two runs: a result changes, or a command is run from another folder."""

from __future__ import annotations

import re
from itertools import count, cycle
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEEP = "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t"
"""Folders to put a plan into, from each of which a command can be run once."""

_RESULT = re.compile(r"(?<=H31: \{value: )[0-9]+")
_MEASURE = re.compile(r"- id: (\S+)")
_TOTAL = re.compile(r"(?<=\n  total: )[0-9]+")  # of the budget
_WRONG_BY = 70


class EditedFile(NamedTuple):
    """The first file of a plan with a numeric result in H31 and a total of its budget."""

    path: Path
    text: str

    @classmethod
    def find(cls, folder: Path) -> EditedFile:
        """Find it; a generated plan has one."""
        for path in sorted(folder.glob("*-*.yaml")):
            text = path.read_text("utf-8")
            if _RESULT.search(text) and _TOTAL.search(text):
                return cls(path, text)
        raise LookupError(f"no result to change in {folder}")

    @property
    def measure(self) -> str:
        """The id of the measure with the result."""
        return str(_MEASURE.findall(self.text[: self._find_result().start()])[-1])

    def change_result(self, turn: int) -> str:
        """Return the text with another result each turn."""
        result = self._find_result()
        value = int(result[0]) + 1 + turn
        return f"{self.text[: result.start()]}{value}{self.text[result.end() :]}"

    def change_with_error(self, turn: int) -> str:
        """Return the same with a total that is wrong."""
        text = self.change_result(turn)
        return _TOTAL.sub(lambda total: str(int(total[0]) + _WRONG_BY), text, count=1)

    def find_line_and_column(self, word: str) -> tuple[int, int]:
        """Return where a word begins or the result stands, both from 0."""
        at = self.text.index(word) + len(word) if word else self._find_result().start()
        line = self.text.count("\n", 0, at)
        return line, at - (self.text.rfind("\n", 0, at) + 1)

    def _find_result(self) -> re.Match[str]:
        found = _RESULT.search(self.text)
        assert found  # noqa: S101 - see find
        return found


def changing(folder: Path) -> Callable[[], None]:
    """Return what changes one result in one file of a plan, each time to another value."""
    edited, turns = EditedFile.find(folder), count()

    def change() -> None:
        edited.path.write_text(edited.change_result(next(turns)), "utf-8", newline="\n")

    return change


def moving(folder: Path, topmost: Path) -> Callable[[], Path]:
    """Return what names another folder each time: those above ``folder``, and then them again."""
    above = [parent for parent in folder.parents if parent.is_relative_to(topmost)]
    return cycle(above).__next__
