from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.running import run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

WARD = ("--plan", "examples/ward/plan")
WORDS = ("--plan", "tests/examples/valid/words")
YEARS = ("--plan", "tests/examples/valid/years")
DAY = ("--year", "R1", "--as-of", "2020-07-31")
COMMANDS = {
    "status": ("status", "--as-of", "2019-06-30"),
    "status-year": ("status", "--year", "31", "--as-of", "2020-06-30"),
    "budget": ("budget",),
    "budget-year": ("budget", "--year", "31"),
    "budget-compare": ("budget", "--by", "section", "--compare", "--year", "30"),
    "show": ("show", "18-3"),
    "show-nested": ("show", "2-4"),
    "show-spanning": ("show", "18-8"),
    "show-chapter": ("show", "18"),
    "ward-status": (*WARD, "status", "--section", "1/1", *DAY),
    "ward-why": (*WARD, "status", "1-6", "2-10", "2-13", "3-11", *DAY, "--why"),
    "ward-summary": (*WARD, "status", "--summary", "--by", "bureau", *DAY),
    "ward-forecast": (*WARD, "status", "--flag=at-risk", "--year=R2", "--as-of=2021-02-01"),
    "ward-compare": (*WARD, "budget", "--compare", "--section", "2/2", "--year", "R1"),
    "ward-pending": (*WARD, "pending", "--as-of", "2020-06-15"),
    "ward-show": (*WARD, "show", "2-6"),
    "words-show": (*WORDS, "show", "1-1"),
    "years-show": (*YEARS, "show", "1-1"),
    "years-life": (*YEARS, "show", "1-2"),
    "years-budget": (*YEARS, "budget"),
    "years-status": (*YEARS, "status", "--year", "2014/15", "--as-of", "2015-10-01"),
    "words-budget": (*WORDS, "budget", "--by", "bureau"),
}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", COMMANDS)
def test_terminal(name: str, width: int, language: str, screen: Callable[[str, str], None]) -> None:
    shown = run_in_terminal(width, "--lang", language, *COMMANDS[name], NO_COLOR="1")
    assert shown.code == 0
    assert max(cell_len(line) for line in shown.out.split("\n")) <= width
    assert "\x1b" not in shown.out
    screen(f"{name}-{width}-{language}", shown.out)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_pipe(name: str, language: str, screen: Callable[[str, str], None]) -> None:
    piped = run("--lang", language, *COMMANDS[name])
    assert (piped.code, piped.err) == (0, "")
    screen(f"{name}-pipe-{language}", piped.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_markdown(name: str, screen: Callable[[str, str], None]) -> None:
    screen(f"{name}-markdown", run(*COMMANDS[name], "--format", "markdown").out)


def test_a_narrow_terminal_loses_no_character() -> None:
    wide = run_in_terminal(200, *COMMANDS["show-nested"], NO_COLOR="1").out
    narrow = run_in_terminal(60, *COMMANDS["show-nested"], NO_COLOR="1").out
    frame = set(" \n│─┌┬┐├┼┤└┴┘")
    assert sorted(c for c in narrow if c not in frame) == sorted(c for c in wide if c not in frame)


def test_color_is_a_matter_of_terminal_and_choice() -> None:
    assert "\x1b[1m" in run_in_terminal(80, "budget").out
    assert "\x1b" not in run_in_terminal(80, "--color", "never", "budget").out
    assert "\x1b" not in run_in_terminal(80, "budget", TERM="dumb").out
    assert "\x1b" not in run("budget").out
    assert "\x1b[1m" in run("--color", "always", "budget").out


@pytest.mark.parametrize("arguments", [("budget",), ("validate",), ("show", "99")])
def test_a_pipe_is_utf8_in_any_locale(arguments: tuple[str, ...]) -> None:
    ascii_only = run(
        "--lang", "ja", *arguments, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert ascii_only == run("--lang", "ja", *arguments)


def test_a_terminal_that_lacks_characters_shows_their_codes() -> None:
    shown = run_in_terminal(80, "budget", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (shown.code, "\\u8a08" in shown.out) == (0, True)


def test_the_language_is_the_users_then_the_plans() -> None:
    assert "事業費" in run("budget").out
    assert "Budget" in run("budget", PLANTOOL_LANG="en").out
    assert "事業費" in run("--lang", "ja", "budget", PLANTOOL_LANG="en").out
