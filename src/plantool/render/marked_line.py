"""A line of what a user wrote, with carets under the part that is meant."""

from __future__ import annotations

from plantool.render.findings.wording import to_one_line

_WIDEST = 100  # characters of a line


def mark_line(text: str, start: int, end: int) -> tuple[str, str]:
    """Return a line, cut to what surrounds ``text[start:end]``, and the carets under that."""
    from rich.cells import cell_len  # noqa: PLC0415 - most runs find nothing wrong

    shown = find_window(text, start)
    before = ("…" if shown.start else "") + to_one_line(text[shown.start : start])
    marked = to_one_line(text[start : min(end, shown.stop)])
    after = to_one_line(text[end : shown.stop]) + ("…" if shown.stop < len(text) else "")
    return before + marked + after, " " * cell_len(before) + "^" * max(cell_len(marked), 1)


def find_window(text: str, at: int) -> slice:
    """Return which part of a line to show that has something to say ``at`` a character."""
    first = max(at - _WIDEST // 2, 0) if len(text) > _WIDEST else 0
    return slice(first, first + _WIDEST)
