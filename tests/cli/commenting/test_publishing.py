"""Which comment is written, changed or left alone."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.commenting.job import ISSUES, MARKER, NONE, NOTES, TEXT, TOKEN, lists
from tests.cli.commenting.standin import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commenting.job import Job
    from tests.cli.commenting.standin import Standin


def test_github_is_asked_as_its_api_wants(github: Job, api: Standin) -> None:
    api.add("Looks good.")
    api.add(None)
    done = github.comment(TEXT)
    assert (done.code, done.err) == (0, "Wrote a comment: GitHub ward/plan#12.\n")
    assert github.comment(TEXT.replace("３", "４")).code == 0
    assert [(asked.method, asked.path) for asked in api.requests] == [
        ("GET", f"{ISSUES}/12/comments"),
        ("POST", f"{ISSUES}/12/comments"),
        ("GET", f"{ISSUES}/12/comments"),
        ("PATCH", f"{ISSUES}/comments/102"),
    ]
    for asked in api.requests:
        assert asked.headers["authorization"] == f"Bearer {TOKEN}"
        assert asked.headers["accept"] == "application/vnd.github+json"
        assert asked.headers["x-github-api-version"] == "2022-11-28"
        assert asked.headers["user-agent"].startswith("plantool/")
        assert "private-token" not in asked.headers
    assert api.requests[0].query == {"per_page": ["100"]}
    assert api.writes[0].headers["content-type"] == "application/json"
    assert api.writes[0].body == {"body": TEXT.strip()}


def test_gitlab_is_asked_as_its_api_wants(gitlab: Job, api: Standin) -> None:
    api.add(f"{MARKER}\nchanged this line", system=True)
    done = gitlab.comment(TEXT)
    assert (done.code, done.err) == (0, "Wrote a comment: GitLab 77!5.\n")
    assert gitlab.comment(TEXT.replace("３", "４")).code == 0
    assert [(asked.method, asked.path) for asked in api.requests] == [
        ("GET", NOTES),
        ("POST", NOTES),
        ("GET", NOTES),
        ("GET", "/api/v4/user"),
        ("PUT", f"{NOTES}/101"),
    ]
    for asked in api.requests:
        assert asked.headers["private-token"] == TOKEN
        assert "authorization" not in asked.headers
    assert api.requests[0].query["per_page"] == ["100"]
    assert api.writes[0].body == {"body": TEXT.strip()}


def test_it_is_written_once_then_brought_up_to_date(job: Job, api: Standin) -> None:
    assert job.comment(TEXT).err.startswith("Wrote a comment")
    assert job.comment(TEXT).err.startswith("The comment says so already")
    assert len(api.writes) == 1
    assert job.comment(f"{TEXT}- more\n").err.startswith("Brought the comment up to date")
    assert api.bodies == [f"{TEXT}- more"]


def test_the_comment_is_found_on_any_page(job: Job, api: Standin) -> None:
    api.page = 2
    for at in range(5):
        api.add(f"comment {at}")
    api.add(f"{MARKER}\nold")
    api.add("last")
    assert job.comment(TEXT).code == 0
    assert api.bodies[5] == TEXT.strip()
    pages = [asked.query.get("page", ["1"]) for asked in api.requests if asked.path == lists(job)]
    assert pages == [["1"], ["2"], ["3"]]


def test_pages_that_lead_back_are_no_endless_way(job: Job, api: Standin) -> None:
    api.page = 1
    api.add("one")
    api.add("two")
    headers = (("Link", f'<{api.url}{lists(job)}?per_page=100>; rel="next"'), ("x-next-page", "1"))
    api.failures["GET", lists(job)] = Failure(200, b"[]", headers)
    assert job.comment(TEXT).code == 0
    assert len(api.requests) == 2


def test_line_ends_and_space_around_are_no_change(job: Job, api: Standin) -> None:
    api.add(TEXT.replace("\n", "\r\n") + "\r\n")
    assert job.comment(TEXT).err.startswith("The comment says so already")
    assert job.comment("\ufeff" + TEXT.replace("\n", "\r\n")).code == 0
    assert api.writes == []


def test_what_people_quote_is_not_overwritten(job: Job, api: Standin) -> None:
    api.add(f"> {MARKER}\n> # 変更\n\nWhat is this?")
    api.add(f"Write this:\n```\n{MARKER}\n```")
    assert job.comment(TEXT).err.startswith("Wrote a comment")
    assert len(api.comments) == 3


def test_another_marker_is_another_comment(job: Job, api: Standin) -> None:
    job.comment(TEXT)
    job.comment("money\n", "--marker", "<!-- money -->")
    job.comment("more money\n", "--marker", "<!-- money -->")
    assert api.bodies == [TEXT.strip(), "<!-- money -->\nmore money"]


@pytest.mark.parametrize("text", ["", "\n \n", f"{MARKER}\n"])
def test_nothing_to_say_makes_no_comment_but_changes_one(
    text: str, github: Job, api: Standin
) -> None:
    assert github.comment(text).err.startswith("There is nothing to say")
    assert api.writes == []
    api.add(TEXT)
    assert github.comment(text).code == 0
    assert api.bodies == [f"{MARKER}\nNo changes."]
    assert github.comment(text).err.startswith("The comment says so already")
    assert len(api.writes) == 1


def test_the_text_may_come_through_a_pipe(github: Job, api: Standin) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "plantool", "--lang=ja", "comment"],
        cwd=github.folder,
        env={**NONE, **github.variables, "PATH": "", "LANG": "C.UTF-8"},
        input=TEXT.encode(),
        capture_output=True,
    )
    assert (done.returncode, api.bodies) == (0, [TEXT.strip()])
    assert done.stderr.decode() == "コメントを書きました: GitHub ward/plan#12\n"


def test_the_language_is_that_of_the_plan(github: Job, api: Standin, plan_copy: Path) -> None:
    api.add(TEXT)
    assert plan_copy.parent == github.folder
    assert github.comment("", PLANTOOL_LANG="").err.startswith("コメントを書き換えました")
    assert api.bodies == [f"{MARKER}\n変更はありません。"]


# Whose comment, and where


def test_gitlab_comments_of_others_are_left_alone(gitlab: Job, api: Standin) -> None:
    api.add(TEXT, author=9)
    assert gitlab.comment(TEXT).err.startswith("Wrote a comment")
    assert [c["author"]["id"] for c in api.comments] == [9, 1]


def test_a_run_of_github_leaves_the_comments_of_people_alone(github: Job, api: Standin) -> None:
    api.add(TEXT, author=9, person=True)
    assert github.comment(f"{MARKER}\nold").err.endswith(
        "Another account's comment that begins with the same line was left as it is.\n"
    )
    assert github.comment(TEXT).err.startswith("Brought the comment up to date")
    assert api.bodies == [TEXT, TEXT.strip()]
    assert [asked.path for asked in api.requests].count("/user") == 2  # once in each run


def test_a_person_on_github_changes_her_own_and_those_of_bots(github: Job, api: Standin) -> None:
    api.a_person = True
    api.add(TEXT, author=9)
    api.add(TEXT, author=8)
    assert github.comment(TEXT).err.startswith("Wrote a comment")
    assert [asked.path for asked in api.requests].count("/user") == 1
    assert github.comment(f"{TEXT}- more\n").err.startswith("Brought the comment up to date")
    assert api.bodies == [TEXT, TEXT, f"{TEXT}- more"]


@pytest.mark.parametrize("user", [None, [], {"id": []}, {"id": True}, {"id": "1"}, "bot"])
def test_an_author_of_another_kind_is_somebody_else(
    user: object, github: Job, gitlab: Job, api: Standin
) -> None:
    api.a_person = True
    entry = api.add(TEXT)
    entry["user"] = entry["author"] = user
    assert github.comment(TEXT).err.startswith("Wrote a comment")
    assert gitlab.comment(TEXT).err.startswith("The comment says so already")
    assert len(api.comments) == 2


def test_a_comparison_that_failed_is_said_in_the_comment_that_is_there(
    job: Job, api: Standin
) -> None:
    assert job.failed().err.startswith("There is nothing to say")
    assert api.writes == []
    api.add(TEXT)
    done = job.failed()
    assert (done.code, done.err[:30]) == (0, "Brought the comment up to date")
    assert api.bodies[0].startswith(f"{MARKER}\n**The changes could not be compared this time.**")
    assert job.comment(TEXT, "--failed").code == 2


@pytest.mark.parametrize("status", [403, 404])
def test_the_marker_is_enough_where_a_token_may_not_ask_who_it_is(
    status: int, gitlab: Job, api: Standin
) -> None:
    api.failures["GET", "/api/v4/user"] = Failure(status)
    api.add("x")
    api.add(f"{MARKER}\nold", author=9)
    assert gitlab.comment(TEXT).err.startswith("Brought the comment up to date")


def test_a_number_may_be_given(job: Job, api: Standin) -> None:
    assert job.comment(TEXT, "--pull-request", "8", GITHUB_EVENT_PATH="").code == 0
    assert re.search(r"(issues|merge_requests)/8/", api.writes[0].path)


def test_a_merge_request_from_a_fork_is_in_the_project_it_is_made_to(
    gitlab: Job, api: Standin
) -> None:
    assert gitlab.comment(TEXT, CI_MERGE_REQUEST_PROJECT_ID="41").code == 0
    assert api.writes[0].path == NOTES.replace("77", "41")


def test_the_other_token_of_gitlab(gitlab: Job, api: Standin) -> None:
    assert gitlab.comment(TEXT, PLANTOOL_GITLAB_TOKEN="", GITLAB_TOKEN=TOKEN).code == 0
    assert api.writes[0].headers["private-token"] == TOKEN


def test_a_path_may_stand_for_the_project(gitlab: Job, api: Standin) -> None:
    assert gitlab.comment(TEXT, CI_PROJECT_ID="ward/plan").code == 0
    assert api.writes[0].path == "/api/v4/projects/ward%2Fplan/merge_requests/5/notes"


def test_the_service_may_be_named(github: Job, gitlab: Job, api: Standin) -> None:
    both = {**github.variables, **gitlab.variables}
    assert github.comment(TEXT, **both).code == 2
    assert github.comment(TEXT, "--service", "gitlab", **both).code == 0
    assert github.comment(f"{TEXT}more", "--service", "github", **both).code == 0
    assert [asked.path for asked in api.writes] == [NOTES, f"{ISSUES}/comments/100"]
