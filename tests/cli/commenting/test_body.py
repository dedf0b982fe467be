"""What is written: bounded, marked, and no order to the service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.cli.commenting.comment_body import add_marker, cut_body, escape_orders, is_marked
from tests.cli.commenting.job import MARKER, TEXT, TOKEN
from tests.running import ROOT

if TYPE_CHECKING:
    from tests.cli.commenting.job import Job
    from tests.cli.commenting.standin import Standin


def test_a_text_with_the_token_in_it_is_not_shown_to_everybody(job: Job, api: Standin) -> None:
    done = job.comment(f"{TEXT}\n{TOKEN}\n")
    assert done.code == 2
    assert api.writes == []


def test_lines_that_gitlab_would_obey_are_text(gitlab: Job, api: Standin) -> None:
    job_text = f"{MARKER}\n/merge\n- a/b\n  /close\n\n/ 3\n//x\n"
    assert gitlab.comment(job_text).code == 0
    assert api.bodies == [f"{MARKER}\n\\/merge\n- a/b\n  \\/close\n\n/ 3\n//x"]
    assert gitlab.comment(job_text).err.startswith("The comment says so already")


def test_github_obeys_nothing(github: Job, api: Standin) -> None:
    assert github.comment(f"{MARKER}\n/merge\n").code == 0
    assert api.bodies == [f"{MARKER}\n/merge"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_text_too_long_is_cut_at_a_line(lang: str, github: Job, api: Standin) -> None:
    row = "| 18-3 | 地域おこしプロジェクト | ２か所開設 |\n"
    assert github.comment(TEXT + row * 3000, PLANTOOL_LANG=lang).code == 0
    (body,) = api.bodies
    assert len(body) <= 65_536
    assert len(body) > 65_000
    rows, note = body.rstrip("\n").rsplit("\n\n", 1)
    assert rows.endswith(row.rstrip("\n"))
    assert "65,536" in note
    assert ("これで全部ではありません" in note) == (lang == "ja")


def test_gitlab_has_room_for_more(gitlab: Job, api: Standin) -> None:
    text = TEXT + "x" * 100 + "\n"
    assert gitlab.comment(text * 2000).code == 0
    assert len(api.bodies[0]) > 200_000
    assert gitlab.comment(text * 20_000).code == 0
    assert 900_000 < len(api.bodies[0]) <= 1_000_000


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<details><summary>x</summary>\n\n", "\n\n</details>"),
        ("<details>\n</details>\n", ""),
        ("```diff\n", "\n```"),
        ("~~~~\n```\n", "\n~~~~"),
        ("```\nx\n```\n", ""),
    ],
)
def test_the_note_is_not_hidden_in_what_is_open(opened: str, closed: str) -> None:
    body = cut_body(opened + "row\n" * 100, 200, "NOTE")
    assert body.endswith(f"row{closed}\n\nNOTE\n")
    assert len(body) <= 200


@given(
    st.text(st.sampled_from("ab\n`<>/details"), max_size=300),
    st.integers(min_value=120, max_value=200),
)
def test_a_cut_never_exceeds_the_limit(text: str, limit: int) -> None:
    body = cut_body(text, limit, "NOTE")
    assert len(body) <= limit
    assert body == text or body.endswith("\n\nNOTE\n")


@given(st.text())
def test_every_text_is_marked_and_gives_no_orders(text: str) -> None:
    body = escape_orders(add_marker(text, MARKER))
    assert is_marked(body, MARKER)
    assert not re.search(r"^\s*/\w", body, re.MULTILINE)


def test_ours_is_the_only_way_out() -> None:
    package = ROOT / "src" / "plantool"
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(
            r"^\s*(import|from) (urllib\.request|http|socket)\b",
            path.read_text("utf-8"),
            re.MULTILINE,
        )
    }
    assert users == {"cli/commenting/http_exchange.py"}
