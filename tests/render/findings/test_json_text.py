from __future__ import annotations

import json

import jsonschema_rs
import pytest

from plantool.render.findings.json_text import format_json, render_json_object, render_records

HALVES = "\udcff\ud800"


def test_half_a_pair_becomes_words_that_strict_readers_take() -> None:
    text = format_json({HALVES: f'"{HALVES}\\'})
    assert json.loads(text) == {r"\udcff\ud800": r'"\udcff\ud800' + "\\"}
    assert jsonschema_rs.validator_for('{"type": "object"}').is_valid(json.loads(text))
    assert text.encode("utf-8").isascii()


@pytest.mark.parametrize("text", ["\x00\t\n\x1b\x7f\x9b", "\u202e\u2028", "😀\ufffe", 'a"\\b'])
def test_everything_else_comes_back_as_it_was(text: str) -> None:
    assert json.loads(format_json(text)) == text
    assert not any(ord(character) in range(0x20) for character in format_json(text))


def test_no_number_that_json_has_no_word_for() -> None:
    with pytest.raises(ValueError, match="JSON"):
        format_json(float("nan"))


def test_a_record_a_line() -> None:
    assert "".join(render_records([])) == "[\n]"
    assert "".join(render_records([1, {"a": "２"}])) == '[\n  1,\n  {"a": "２"}\n]'
    whole = "".join(render_json_object({"a": {"b": 1}}, "c", ["d"]))
    assert whole == '{\n  "a": {\n    "b": 1\n  },\n  "c": [\n    "d"\n  ]\n}\n'
