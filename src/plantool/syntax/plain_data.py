"""Text to plain data alone, without positions, for files in which there is nothing to say.

The parser is that of ``document``, and so is the language. Whatever ``document`` would have a word
about, or might, is left to it: nearly all files are clean, and of those nobody asks where a value
stands.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from _ruamel_yaml import (
    CParser,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    YAMLError,
)

from plantool.diagnostics import Diagnostic
from plantool.syntax.document import find_start_year
from plantool.syntax.refused_text import check_source, decode_source
from plantool.syntax.scalars import NUMBER_STARTS, is_endless_number, resolve_scalar
from plantool.syntax.text_limits import FORBIDDEN, MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Plain
    from plantool.syntax.document import Event
    from plantool.syntax.scalars import ScalarValue


def read_plain_data(data: bytes, file: str) -> Plain:
    """Return what a file says, or None where ``parse_document`` has to be asked."""
    source = decode_source(data, file)
    if isinstance(source, Diagnostic) or check_source(source):
        return None
    try:
        return _read_document(CParser(source.text).get_event)
    except (YAMLError, _UnclearError):
        return None


class _UnclearError(Exception):
    """There may be something to say."""


def _read_document(next_event: Callable[[], Event]) -> Plain:
    next_event()  # the start of the stream
    start = next_event()
    if type(start) is not DocumentStartEvent or start.version or start.tags:
        raise _UnclearError
    plain = _read_node(next_event(), next_event, 0)
    next_event()  # the end of the document
    if type(next_event()) is DocumentStartEvent:
        raise _UnclearError
    return plain


def _read_node(event: Event, next_event: Callable[[], Event], depth: int) -> Plain:
    if event.anchor is not None or event.ctag is not None:  # of an alias, the anchor
        raise _UnclearError
    if type(event) is ScalarEvent:
        return _read_scalar(event)
    if depth == MAX_DEPTH:
        raise _UnclearError
    if type(event) is MappingStartEvent:
        return _read_mapping(next_event, depth + 1)
    items = []
    while type(event := next_event()) is not SequenceEndEvent:
        items.append(_read_node(event, next_event, depth + 1))
    return items


def _read_mapping(next_event: Callable[[], Event], depth: int) -> Plain:
    entries: dict[str, Plain] = {}
    while type(event := next_event()) is not MappingEndEvent:
        if type(event) is not ScalarEvent or event.anchor is not None or event.ctag is not None:
            raise _UnclearError
        key = event.value
        if key in entries or (event.style == '"' and FORBIDDEN.search(key)):
            raise _UnclearError
        entries[key] = _read_node(next_event(), next_event, depth)
    if not _are_keys(tuple(entries)):
        raise _UnclearError
    return entries


def _read_scalar(event: Event) -> ScalarValue:
    text: str = event.value
    if event.style:
        if event.style == '"' and FORBIDDEN.search(text):
            raise _UnclearError
        return text
    value = resolve_scalar(text)
    if type(value) is str and text[0] in NUMBER_STARTS and is_endless_number(text):
        raise _UnclearError
    return value


@lru_cache(maxsize=4096)  # files of one plan have the same keys
def _are_keys(texts: tuple[str, ...]) -> bool:
    """Tell whether texts may be the keys of one mapping: none merges or spells a year again."""
    years = [*filter(None, map(find_start_year, texts))]
    is_repeated = len(years) != len({*years})
    return not (is_repeated or "<<" in texts or any(map(is_endless_number, texts)))
