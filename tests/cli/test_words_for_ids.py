from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAID = ("--year", "30", "--value", "2", "--reported", "2019-05-01")
WARD = ("--plan", "examples/ward/plan")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("one", ("record", "相談情報", *SAID)),
        ("show", ("show", "サービス")),
        ("many", (*WARD, "record", "の", *SAID)),
    ],
)
def test_words_instead_of_an_id_are_answered_with_ids(
    name: str, arguments: tuple[str, ...], language: str, screen: Callable[[str, str], None]
) -> None:
    refused = run("--lang", language, *arguments)
    assert (refused.code, refused.out) == (2, "")
    screen(f"words-for-id-{name}-{language}", refused.err)


def answer(plan: Path, typed: str, *arguments: str) -> tuple[int, str, set[str]]:
    """Return exit code and screen of ``record``, and the names of the files that it changed.

    What was typed is not on the screen: when the terminal echoes it is a matter of time.
    """
    before = {path.name: path.read_bytes() for path in plan.iterdir()}
    done = run_in_terminal(100, "record", *arguments, cwd=plan.parent, typed=typed)
    changed = {path.name for path in plan.iterdir() if path.read_bytes() != before[path.name]}
    return done.code, done.out.replace(typed, "", 1), changed


def test_one_hit_is_confirmed(plan_copy: Path, screen: Callable[[str, str], None]) -> None:
    refused = answer(plan_copy, "いいえ\n", "相談情報", *SAID)
    assert (refused[0], refused[2]) == (0, set())
    code, out, changed = answer(plan_copy, "はい\n", "相談情報", *SAID)
    assert (code, changed) == (0, {"18-3.yaml"})
    screen("words-for-id-confirmed", refused[1] + out)


@pytest.mark.parametrize(
    ("typed", "changed"),
    [("9\n１\n", "18-2.yaml"), ("18-2\n", "18-2.yaml"), ("\n", ""), ("18-3\n\n", "")],
)
def test_one_of_several_is_chosen(typed: str, changed: str, plan_copy: Path) -> None:
    said = ("の実施", "--year", "31", "--value", "1", "--reported", "2020-05-01")
    code, out, names = answer(plan_copy, typed, *said)
    assert (code, names) == (0, {changed} - {""}), out


def test_the_choice_is_a_numbered_list(plan_copy: Path, screen: Callable[[str, str], None]) -> None:
    _, out, _ = answer(plan_copy, "0\n\n", "の実施", *SAID)
    screen("words-for-id-choice", out)


def test_what_is_missing_is_asked_after_the_choice(plan_copy: Path) -> None:
    code, out, changed = answer(plan_copy, "y\n30\n2\n\n\n", "相談情報")
    assert (code, changed) == (0, {"18-3.yaml"}), out


def test_words_may_answer_the_question_for_the_id(plan_copy: Path) -> None:
    code, out, changed = answer(plan_copy, "相談情報\n18-3\n30\n2\n\n\n")
    assert (code, changed) == (0, {"18-3.yaml"}), out
    assert "18-3  相談情報ひろばの充実" in out


def test_words_are_answered_before_what_else_is_missing(plan_copy: Path) -> None:
    done = run("--plan", str(plan_copy), "record", "相談情報", PLANTOOL_LANG="ja")
    assert done.code == 2
    assert "18-3  相談情報ひろばの充実" in done.err
