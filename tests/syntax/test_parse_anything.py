"""Properties of parse: whatever is written reads back, and nothing that is read breaks it."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.model.fiscal_year import FiscalYear
from plantool.syntax.nodes import Mapping, Scalar, Sequence
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Node, Plain

REFUSED = "".join(map(chr, range(0x7F, 0xA0))) + (
    "\u2028\u2029\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
CHARACTERS = st.characters(min_codepoint=0x20, exclude_categories=["Cs"])
WORDS = st.text(
    CHARACTERS.filter(lambda character: character not in REFUSED + "[]{}")
    | st.sampled_from("地域おこし２か所△①★―：＃－ \"'\\#:-!&*|>%@`,?\n"),
    max_size=30,
)
SCALARS: st.SearchStrategy[Plain] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.decimals(-(10**9), 10**9, places=4),
    WORDS,
)


def is_plain_key(text: str) -> bool:
    """Leave out << and years, of which two spellings may not stand in one mapping."""
    try:
        FiscalYear.parse(text)
    except ValueError:
        return text != "<<"
    return False


def containers(inner: st.SearchStrategy[Plain]) -> st.SearchStrategy[Plain]:
    return st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(WORDS.filter(is_plain_key), inner, max_size=4),
    )


DOCUMENTS = containers(st.recursive(SCALARS, containers, max_leaves=12))
SOUP = st.lists(
    st.sampled_from(
        [
            *"abH3019元年度あ①―𠮷 :-?[]{},&*!|>'\"%@`#~<=.+\\/\n\r\t\x00\x85\u3000\ufeff",
            *("\n  ", "\n- ", ": ", "--- ", "...\n", "H31: ", "R1: ", "<<: ", "%YAML 1.2\n---\n"),
            *("!!str ", "&a ", "*a", "|-\n  ", ">\n ", "? ", "0x1F", "1e9", ".inf", "<<<<<<< "),
        ]
    ),
    max_size=60,
).map("".join)


def scalar(value: Plain) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)


def flow(value: Plain, separator: str = ", ") -> str:
    """Write ``value`` as JSON."""
    match value:
        case dict():
            pairs = (f"{scalar(key)}: {flow(item, separator)}" for key, item in value.items())
            return f"{{{separator.join(pairs)}}}"
        case list():
            return f"[{separator.join(flow(item, separator) for item in value)}]"
        case _:
            return scalar(value)


def block(value: Plain, indent: str = "") -> str:
    """Write ``value`` with its keys and items on lines of their own."""
    match value:
        case dict() if value:
            deeper = indent + "  "
            pairs = (f"{scalar(key)}:{block(item, deeper)}" for key, item in value.items())
            return "".join(f"\n{indent}{pair}" for pair in pairs)
        case list() if value:
            return "".join(f"\n{indent}-{block(item, indent + '  ')}" for item in value)
        case _:
            return f" {flow(value)}"


STYLES: list[Callable[[Plain], str]] = [flow, partial(flow, separator=",\n  "), block]


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.entries.values():
                yield key
                yield from scalars(value)
        case _:
            raise AssertionError(node)


def cut(lines: list[str], node: Node) -> str:
    span = node.span
    assert span.line == span.end_line
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def is_sound(document: Document) -> bool:
    """Tell whether a document has a tree or a reason for having none, each with a place."""
    spans = [diagnostic.span for diagnostic in document.diagnostics]
    return bool(document.root or spans) and all(
        span.line >= 1
        and span.column >= 1
        and (span.line, span.column) <= (span.end_line, span.end_column)
        for span in spans
    )


@settings(deadline=None)
@given(DOCUMENTS, st.sampled_from(STYLES), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_is_written_reads_back(
    value: Plain,
    style: Callable[[Plain], str],
    line_break: str,
    with_bom: bool,  # noqa: FBT001 - drawn
) -> None:
    text = style(value).replace("\n", line_break)
    document = parse_document(("\ufeff" * with_bom + text).encode(), "1-1.yaml")
    assert document.diagnostics == ()
    assert document.root is not None
    assert document.root.to_plain() == value


@settings(deadline=None)
@given(DOCUMENTS, st.sampled_from(STYLES), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_scalar_stands_where_its_span_says(
    value: Plain, style: Callable[[Plain], str], line_break: str
) -> None:
    document = parse_document(style(value).replace("\n", line_break).encode(), "1-1.yaml")
    assert document.root is not None
    assert document.source is not None
    lines = document.source.lines
    for node in scalars(document.root):
        assert json.loads(cut(lines, node), parse_float=Decimal) == node.value


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert is_sound(parse_document(data, "1-1.yaml"))


@settings(deadline=None)
@given(SOUP)
def test_any_soup_of_yaml_is_read_or_refused(text: str) -> None:
    assert is_sound(parse_document(text.encode(), "1-1.yaml"))


@settings(deadline=None)
@given(DOCUMENTS, st.sampled_from(STYLES), st.data())
def test_a_file_cut_off_anywhere_is_read_or_refused(
    value: Plain, style: Callable[[Plain], str], data: st.DataObject
) -> None:
    whole = style(value).encode()
    end = data.draw(st.integers(0, len(whole)))
    assert is_sound(parse_document(whole[:end], "1-1.yaml"))
