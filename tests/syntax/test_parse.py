from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.diagnostics import Span
from plantool.syntax.nodes import Mapping, Scalar, Sequence
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Node, Plain

BOM = "\ufeff"


def read(text: str) -> Document:
    return parse_document(text.encode(), "plan/1-1.yaml")


def tree(text: str) -> Node:
    document = read(text)
    assert document.diagnostics == ()
    assert document.root is not None
    return document.root


def plain(text: str) -> Plain:
    return tree(text).to_plain()


def entry(node: Node, key: str) -> tuple[Scalar, Node]:
    assert isinstance(node, Mapping)
    return node.entries[key]


def found(text: str) -> list[tuple[str, Span]]:
    return [(d.code.name, d.span) for d in read(text).diagnostics]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1", {"a": 1}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("- 1\n- [2, '3']\n", [1, [2, "3"]]),
        ("a:\nb: ~\nc: ''\nd: null\n", {"a": None, "b": None, "c": "", "d": None}),
        ("'1': '012'\n2: \"yes\"\n", {"1": "012", "2": "yes"}),
        ("012: a\ntrue: b\n~: c\n'': d\n", {"012": "a", "true": "b", "~": "c", "": "d"}),
        ("a: 1.10\nb: 0x1F\nc: 2018-04-01\n", {"a": Decimal("1.1"), "b": 31, "c": "2018-04-01"}),
        ("a: 12:30\nb: no\nc: 1_000\n", {"a": "12:30", "b": "no", "c": "1_000"}),
        ("number: (1)\nmark: ※1\nrow: 1)\n", {"number": "(1)", "mark": "※1", "row": "1)"}),
        ("a: |-\n  一行目\n  二行目\n", {"a": "一行目\n二行目"}),
        ("a: >-\n  一行目\n  二行目\n", {"a": "一行目 二行目"}),
        ("a: |\n  012\n", {"a": "012\n"}),
        ("a: 一行目\n  二行目\n", {"a": "一行目 二行目"}),
        ("{a: [], b: {}}", {"a": [], "b": {}}),
        ("a: '#1' # note\n", {"a": "#1"}),
        ("'a'", "a"),
        ("''", ""),
        ("12", 12),
    ],
)
def test_reads_the_subset(text: str, value: Plain) -> None:
    assert plain(text) == value


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", BOM])
def test_places_are_counted_in_code_points(start: str, line_break: str) -> None:
    lines = ["題名: 地域", "", "欄:", "  - 𠮷野", "  - {値: ２か所, 👪: [あ, い]}", "次: 'う'"]
    root = tree(start + line_break.join(lines) + line_break)
    cells = entry(root, "欄")[1]
    assert isinstance(cells, Sequence)
    spans = {
        "題名": entry(root, "題名")[0].span,
        "地域": entry(root, "題名")[1].span,
        "𠮷野": cells.items[0].span,
        "値": entry(cells.items[1], "値")[0].span,
        "２か所": entry(cells.items[1], "値")[1].span,
        "👪": entry(cells.items[1], "👪")[0].span,
        "[あ, い]": entry(cells.items[1], "👪")[1].span,
        "'う'": entry(root, "次")[1].span,
    }
    assert spans == {
        "題名": Span(1, 1, 1, 3),
        "地域": Span(1, 5, 1, 7),
        "𠮷野": Span(4, 5, 4, 7),
        "値": Span(5, 6, 5, 7),
        "２か所": Span(5, 9, 5, 12),
        "👪": Span(5, 14, 5, 15),
        "[あ, い]": Span(5, 17, 5, 23),
        "'う'": Span(6, 4, 6, 7),
    }


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("style", ["|", "|-", ">", ">-"])
def test_a_block_scalar_starts_at_its_indicator_and_the_next_key_at_its_own(
    style: str, line_break: str
) -> None:
    lines = ["概要: " + style, "  一行目", "", "  二行目", "# 註", "次: 1", ""]
    root = tree(line_break.join(lines))
    block = entry(root, "概要")[1].span
    assert (block.line, block.column) == (1, 5)
    assert entry(root, "次")[0].span == Span(6, 1, 6, 2)
    assert entry(root, "次")[1].span == Span(6, 4, 6, 5)


def test_an_empty_value_stands_after_its_colon() -> None:
    assert entry(tree("あ:\nい: 1\n"), "あ")[1].span == Span(1, 3, 1, 3)


def test_the_bom_is_no_part_of_the_text() -> None:
    document = read(BOM + "a: 1")
    assert document.source is not None
    assert document.source.text == "a: 1"


@pytest.mark.parametrize("text", ["", "\n\n", "# 註\n", BOM, "---\n", "~", "null\n", "--- # 註\n"])
def test_a_file_without_a_value_is_empty(text: str) -> None:
    document = read(text)
    assert document.root is None
    assert [d.code.name for d in document.diagnostics] == ["empty-document"]


