"""What must hold whenever fixes are made, whatever the plan looks like."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.checking.fixing import apply_all_fixes
from plantool.loading.folder import Folder
from plantool.syntax.comments import list_comments
from plantool.syntax.parse import parse_document
from plantool.syntax.source import BOM
from plantool.syntax.text_limits import FORBIDDEN
from tests.checking.random_edits import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from plantool.checking.fixing import FixedPlan
    from plantool.diagnostics import Diagnostic
    from plantool.loading.read_plan import Loaded

_OWN_LINE = re.compile(r"^[ \u3000]*(#[^\r\n]*)", re.MULTILINE)


class Wanted:
    """Lets the fixes through that were asked for, in as many passes as are left, and keeps them."""

    def __init__(self, *, unsafe: bool, passes: int) -> None:
        self.unsafe = unsafe
        self.left = passes
        self.offered: list[list[Diagnostic]] = []

    def __call__(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        self.left -= 1
        wanted = [d for d in diagnostics if d.fix and (d.fix.safe or self.unsafe)]
        self.offered.append(wanted if self.left >= 0 else [])
        return self.offered[-1]


class Run(NamedTuple):
    """One run of the fix engine; ``passes`` has the findings that were to be mended in each."""

    mended: FixedPlan
    passes: list[list[Diagnostic]]

    @property
    def offered(self) -> list[Diagnostic]:
        return [diagnostic for each in self.passes for diagnostic in each]


def run(plan: Path, as_of: date, *, unsafe: bool, passes: int = 100) -> Run:
    wanted = Wanted(unsafe=unsafe, passes=passes)
    return Run(apply_all_fixes(Folder.open_at(plan), as_of, wanted), wanted.offered)


def write(plan: Path, mended: FixedPlan) -> None:
    for name, data in mended.after.items():
        (plan / name).write_bytes(data)


def hold(plan: Path, as_of: date, *, unsafe: bool) -> Run:
    """Mend the plan in its folder, and assert everything that a run of fixes promises."""
    first = load_and_check(Folder.open_at(plan), as_of)
    done = run(plan, as_of, unsafe=unsafe)
    assert_files_stay_what_they_are(plan, done)
    assert {*done.mended.loaded.plan.left_out} <= {*first.plan.left_out}
    if not unsafe:
        assert_figures_stay(first, done.mended.loaded)
    once = run(plan, as_of, unsafe=unsafe, passes=1) if any(done.passes[1:]) else done
    assert_other_lines_stay(plan, first, once)
    write(plan, done.mended)
    again = run(plan, as_of, unsafe=unsafe).mended
    assert (again.fix_count, again.after) == (0, {})
    assert again.loaded.diagnostics == done.mended.loaded.diagnostics
    return done


def assert_files_stay_what_they_are(plan: Path, done: Run) -> None:
    for name, data in done.mended.after.items():
        before = done.mended.before[name]
        assert before == (plan / name).read_bytes()
        assert layout(before) == layout(data), name
        assert parse_document(data, name).root is not None, name
        assert_comments_survive(before, data, done.offered)


def layout(data: bytes) -> tuple[bool, set[str]]:
    """Return whether there is a BOM, and which line ends there are."""
    return data.startswith(BOM), {*re.findall("\r\n|\r|\n", data.decode())}


def assert_comments_survive(before: bytes, after: bytes, offered: list[Diagnostic]) -> None:
    old, new = _comments(before), _comments(after)
    if (
        parse_document(before, "").root is None
    ):  # a tree shows all of them, text only those alone in a line
        assert old <= new
        return
    assert new <= old
    gone = [text for text in (old - new).elements() if "plantool:" not in text]
    assert gone == []
    assert (old - new).total() <= sum(d.code.name == "unused-ignore" for d in offered)


def _comments(data: bytes) -> Counter[str]:
    document = parse_document(data, "")
    texts = [comment.text for comment in list_comments(document)]
    if document.root is None:
        text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\t", " ")
        texts = _OWN_LINE.findall(FORBIDDEN.sub("", text))
    return Counter(unicodedata.normalize("NFC", text) for text in texts)


def assert_figures_stay(first: Loaded, mended: Loaded) -> None:
    """No safe fix changes a figure of a file that could be read; others may come back."""
    before, after = figures(first.plan), figures(mended.plan)
    if not first.is_readable:  # plan.yaml has the unit of all money
        before, after = (
            {at: (each[0], "") for at, each in known.items()} for known in (before, after)
        )
    assert before.items() <= after.items()
    unread = {*first.plan.left_out}
    assert {place[0] for place in after.keys() - before.keys()} <= unread


def assert_other_lines_stay(plan: Path, first: Loaded, once: Run) -> None:
    """After one pass, lines that hold no edit are there still, byte for byte and in order."""
    for name, data in once.mended.after.items():
        shown = Folder.open_at(plan).format_name(name)
        touched = {*_touched(first.contents[shown], shown, once.offered)}
        lines = once.mended.before[name].splitlines(keepends=True)
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
