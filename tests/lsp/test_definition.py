from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.lsp.definition import find_target
from plantool.lsp.symbols import build_outline
from tests.lsp.editing import edit, point

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("18.yaml", "id: 2‸-4", ("2-4.yaml", 2, "2-4")),
        ("18.yaml", "section: ‸3", ("18.yaml", 23, "3")),
        ("18-3.yaml", "section: ‸2", ("18.yaml", 21, "2")),
        ("2-4.yaml", "こども家庭部 保‸育課", ("plan.yaml", 23, "保育課")),
        ("18-3.yaml", "mark: ‸★", ("plan.yaml", 15, "★")),
        (
            "2-4.yaml",
            "at: measures.vac‸ancies.target",
            ("2-4.yaml", 62, "対象保育施設数の拡大"),
        ),
    ],
)
def test_references_lead_to_what_they_name(
    plan_copy: Path, name: str, words: str, expected: tuple[str, int, str]
) -> None:
    edited = point(plan_copy, name, words)
    spot = find_target(edited.view, edited.line, edited.column)
    assert spot
    line = spot.text.splitlines()[spot.span.line - 1]
    there = line[spot.span.column - 1 : spot.span.end_column - 1]
    assert (spot.path.relative_to(plan_copy).name, spot.span.line, there) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("協働推進課]", "協働課‸]"),
        ("section: 2", "section: 9‸"),
        ("mark: ★", "mark: ◎‸"),
        ("title: 相談", "ti‸tle: 相談"),
        ("title: 相談", "title: [‸"),
    ],
)
def test_what_names_nothing_leads_nowhere(plan_copy: Path, old: str, new: str) -> None:
    edited = edit(plan_copy, "18-3.yaml", old, new)
    assert find_target(edited.view, edited.line, edited.column) is None


def test_a_bureau_leads_to_its_key(plan_copy: Path) -> None:
    edited = edit(plan_copy, "18-3.yaml", "[地域文化部 協働推進課]", "[地域‸文化部]")
    spot = find_target(edited.view, edited.line, edited.column)
    assert spot
    assert spot.text.splitlines()[spot.span.line - 1] == "  地域文化部: [協働推進課]"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("section: 2", "section: [2, ‸3]", ("18.yaml", 23)),
        (
            "source:",
            "revisions: [{at: measures.hiro‸ba.total, was: 3}]\nsource:",
            ("18-3.yaml", 18),
        ),
        ("source:", "corrections: [{at: budget.to‸tal, was: 3}]\nsource:", ("18-3.yaml", 22)),
    ],
)
def test_what_was_typed_leads_on(
    plan_copy: Path, old: str, new: str, expected: tuple[str, int]
) -> None:
    edited = edit(plan_copy, "18-3.yaml", old, new)
    spot = find_target(edited.view, edited.line, edited.column)
    assert spot
    assert (spot.path.name, spot.span.line) == expected


def test_the_outline_has_rows_and_groups(plan_copy: Path) -> None:
    view = point(plan_copy, "2-4.yaml", "id: ‸2-4").view
    outline = {symbol.name: symbol for symbol in build_outline(view)}
    assert outline["title"].detail == "ＩＣＴを活用した子育て関連サービスの拡充"
    assert outline["budget"].detail == "事業費"
    first, second = outline["measures"].inner
    assert first.name.startswith("① portal ")
    assert [row.name.split(" ")[0] for row in first.inner] == ["portal-information", "online"]
    assert len(first.inner[1].inner) == 3
    assert second.key.line == 51
