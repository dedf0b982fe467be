"""What an editor can do about findings: their fixes, one by one or all, and ignoring them."""

from __future__ import annotations

from datetime import date
from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import Edit
from plantool.lsp.changes import edits
from plantool.render.findings.wording import one_line
from plantool.rules.fixing import mend
from plantool.rules.selectors import is_binding
from plantool.syntax.comments import comments
from plantool.syntax.edit import apply
from plantool.syntax.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import Diagnostic, Fix
    from plantool.lsp.workspace import View


_LONGEST = 60  # characters of a title that say what is written


class Action(NamedTuple):
    """Edits of one file; ``preferred`` ones leave what the plan says as it is."""

    title: str
    edits: tuple[Edit, ...]
    diagnostic: Diagnostic | None = None
    preferred: bool = False


def quick_fixes(view: View, first: int, last: int) -> Iterator[Action]:
    """Yield what can be done about the findings on the lines ``first`` to ``last`` (from 0)."""
    here = [d for d in view.diagnostics if d.span.line - 1 <= last and first < d.span.end_line]
    for found in here:
        if found.fix:
            yield Action(_title(view, found.fix), found.fix.edits, found, preferred=found.fix.safe)
    for found in here:
        if (edit := _comment(view, found)) and not is_binding(found.code):
            title = view.texts("lsp.ignore", code=found.code.code)
            yield Action(title, (edit,), found)


def _title(view: View, fix: Fix) -> str:
    """Say what a fix writes: its lines as they will be, or those that it takes away."""
    changed = [*edits(view.text, apply(view.text, fix.edits))]
    old, new = (
        " … ".join(filter(None, (one_line(text.strip()) for text in texts)))
        for texts in ([view.text[e.start : e.end] for e in changed], [e.text for e in changed])
    )
    same = len(commonprefix([old, new]))  # noqa: RUF071 - of texts, not of paths
    key, text, at = ("lsp.write", new, same) if new else ("lsp.delete", old, 0)
    return view.texts(key, text=_around(text, at))


def _around(text: str, at: int) -> str:
    """Return what is around a place of a long text, to fit into a menu."""
    if len(text) <= _LONGEST:
        return text
    first = max(0, min(at - _LONGEST // 2, len(text) - _LONGEST))
    last = first + _LONGEST
    return "…" * bool(first) + text[first:last] + "…" * (last < len(text))


def fix_all(view: View) -> Action | None:
    """Apply the safe fixes of one file; None where there is none."""

    def wanted(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        return (d for d in diagnostics if d.file == view.file and d.fix and d.fix.safe)

    if not any(wanted(view.diagnostics)):
        return None
    after = mend(view.draft.files, date.today(), wanted).after.get(view.name)  # noqa: DTZ011 - the officer's own day
    if after is None:
        return None
    changed = tuple(edits(view.text, after.decode().removeprefix("\ufeff")))
    return Action(view.texts("lsp.fix-all"), changed)


def _comment(view: View, found: Diagnostic) -> Edit | None:
    """Return the comment that ignores a finding: behind its line, else on a line of its own."""
    source, root = view.document.source, view.document.root
    if source is None or root is None:
        return None
    words = f"# plantool: ignore[{found.code.code}] {view.texts('lsp.reason')}"
    line = source.lines[found.span.line - 1]
    start = source.starts[found.span.line - 1]
    blanks = len(line) - len(line.lstrip(" "))
    end = start + len(line.rstrip(" "))
    behind = Edit(end, start + len(line), f" {words}")
    line_break = "\r\n" if "\r\n" in source.text else "\n"
    above = Edit(start, start, f"{' ' * blanks}{words}{line_break}")
    return next((edit for edit in (behind, above) if _is_comment(view, edit, words)), None)


def _is_comment(view: View, edit: Edit, words: str) -> bool:
    """Tell whether ``edit`` adds a comment and nothing else: it might lie within a text."""
    before, after = view.document, parse(apply(view.text, [edit]).encode(), view.file)
    if before.root is None or after.root is None:
        return False
    added = [comment.text for comment in comments(after)]
    return words in added and after.root.plain() == before.root.plain()
