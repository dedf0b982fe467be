"""The actions of an editor on findings: to fix one or all, and to ignore one."""

from __future__ import annotations

from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

from plantool.checking.fixing import apply_all_fixes
from plantool.checking.selectors import is_binding
from plantool.diagnostics import Edit, apply_edits
from plantool.editing.line_edits import yield_line_edits
from plantool.loading.today import read_today
from plantool.render.findings.wording import to_one_line
from plantool.syntax.comments import list_comments
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import Diagnostic, Fix
    from plantool.lsp.workspace import View


_LONGEST_TITLE = 60  # characters of a title that say what is written


class EditorAction(NamedTuple):
    """Edits of one file; ``preferred`` ones leave what the plan says as it is."""

    title: str
    edits: tuple[Edit, ...]
    diagnostic: Diagnostic | None = None
    preferred: bool = False


def yield_quick_fixes(view: View, first: int, last: int) -> Iterator[EditorAction]:
    """Yield the actions on the findings of the lines ``first`` to ``last`` (from 0)."""
    here = [d for d in view.diagnostics if d.span.line - 1 <= last and first < d.span.end_line]
    for found in here:
        if found.fix:
            title = _describe_fix(view, found.fix)
            yield EditorAction(title, found.fix.edits, found, preferred=found.fix.safe)
    for found in here:
        if (edit := _build_ignore_edit(view, found)) and not is_binding(found.code):
            title = view.texts("lsp.ignore", code=found.code.code)
            yield EditorAction(title, (edit,), found)


def _describe_fix(view: View, fix: Fix) -> str:
    """Say what a fix writes: its lines as they will be, or those that it takes away."""
    changed = list(yield_line_edits(view.text, apply_edits(view.text, fix.edits)))
    old = _join_lines(view.text[edit.start : edit.end] for edit in changed)
    new = _join_lines(edit.text for edit in changed)
    # a long line is shortened around the first character that changes
    common_length = len(commonprefix([old, new]))  # noqa: RUF071 - of texts, not of paths
    key, text, offset = ("lsp.write", new, common_length) if new else ("lsp.delete", old, 0)
    return view.texts(key, text=_shorten_around(text, offset))


def _join_lines(texts: Iterable[str]) -> str:
    return " … ".join(filter(None, (to_one_line(text.strip()) for text in texts)))


def _shorten_around(text: str, offset: int) -> str:
    """Return the part of a long text around ``offset``, so that it fits into a menu."""
    if len(text) <= _LONGEST_TITLE:
        return text
    first = max(0, min(offset - _LONGEST_TITLE // 2, len(text) - _LONGEST_TITLE))
    last = first + _LONGEST_TITLE
    return "…" * bool(first) + text[first:last] + "…" * (last < len(text))


def build_fix_all(view: View) -> EditorAction | None:
    """Return the action that applies all safe fixes of one file; None where there is none."""

    def select_safe(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        return (d for d in diagnostics if d.file == view.file and d.fix and d.fix.safe)

    if not any(select_safe(view.diagnostics)):
        return None
    files = view.draft.files
    after = apply_all_fixes(files, read_today(files), select_safe).after.get(view.name)
    if after is None:
        return None
    changed = tuple(yield_line_edits(view.text, after.decode().removeprefix("\ufeff")))
    return EditorAction(view.texts("lsp.fix-all"), changed)


def _build_ignore_edit(view: View, found: Diagnostic) -> Edit | None:
    """Return an edit that ignores a finding: a comment behind its line, else one above it."""
    source, root = view.document.source, view.document.root
    if source is None or root is None:
        return None
    comment_text = f"# plantool: ignore[{found.code.code}] {view.texts('lsp.reason')}"
    line = source.lines[found.span.line - 1]
    start = source.line_starts[found.span.line - 1]
    blanks = len(line) - len(line.lstrip(" "))
    end = start + len(line.rstrip(" "))
    behind = Edit(end, start + len(line), f" {comment_text}")
    line_break = "\r\n" if "\r\n" in source.text else "\n"
    above = Edit(start, start, f"{' ' * blanks}{comment_text}{line_break}")
    for edit in (behind, above):
        if _is_comment_edit(view, edit, comment_text):
            return edit
    return None


def _is_comment_edit(view: View, edit: Edit, comment_text: str) -> bool:
    """Tell whether ``edit`` adds a comment and nothing else: it might lie within a text."""
    before = view.document
    after = parse_document(apply_edits(view.text, [edit]).encode(), view.file)
    if before.root is None or after.root is None:
        return False
    added = [comment.text for comment in list_comments(after)]
    return comment_text in added and after.root.to_plain() == before.root.to_plain()
