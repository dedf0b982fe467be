from __future__ import annotations

import pytest

from plantool.errors import UsageError
from plantool.messages import catalogue
from plantool.starting.plan_answers import (
    parse_code,
    parse_kind,
    parse_language,
    parse_preset,
    parse_unit,
    parse_words,
)


@pytest.mark.parametrize("code", ["131202", "010006", "011002", "131016", "271004", "１３１２０２"])
def test_codes_of_real_bodies(code: str) -> None:
    """練馬区, 北海道, 札幌市, 千代田区, 大阪市: as 総務省 lists them."""
    assert parse_code(code) == {"１３１２０２": "131202"}.get(code, code)


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [
        ("13120", "error.start-code-five", {"code": "13120", "whole": "131202"}),
        ("131203", "error.start-check-digit", {"code": "131203", "found": "3", "digit": "2"}),
        ("131220", "error.start-check-digit", {"code": "131220", "found": "0", "digit": "9"}),
        ("1312", "error.start-code", {"code": "1312"}),
        ("練馬区", "error.start-code", {"code": "練馬区"}),
    ],
)
def test_what_is_wrong_with_a_code(code: str, error: str, said: dict[str, str]) -> None:
    with pytest.raises(UsageError) as raised:
        parse_code(code)
    assert (raised.value.key, raised.value.arguments) == (error, said)


def test_no_code_is_no_code() -> None:
    assert parse_code(" ") is None


@pytest.mark.parametrize(
    "text", ["3", "３", "reform", "Reform", catalogue("ja")("start.kind.reform")]
)
def test_a_kind_is_chosen_by_number_or_name(text: str) -> None:
    assert parse_kind(text).id == "reform"


def test_other_choices() -> None:
    assert [parse_preset(text) for text in ("1", "RAG")] == ["standard", "rag"]
    assert [parse_language(text) for text in ("日本語", "EN", "ja")] == ["ja", "en", "ja"]
    assert [parse_unit(text) for text in ("なし", "-", "None", "千円", "$1,000")] == [
        "",
        "",
        "",
        "千円",
        "$1,000",
    ]
    for parse in (parse_kind, parse_preset, parse_language):
        with pytest.raises(UsageError, match="start-choice"):
            parse("七")


def test_names_are_something_in_one_line() -> None:
    assert parse_words("　架空市\n実行計画 ") == "架空市 実行計画"
    with pytest.raises(UsageError, match="start-empty"):
        parse_words("　")
    with pytest.raises(UsageError, match=r"start-character.*U\+202E"):
        parse_words("架空\u202e市")
