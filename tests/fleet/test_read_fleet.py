from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plantool.errors import PlanInvalidError, UsageError
from plantool.fleet.fleet_file import PlanEntry, Subject, Succession, ThemeMap, read_key, write_key
from plantool.fleet.read_fleet import parse_fleet, read_fleet
from plantool.loading.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.loading.schema_fields import Schema

PATH = Path("fleet.yaml")


def list_findings(text: str) -> list[tuple[str, int, int]]:
    read = parse_fleet(PATH, text.encode())
    assert (read.fleet is None) is bool(read.diagnostics)
    return [(d.code.code, d.span.line, d.span.column) for d in read.diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plans: [a]\n", []),
        ("plan: [a]\n", [("PLT101", 1, 1)]),
        ("plans: []\n", [("PLT106", 1, 8)]),
        ("plans: [1]\n", [("PLT103", 1, 9)]),
        ("plans: [{at: v1}]\n", [("PLT102", 1, 9)]),
        ("plans: [\n", [("PLT008", 2, 1)]),
        ('plans: [a]\nas_of: "2026-02-30"\n', [("PLT112", 2, 8)]),
        ("plans: [a]\nlanguage: fr\n", [("PLT104", 2, 11)]),
        ('plans: [{path: a, publisher_code: "131203"}]\n', [("PLT105", 1, 35)]),
        ('plans: [a]\nretired: {"131203": "131202"}\n', [("PLT105", 2, 11)]),
        ('plans: [a]\nretired: {"131202": "131203"}\n', [("PLT105", 2, 21)]),
        (
            'plans: [{path: a, publisher_code: "131203"}, {path: b, publisher_code: "1"}]\n',
            [("PLT105", 1, 72)],  # of forms first: a schema cannot count
        ),
        ("plans: [a]\nsuccessors: [{plan: a}]\n", [("PLT102", 2, 14)]),
        (
            "plans: [a]\nsuccessors: [{plan: a, successor: b, successor_initiative: c}]\n",
            [("PLT102", 2, 14)],
        ),
    ],
)
def test_findings_have_their_places(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert list_findings(text) == expected


def test_a_wrong_check_digit_is_mended_in_the_advice() -> None:
    read = parse_fleet(PATH, b'plans: [{path: a, publisher_code: "131203"}]\n')
    assert dict(read.diagnostics[0].arguments)["nearest"] == "131202"


def test_a_whole_file() -> None:
    text = """\
title: 全国の計画
language: en
as_of: "2026-04-01"
themes: {chapters: {1: 福祉}, sections: {18: {2: 防災}}, attributes: {SDG: {"13.1": 気候}}}
plans:
  - plans/*
  - path: a
    at: v1.0
    id: x
    publisher_code: "131202"
    currency: USD
    themes: {chapters: {2: 交通}}
successors:
  - {plan: 131202/x, initiative: 1-2, successor: y, successor_initiative: 3-4}
retired: {"131181": "131202", "011002": "131181"}
"""
    fleet = parse_fleet(PATH, text.encode()).fleet
    assert fleet
    assert (fleet.language, fleet.as_of) == ("en", date(2026, 4, 1))
    assert fleet.themes == ThemeMap({"1": "福祉"}, {"18": {"2": "防災"}}, {"SDG": {"13.1": "気候"}})
    assert fleet.entries == (
        PlanEntry("plans/*"),
        PlanEntry("a", "v1.0", "x", "131202", "USD", ThemeMap({"2": "交通"})),
    )
    assert fleet.successions == (
        Succession(Subject(("131202", "x"), "1-2"), Subject((None, "y"), "3-4")),
    )
    assert fleet.find_current_code("011002") == "131202"
    assert fleet.find_current_code("999999") == "999999"


def test_without_a_file_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="fleet-file"):
        read_fleet(tmp_path / "fleet.yaml")


@given(st.text(min_size=1), st.none() | st.from_regex("[0-9]{6}", fullmatch=True))
def test_the_key_of_a_plan_is_read_as_it_is_written(identifier: str, code: str | None) -> None:
    key = (code, identifier)
    if code or not read_key(identifier)[0]:
        assert read_key(write_key(key)) == key


@given(st.binary(max_size=60))
def test_any_bytes_are_a_fleet_or_have_findings(data: bytes) -> None:
    read = parse_fleet(PATH, b"plans: [a]\n" + data)
    assert read.fleet is not None or read.diagnostics


def parts(schema: Schema) -> Iterator[Schema]:
    yield schema
    for value in schema.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from parts(inner)


def test_the_examples_of_the_schema_satisfy_it() -> None:
    schema = load_schema("fleet")
    Draft202012Validator.check_schema(schema)
    described = [part for part in parts(schema) if "examples" in part]
    assert len(described) > 10
    for part in described:
        validator = Draft202012Validator({"$defs": schema["$defs"], **part})
        assert all(validator.is_valid(example) for example in part["examples"]), part
    assert all(" / " in part["title"] or "/ " in part["title"] for part in described)


@pytest.mark.parametrize(
    "retired", ['{"131202": "131202"}', '{"131202": "131181", "131181": "131202"}']
)
def test_codes_that_lead_to_none_of_today_are_refused(retired: str) -> None:
    fleet = parse_fleet(PATH, f"plans: [a]\nretired: {retired}\n".encode()).fleet
    assert fleet
    with pytest.raises(PlanInvalidError, match="retired-circle"):
        fleet.refuse_circles()
