from __future__ import annotations

import json

import pytest

from plantool.errors import UsageError
from plantool.importing.mapping import Figure
from plantool.importing.read_mapping import parse_mapping, read_mapping
from plantool.loading.schema import load_schema, read_schema_text
from tests.running import run


def list_findings(text: str) -> list[tuple[str, int, int]]:
    read = parse_mapping("map.yaml", text.encode())
    assert (read.mapping is None) is bool(read.diagnostics)
    return [(d.code.code, d.span.line, d.span.column) for d in read.diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: a\n", []),
        ("titel: a\n", [("PLT101", 1, 1)]),
        ("title: a\nbudget: {initial: b}\n", [("PLT102", 2, 1)]),
        ("title: a\nhead: [1]\n", [("PLT106", 2, 7)]),
        ("title: a\nonly: {b: empty}\n", [("PLT104", 2, 11)]),
        ("title: [\n", [("PLT008", 2, 1)]),
        ("title: a\nbudget: {unit: 円, initial: {R99x: b}}\n", [("PLT109", 2, 29)]),
    ],
)
def test_findings_have_their_places(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert list_findings(text) == expected


def test_figures_are_one_column_several_or_one_for_each_year() -> None:
    text = """\
title: a
budget:
  unit: 円
  initial: b
  settled: {R5: c, R6: {column: d, year: next}}
  reserve: {sum: [e, f]}
  supplementary: [g, h]
  requested: {column: i, year: next}
"""
    mapping = parse_mapping("map.yaml", text.encode()).mapping
    assert mapping is not None
    assert mapping.money is not None
    assert mapping.has_year_rows
    whole = mapping.money.whole
    assert [column.heading for column in mapping.yield_columns()] == [*"abcdefigh"]
    settled, requested = whole.figures["settled"], whole.figures["requested"]
    assert not isinstance(settled, Figure)
    assert [*settled] == ["R5", "R6"]
    assert settled["R6"].of_next
    assert isinstance(requested, Figure)
    assert requested.of_next


def test_a_mapping_that_is_not_there_names_those_that_come_along() -> None:
    with pytest.raises(UsageError) as refused:
        read_mapping("nowhere.yaml")
    assert refused.value.arguments["known"] == "gyosei-review-2-1"


def test_the_schema_is_printed_for_editors() -> None:
    done = run("schema", "mapping")
    assert (done.code, done.out) == (0, read_schema_text("mapping"))


def test_the_schema_has_words_in_both_languages() -> None:
    json.loads(read_schema_text("mapping"))
    for name, part in load_schema("mapping")["$defs"].items():
        assert " / " in part["title"], name
        assert "/ " in part["description"], name
