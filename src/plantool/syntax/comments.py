"""The comments of a file, which the parser passes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from _ruamel_yaml import CParser, ScalarEvent, StreamEndEvent, YAMLError

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.syntax.document import Document
    from plantool.syntax.source import SourceText

_COMMENT = compile_late(r"#[^\r\n]*")
_BEHIND_HEADER = compile_late(r"[|>][-+0-9]* *(#[^\r\n]*)")  # of a block scalar


class Comment(NamedTuple):
    """A comment from its ``#`` to the end of the line.

    ``start`` and ``end`` count code points of the file's text; ``line`` counts from 1. ``own_line``
    tells that nothing but blanks stands before it.
    """

    start: int
    end: int
    line: int
    text: str
    own_line: bool


def list_comments(document: Document) -> tuple[Comment, ...]:
    """Return every comment of a file that has a tree, in the order of the text."""
    source = document.source
    if document.root is None or source is None or "#" not in source.text:
        return ()
    return tuple(
        _build_comment(start, end, source) for start, end in _yield_comment_spans(source.text)
    )


def list_comment_texts(document: Document) -> list[str]:
    """Return what the comments of a file say, without blanks at their ends."""
    return [comment.text.rstrip() for comment in list_comments(document)]


def _build_comment(start: int, end: int, source: SourceText) -> Comment:
    span = source.find_span(start, end)
    before = source.lines[span.line - 1][: span.column - 1]
    return Comment(start, end, span.line, source.text[start:end], not before.strip(" "))


def _yield_comment_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where comments are: no ``#`` outside scalars is anything else."""
    offset = 0
    for event in _yield_scalar_events(text):
        start, end = event.start_mark.index, event.end_mark.index
        yield from (found.span() for found in _COMMENT.finditer(text, offset, start))
        if event.style in {"|", ">"} and (found := _BEHIND_HEADER.match(text, start)):
            yield found.span(1)
        offset = end
    yield from (found.span() for found in _COMMENT.finditer(text, offset))


def _yield_scalar_events(text: str) -> Iterator[Any]:
    """Yield the events of all scalars, with those of keys written twice, which no tree has."""
    next_event = CParser(text).get_event
    try:
        while type(event := next_event()) is not StreamEndEvent:
            if type(event) is ScalarEvent:
                yield event
    except YAMLError:  # in a second document, which is not read
        return
