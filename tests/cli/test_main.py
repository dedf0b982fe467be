from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.running import POSIX_ONLY, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = POSIX_ONLY


def test_version_names_the_parser() -> None:
    assert re.fullmatch(
        r"plantool \d+\.\d+\.\d+ \(ruamel\.yaml\.clib [\d.]+\)\n", run("--version").out
    )


@pytest.mark.parametrize(("language", "word"), [("ja", "計画を検査する"), ("en", "Check the plan")])
def test_help_speaks_both_languages(language: str, word: str) -> None:
    done = run("--help", PLANTOOL_LANG=language)
    assert (done.code, done.err) == (0, "")
    assert word in done.out


def test_no_plan_is_exit_3_with_a_way_out(tmp_path: Path) -> None:
    done = run("status", cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert "--plan" in done.err
    assert "PLANTOOL_PLAN" in done.err
    empty = run("--plan", str(tmp_path), "status")
    assert empty.code == 3
    assert "plan.yaml" in empty.err


def test_the_plan_is_found_upward_or_named(tmp_path: Path, plan_copy: Path) -> None:
    deep = plan_copy.parent / "a" / "b"
    deep.mkdir(parents=True)
    for run_in in (deep, plan_copy):
        assert run("budget", "--year", "31", cwd=run_in).code == 0
    assert run("budget", cwd=tmp_path.parent, PLANTOOL_PLAN=str(plan_copy)).code == 0


def test_show_knows_initiatives_and_chapters() -> None:
    assert "No. 18-3 (2) 相談情報ひろばの充実 ★" in run("show", "18-3").out
    assert "戦略計画 18 新しい成熟都市に向けた区政の創造" in run("show", "18").out
    unknown = run("show", "18-33")
    assert (unknown.code, unknown.out) == (2, "")
    assert "「18-3」" in unknown.err


def test_global_options_may_stand_anywhere() -> None:
    first = run("--lang", "en", "--plan", "plan", "budget")
    assert run("budget", "--lang", "en", "--plan=plan") == first
    assert "計画を検査する" in run("--help", "--lang", "ja").out


def test_a_closed_pipe_is_no_drama() -> None:
    command = (
        f"{sys.executable} -m plantool status --format csv | head -n 1; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True)
    assert b"Traceback" not in done.stderr
    assert done.stdout.count(b"\n") == 1
    assert done.returncode in {0, 128 + signal.SIGPIPE}


@pytest.mark.usefixtures("signals_by_default")
def test_interruption_is_exit_130() -> None:
    program = (
        "import time, plantool.cli.open_plan as o\n"
        "def wait(*a, **k): print('ready', flush=True); time.sleep(60)\n"
        "o.load_state = wait\n"
        "from plantool.cli.main import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "status"], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.1)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) == 130


def test_a_bug_is_exit_4_with_something_to_report() -> None:
    program = (
        "import plantool.cli.open_plan as o\n"
        "def fail(*a, **k): raise ZeroDivisionError('oops')\n"
        "o.load_state = fail\n"
        "from plantool.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "status"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "ZeroDivisionError: oops" in done.stderr
    assert "plantool 0." in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert "_PLANTOOL_COMPLETE" in done.out


def test_completion_completes() -> None:
    done = run(_PLANTOOL_COMPLETE="complete_bash", COMP_WORDS="plantool bud", COMP_CWORD="1")
    assert done.out == "budget\n"


def test_usage_errors_are_exit_2() -> None:
    assert run("nonsense").code == 2
    assert run("budget", "--by", "colour").code == 2
