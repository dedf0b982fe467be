from __future__ import annotations

import pytest

from plantool.diagnostics import Span
from plantool.finding_limit import MAX_FINDINGS
from plantool.syntax import codes
from plantool.syntax.parse import parse_document
from plantool.syntax.refused_text import guess_encoding
from plantool.syntax.text_limits import MAX_BYTES, MAX_DEPTH

TEXT = "題名: 地域おこしプロジェクトの実施\n部: 地域文化部 協働推進課\n"


def found(data: bytes | str) -> list[tuple[str, int, int]]:
    document = parse_document(data.encode() if isinstance(data, str) else data, "1-1.yaml")
    return [(d.code.name, d.span.line, d.span.column) for d in document.diagnostics]


def block_mappings(depth: int) -> str:
    return "".join("  " * level + "a:\n" for level in range(depth - 1)) + "  " * depth + "a: 1"


def test_a_file_of_the_largest_size_is_read() -> None:
    document = parse_document(b"a: " + b"x" * (MAX_BYTES - 3), "1-1.yaml")
    assert document.diagnostics == ()
    assert document.root is not None
    assert document.root.to_plain() == {"a": "x" * (MAX_BYTES - 3)}


def test_a_file_one_byte_larger_is_refused() -> None:
    document = parse_document(b"a: " + b"x" * (MAX_BYTES - 2), "1-1.yaml")
    (diagnostic,) = document.diagnostics
    assert document.root is None
    assert diagnostic.code == codes.TOO_LARGE
    assert dict(diagnostic.arguments) == {"size": MAX_BYTES + 1, "limit": MAX_BYTES}
    assert diagnostic.span == Span()


def test_size_is_counted_in_bytes() -> None:
    assert found("あ" * (MAX_BYTES // 3 + 1)) == [("file-too-large", 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        "{a: " * MAX_DEPTH + "1" + "}" * MAX_DEPTH,
        "- " * MAX_DEPTH + "1",
        "- " * (MAX_DEPTH - 2) + "[[1]]",
        block_mappings(MAX_DEPTH),
        "a: 1\nb: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1),
    ],
    ids=["lists", "mappings", "block-lists", "lists-in-block", "block-mappings", "second-key"],
)
def test_nesting_up_to_the_limit_is_read(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[" * 25 + "]" * 25, 1, 25),
        ("{a: " * 25 + "1" + "}" * 25, 1, 97),
        ("- " * 25 + "1", 1, 49),
        ("- " * 23 + "[[1]]", 1, 48),
        (block_mappings(25), 25, 51),
        ("a: 1\nb: " + "[" * 24 + "]" * 24, 2, 27),
    ],
    ids=["lists", "mappings", "block-lists", "lists-in-block", "block-mappings", "second-key"],
)
def test_nesting_beyond_the_limit_is_refused_where_it_begins(
    text: str, line: int, column: int
) -> None:
    assert MAX_DEPTH == 24
    assert found(text) == [("nested-too-deep", line, column)]


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{" * 100_000,
        "[{" * 50_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "[\n" * 100_000,
        '["]",' * 100_000,
        "['}', " * 100_000,
        "[ # ]\n" * 100_000,
        "".join(" " * depth + "a:\n" for depth in range(1000)),
    ],
    ids=[
        "lists",
        "mappings",
        "both",
        "keys",
        "block-lists",
        "lines",
        "quoted-brackets",
        "quoted-braces",
        "brackets-in-comments",
        "block-mappings",
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(bomb: str) -> None:
    ((name, _, _),) = found(bomb)
    assert name in {"nested-too-deep", "key-not-text"}


@pytest.mark.parametrize(
    "text",
    ["a: '" + "[" * 30 + "'", 'a: "' + "{" * 30 + '"', "a: 1 # " + "[" * 30, "a: |\n  " + "[" * 30],
    ids=["single-quoted", "double-quoted", "comment", "block"],
)
def test_brackets_within_words_nest_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> main\n", [2]),
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", [1]),
        ("a: 1\n<<<<<<<\nb: 2\n", [2]),
        ("<<<<<<< a\n\n<<<<<<< b\n", [1, 3]),
        ("a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n", [2]),
        ("a: 1\r\n<<<<<<<\r\nb: 2\r\n", [2]),
        ("\t<<<\n<<<<<<< HEAD\n", [2]),
    ],
)
def test_conflict_markers_come_before_everything_else(text: str, places: list[int]) -> None:
    assert found(text) == [("conflict-marker", line, 1) for line in places]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_conflict_marker_is_marked_to_the_end_of_its_line(line_break: str) -> None:
    document = parse_document(f"a: 1{line_break}<<<<<<< HEAD{line_break}".encode(), "1-1.yaml")
    (diagnostic,) = document.diagnostics
    assert diagnostic.span == Span(2, 1, 2, 13)
    assert diagnostic.excerpt == "<<<<<<< HEAD"


