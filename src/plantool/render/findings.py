"""Diagnostics on a terminal or in a log: code, place, the user's own line, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from plantool.render.values import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue

_LONGEST_EXCERPT = 100


def render(diagnostic: Diagnostic, texts: Catalogue) -> Iterator[str]:
    """Yield the lines of one diagnostic."""
    severity = texts(f"severity.{diagnostic.code.severity.value}")
    yield f"{severity}[{diagnostic.code.code}]: {visible(texts.message(diagnostic))}"
    span = diagnostic.span
    gutter = " " * len(str(span.line))
    yield f"{gutter}--> {visible(diagnostic.file)}:{span.line}:{span.column}"
    if diagnostic.excerpt:
        line, caret = _excerpt(diagnostic)
        yield f"{gutter} |"
        yield f"{span.line} | {line}"
        yield f"{gutter} | {caret}"
    if related := diagnostic.related:
        place = f"{visible(related.file)}:{related.span.line}:{related.span.column}"
        yield f"{gutter} = {texts('diagnostic.related')}: {place}"
    yield f"{gutter} = {texts('diagnostic.help')}: {visible(texts.help(diagnostic))}"


def _excerpt(diagnostic: Diagnostic) -> tuple[str, str]:
    """Return the user's line, cut to what surrounds the finding, and the carets under it."""
    text, span = diagnostic.excerpt, diagnostic.span
    first = max(span.column - 1 - _LONGEST_EXCERPT // 2, 0) if len(text) > _LONGEST_EXCERPT else 0
    last = first + _LONGEST_EXCERPT
    before = ("…" if first else "") + visible(text[first : span.column - 1])
    marked = visible(text[span.column - 1 : min(span.end_column - 1, last)])
    after = visible(text[span.end_column - 1 : last]) + ("…" if last < len(text) else "")
    return before + marked + after, " " * cell_len(before) + "^" * max(cell_len(marked), 1)
