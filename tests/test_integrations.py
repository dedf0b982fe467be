"""The hook, the action and the editor settings as other repositories use them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.drawing import is_thorough
from tests.running import POSIX_ONLY, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = POSIX_ONLY

GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    command = [*GIT, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def repository(folder: Path) -> Path:
    """Make a repository of everything in ``folder``."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=start")
    return folder


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with plantool as it is in the work tree."""
    folder = tmp_path_factory.mktemp("plantool")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "docs/", "benchmarks/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return repository(folder)


@pytest.mark.skipif(not is_thorough(), reason="installs from a registry: make fuzz")
def test_the_hooks_check_mend_and_lay_out_a_plan(hooks: Path, plan_copy: Path) -> None:
    home = plan_copy.parent
    (home / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: {git(hooks, 'rev-parse', 'HEAD').strip()}\n"
        "    hooks:\n      - id: plantool-fix\n      - id: plantool-fmt\n"
        "      - id: plantool-validate\n",
        "utf-8",
    )
    repository(home)
    assert commit(home)[0] == 0

    file = plan_copy / "18-3.yaml"
    file.write_text(file.read_text("utf-8").replace("{H30: 26, ", "{H30: ２６,  "), "utf-8")
    code, shown = commit(home)
    assert code == 1
    assert re.findall(r"plantool ([\w -]+?)\.+(\w+)", shown) == [
        ("validate --fix", "Failed"),
        ("fmt", "Failed"),
        ("validate", "Passed"),
    ]
    assert git(home, "diff", "--stat", "HEAD") == ""  # mended to what it was

    file.write_text(file.read_text("utf-8").replace("total: 51", "total: 60"), "utf-8")
    code, shown = commit(home)
    assert code == 1
    assert "plan/18-3.yaml:22:10: error PLT501" in shown.replace("エラー", "error")
    assert shown.count("PLT501") == 1  # of three hooks, one names it
    assert re.findall(r"plantool ([\w -]+?)\.+(\w+)", shown) == [
        ("validate --fix", "Passed"),
        ("fmt", "Passed"),
        ("validate", "Failed"),
    ]


def commit(folder: Path) -> tuple[int, str]:
    git(folder, "add", "--all")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def run_action(plan: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the action's step as a runner would; return its code, its log and what it wrote."""
    names = re.findall(r"INPUT_\w+(?=: \$)", (ROOT / "action.yml").read_text("utf-8"))
    files = {name: plan.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    tool = plan.parent / "plantool"
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m plantool "$@"\n', "utf-8")
    tool.chmod(0o755)
    defaults = {"INPUT_LEVEL": "warning", "INPUT_FAIL_LEVEL": "error"}
    environment = {
        **os.environ,
        **dict.fromkeys(names, ""),
        **defaults,
        **{f"INPUT_{name.upper()}": value for name, value in inputs.items()},
        **{name: str(path) for name, path in files.items()},
        "PLANTOOL": str(tool),
    }
    done = subprocess.run(
        ["bash", str(ROOT / ".github" / "validate.sh")],
        cwd=plan.parent,
        env=environment,
        capture_output=True,
        text=True,
    )
    written = {name: path.read_text("utf-8") for name, path in files.items() if path.exists()}
    return done.returncode, done.stdout, written


def test_the_action_annotates_and_writes_the_summary(plan_copy: Path) -> None:
    file = plan_copy / "18-3.yaml"
    file.write_text(file.read_text("utf-8").replace("total: 51", "total: 60"), "utf-8")
    code, log, written = run_action(plan_copy, lang="en", sarif="plan.sarif")
    assert code == 1
    assert "::error file=plan/18-3.yaml,line=22,col=10" in log
    assert written["GITHUB_OUTPUT"] == "exit-code=1\n"
    assert "| PLT501 |" in written["GITHUB_STEP_SUMMARY"]
    sarif = json.loads((plan_copy.parent / "plan.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["PLT501"]


def test_the_words_of_an_input_never_become_code(plan_copy: Path) -> None:
    code, _, _ = run_action(plan_copy, select='"; touch hacked; $(touch hacked) `touch hacked`')
    assert code == 2
    assert not (plan_copy.parent / "hacked").exists()


def test_every_input_of_the_action_reaches_its_step() -> None:
    action = (ROOT / "action.yml").read_text("utf-8")
    script = (ROOT / ".github" / "validate.sh").read_text("utf-8")
    inputs = set(re.findall(r"inputs\.([a-z-]+)", action)) - {"python-version"}
    declared = set(re.findall(r"^  ([a-z-]+):\n    description", action, re.MULTILINE))
    assert inputs | {"python-version", "exit-code"} == declared
    for name in inputs:
        assert f"INPUT_{name.upper().replace('-', '_')}" in script, name


def test_schemas_are_set_up_for_vs_code(plan_copy: Path) -> None:
    folder = plan_copy.parent
    (folder / ".vscode").mkdir()
    settings = folder / ".vscode" / "settings.json"
    settings.write_text('{"editor.rulers": [100], "yaml.schemas": {"x.json": "x.yaml"}}', "utf-8")
    assert run("schema", "--vscode", cwd=folder).code == 0
    written = json.loads(settings.read_text("utf-8"))
    assert written["editor.rulers"] == [100]
    schemas = written["yaml.schemas"]
    assert schemas.pop("x.json") == "x.yaml"
    assert list(schemas.values()) == ["plan/plan.yaml", ["plan/18.yaml"], "plan/*-*.yaml"]
    for path in schemas:
        assert json.loads((folder / path).read_text("utf-8"))["$id"].startswith("urn:plantool:")


def test_settings_that_are_not_plain_json_are_left_alone(plan_copy: Path) -> None:
    folder = plan_copy.parent
    (folder / ".vscode").mkdir()
    settings = folder / ".vscode" / "settings.json"
    settings.write_text("{ // mine\n}", "utf-8")
    done = run("schema", "--vscode", cwd=folder)
    assert done.code == 2
    assert "yaml.schemas" in done.err
    assert settings.read_text("utf-8") == "{ // mine\n}"
    assert [path.name for path in (folder / ".vscode").iterdir()] == ["settings.json"]


CI = ROOT / "docs" / "ci"
WORKFLOWS = [*CI.glob("github*.yml"), *(ROOT / ".github" / "workflows").glob("*.yml")]


def read(path: Path) -> dict[str, Any]:
    (found,) = YAML(typ="safe", pure=True).load_all(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_examples_for_a_comment_say_what_they_may_do() -> None:
    assert len(WORKFLOWS) == 6
    compare, write = (read(CI / f"github-fork-{name}.yml") for name in ("diff", "comment"))
    assert read(CI / "github-diff.yml")["permissions"] == {
        "contents": "read",
        "pull-requests": "write",
    }
    assert compare["permissions"] == {"contents": "read"}
    assert write["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert write["on"]["workflow_run"]["workflows"] == [compare["name"]]
    assert "actions/checkout" not in str(write)
    assert "scope api" in (CI / "gitlab-diff.yml").read_text("utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_take_what_they_name_and_leave_no_token_behind(path: Path) -> None:
    for step in steps(read(path)):
        assert "${{" not in step.get("run", "")
        used = step.get("uses", "./")
        if used != "./":
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}|OWNER/plantool@v0\.1", used)
        if "checkout" in used:
            assert step["with"]["persist-credentials"] is False
    for line in path.read_text("utf-8").splitlines():
        assert "uses: actions/" not in line or re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)


@pytest.mark.parametrize("path", [*CI.iterdir(), ROOT / "action.yml"], ids=lambda path: path.name)
def test_what_is_installed_exists_and_no_module_is_the_pull_request_s(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "pip install" in line and "`" not in line:
            assert " -I -m pip install" in line
            assert '"git+https://github.com/OWNER/plantool@v0.1"' in line or "$bin/python" in line
        assert "python -m" not in line


def scripted(folder: Path, script: str, code: int, text: str) -> tuple[int, list[str]]:
    """Run a script of an example with a plantool that says ``text``; return what it was asked."""
    tool, log = folder / "bin" / "plantool", folder / "log"
    tool.parent.mkdir(exist_ok=True)
    log.write_text("")
    said = f'[ "$1" = diff ] && {{ printf "{text}"; exit {code}; }}'
    tool.write_text(f'#!/bin/sh\necho "$*" >> "{log}"\n{said}\nexit 0\n', "utf-8")
    tool.chmod(0o755)
    environment = {
        "PATH": f"{tool.parent}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(folder),
        "GITHUB_BASE_REF": "main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc",
    }
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=folder, env=environment)
    return done.returncode, log.read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("code", "text", "commented"),
    [(0, "words", True), (1, "words", True), (1, "", False), (2, "", False), (4, "half", False)],
)
def test_a_comparison_that_failed_never_leaves_an_old_comment(
    code: int, text: str, tmp_path: Path, *, commented: bool
) -> None:
    pipeline = read(CI / "gitlab-diff.yml")["plan-diff"]
    ended, (compared, written) = scripted(tmp_path, "\n".join(pipeline["script"]), code, text)
    assert compared == "diff --keep-going --format markdown -- abc"
    assert written == ("comment plan-diff.md" if commented else "comment --failed")
    assert (ended == 0) is commented

    (script,) = (s["run"] for s in steps(read(CI / "github-fork-diff.yml")) if "name" in s)
    ended, (compared,) = scripted(tmp_path, script, code, text)
    assert compared == "diff --keep-going --format markdown -- origin/main"
    assert ((ended == 0), (tmp_path / "plan-diff.md").exists()) == (commented, commented)


@pytest.mark.parametrize("left", [True, False])
def test_the_second_workflow_comments_what_the_first_left(tmp_path: Path, *, left: bool) -> None:
    (script,) = [s["run"] for s in steps(read(CI / "github-fork-comment.yml")) if "run" in s][1:]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text("#!/bin/sh\necho 7\n", "utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    file = tmp_path / "untrusted" / "plan-diff.md"
    file.parent.mkdir()
    if left:
        file.write_text("words", "utf-8")
    ended, asked = scripted(tmp_path, script, 0, "")
    what = str(file) if left else "--failed"
    assert (ended, asked) == (0, [f"comment {what} --pull-request 7"])


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]
