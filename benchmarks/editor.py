"""The waits of an editor: python benchmarks/editor.py waits|changes DIR, or busy.

Starts ``plantool lsp``, speaks the protocol over its pipes and prints, as JSON, the seconds of
the clock and of the server's processors from each event to its answer. The files stay as they
are: all changes are those of an open document.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import clock_gettime, perf_counter, sleep
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))

from tests.lsp.client import Editor  # noqa: E402 - the small editor of the tests

from commands import BUSY, COMPLETED, EDITED, HOVERED, OPENED  # noqa: E402
from edits import EditedFile  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.lsp.client import Message

_KEYS = 80_000
_TOTALS = {"PLT501", "PLT502"}
_STILL = 1.0  # seconds without work, after which a server waits
_NOTHING = 0.01  # seconds of work in such a time, which is none
_PATIENCE = 600.0  # seconds for one answer
_PROCESS_CLOCK = 2  # of all threads of a process


class Wait(NamedTuple):
    """From an event to its answer: seconds of the clock, and of the server's processors."""

    wall: float
    cpu: float


class Session:
    """An editor with one file open, which it changes again and again."""

    def __init__(self, editor: Editor, edited: EditedFile) -> None:
        self.editor = editor
        self.edited = edited
        self.turn = 0

    def open_file(self) -> Wait:
        """Open the file with an error, and wait for it to be told."""
        self.editor.start()
        return self._take(lambda: self._open(self.edited.change_with_error(0)), self._see)

    def change_result(self) -> Wait:
        """Change a result, and bring or mend an error so that findings must be published."""
        return self._take(self._change, self._see)

    def hover(self) -> Wait:
        """Change a result and ask at once what it means."""
        return self._take(self._change, lambda: self._ask("hover", ""))

    def complete(self) -> Wait:
        """Change a result and ask at once which departments there are."""
        return self._take(self._change, lambda: self._ask("completion", "departments: ["))

    def settle(self) -> None:
        """Wait until the server does nothing, and pass over what it said."""
        spent = _processor_seconds(self.editor.process.pid)
        while (now := self._sleep()) - spent > _NOTHING:
            spent = now
        while not self.editor.said.empty():
            self.editor.said.get_nowait()

    def _sleep(self) -> float:
        sleep(_STILL)
        return _processor_seconds(self.editor.process.pid)

    def _take(self, event: Callable[[], None], answer: Callable[[], object]) -> Wait:
        process = self.editor.process.pid
        start, spent = perf_counter(), _processor_seconds(process)
        event()
        answer()
        return Wait(perf_counter() - start, _processor_seconds(process) - spent)

    def _open(self, text: str) -> None:
        self.editor.open(self.edited.path, text)

    def _change(self) -> None:
        self.turn += 1
        build = self.edited.change_result if self.turn % 2 else self.edited.change_with_error
        self.editor.change(self.edited.path, build(self.turn))

    def _see(self) -> None:
        """Wait for the findings of the text as it is now."""

        def is_current(found: list[Message]) -> bool:
            return any(f["code"] in _TOTALS for f in found) is (self.turn % 2 == 0)

        self.editor.findings(self.edited.path, is_current)

    def _ask(self, method: str, word: str) -> None:
        line, column = self.edited.find_line_and_column(word)
        if not self.editor.at(method, self.edited.path, line, column):
            sys.exit(f"no answer to {method}")


def measure_waits(folder: Path, rounds: int, *, changes_only: bool) -> dict[str, list[Wait]]:
    """Take all waits of a plan in turn; the first change is not counted."""
    with Editor() as editor:
        session = Session(editor, EditedFile.find(folder))
        waits = {OPENED: [session.open_file()], EDITED: [], HOVERED: [], COMPLETED: []}
        session.change_result()
        for _ in range(rounds):
            waits[EDITED].append(session.change_result())
            if changes_only:
                continue
            for name, act in ((HOVERED, session.hover), (COMPLETED, session.complete)):
                session.settle()
                waits[name].append(act())
            session.settle()
        editor.leave()
    return waits


def measure_busy() -> list[Wait]:
    """Ask about one file again and again while a large one is checked; return the waits."""
    with TemporaryDirectory() as temporary, Editor() as editor:
        plan = Path(temporary) / "plan"
        shutil.copytree(ROOT / "plan", plan)
        small, large = plan / "18-2.yaml", plan / "18-3.yaml"
        text = small.read_text("utf-8")
        line = text.split("\n").index("budget:")
        editor.start()
        editor.open(small, text)
        editor.findings(plan / "18-1.yaml", bool)
        editor.open(large, large.read_text("utf-8"))
        editor.findings(plan / "18-1.yaml", bool)
        editor.change(large, large.read_text("utf-8") + "".join(_yield_keys()))
        return list(_ask_until_told(editor, small, large, line))


def _yield_keys() -> Iterator[str]:
    for number in range(_KEYS):
        yield f"k{number}: 1\n"


def _ask_until_told(editor: Editor, small: Path, large: Path, line: int) -> Iterator[Wait]:
    """Ask until the findings of the large file have come."""
    told, number, process = False, 10_000, editor.process.pid
    sleep(0.3)  # longer than the server waits for more to be typed
    while not told:
        number += 1
        start, spent = perf_counter(), _processor_seconds(process)
        position = {"line": line, "character": 1}
        where = {"textDocument": {"uri": small.as_uri()}, "position": position}
        editor.send({"id": number, "method": "textDocument/hover", "params": where})
        while (message := editor.said.get(timeout=_PATIENCE)) and message.get("id") != number:
            told |= bool(message.get("params", {}).get("uri") == large.as_uri())
        yield Wait(perf_counter() - start, _processor_seconds(process) - spent)


def _processor_seconds(process: int) -> float:
    """Return what a process and the ended ones that it started have used; 0 but on Linux."""
    if sys.platform != "linux":
        return 0.0
    own = clock_gettime((~process << 3) | _PROCESS_CLOCK)  # as clock_getcpuclockid(3) names it
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return own + sum(map(int, fields[13:15])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description="Measure the waits of an editor.")
    parser.add_argument("what", choices=("waits", "changes", "busy"))
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="a generated plan")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write them there")
    arguments = parser.parse_args()
    Editor.seconds = _PATIENCE
    if arguments.what == "busy":
        waits = {BUSY: measure_busy()}
    else:
        folder, changes_only = arguments.folder.absolute(), arguments.what == "changes"
        waits = measure_waits(folder, arguments.rounds, changes_only=changes_only)
    text = json.dumps(waits, ensure_ascii=False)
    if arguments.write:
        arguments.write.write_text(text, "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
