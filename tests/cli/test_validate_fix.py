"""validate --fix writes what --diff shows, once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

FILE = "18-3.yaml"
SAFE = ("title: 相談情報ひろばの充実", "title: 相談情報ひろばの充実\u3000")
UNSAFE = ("total: ４か所開設", "total: ５か所開設")


@pytest.fixture
def spoilt(plan_copy: Path) -> Path:
    """Return a plan with a slip that has a safe fix, and one whose fix changes a figure."""
    path = plan_copy / FILE
    path.write_text(path.read_text("utf-8").replace(*SAFE).replace(*UNSAFE), "utf-8")
    return plan_copy


def state(plan: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in plan.iterdir()}


def test_safe_fixes_are_written_and_others_are_still_found(spoilt: Path) -> None:
    before = (spoilt / FILE).read_text("utf-8")
    done = run("validate", "--fix", cwd=spoilt.parent)
    assert (done.code, done.out.count("PLT603"), done.out.count("PLT301]")) == (1, 0, 1)
    assert (spoilt / FILE).read_text("utf-8") == before.replace(*SAFE[::-1])


def test_unsafe_fixes_are_written_where_they_are_asked_for(spoilt: Path) -> None:
    before = (spoilt / FILE).read_text("utf-8")
    assert run("validate", "--fix", "--unsafe", cwd=spoilt.parent).code == 0
    mended = before.replace(*SAFE[::-1]).replace(*UNSAFE[::-1])
    assert (spoilt / FILE).read_text("utf-8") == mended


def test_fixing_only_leaves_findings_to_another_run(spoilt: Path) -> None:
    before = (spoilt / FILE).read_text("utf-8")
    done = run("validate", "--fix-only", cwd=spoilt.parent, PLANTOOL_LANG="en")
    assert (done.code, done.out, done.err) == (0, "", "mended: 1 finding in 1 file\n")
    assert (spoilt / FILE).read_text("utf-8") == before.replace(*SAFE[::-1])


def test_a_second_run_writes_nothing(spoilt: Path) -> None:
    run("validate", "--fix", "--unsafe", cwd=spoilt.parent)
    before = state(spoilt)
    assert run("validate", "--fix", "--unsafe", cwd=spoilt.parent).code == 0
    assert state(spoilt) == before


def test_files_without_fixes_are_not_touched(spoilt: Path) -> None:
    before = state(spoilt)
    run("validate", "--fix", cwd=spoilt.parent)
    after = state(spoilt)
    assert {name for name in before if before[name] != after[name]} == {FILE}


def test_a_diff_shows_what_would_be_written_and_writes_nothing(spoilt: Path) -> None:
    before = state(spoilt)
    done = run("validate", "--diff", "--unsafe", cwd=spoilt.parent)
    assert done.code == 1
    assert [line for line in done.out.split("\n") if line[:1] in {"-", "+"}] == [
        f"--- a/plan/{FILE}",
        f"+++ b/plan/{FILE}",
        f"-{SAFE[1]}",
        f"+{SAFE[0]}",
        f"-    {UNSAFE[1]}",
        f"+    {UNSAFE[0]}",
    ]
    assert state(spoilt) == before


def test_a_diff_of_nothing_is_empty(plan_copy: Path) -> None:
    done = run("validate", "--diff", cwd=plan_copy.parent)
    assert (done.code, done.out) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="mode bits")
def test_a_folder_that_cannot_be_written_is_exit_3_and_a_message(spoilt: Path) -> None:
    before = state(spoilt)
    spoilt.chmod(0o555)
    try:
        if os.access(spoilt, os.W_OK):
            pytest.skip("this user may write everywhere")
        done = run("--lang", "en", "validate", "--fix", cwd=spoilt.parent)
        assert (done.code, done.out) == (3, "")
        assert f"plan/{FILE} could not be written" in done.err
        assert state(spoilt) == before
    finally:
        spoilt.chmod(0o755)
