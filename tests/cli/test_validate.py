from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.running import ROOT, run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def spoil(plan: Path, name: str, old: str, new: str) -> None:
    path = plan / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_real_plan_is_clean() -> None:
    done = run("validate")
    assert (done.code, done.out.split("\n")[0]) == (0, "11ファイルを検査しました。問題はありません")
    assert "19" in done.out.split("\n")[1]  # figures read by inference
    assert run("validate", "--level", "info").out.count("PLT801]") == 19


@pytest.mark.parametrize("language", ["ja", "en"])
def test_all_faults_of_all_files_in_one_run(
    plan_copy: Path, language: str, screen: Callable[[str, str], None]
) -> None:
    spoil(plan_copy, "18-3.yaml", "total: ４か所開設", "total: ５か所開設")
    spoil(plan_copy, "18-4.yaml", "title:", "titel:")
    spoil(plan_copy, "18-5.yaml", "協働推進課", "共働推進課")
    spoil(plan_copy, "18-6.yaml", "  total: 9\n", "  total: 10\n")
    spoil(plan_copy, "18-7.yaml", "{H30: 25, H31: 54}", "{H30: 25, H31: 54")
    spoil(plan_copy, "18-8.yaml", "title: オープン", "title:\tオープン")
    done = run("--lang", language, "validate", cwd=plan_copy.parent)
    assert done.code == 1
    assert done.err == ""
    screen(f"validate-{language}", done.out)


def test_carets_stand_under_japanese_text(plan_copy: Path) -> None:
    spoil(plan_copy, "18-5.yaml", "協働推進課", "共働推進課")
    lines = run("validate", cwd=plan_copy.parent).out.split("\n")
    at = next(number for number, line in enumerate(lines) if "departments:" in line)
    assert lines[at] == "7 | departments: [地域文化部 共働推進課]"
    assert lines[at + 1] == "  |               ^^^^^^^^^^^^^^^^^^^^^"


def test_warnings_do_not_fail(plan_copy: Path) -> None:
    spoil(plan_copy, "18-6.yaml", "  total: 9\n", "  total: 10\n")
    done = run("validate", cwd=plan_copy.parent)
    assert done.code == 0
    assert "警告[PLT502]" in done.out
    assert run("budget", cwd=plan_copy.parent).err == ""


def test_a_file_is_checked_with_its_whole_plan(plan_copy: Path) -> None:
    spoil(plan_copy, "18-3.yaml", "section: 2", "section: 7")
    spoil(plan_copy, "18-4.yaml", "section: 2", "section: 7")
    one = run("validate", "plan/18-3.yaml", cwd=plan_copy.parent)
    assert (one.code, one.out.count("PLT203")) == (1, 1)
    assert "18-4" not in one.out
    other = run("validate", "plan/18-5.yaml", cwd=plan_copy.parent)
    assert (other.code, "PLT203" in other.out) == (0, False)
    whole = run("validate", str(plan_copy))
    assert whole.out.count("PLT203") == 2


def test_a_path_outside_a_plan_is_a_usage_error(tmp_path: Path) -> None:
    done = run("validate", str(tmp_path / "nothing.yaml"))
    assert (done.code, done.out) == (2, "")
    assert "plan.yaml" in done.err


def test_a_broken_plan_file_does_not_hide_other_faults(plan_copy: Path) -> None:
    spoil(plan_copy, "plan.yaml", "language: ja", "language: jp")
    spoil(plan_copy, "18-3.yaml", "total: ４か所開設", "total: ５か所開設")
    done = run("validate", cwd=plan_copy.parent)
    assert done.code == 1
    assert "PLT104" in done.out
    assert "PLT301" in done.out
    assert run("budget", "--keep-going", cwd=plan_copy.parent).code == 1


@pytest.mark.parametrize("command", [("validate",), ("status",), ("budget",), ("show", "18-3")])
def test_reading_writes_nothing(plan_copy: Path, command: tuple[str, ...]) -> None:
    def state() -> list[tuple[str, int, bytes]]:
        return [(p.name, p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(plan_copy.iterdir())]

    before = state()
    run(*command, cwd=plan_copy.parent)
    assert state() == before


@pytest.mark.skipif(os.name == "nt", reason="names with line breaks")
def test_hostile_names_and_texts_never_reach_the_terminal(plan_copy: Path) -> None:
    (plan_copy / "18-9\n\x1b[2J.yaml").write_text("id: 18-9", "utf-8")
    spoil(
        plan_copy,
        "18-3.yaml",
        "title: 相談情報ひろばの充実",
        r'title: "[red]\e[31m相談\u202e[/red]"',
    )
    shown = run_in_terminal(80, "--color", "never", "validate", cwd=plan_copy.parent).out
    assert "\x1b" not in shown
    (plan_copy / "18-9\n\x1b[2J.yaml").unlink()
    for arguments in (("show", "18-3"), ("show", "18-3", "--format", "markdown"), ("status",)):
        shown = run_in_terminal(80, "--color", "never", *arguments, cwd=plan_copy.parent).out
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "U+001B" in shown


def test_unreadable_entries_are_findings(plan_copy: Path) -> None:
    (plan_copy / "18-10.yaml").mkdir()
    (plan_copy / "18-11.yaml").symlink_to("18-11.yaml")
    done = run("validate", cwd=plan_copy.parent)
    assert (done.code, done.out.count("PLT001")) == (1, 2)


def test_the_checkout_is_what_is_validated() -> None:
    assert run("validate", cwd=ROOT / "src").code == 0
