from __future__ import annotations

import random
import re
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from plantool.loading.folder import find_file_kind
from plantool.loading.schema import KINDS, check_file_data, is_clean, load_schema, read_schema_text
from plantool.loading.schema_validator import Validator
from plantool.model.fiscal_year import FiscalYear
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.loading.schema_fields import Schema
    from plantool.syntax.nodes import Plain

FILES = sorted((Path(__file__).parents[2] / "plan").glob("*.yaml"))
MUTATIONS = 25  # of each file
STRANGERS: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 18, 10**30, Decimal("1.5"), Decimal("18.0"), Decimal("1E+30")),
    *("", "18", "18-2", "―", "★", "H30", "H0", "H31\n", "2018-02-31", "cumulative", "1-2\n", "a b"),
    *([], ["a"], ["a", "a"], [None], {}, {"H30": 1}, {"value": 1, "text": "1"}),
    *({"below_unit": True}, {"id": 1}, {"measures": []}),
)

every_kind = pytest.mark.parametrize("kind", KINDS)
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> Plain:
    root = parse_document(path.read_bytes(), path.name).root
    assert root is not None
    return root.to_plain()


def file_of(name: str) -> Any:  # noqa: ANN401 - taken apart by the test
    return next(read(path) for path in FILES if path.stem == name)


def parts(schema: Schema) -> Iterator[Schema]:
    """Yield every mapping within a schema."""
    yield schema
    for value in schema.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from parts(inner)


def resolved(schema: Schema, part: Schema) -> Schema:
    if "$ref" not in part:
        return part
    return {**resolved(schema, schema["$defs"][part["$ref"].removeprefix("#/$defs/")]), **part}