@pytest.mark.parametrize(
    ("text", "name", "span"),
    [
        ("a: 1\n---\nb: 2\n", "second-document", Span(2, 1, 2, 4)),
        ("a: &x 1", "anchor", Span(1, 4, 1, 8)),
        ("あ: &x {い: 1}", "anchor", Span(1, 4, 1, 8)),
        ("&x a: 1", "anchor", Span(1, 1, 1, 5)),
        ("a: *x", "alias", Span(1, 4, 1, 6)),
        ("a: !!str 12", "tag", Span(1, 4, 1, 12)),
        ("a: ! 12", "tag", Span(1, 4, 1, 8)),
        ("a: !x [1]", "tag", Span(1, 4, 1, 8)),
        ("!x a: 1", "tag", Span(1, 1, 1, 5)),
        ("a: !!python/name:os.system ''", "tag", Span(1, 4, 1, 30)),
        ("%YAML 1.1\n---\na: 1", "directive", Span(1, 1, 1, 2)),
        ("%YAML 1.2\n---\na: 1", "directive", Span(1, 1, 1, 2)),
        ("%TAG ! tag:x,2000:\n---\na: 1", "directive", Span(1, 1, 1, 2)),
        ("? [a]\n: 1", "key-not-text", Span(1, 3, 1, 4)),
        ("{[a]: 1}", "key-not-text", Span(1, 2, 1, 3)),
        ("a: 1\n<<: {b: 1}", "key-not-text", Span(2, 1, 2, 3)),
        ("あ: 1\nい: 2\nあ: 3", "duplicate-key", Span(3, 1, 3, 2)),
        ("'a': 1\na: 2", "duplicate-key", Span(2, 1, 2, 2)),
        ("1: a\n'1': b", "duplicate-key", Span(2, 1, 2, 4)),
        ("{a: 1, b: 2, a: 3}", "duplicate-key", Span(1, 14, 1, 15)),
        ("H31: 1\nR1: 2", "duplicate-year", Span(2, 1, 2, 3)),
        ("H31: 1\nH30: 1\n令和元年度: 2", "duplicate-year", Span(3, 1, 3, 6)),
        ("{2019: 1, H31: 2}", "duplicate-year", Span(1, 11, 1, 14)),
        ("FY2019: 1\n平成31年度: 2", "duplicate-year", Span(2, 1, 2, 7)),
        ("あ: い: う", "malformed-yaml", Span(1, 5, 1, 6)),
        ("a: 1\n b: 2\nc: 3", "malformed-yaml", Span(2, 2, 2, 3)),
        ("a: 'x", "malformed-yaml", Span(1, 4, 1, 5)),
        ("a: 1\n]", "malformed-yaml", Span(2, 1, 2, 2)),
        ("a: @x", "malformed-yaml", Span(1, 4, 1, 5)),
        ("a: `x`", "malformed-yaml", Span(1, 4, 1, 5)),
        ("a: %x", "malformed-yaml", Span(1, 4, 1, 5)),
    ],
)
def test_what_the_subset_refuses_is_found_in_its_place(text: str, name: str, span: Span) -> None:
    assert found(text) == [(name, span)]


@pytest.mark.parametrize("text", ["a: [1, 2", "{a: 1", "a: 1\nb: [", "---", "a: 1\nb"])
def test_a_fault_at_the_end_stands_on_a_line_of_the_file(text: str) -> None:
    lines = len(text.splitlines())
    assert all(1 <= span.line <= lines for _, span in found(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\na: 2\nb: 3", {"a": 1, "b": 3}),
        ("H31: 1\nR1: 2\nH30: 3", {"H31": 1, "H30": 3}),
        ("a: &x 1", {"a": 1}),
        ("a: !x b", {"a": "b"}),
        ("%YAML 1.2\n---\na: 1", {"a": 1}),
        ("a: 1\n---\nb: 2", {"a": 1}),
    ],
)
def test_what_can_be_read_despite_a_fault_is_read(text: str, value: Plain) -> None:
    document = read(text)
    assert document.root is not None
    assert document.root.to_plain() == value


@pytest.mark.parametrize(
    "text", ["a: *x", "? [a]\n: 1", "<<: {}", "a: 'x", "[" * 25, "a:\t1", "<<<<<<< HEAD"]
)
def test_what_cannot_be_trusted_has_no_tree(text: str) -> None:
    assert read(text).root is None


def test_all_faults_of_a_file_are_found_in_one_run() -> None:
    text = "a: &x 1\nb: !t 2\na: 3\nH31: 1\nR1: 2\nc: {d: 1, d: 2}\n"
    assert [(name, span.line) for name, span in found(text)] == [
        ("anchor", 1),
        ("tag", 2),
        ("duplicate-key", 3),
        ("duplicate-year", 5),
        ("duplicate-key", 6),
    ]


def test_a_repeated_key_points_at_the_first() -> None:
    (diagnostic,) = read("あ: 1\nい: 2\nあ: 3\n").diagnostics
    assert dict(diagnostic.arguments) == {"key": "あ", "first": "あ", "at": 1}
    assert diagnostic.related is not None
    assert diagnostic.related.file == diagnostic.file == "plan/1-1.yaml"
    assert diagnostic.related.span == Span(1, 1, 1, 2)


def test_a_repeated_year_points_at_the_first_spelling() -> None:
    (diagnostic,) = read("{H30: 1, 平成31年度: 2, R1: 3}").diagnostics
    assert dict(diagnostic.arguments) == {"key": "R1", "first": "平成31年度", "at": 1}


def test_the_same_year_may_stand_in_two_mappings() -> None:
    assert found("planned: {H31: 1}\nresults: {R1: 2}\n") == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("あ: 1\nい: *う # え\nお: 1\n", "い: *う # え"),
        ("あ: 1\r\nい: *う\r\n", "い: *う"),
        (BOM + "い: *う", "い: *う"),
        ("あ: 1\rい: *う\r", "い: *う"),
    ],
)
def test_a_finding_quotes_the_whole_line(text: str, excerpt: str) -> None:
    (diagnostic,) = read(text).diagnostics
    assert diagnostic.excerpt == excerpt


def test_a_flood_of_faults_keeps_every_place() -> None:
    document = read("a: 1\n" * 500)
    assert [d.span for d in document.diagnostics] == [
        Span(line, 1, line, 2) for line in range(2, 501)
    ]
