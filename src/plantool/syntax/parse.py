"""Bytes to syntax tree, in one pass over the events of the C parser.

The language is a strict subset of YAML 1.2: one document, no anchors, aliases, tags or
directives, no key twice in one mapping (nor one fiscal year in two spellings).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from _ruamel_yaml import (
    AliasEvent,
    CParser,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    YAMLError,
)

from plantool.diagnostics import Diagnostic, Related, Span
from plantool.model.exact import MOST_DIGITS
from plantool.model.fiscal_year import FiscalYear
from plantool.syntax import codes, guards
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence
from plantool.syntax.scalars import NUMBER_STARTS, is_endless, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Code
    from plantool.syntax.source import SourceText


Event: TypeAlias = Any  # the C parser's events carry no types


class Document(NamedTuple):
    """What a file says: its text, its tree where it has one, and what is wrong with it."""

    source: SourceText | None
    root: Node | None
    diagnostics: tuple[Diagnostic, ...] = ()


def parse(data: bytes, file: str) -> Document:
    """Read one file. ``root`` is None where the rest of the file cannot be trusted."""
    source = guards.decode(data, file)
    if isinstance(source, Diagnostic):
        return Document(None, None, (source,))
    if refused := guards.check(source):
        return Document(source, None, tuple(refused))
    document, error = read(source)
    if error is None:
        return document
    from plantool.syntax.malformed import explain  # noqa: PLC0415 - only a faulty file needs it

    return Document(source, None, (*document.diagnostics, *explain(source, error)))


def read(source: SourceText) -> tuple[Document, YAMLError | None]:
    """Read a text as far as it goes; return why the parser gave up, if it did."""
    reader = _Reader(source)
    root, error = None, None
    try:
        root = reader.document()
    except YAMLError as raised:
        error = raised
    except _HopelessError:
        pass
    return Document(source, root, tuple(reader.found)), error


class _HopelessError(Exception):
    """The tree cannot be built; the reason is among the findings."""


class _Reader:
    """Builds the nodes of one document."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self.depth = 0
        self.next: Callable[[], Any] = CParser(source.text).get_event

    def document(self) -> Node | None:
        self.next()  # the start of the stream
        start = self.next()
        if not isinstance(start, DocumentStartEvent):
            self.find(codes.EMPTY_DOCUMENT, Span())
            return None
        if start.version or start.tags:
            self.find_at(codes.DIRECTIVE, start)
        root = self.node(self.next())
        if isinstance(root, Scalar) and root.value is None:
            self.find(codes.EMPTY_DOCUMENT, root.span if root.text else Span())
            return None
        self.next()  # the end of the document
        if isinstance(second := self.next(), DocumentStartEvent):
            self.find_at(codes.SECOND_DOCUMENT, second)
        return root

    def node(self, event: Event) -> Node:
        kind = type(event)
        if kind is ScalarEvent and event.anchor is None and event.ctag is None:
            return self.scalar(event)  # nine of ten
        if kind is AliasEvent:
            self.find_at(codes.ALIAS, event, name=event.anchor)
            raise _HopelessError
        if event.anchor is not None:
            self.find_at(codes.ANCHOR, event, name=event.anchor)
        if event.ctag is not None:
            self.find_at(codes.TAG, event, tag=str(event.tag))
        if kind is ScalarEvent:
            return self.scalar(event)
        return self.collection(event)

    def scalar(self, event: Event) -> Scalar:
        text = event.value
        if event.style == '"' and (escaped := guards.FORBIDDEN.search(text)):
            self.find_at(codes.CONTROL_CHARACTER, event, character=f"U+{ord(escaped[0]):04X}")
        if event.style:
            return Scalar(event.start_mark, event.end_mark, text, text)
        value = resolve(text)
        if text[:1] in NUMBER_STARTS and is_endless(text):
            self.find_at(codes.TOO_MANY_DIGITS, event, limit=MOST_DIGITS)
        return Scalar(event.start_mark, event.end_mark, text, value)

    def collection(self, event: Event) -> Node:
        self.depth += 1
        if self.depth > guards.MAX_DEPTH:
            self.find_at(codes.TOO_DEEP, event, limit=guards.MAX_DEPTH)
            raise _HopelessError
        read = self.mapping if type(event) is MappingStartEvent else self.sequence
        node = read(event)
        self.depth -= 1
        return node

    def sequence(self, start: Event) -> Sequence:
        items: list[Node] = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self.node(event))
        return Sequence(start.start_mark, event.end_mark, items)

    def mapping(self, start: Event) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        years: dict[int, Scalar] = {}
        while type(event := self.next()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.value == "<<":
                self.find_at(codes.KEY_NOT_TEXT, event)
                raise _HopelessError
            key = cast("Scalar", self.node(event))
            value = self.node(self.next())
            text = key.text
            start_of_year = _start_of_year(text)
            if text in entries or start_of_year in years:
                self.repeated(key, entries.get(text), years.get(start_of_year or 0))
                continue
            entries[text] = (key, value)
            if start_of_year:
                years[start_of_year] = key
        return Mapping(start.start_mark, event.end_mark, entries)

    def repeated(self, key: Scalar, same: tuple[Scalar, Node] | None, year: Scalar | None) -> None:
        """Find a key that is in its mapping already, as itself or as another spelling."""
        if same:
            self.find_twice(codes.DUPLICATE_KEY, key, same[0])
        elif year:
            self.find_twice(codes.DUPLICATE_YEAR, key, year)

    def find_twice(self, code: Code, key: Scalar, first: Scalar) -> None:
        also = Related(file=self.source.file, span=first.span)
        self.find(code, key.span, related=also, key=key.text, first=first.text, at=first.span.line)

    def find_at(self, code: Code, event: Event, **arguments: object) -> None:
        start, end = event.start_mark, event.end_mark
        if end.line != start.line or end.column <= start.column:
            end_column = start.column + 2
        else:
            end_column = end.column + 1
        self.find(
            code, Span(start.line + 1, start.column + 1, start.line + 1, end_column), **arguments
        )

    def find(self, code: Code, span: Span, **arguments: Any) -> None:  # noqa: ANN401
        self.found.append(self.source.diagnose(code, span, **arguments))


@lru_cache(maxsize=4096)
def _start_of_year(text: str) -> int | None:
    """Return in which year the fiscal year begins that a key spells."""
    try:
        return FiscalYear.parse(text).start
    except ValueError:
        return None
