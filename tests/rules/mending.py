"""What must hold whenever fixes are made, whatever the plan looks like."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.folder import Folder
from plantool.rules.checking import load_and_check
from plantool.rules.fixing import BOM, mend
from plantool.syntax.comments import comments
from plantool.syntax.guards import FORBIDDEN
from plantool.syntax.parse import parse
from tests.rules.random_edits import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from plantool.diagnostics import Diagnostic
    from plantool.loading.load import Loaded
    from plantool.rules.fixing import Mended

_OWN_LINE = re.compile(r"^[ \u3000]*(#[^\r\n]*)", re.MULTILINE)


class Wanted:
    """Lets the fixes through that were asked for, in as many passes as are left, and keeps them."""

    def __init__(self, *, unsafe: bool, passes: int = 100) -> None:
        self.unsafe = unsafe
        self.passes = passes
        self.offered: list[Diagnostic] = []

    def __call__(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        self.passes -= 1
        if self.passes < 0:
            return []
        wanted = [d for d in diagnostics if d.fix and (d.fix.safe or self.unsafe)]
        self.offered += wanted
        return wanted


class Run(NamedTuple):
    """One run of the fix engine, with the plan as it was before."""

    first: Loaded
    mended: Mended
    offered: list[Diagnostic]


def run(plan: Path, as_of: date, *, unsafe: bool, passes: int = 100) -> Run:
    folder, wanted = Folder.at(plan), Wanted(unsafe=unsafe, passes=passes)
    first = load_and_check(folder, as_of)
    return Run(first, mend(folder, as_of, wanted), wanted.offered)


def write(plan: Path, mended: Mended) -> None:
    for name, data in mended.after.items():
        (plan / name).write_bytes(data)


def hold(plan: Path, as_of: date, *, unsafe: bool) -> Run:
    """Mend the plan in its folder, and assert everything that a run of fixes promises."""
    done = run(plan, as_of, unsafe=unsafe)
    for name, data in done.mended.after.items():
        before = done.mended.before[name]
        assert before == (plan / name).read_bytes()
        assert layout(before) == layout(data), name
        assert parse(data, name).root is not None, name
        assert_comments_survive(before, data, done.offered)
    assert {*done.mended.loaded.plan.left_out} <= {*done.first.plan.left_out}
    if not unsafe:
        assert_figures_stay(done)
    assert_other_lines_stay(plan, as_of, unsafe=unsafe)
    write(plan, done.mended)
    again = run(plan, as_of, unsafe=unsafe)
    assert (again.mended.fixes, again.mended.after) == (0, {})
    assert again.first.diagnostics == done.mended.loaded.diagnostics
    return done


def layout(data: bytes) -> tuple[bool, set[str]]:
    """Return whether there is a BOM, and which line ends there are."""
    return data.startswith(BOM), {*re.findall("\r\n|\r|\n", data.decode())}


def assert_comments_survive(before: bytes, after: bytes, offered: list[Diagnostic]) -> None:
    old, new = _comments(before), _comments(after)
    if parse(before, "").root is None:  # a tree shows all of them, text only those alone in a line
        assert old <= new
        return
    assert new <= old
    gone = [text for text in (old - new).elements() if "plantool:" not in text]
    assert gone == []
    assert (old - new).total() <= sum(d.code.name == "unused-ignore" for d in offered)


def _comments(data: bytes) -> Counter[str]:
    document = parse(data, "")
    texts = [comment.text for comment in comments(document)]
    if document.root is None:
        text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\t", " ")
        texts = _OWN_LINE.findall(FORBIDDEN.sub("", text))
    return Counter(unicodedata.normalize("NFC", text) for text in texts)


def assert_figures_stay(done: Run) -> None:
    """No safe fix changes a figure of a file that could be read; others may come back."""
    before, after = figures(done.first.plan), figures(done.mended.loaded.plan)
    assert before.items() <= after.items()
    unread = {*done.first.plan.left_out}
    assert {place[0] for place in after.keys() - before.keys()} <= unread


def assert_other_lines_stay(plan: Path, as_of: date, *, unsafe: bool) -> None:
    """In one pass, lines that hold no edit are in the new file, byte for byte and in order."""
    done = run(plan, as_of, unsafe=unsafe, passes=1)
    for name, data in done.mended.after.items():
        shown = Folder.at(plan).show(name)
        touched = {*_touched(done.first.texts[shown], shown, done.offered)}
        lines = done.mended.before[name].splitlines(keepends=True)
        others = [line for at, line in enumerate(lines) if at not in touched]
        rest = iter(data.splitlines(keepends=True))
        assert all(line in rest for line in others), name


def _touched(text: str, file: str, offered: list[Diagnostic]) -> Iterator[int]:
    """Yield the lines, from 0, that edits reach into."""
    for diagnostic in offered:
        if diagnostic.file == file and diagnostic.fix:
            for edit in diagnostic.fix.edits:
                last = max(edit.end - 1, edit.start)
                yield from range(_line(text, edit.start), _line(text, last) + 1)


def _line(text: str, index: int) -> int:
    return len(re.findall("\r\n|\r|\n", text[:index]))
