"""What a job lacks, or has in a form that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.commenting.job import NONE, TEXT, TOKEN, Job
from tests.running import run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commenting.standin import Standin


def test_outside_of_a_runner_it_says_what_it_needs(tmp_path: Path) -> None:
    done = Job(tmp_path, {}).comment(TEXT)
    assert done.code == 2
    assert "--service" in done.err
    assert "docs/ci/README.md" in done.err


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY"])
def test_what_github_lacks_is_named(name: str, github: Job, api: Standin) -> None:
    done = github.comment(TEXT, "--service", "github", **{name: ""})
    named = name.replace("GITHUB_EVENT_PATH", "--pull-request")
    assert done.code == 2
    assert f"lacks: {named}\n" in done.err
    assert api.requests == []


@pytest.mark.parametrize(
    "name", ["CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_IID", "PLANTOOL_GITLAB_TOKEN"]
)
def test_what_gitlab_lacks_is_named(name: str, gitlab: Job, api: Standin) -> None:
    done = gitlab.comment(TEXT, "--service", "gitlab", **{name: ""})
    assert done.code == 2
    missing = "CI_MERGE_REQUEST_PROJECT_ID" if name == "CI_PROJECT_ID" else name
    assert f"lacks: {missing}\n" in done.err
    assert api.requests == []


def test_all_that_lacks_is_named_at_once(tmp_path: Path) -> None:
    done = Job(tmp_path, {}).comment(TEXT, "--service", "github")
    assert "lacks: GITHUB_REPOSITORY, GITHUB_TOKEN, --pull-request\n" in done.err


@pytest.mark.parametrize(
    "event",
    [
        "",
        "{",
        "[]",
        '{"ref": "main"}',
        '{"number": "12"}',
        '{"number": 0}',
        '{"number": true}',
        None,
    ],
)
def test_an_event_of_another_kind_has_no_number(event: str | None, github: Job) -> None:
    file = github.folder / "event.json"
    file.unlink() if event is None else file.write_text(event, "utf-8")
    done = github.comment(TEXT)
    assert done.code == 2
    assert "--pull-request" in done.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GITHUB_API_URL", "file:///etc"),
        ("GITHUB_API_URL", "https://user:secret@example.org"),
        ("GITHUB_API_URL", "https://example.org:x"),
        ("GITHUB_REPOSITORY", "../../user"),
        ("GITHUB_REPOSITORY", "ward/plan/x"),
        ("GITHUB_REPOSITORY", "ward/plan?x=1"),
        ("GITHUB_TOKEN", f"{TOKEN}\nX-Evil: 1"),
        ("GITHUB_TOKEN", f"{TOKEN}é"),
    ],
)
def test_a_variable_that_cannot_be_is_named_but_not_shown(
    name: str, value: str, github: Job, api: Standin
) -> None:
    done = github.comment(TEXT, **{name: value})
    assert done.code == 2
    assert f"the value of {name} cannot be used" in done.err
    assert value not in done.err
    assert api.requests == []


def test_a_number_of_gitlab_is_a_number(gitlab: Job, api: Standin) -> None:
    assert gitlab.comment(TEXT, CI_MERGE_REQUEST_IID="5/../6").code == 2
    assert api.requests == []


@pytest.mark.parametrize("seconds", ["inf", "1e18", "0", "-1", "soon"])
def test_a_time_is_one_that_ends(seconds: str, github: Job, api: Standin) -> None:
    assert github.comment(TEXT, "--timeout", seconds).code == 2
    assert api.requests == []


@pytest.mark.parametrize("marker", ["", "  ", "a\nb"])
def test_a_marker_is_one_line(marker: str, github: Job) -> None:
    assert github.comment(TEXT, "--marker", marker).code == 2


def test_a_text_that_cannot_be_read(github: Job, api: Standin) -> None:
    done = github.comment(None)
    assert done.code == 2
    assert "diff.md cannot be read" in done.err
    (github.folder / "diff.md").write_bytes("計画".encode("utf-16"))
    assert "not UTF-8" in github.comment(None).err
    assert api.requests == []


def test_a_person_is_not_kept_waiting(github: Job) -> None:
    done = run_in_terminal(80, "comment", cwd=github.folder, **NONE | github.variables)
    assert done.code == 2
    assert "plantool comment" in done.out
