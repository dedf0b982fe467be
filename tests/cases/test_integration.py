"""Cases of what stands between plantool and services, editors and other programs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cases import INPUTS, Source, case
from tests.cli.commenting.job import TEXT, Job
from tests.cli.commenting.standin import Failure, Standin, serving
from tests.running import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "docs/plan/1-1.yaml"
_FILES: dict[str, Callable[[str], set[str]]] = {
    "github": lambda out: set(re.findall(r"file=([^,]*)", out)),
    "gitlab": lambda out: {found["location"]["path"] for found in json.loads(out)},
    "sarif": lambda out: set(re.findall(r'"uri": "([^"]*)"', out)),
    "rdjson": lambda out: set(re.findall(r'"path": "([^"]*)"', out)),
    "junit": lambda out: set(re.findall(r' (?:file|classname)="([^"]*)"', out)),
}
"""What each format for services calls the files of its findings."""


def checkout(folder: Path) -> Path:
    """Return a repository with a plan in ``docs/plan`` that has findings in one file."""
    shutil.copytree(INPUTS / "subfolder-annotation-path", folder, dirs_exist_ok=True)
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    return folder


def files(output: str, cwd: Path, *options: str, **variables: str) -> set[str]:
    nowhere = {"GITHUB_WORKSPACE": "", "CI_PROJECT_DIR": "", "GITHUB_STEP_SUMMARY": ""}
    done = run(*options, "validate", "--format", output, cwd=cwd, **{**nowhere, **variables})
    assert done.code == 1, done.err
    return _FILES[output](done.out)


@pytest.mark.parametrize("output", _FILES)
@case(
    Source.TOOL,
    "in github, gitlab, sarif, rdjson and junit a file has its path from the top of the "
    "repository, wherever plantool is started",
)
def test_subfolder_annotation_path(output: str, tmp_path: Path) -> None:
    top = checkout(tmp_path / "checkout")
    sister = top / "docs" / "x"
    sister.mkdir()
    (top / "link").symlink_to(top / "docs" / "plan")
    assert files(output, top, "--plan", "docs/plan") == {FILE}
    assert files(output, top / "docs") == {FILE}
    assert files(output, top / "docs" / "plan") == {FILE}
    assert files(output, sister, "--plan", "../plan") == {FILE}
    assert files(output, tmp_path, "--plan", str(top / "docs" / "plan")) == {FILE}
    assert files(output, top, "--plan", "link") == {FILE}


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_a_checkout_without_git_has_the_top_that_its_runner_tells(
    variable: str, tmp_path: Path
) -> None:
    top = checkout(tmp_path / "checkout")
    shutil.rmtree(top / ".git")
    (tmp_path / "workspace").symlink_to(top)
    for told in (top, tmp_path / "workspace"):
        assert files("gitlab", top / "docs", **{variable: str(told)}) == {FILE}
    elsewhere = str(tmp_path / "elsewhere")
    assert files("gitlab", top / "docs", **{variable: elsewhere}) == {"plan/1-1.yaml"}
    assert files("gitlab", tmp_path, "--plan", "checkout/docs/plan") == {f"checkout/{FILE}"}


def test_a_plan_that_is_its_repository_and_one_of_the_past(tmp_path: Path) -> None:
    top = checkout(tmp_path / "checkout")
    git = ("git", "-C", top, "-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message=start"], check=True)
    assert files("gitlab", top / "docs", "--at", "HEAD") == {FILE}
    plan = top / "docs" / "plan"
    subprocess.run(["git", "init", "--quiet", plan], check=True)
    assert files("gitlab", plan) == {"1-1.yaml"}


def test_people_see_paths_from_where_they_are(tmp_path: Path) -> None:
    top = checkout(tmp_path / "checkout")
    for output in ("text", "concise", "json"):
        done = run("validate", "--format", output, cwd=top / "docs")
        assert "plan/1-1.yaml" in done.out
        assert FILE not in done.out


@pytest.mark.parametrize("status", [502, 403, 429])
@case(
    Source.TOOL,
    "one 502, or one 403 or 429 with `Retry-After: 1`, is asked again (GET, GET, POST): exit 0",
)
def test_comment_no_retry(status: int, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text('{"pull_request": {"number": 7}}', "utf-8")
    for api in serving(Standin()):
        place = "/repos/o/r/issues/7/comments"
        wait = (("Retry-After", "1"),)
        api.first["GET", place] = [Failure(status, b'{"message": "try later"}', wait)]
        done = Job(
            tmp_path,
            {
                "GITHUB_API_URL": api.url,
                "GITHUB_REPOSITORY": "o/r",
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_TOKEN": "x" * 12,
            },
        ).comment(TEXT)
        assert (done.code, api.bodies) == (0, [TEXT.strip()])
        assert [asked.method for asked in api.requests] == ["GET", "GET", "POST"]
