"""Text to syntax tree, in one pass over the events of the C parser.

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
from plantool.syntax import codes
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence
from plantool.syntax.scalars import NUMBER_STARTS, is_endless_number, resolve_scalar
from plantool.syntax.text_limits import FORBIDDEN, MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Code
    from plantool.syntax.source import SourceText


Event: TypeAlias = Any  # the C parser's events carry no types


class Document(NamedTuple):
    """What a file says: its text, its tree where it has one, and its findings."""

    source: SourceText | None
    root: Node | None
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_source(source: SourceText) -> tuple[Document, YAMLError | None]:
    """Read a text as far as it goes; return why the parser gave up, if it did."""
    reader = _DocumentReader(source)
    root, error = None, None
    try:
        root = reader.read_document()
    except YAMLError as raised:
        error = raised
    except _UnbuildableError:
        pass
    return Document(source, root, tuple(reader.diagnostics)), error


class _UnbuildableError(Exception):
    """The tree cannot be built; the reason is among the findings."""


class _DocumentReader:
    """Builds the nodes of one document."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.depth = 0
        self.next_event: Callable[[], Any] = CParser(source.text).get_event

    def read_document(self) -> Node | None:
        self.next_event()  # the start of the stream
        start = self.next_event()
        if not isinstance(start, DocumentStartEvent):
            self.add_diagnostic(codes.EMPTY_DOCUMENT, Span())
            return None
        if start.version or start.tags:
            self.add_event_diagnostic(codes.DIRECTIVE, start)
        root = self.read_node(self.next_event())
        if isinstance(root, Scalar) and root.value is None:
            self.add_diagnostic(codes.EMPTY_DOCUMENT, root.span if root.text else Span())
            return None
        self.next_event()  # the end of the document
        if isinstance(second := self.next_event(), DocumentStartEvent):
            self.add_event_diagnostic(codes.SECOND_DOCUMENT, second)
        return root

    def read_node(self, event: Event) -> Node:
        kind = type(event)
        if kind is ScalarEvent and event.anchor is None and event.ctag is None:
            return self.read_scalar(event)  # nine of ten
        if kind is AliasEvent:
            self.add_event_diagnostic(codes.ALIAS, event, name=event.anchor)
            raise _UnbuildableError
        if event.anchor is not None:
            self.add_event_diagnostic(codes.ANCHOR, event, name=event.anchor)
        if event.ctag is not None:
            self.add_event_diagnostic(codes.TAG, event, tag=str(event.tag))
        if kind is ScalarEvent:
            return self.read_scalar(event)
        return self.read_collection(event)

    def read_scalar(self, event: Event) -> Scalar:
        text = event.value
        if event.style == '"' and (escaped := FORBIDDEN.search(text)):
            self.add_event_diagnostic(
                codes.CONTROL_CHARACTER, event, character=f"U+{ord(escaped[0]):04X}"
            )
        if event.style:
            return Scalar(event.start_mark, event.end_mark, text, text)
        value = resolve_scalar(text)
        if text[:1] in NUMBER_STARTS and is_endless_number(text):
            self.add_event_diagnostic(codes.TOO_MANY_DIGITS, event, limit=MOST_DIGITS)
        return Scalar(event.start_mark, event.end_mark, text, value)

    def read_collection(self, event: Event) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.add_event_diagnostic(codes.TOO_DEEP, event, limit=MAX_DEPTH)
            raise _UnbuildableError
        read = self.read_mapping if type(event) is MappingStartEvent else self.read_sequence
        node = read(event)
        self.depth -= 1
        return node

    def read_sequence(self, start: Event) -> Sequence:
        items: list[Node] = []
        while type(event := self.next_event()) is not SequenceEndEvent:
            items.append(self.read_node(event))
        return Sequence(start.start_mark, event.end_mark, items)

    def read_mapping(self, start: Event) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        years: dict[int, Scalar] = {}
        while type(event := self.next_event()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.value == "<<":
                self.add_event_diagnostic(codes.KEY_NOT_TEXT, event)
                raise _UnbuildableError
            key = cast("Scalar", self.read_node(event))
            value = self.read_node(self.next_event())
            text = key.text
            start_of_year = find_start_year(text)
            if text in entries or start_of_year in years:
                self.add_repeated_key(key, entries.get(text), years.get(start_of_year or 0))
                continue
            entries[text] = (key, value)
            if start_of_year:
                years[start_of_year] = key
        return Mapping(start.start_mark, event.end_mark, entries)

    def add_repeated_key(
        self, key: Scalar, same: tuple[Scalar, Node] | None, year: Scalar | None
    ) -> None:
        """Find a key that is in its mapping already, as itself or as another spelling."""
        if same:
            self.add_duplicate(codes.DUPLICATE_KEY, key, same[0])
        elif year:
            self.add_duplicate(codes.DUPLICATE_YEAR, key, year)

    def add_duplicate(self, code: Code, key: Scalar, first: Scalar) -> None:
        also = Related(file=self.source.file, span=first.span)
        self.add_diagnostic(
            code, key.span, related=also, key=key.text, first=first.text, at=first.span.line
        )

    def add_event_diagnostic(self, code: Code, event: Event, **arguments: object) -> None:
        start, end = event.start_mark, event.end_mark
        if end.line != start.line or end.column <= start.column:
            end_column = start.column + 2
        else:
            end_column = end.column + 1
        self.add_diagnostic(
            code, Span(start.line + 1, start.column + 1, start.line + 1, end_column), **arguments
        )

    def add_diagnostic(self, code: Code, span: Span, **arguments: Any) -> None:  # noqa: ANN401 - words of any kind - words of any kind
        self.diagnostics.append(self.source.diagnose(code, span, **arguments))


@lru_cache(maxsize=4096)
def find_start_year(text: str) -> int | None:
    """Return in which year the fiscal year begins that a key spells."""
    try:
        return FiscalYear.parse(text).start
    except ValueError:
        return None
