"""In which language plantool speaks, before and after it has read a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from plantool.cli.language import choose_language, find_plan_language, find_system_language
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

JAPANESE_WINDOWS, SWISS_WINDOWS = 0x0411, 0x0807


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose plan speaks Japanese in a file that is no YAML."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text("title: [\nlanguage: ja\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("PLANTOOL_LANG", "PLANTOOL_PLAN", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "language"),
    [
        (b"language: ja\n", "ja"),
        (b"\xef\xbb\xbflanguage: en\n", "en"),
        (b"title: x\r\nlanguage:   'ja'\r\n", "ja"),
        ("title：x\nlanguage：ja\n".encode(), "ja"),
        (b"language: jazz\n", None),
        (b"  language: ja\n", None),
        (b"# language: ja\n", None),
        (b"\xff\xfe\x00", None),
    ],
)
def test_the_line_of_a_plan(line: bytes, language: str | None, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(line)
    assert find_plan_language(tmp_path) == language


def test_no_plan_has_no_language(tmp_path: Path) -> None:
    assert find_plan_language(tmp_path) is None
    (tmp_path / "plan.yaml").mkdir()
    assert find_plan_language(tmp_path) is None


@pytest.mark.parametrize(
    ("environment", "windows", "language"),
    [
        ({}, JAPANESE_WINDOWS, "ja"),
        ({}, SWISS_WINDOWS, "en"),
        ({}, None, "en"),
        ({"LANG": "ja_JP.UTF-8"}, None, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, JAPANESE_WINDOWS, "en"),
    ],
)
def test_the_language_of_the_system(
    environment: dict[str, str], windows: int | None, language: str
) -> None:
    assert find_system_language(environment, windows) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], "ja"),
        (["--lang", "en", "status"], "en"),
        (["status", "--lang=en"], "en"),
        (["status", "--", "--lang", "en"], "ja"),
        (["--lang"], "ja"),
        (["--plan", "elsewhere"], "en"),
        (["--plan=plan/plan.yaml"], "ja"),
    ],
)
def test_what_the_command_line_says(home: Path, arguments: list[str], language: str) -> None:
    assert home.is_dir()
    assert choose_language(arguments) == language


def test_a_plan_is_found_upward(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = home / "docs" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert choose_language([]) == "ja"
    inner.rmdir()  # a folder that is gone has no plan, and the system's language
    assert choose_language([]) == "en"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("--help",), "使い方: plantool [OPTIONS] COMMAND"),
        (("status", "--help"), "オプション:\n"),
        (("explain", "PLT301"), "PLT301"),
        (("rules",), "検査の一覧"),
        (("fmt", "plan"), "plan/plan.yaml は整えられません"),
        (("validate",), "エラー[PLT008]"),
        (("status",), "エラー: plan.yaml が読めないため、計画を表示できません"),
        (("fmt", "none.yaml"), "エラー: none.yaml というファイルが計画の中にありません"),
        (("explain", "PLT999"), "エラー: 「PLT999」という検査はありません"),
        (("schema",), "エラー: 表示するスキーマの種類が指定されていません"),
    ],
)
def test_every_command_speaks_like_a_plan_that_is_no_yaml(
    home: Path, arguments: tuple[str, ...], shown: str
) -> None:
    done = run(*arguments, cwd=home)
    assert shown in done.out + done.err


def test_named_files_bring_the_language_of_their_plan(home: Path) -> None:
    (home / "elsewhere").mkdir()
    done = run("fmt", str(home / "plan"), cwd=home / "elsewhere", PLANTOOL_PLAN="none")
    assert "整えられません" in done.err


@pytest.mark.parametrize(
    ("arguments", "ja", "en"),
    [
        (
            ("status", "--yaer", "1"),
            "「--yaer」というオプションはありません（「--year」ではありませんか）",
            "there is no option '--yaer' (did you mean '--year'?)",
        ),
        (("status", "-x"), "「-x」というオプションはありません", "there is no option '-x'"),
        (
            ("stauts",),
            "「stauts」というコマンドはありません（「status」ではありませんか）",
            "there is no command 'stauts' (did you mean 'status'?)",
        ),
        (("xyz",), "「xyz」というコマンドはありません", "there is no command 'xyz'"),
        (("--color", "auto"), "コマンドがありません", "a command is missing"),
        (("explain",), "CODE がありません", "CODE is missing"),
        (("status", "--year"), "--year の後に値がありません", "--year wants a value"),
        (("validate", "--fix=1"), "--fix には値を書けません", "--fix takes no value"),
        (
            ("status", "--format", "it's"),
            "--format に「it's」は使えません",
            "--format cannot be 'it's'",
        ),
        (
            ("comment", "--pull-request", "x"),
            "--pull-request の「x」は数として読めません",
            "'x' is no number (--pull-request)",
        ),
        (
            ("comment", "--pull-request", "0"),
            "--pull-request の0は小さすぎます",
            "--pull-request cannot be as small as 0",
        ),
        (
            ("query", "SELECT 1", "--limit", "100000001"),
            "--limit に100000001は使えません",
            "--limit cannot be 100000001",
        ),
        (("rules", "a", "b"), "「a b」は余分です", "there is too much: a b"),
    ],
)
def test_a_slip_in_the_command_line(arguments: tuple[str, ...], ja: str, en: str) -> None:
    for language, said in (("ja", f"エラー: {ja}\n直し方: "), ("en", f"error: {en}\nhelp: ")):
        done = run("--lang", language, *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(said)
        assert done.err.count("\n") == 2


def test_a_slip_names_the_command_whose_help_helps() -> None:
    done = run("--lang", "en", "status", "--year")
    assert done.err.endswith("help: plantool status --help shows how to write it\n")


@pytest.mark.parametrize("command", [(), ("status",), ("comment",), ("record",)])
def test_japanese_help_fits_a_terminal(command: tuple[str, ...]) -> None:
    shown = run("--lang", "ja", *command, "--help", COLUMNS="80").out
    assert max(map(cell_len, shown.splitlines())) <= 80
    assert "..." not in re.sub(r"(?<=[],])\.\.\.", "", shown)
