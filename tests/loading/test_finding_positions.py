from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.diagnostics import Code, Finding, NodePath, Span
from plantool.loading.finding_positions import locate_finding
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from plantool.syntax.document import Document

CODE = Code("PLT999", "example")
TEXT = """\
id: 18-2
題名: 地域おこし
概要: |-
  一行目
  二行目
measures:
  - id: a
    planned: {H30: １, 令和元年度: ２}
  - [あ, い]
空:
"""
FILES = {
    "plan/18-2.yaml": TEXT,
    "plan/18.yaml": "id: 18\ntitle: 章\n",
    "plan/broken.yaml": "a: [",
}


def document(file: str) -> Document:
    return parse_document(FILES[file].encode(), file)


def place(path: NodePath, *, on_key: bool = False) -> Span:
    finding = Finding(code=CODE, file="plan/18-2.yaml", path=path, on_key=on_key)
    return locate_finding(finding, document).span


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("id",), Span(1, 5, 1, 9)),
        (("題名",), Span(2, 5, 2, 10)),
        (("measures", 0, "id"), Span(7, 9, 7, 10)),
        (("measures", 0, "planned"), Span(8, 14, 8, 32)),
        (("measures", 0, "planned", "H30"), Span(8, 20, 8, 21)),
        (("measures", 0, "planned", "令和元年度"), Span(8, 30, 8, 31)),
        (("measures", 0, "planned", "H31"), Span(8, 30, 8, 31)),
        (("measures", 0, "planned", "2018"), Span(8, 20, 8, 21)),
        (("measures", 1), Span(9, 5, 9, 11)),
        (("measures", 1, 1), Span(9, 9, 9, 10)),
        (("空",), Span(10, 3, 10, 3)),
    ],
)
def test_a_path_leads_to_its_value(path: NodePath, span: Span) -> None:
    assert place(path) == span


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("id",), Span(1, 1, 1, 3)),
        (("measures", 0, "planned"), Span(8, 5, 8, 12)),
        (("measures", 0, "planned", "R1"), Span(8, 23, 8, 28)),
        (("measures", 1, 1), Span(9, 9, 9, 10)),
    ],
)
def test_or_to_its_key(path: NodePath, span: Span) -> None:
    assert place(path, on_key=True) == span


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("measures", 0, "planned", "H32"), Span(8, 5, 8, 12)),
        (("measures", 0, "total"), Span(7, 5, 7, 10)),
        (("measures", 7), Span(6, 1, 6, 9)),
        (("id", "x"), Span(1, 1, 1, 3)),
        (("missing",), Span(1, 1, 1, 9)),
    ],
)
def test_what_is_missing_is_shown_where_it_should_have_been(path: NodePath, span: Span) -> None:
    assert place(path) == span


@pytest.mark.parametrize(
    ("path", "span"), [(("概要",), Span(3, 5, 3, 7)), (("measures", 0), Span(7, 5, 7, 10))]
)
def test_of_several_lines_the_first_is_marked(path: NodePath, span: Span) -> None:
    assert place(path) == span


def test_a_diagnostic_quotes_its_line_and_keeps_its_words() -> None:
    words = (("mark", "★"),)
    path = ("題名",)
    finding = Finding(code=CODE, file="plan/18-2.yaml", path=path, arguments=words)
    diagnostic = locate_finding(finding, document)
    assert diagnostic.code == CODE
    assert diagnostic.arguments == words
    assert diagnostic.excerpt == "題名: 地域おこし"
    assert diagnostic.related is None


def test_another_place_comes_along() -> None:
    also = ("plan/18.yaml", ("title",))
    related = locate_finding(
        Finding(code=CODE, file="plan/18-2.yaml", related=also), document
    ).related
    assert related is not None
    assert (related.file, related.span) == ("plan/18.yaml", Span(2, 8, 2, 9))


def test_a_file_without_a_tree_is_marked_at_its_start() -> None:
    diagnostic = locate_finding(Finding(code=CODE, file="plan/broken.yaml", path=("id",)), document)
    assert (diagnostic.span, diagnostic.excerpt) == (Span(), "a: [")
