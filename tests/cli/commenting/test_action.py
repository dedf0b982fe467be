"""The scripts of the action, run as a runner would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.commenting.job import MARKER, NONE, TOKEN, lists
from tests.cli.commenting.standin import Failure
from tests.running import POSIX_ONLY, ROOT, Run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commenting.job import Job
    from tests.cli.commenting.standin import Standin


pytestmark = POSIX_ONLY


@pytest.fixture
def change(plan_copy: Path) -> Path:
    """Return the folder of a pull request, with its base as a runner has it."""
    folder = plan_copy.parent
    git = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org")
    file = plan_copy / "18-3.yaml"
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "plan"),
        ("commit", "--quiet", "--message=start"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    file.write_text(file.read_text("utf-8").replace("H30: 26,", "H30: 27,"), "utf-8")
    return folder


def act(job: Job, script: str = "comment", *arguments: str, **variables: str) -> Run:
    """Run a script of the action as a runner would."""
    folder = job.folder
    tool = folder / "plantool"
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m plantool "$@"\n', "utf-8")
    tool.chmod(0o755)
    inputs = re.findall(r"INPUT_\w+(?=: \$)", (ROOT / "action.yml").read_text("utf-8"))
    told = {
        **os.environ,
        **NONE,
        **dict.fromkeys(inputs, ""),
        **job.variables,
        "PLANTOOL": str(tool),
        "RUNNER_TEMP": str(folder),
        "LANG": "C.UTF-8",
        "PLANTOOL_LANG": "",
        "PLANTOOL_PLAN": "",
        "INPUT_FAIL_LEVEL": "error",
        "GITHUB_BASE_REF": "main",
        "HEAD_REPOSITORY": "ward/plan",
        "INPUT_LEVEL": "error",
        **{name: str(folder / name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")},
        **variables,
    }
    command = ["bash", str(ROOT / ".github" / f"{script}.sh"), *arguments]
    done = subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True)
    assert TOKEN not in done.stdout + done.stderr
    return Run(done.returncode, done.stdout, done.stderr)


def test_the_action_writes_the_changes(github: Job, change: Path, api: Standin) -> None:
    assert act(github).code == 0
    (body,) = api.bodies
    assert body.startswith(MARKER)
    assert "27" in body
    summary = (change / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert body.removeprefix(MARKER).strip() == summary.removeprefix(MARKER).strip()
    assert act(github, INPUT_LANG="en").code == 0
    assert api.bodies != [body]
    assert len(api.comments) == 1


def test_the_action_compares_with_the_base_asked_for(
    github: Job, change: Path, api: Standin
) -> None:
    assert act(github, "comment", "HEAD", GITHUB_BASE_REF="other").code == 0
    assert "27" in api.bodies[0]
    (change / "HEAD").mkdir()
    assert act(github, "comment", "HEAD").code == 2


def test_the_action_validates_and_comments(github: Job, change: Path, api: Standin) -> None:
    done = act(github, "validate", INPUT_DIFF="true")
    assert len(api.comments) == 1
    said = (change / "GITHUB_OUTPUT").read_text("utf-8")
    assert said == f"exit-code={done.code}\n"
    assert act(github, "validate", INPUT_DIFF="false").code == done.code
    assert len(api.requests) == 2


def test_a_plan_with_errors_gets_its_comment(github: Job, change: Path, api: Standin) -> None:
    file = change / "plan" / "18-1.yaml"
    file.write_text("id: [\n", "utf-8")
    assert act(github, "validate", INPUT_DIFF="true", INPUT_LANG="en").code == 1
    assert "Not compared and in no sum, as they cannot be read: plan/18-1.yaml" in api.bodies[0]
    (change / "plan" / "plan.yaml").write_text("title: [\n", "utf-8")
    assert act(github, "validate", INPUT_DIFF="true", INPUT_LANG="en").code == 1
    assert "Nothing could be compared, as this cannot be read" in api.bodies[0]
    assert len(api.comments) == 1


def test_a_comparison_that_fails_is_said_in_the_comment(
    github: Job, change: Path, api: Standin
) -> None:
    assert act(github, INPUT_LANG="en").code == 0
    assert act(github, GITHUB_BASE_REF="nowhere", INPUT_LANG="en").code == 2
    assert "could not be compared this time" in api.bodies[0]
    assert act(github, INPUT_LANG="en").code == 0
    (change / "HEAD").mkdir()
    assert act(github, "comment", "HEAD", INPUT_LANG="en").code == 2
    assert "could not be compared this time" in api.bodies[0]
    assert len(api.comments) == 1


def test_the_exit_code_says_where_the_comment_failed(
    github: Job, change: Path, api: Standin
) -> None:
    api.failures["POST", lists(github)] = Failure(401)
    assert act(github, "validate", INPUT_DIFF="true").code == 3
    file = change / "plan" / "18-3.yaml"
    file.write_text(file.read_text("utf-8").replace("total: 51", "total: 60"), "utf-8")
    assert act(github, "validate", INPUT_DIFF="true").code == 3
    assert act(github, "validate", INPUT_DIFF="false").code == 1
    said = (change / "GITHUB_OUTPUT").read_text("utf-8")
    assert said == "exit-code=3\nexit-code=3\nexit-code=1\n"


def test_a_fork_gets_a_notice_and_the_summary(github: Job, change: Path, api: Standin) -> None:
    api.failures["POST", lists(github)] = Failure(403, b'{"message": "not accessible"}')
    done = act(github, HEAD_REPOSITORY="somebody/plan")
    assert done.code == 0
    assert "::notice::" in done.out
    assert "27" in (change / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert act(github).code == 3


def test_a_push_is_no_pull_request(github: Job, change: Path, api: Standin) -> None:
    done = act(github, GITHUB_BASE_REF="")
    assert (done.code, api.requests) == (0, [])
    assert not (change / "GITHUB_STEP_SUMMARY").exists()


@pytest.mark.parametrize(
    "name", ["$(touch hacked)", '"; touch hacked; "', "--output=hacked", "x y"]
)
def test_the_name_of_a_branch_never_becomes_code(
    name: str, github: Job, change: Path, api: Standin
) -> None:
    assert act(github, GITHUB_BASE_REF=name).code not in {0, 4}
    assert act(github, "comment", name).code not in {0, 4}
    assert not (change / "hacked").exists()
    assert api.writes == []
