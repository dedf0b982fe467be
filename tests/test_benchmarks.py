"""The benchmarks measure what their goals speak of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.running import ROOT

sys.path.append(str(ROOT / "benchmarks"))

import commands
from edits import EditedFile, changing, moving
from generate import generate
from goals import ANY, ROWS, START, Row, choose_rows, yield_goals
from processes import Cost, Run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> commands.Place:
    place = commands.Place(tmp_path, 20)
    for folder in (place.plan, place.edited, place.history):
        generate(folder, place.size)
    return place


def test_every_goal_is_about_something_that_is_measured(place: commands.Place) -> None:
    at_size = {c.name for c in commands.yield_commands(place, slow=True)}
    at_size |= {*commands.EVENTS, commands.PARSER, commands.PYYAML}
    at_start = {c.name for c in commands.yield_startups(place.folder)} | {commands.BUSY}
    for row in ROWS:
        named = {name for name in (row.command, row.against) if name not in {"", ANY}}
        assert named <= (at_start if START in row.limits else at_size), row.what


def test_a_result_changes_to_another_value_each_time(place: commands.Place) -> None:
    edited = EditedFile.find(place.edited)
    change = changing(place.edited)
    texts = set()
    for _ in range(3):
        change()
        texts.add(edited.path.read_text("utf-8"))
    assert len(texts) == 3
    assert edited.text not in texts


def test_a_command_runs_from_another_folder_each_time(place: commands.Place) -> None:
    move = moving(place.plan, place.folder)
    folders = [move() for _ in range(20)]
    assert len({*folders}) == 20
    assert all(place.plan.is_relative_to(folder) for folder in folders)


def test_goals_are_met_missed_or_not_measured() -> None:
    def took(seconds: float) -> Cost:
        return Cost((Run(9, seconds, 9), Run(9, seconds + 1, 9)))

    row = Row("work", "ours", {1_000: 0.5, 10_000: 0.1}, "base")
    figures = {size: {"ours": took(2), "base": took(8)} for size in (100, 1_000)}
    found = list(yield_goals([row], figures, (100, 1_000, 10_000)))
    assert [goal.row[1:] for goal in found] == [
        ("―", "0.25 × base", "―"),
        ("≤ 0.5 × base", "0.25 × base", "met"),
        ("≤ 0.1 × base", "not measured", "―"),
    ]


def test_rows_are_chosen_by_their_words() -> None:
    assert [row.command for row in choose_rows(["80,000"])] == [commands.BUSY]
    assert choose_rows([]) == ROWS