@pytest.mark.parametrize("text", ["a: <<<<<<< HEAD", "a: |\n  <<<<<<< HEAD", "a: <<<<<<<<\n"])
def test_other_angle_brackets_are_no_conflict(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a:\t1", [(1, 3)]),
        ("\ta: 1", [(1, 1)]),
        ("a: 1\n\tb: 2\n\tc: 3", [(2, 1), (3, 1)]),
        ("あ:\tい\tう", [(1, 3)]),
        ("a: 1 #\tx", [(1, 7)]),
        ("a: 1\r\n\tb: 2\r\n", [(2, 1)]),
    ],
)
def test_the_first_tab_of_each_line_is_found(text: str, places: list[tuple[int, int]]) -> None:
    assert found(text) == [("tab", line, column) for line, column in places]


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x85", "\x9f"),
        *("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff"),
        *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
        *("\u2066", "\u2067", "\u2068", "\u2069"),
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_characters_that_deceive_are_refused(character: str) -> None:
    document = parse_document(f"あ: 1\nいう: x{character}y\n".encode(), "1-1.yaml")
    (diagnostic,) = document.diagnostics
    assert document.root is None
    assert diagnostic.code == codes.CONTROL_CHARACTER
    assert diagnostic.span == Span(2, 6, 2, 7)
    assert dict(diagnostic.arguments) == {"character": f"U+{ord(character):04X}"}


@pytest.mark.parametrize(
    "character", ["\u3000", "\xa0", "①", "★", "㈱", "𠮷", "👪", "\u200d", "\ue000"]
)
def test_other_characters_are_words(character: str) -> None:
    assert found(f"a: x{character}y\n") == []


def test_a_flood_is_cut_at_the_limit_and_one_finding_counts_the_others() -> None:
    first = range(1, MAX_FINDINGS + 1)
    more, at = "too-many-findings", MAX_FINDINGS + 1
    assert found("a:\t1\n" * 500) == [*(("tab", line, 3) for line in first), (more, at, 3)]
    control = [("control-character", 1, 2 * column) for column in first]
    assert found("x\x01" * 500) == [*control, (more, 1, 2 * at)]
    *_, last = parse_document(b"x\x01" * 500, "1-1.yaml").diagnostics
    assert dict(last.arguments) == {"code": "PLT006", "count": 400, "limit": 100}


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"a: \xff", 1, 4),
        (b"a: 1\nb: \xff\xff", 2, 4),
        (b"\xef\xbb\xbfa: \xff", 1, 4),
        ("a: 1\r\nあい: ".encode() + b"\xff", 2, 5),
        (b"a: \xe3\x81", 1, 4),
        (b"a: \xc0\x80", 1, 4),
        (b"a: \xed\xa0\x80", 1, 4),
        (b"a: \xf4\x90\x80\x80", 1, 4),
        (TEXT.encode("cp932"), 1, 1),
        (TEXT.encode("utf-16"), 1, 1),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_found(data: bytes, line: int, column: int) -> None:
    assert found(data) == [("not-utf8", line, column)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode("cp932"), "Shift_JIS (CP932)"),
        (TEXT.encode("euc_jp"), "EUC-JP"),
        ("テスト".encode("euc_jp"), "EUC-JP"),
        ("髙橋、㈱".encode("cp932"), "Shift_JIS (CP932)"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        ("café".encode("latin-1"), ""),
        (b"\xff\xff\xff", ""),
        (b"", ""),
    ],
)
def test_names_the_encoding_that_bytes_look_like(data: bytes, name: str) -> None:
    assert guess_encoding(data) == name


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16"])
def test_a_file_in_another_encoding_is_told_so(encoding: str) -> None:
    (diagnostic,) = parse_document(TEXT.encode(encoding), "1-1.yaml").diagnostics
    assert guess_encoding(TEXT.encode(encoding)) in dict(diagnostic.arguments).values()
