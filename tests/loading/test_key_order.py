from __future__ import annotations

import pytest

from plantool.loading.key_order import build_key_order
from plantool.loading.schema import KINDS, load_schema


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_in_the_order_of_its_schema(kind: str) -> None:
    assert build_key_order(kind)(()) == tuple(load_schema(kind)["properties"])


def test_measures_and_groups_have_one_order() -> None:
    order = build_key_order("initiative")
    row = order(("measures", 0))
    groups, measures = (load_schema("initiative")["$defs"][each] for each in ("group", "measure"))
    for part in (groups, measures):
        assert [key for key in row if key in part["properties"]] == list(part["properties"])
    assert set(row) == {*groups["properties"], *measures["properties"]}
    assert order(("measures", 3, "measures", 1)) == row


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            ("measures", 0, "results", "H30"),
            (
                "value planned running attainment state note reason action"
                " judgement source period stage reported"
            ),
        ),
        (("measures", 0, "total"), "value min max text"),
        (("budget", "supplementary", "H30", 2), "number date amount"),
        (("budget", "planned", "H30"), "below_unit"),
        (("source", "unverified", 1), "at reason"),
        (("measures", 0, "baseline"), "value min max text"),
        (("measures", 0, "results"), ""),
        (("budget", "planned"), ""),
        (("budget", "supplementary"), ""),
        (("departments",), ""),
        (("unknown", "place", 0), ""),
    ],
)
def test_keys_that_the_schema_names_have_an_order(
    path: tuple[str | int, ...], expected: str
) -> None:
    assert build_key_order("initiative")(path) == tuple(expected.split())


@pytest.mark.parametrize("path", [("departments",), ("years", "notes"), ("departments", "企画部")])
def test_what_is_printed_in_an_order_has_none(path: tuple[str, ...]) -> None:
    assert build_key_order("plan")(path) == ()
