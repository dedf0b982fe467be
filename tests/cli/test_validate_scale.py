"""A large plan with a fault in every hundredth file, and a folder full of hostile names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from plantool.render.findings import FindingsFormat
from tests.running import POSIX_ONLY, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = POSIX_ONLY

FILES = 1_000
FAULTS = {  # what is replaced, by what, in one file each
    "PLT005": (r"^section: ", "section:\t"),
    "PLT008": (r"^(  planned: \{.*)\}$", r"\1"),
    "PLT016": (r"^(  total: .*)$", r"\1\n\1"),
    "PLT101": (r"^mark:", "mrak:"),
    "PLT104": (r"kind: milestone", "kind: milestoen"),
    "PLT201": (r"^id: (.*)$", r"id: \1-9"),
    "PLT203": (r"^section: .*$", "section: 9"),
    "PLT205": (r"^departments: \[", "departments: [図書館"),
    "PLT501": (r"^  total: ([0-9]+)$", r"  total: 9\1"),
    "PLT606": (r"^(title: .*)$", r"\1（仮）"),
}
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[tuple[str, str]]]:
    """Return a large plan, and the faults that were made in it: the file and the code of each."""
    plan = tmp_path_factory.mktemp("large") / "plan"
    generate = ROOT / "benchmarks" / "generate.py"
    subprocess.run([sys.executable, generate, str(FILES), plan], check=True)
    files = sorted(plan.glob("*-*.yaml"))
    hundreds = (files[at :: len(FAULTS)] for at in range(len(FAULTS)))
    return plan, Counter((make(code, next(hundreds)), code) for code in FAULTS)


def make(code: str, files: list[Path]) -> str:
    """Make a fault in the first of ``files`` that can have it, and name that file."""
    pattern, new = FAULTS[code]
    for path in files:
        text = path.read_text("utf-8")
        changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
        if changed != text:
            path.write_text(changed, "utf-8")
            return path.name
    raise AssertionError(f"no file can have {code}")


def test_every_fault_of_a_thousand_files_is_one_finding_of_one_run(
    faulty: tuple[Path, Counter[tuple[str, str]]],
) -> None:
    plan, faults = faulty
    done = run("validate", "--format", "concise", cwd=plan.parent)
    found = re.findall(r"^plan/([^:]+):\d+:\d+: \S+ (PLT\d+) ", done.out, re.MULTILINE)
    assert len(found) == done.out.count("\n")
    assert Counter(found) == faults
    assert (done.code, faults.total()) == (1, FILES // 100)


@pytest.fixture
def hostile(plan_copy: Path) -> Path:
    """Return a plan in a git repository, with names and texts that could act on a terminal."""
    for name in ("18-9\n\x1b[2J.yaml", "0-[red]9.yaml", "18-9\u202e.yaml", "18-9\x85.yaml"):
        (plan_copy / name).write_text("id: 18-9\ntitle: [red]\x1b[31m\u202e\x9b\n", "utf-8")
    (plan_copy / os.fsdecode(b"18-\xff.yaml")).write_bytes(b"\xff\x1b[31m\n")
    (plan_copy / "18-10.yaml").mkdir()
    (plan_copy / "18-11.yaml").symlink_to("18-12.yaml")
    (plan_copy / "18-12.yaml").symlink_to("18-11.yaml")
    (plan_copy / "18-13.yaml").symlink_to("/etc/hostname")
    text = (plan_copy / "18-3.yaml").read_text("utf-8")
    title = r'title: "[red]\e[31m相談\u202e\x9b[/red]（仮）"'
    (plan_copy / "18-3.yaml").write_text(re.sub("title: .*", lambda _: title, text), "utf-8")
    (plan_copy / "18-2.yaml").chmod(0)
    git(plan_copy, "init", "--quiet")
    return plan_copy


def git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True).stdout


@pytest.mark.skipif(os.name == "nt", reason="names with line breaks")
@pytest.mark.parametrize("output", FindingsFormat, ids=lambda output: output.value)
def test_hostile_folders_stay_as_they_are_and_never_reach_the_terminal(
    hostile: Path, output: FindingsFormat
) -> None:
    before = git(hostile, "status", "--porcelain", "-z")
    done = run("validate", "--format", output.value, cwd=hostile.parent)
    assert done.code == 1
    assert CONTROL.findall(done.out + done.err) == []
    assert "[red]" in unquote(done.out)  # no markup; addresses quote it
    assert git(hostile, "status", "--porcelain", "-z") == before
