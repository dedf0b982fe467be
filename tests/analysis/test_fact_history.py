"""Which version set each fact, where lines of a history were joined as well."""

from __future__ import annotations

import pytest

from plantool.analysis.fact_history import VersionNode, yield_events, yield_origins
from plantool.analysis.facts import MeasureFact, name_field
from plantool.light_dataclasses import replace
from tests.analysis.building import H30, H31, initiative, measure


def node(said: str, *parents: int, title: str = "題名") -> VersionNode:
    one = replace(measure({H30: said, H31: "9"}), name="名")
    return VersionNode(replace(initiative(one), title=title), parents)


def events(*nodes: VersionNode) -> list[tuple[int, str]]:
    """Return which version changed which field, without what was there from the start."""
    found = yield_events(nodes)
    return [(e.version_index, name_field(e.change.fact)) for e in found if not e.is_first]


FIELD = "measures.m.planned.H30"


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("2", [(2, "title")]),  # the latest first: 0 joins 1 and 2, which come from 3
        ("2.0", [(2, "title")]),
        ("2.00", [(2, "title")]),
        ("3", [(0, FIELD), (2, "title")]),
    ],
)
def test_a_join_set_only_what_differs_from_all_its_lines(
    joined: str, expected: list[tuple[int, str]]
) -> None:
    joining = node(joined, 1, 2, title="新しい題名")
    history = (joining, node("2.0", 3), node("2", 3, title="新しい題名"), node("2"))
    assert events(*history) == expected


def test_a_line_that_kept_a_figure_in_another_spelling_is_where_it_comes_from() -> None:
    history = (node("2.0", 1), node("2", 2), node("1"))
    fact = MeasureFact("planned", "m", H30)
    origins = {found: at for found, _, at in yield_origins(history, 0)}
    assert origins[fact] == 1
    assert origins[MeasureFact("planned", "m", H31)] == 2


def test_words_and_a_figure_are_not_the_same() -> None:
    assert events(node("2件", 1), node("2")) == [(0, FIELD)]
    assert events(node("2.0", 1), node("2")) == []