def described(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield every property that a file may have, by name; conditions only refer to them."""
    conditions = [
        inner
        for part in parts(schema)
        for keyword in ("if", "then", "else")
        if keyword in part
        for inner in parts(part[keyword])
    ]
    for part in parts(schema):
        if isinstance(part.get("properties"), dict) and all(part is not c for c in conditions):
            for name, inner in part["properties"].items():
                yield name, resolved(schema, inner)


def containers(data: Plain) -> Iterator[dict[str, Plain] | list[Plain]]:
    """Yield every mapping and list within ``data``."""
    match data:
        case dict():
            yield data
            for value in data.values():
                yield from containers(value)
        case list():
            yield data
            for value in data:
                yield from containers(value)
        case _:
            pass


def mutate(data: Plain, draw: random.Random) -> Plain:
    """Return a copy of ``data`` with one thing taken away, added, renamed or replaced."""
    copy = deepcopy(data)
    container = draw.choice(list(containers(copy)))
    stranger = deepcopy(draw.choice(STRANGERS))
    if isinstance(container, list):
        at = draw.randrange(len(container) + 1)
        container[at : at + draw.randrange(2)] = [stranger] if draw.randrange(3) else []
        return copy
    key = draw.choice(sorted(container)) if container else "id"
    match draw.choice(["delete", "replace", "add", "rename"]):
        case "delete":
            container.pop(key, None)
        case "replace":
            container[key] = stranger
        case "add":
            container[draw.choice(["extra", "id", "measures", "unit", "H32", "H31\n"])] = stranger
        case _:
            container[key + draw.choice(["s", "\n", "０"])] = container.pop(key, None)
    return copy


@every_kind
def test_is_a_schema_of_2020_12(kind: str) -> None:
    schema = load_schema(kind)
    Draft202012Validator.check_schema(schema)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_schema_has_a_name_of_its_own() -> None:
    ids = [load_schema(kind)["$id"] for kind in KINDS]
    assert ids == [f"urn:plantool:schema:{kind}:1" for kind in KINDS]


@every_kind
def test_every_property_is_described_in_both_languages(kind: str) -> None:
    schema = load_schema(kind)
    for name, part in [("", schema), *described(schema)]:
        japanese, slash, english = part.get("title", "").partition(" / ")
        assert (slash, japanese.strip() != "", english.isascii()) == (" / ", True, True), name
        assert re.fullmatch(r"[^/]*[^ /]/ \S.*", part.get("description", "")), name


@every_kind
def test_no_keyword_or_pattern_that_the_two_validators_read_differently(kind: str) -> None:
    for part in parts(load_schema(kind)):
        assert "multipleOf" not in part
        if isinstance(pattern := part.get("pattern"), str):
            assert not re.search(r"\\[dDwWsSpP]", pattern)


@every_kind
def test_examples_satisfy_what_they_illustrate(kind: str) -> None:
    schema = load_schema(kind)
    for name, part in described(schema):
        for example in part.get("examples", []):
            whole = {**part, "$defs": schema.get("$defs", {})}
            assert Validator(whole).is_valid(example), (name, example)


@every_kind
def test_closed_mappings_refuse_what_they_do_not_name(kind: str) -> None:
    for part in parts(load_schema(kind)):
        if part.get("type") == "object" and "properties" in part:
            assert "additionalProperties" in part


def test_the_text_is_what_the_schema_says() -> None:
    assert '"$id": "urn:plantool:schema:plan:1"' in read_schema_text("plan")


@every_file
def test_every_file_of_the_plan_is_clean(path: Path) -> None:
    kind, data = find_file_kind(path.name), read(path)
    assert is_clean(kind, data)
    assert Validator(load_schema(kind)).is_valid(data)
    assert check_file_data(kind, data, path.name) == []


@every_file
def test_both_validators_agree_on_broken_files_and_say_why(path: Path) -> None:
    draw = random.Random(path.name)  # noqa: S311 - the same mutations every time
    kind, data = find_file_kind(path.name), read(path)
    validator = Validator(load_schema(kind))
    for _ in range(MUTATIONS):
        broken = mutate(data, draw)
        assert is_clean(kind, broken) is validator.is_valid(broken), broken
        assert is_clean(kind, broken) is (check_file_data(kind, broken, path.name) == []), broken


def test_mutations_break_many_files_and_spare_some() -> None:
    draw = random.Random(1)  # noqa: S311 - the same mutations every time
    data = file_of("18-2")
    verdicts = [is_clean("initiative", mutate(data, draw)) for _ in range(200)]
    assert 5 < sum(verdicts) < 100


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("18-2", True),
        ("18-2\n", False),
        ("18－2", False),
        ("１８-2", False),
        ("18", False),
        ("-2", False),
        ("18-", False),
        (18, False),
        (None, False),
        ("../18-2", False),
    ],
)
def test_ids_of_initiatives(value: Plain, *, expected: bool) -> None:
    data = {**file_of("18-2"), "id": value}
    assert is_clean("initiative", data) is expected
    assert (check_file_data("initiative", data, "18-2.yaml") == []) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (18, True),
        ("18", True),
        ("A1", True),
        (0, True),
        ("18\n", False),
        (-1, False),
        (Decimal("18.5"), False),
        (True, False),
        ("18-2", False),
        ("", False),
    ],
)
def test_ids_of_chapters(value: Plain, *, expected: bool) -> None:
    assert is_clean("chapter", {**file_of("18"), "id": value}) is expected


YEARS = ["H30", "H1", "H01", "H元", "R1", "R元", "平成31年度", "平成31年", "令和元年度"]
YEARS += [
    "昭和64年",
    "M元",
    "T15",
    "S99",
    "2018",
    "1868",
    "2999",
    "2018年度",
    "FY2018",
    "FY2018年度",
]
NO_YEARS = [
    "H0",
    "H00",
    "H",
    "H100",
    "30",
    "X1",
    "h30",
    "H30\n",
    " H30",
    "Ｈ３０",
    "H30年度",
    "0000",
]
NO_YEARS += ["1867", "3000", "9999", "平成0年度", "H30-31", "来年度", "", "2018年", "20180", "H٣٠"]


@pytest.mark.parametrize("year", YEARS)
def test_years_of_the_schema_are_years_of_the_model(year: str) -> None:
    data = file_of("18-2")
    data["budget"]["planned"] = {year: 9}
    assert is_clean("initiative", data)
    assert FiscalYear.parse(year).start in range(1868, 3000)


@pytest.mark.parametrize("year", NO_YEARS)
def test_other_keys_are_no_years(year: str) -> None:
    data = file_of("18-2")
    data["budget"]["planned"] = {year: 9}
    ((code, path),) = [
        (f.code.name, f.path) for f in check_file_data("initiative", data, "18-2.yaml")
    ]
    assert (code, path) == ("not-a-fiscal-year", ("budget", "planned", year))


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (["H30", "H31"], True),
        ([2018, 2019], True),
        (["平成30年度"], True),
        ([], False),
        (["H30", "H30"], False),
        (["H0"], False),
        (["H30\n"], False),
        ([18], False),
        ([3000], False),
        ([Decimal("2018.5")], False),
        ([True], False),
        ("H30", False),
        (None, False),
    ],
)
def test_the_years_of_a_plan(years: Plain, *, expected: bool) -> None:
    data = file_of("plan")
    data["years"]["planned"] = years
    assert is_clean("plan", data) is expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (9, True),
        (0, True),
        (-3, True),
        (Decimal("0.5"), True),
        (10**39, True),
        (None, True),
        ("―", True),
        ({"below_unit": True}, True),
        ("9", False),
        ("-", True),
        ("", False),
        ("１２", False),
        (True, False),
        ([9], False),
        ({}, False),
        ({"below_unit": False}, False),
        ({"below_unit": 1}, False),
        ({"below_unit": True, "amount": 1}, False),
    ],
)
def test_amounts(amount: Plain, *, expected: bool) -> None:
    data = file_of("18-2")
    data["budget"]["planned"]["H30"] = amount
    assert is_clean("initiative", data) is expected


@pytest.mark.parametrize(
    ("cell", "number", "words"),
    [
        ("２か所開設", True, True),
        (None, True, True),
        ("―", True, True),
        (["策定", "推進"], True, True),
        (2, True, False),
        (Decimal("2.5"), True, False),
        ({"value": 2, "text": "第2期分2か所"}, True, False),
        ({"value": None, "text": "一部"}, True, False),
        ("", False, False),
        (["一行"], False, False),
        (["策定", 2], False, False),
        (True, False, False),
        ({}, False, False),
        ({"value": 2}, False, False),
        ({"text": "2"}, False, False),
        ({"value": "2", "text": "2"}, False, False),
        ({"value": 2, "text": "2", "note": ""}, False, False),
    ],
)
def test_cells_of_numbers_and_of_words(cell: Plain, *, number: bool, words: bool) -> None:
    counted, worded = file_of("18-2"), file_of("18-4")
    counted["measures"][0]["planned"]["H30"] = cell
    worded["measures"][0]["planned"]["H30"] = cell
    assert is_clean("initiative", counted) is number
    assert is_clean("initiative", worded) is words
