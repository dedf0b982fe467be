from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.commenting.job import TOKEN, Job
from tests.cli.commenting.standin import Standin, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def api() -> Iterator[Standin]:
    yield from serving(Standin())


@pytest.fixture
def elsewhere() -> Iterator[Standin]:
    yield from serving(Standin())


@pytest.fixture
def github(tmp_path: Path, api: Standin) -> Job:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"number": 12, "pull_request": {"number": 12}}), "utf-8")
    variables = {
        "GITHUB_API_URL": api.url,
        "GITHUB_REPOSITORY": "ward/plan",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_TOKEN": TOKEN,
    }
    return Job(tmp_path, variables)


@pytest.fixture
def gitlab(tmp_path: Path, api: Standin) -> Job:
    variables = {
        "CI_API_V4_URL": f"{api.url}/api/v4",
        "CI_PROJECT_ID": "77",
        "CI_MERGE_REQUEST_IID": "5",
        "PLANTOOL_GITLAB_TOKEN": TOKEN,
    }
    return Job(tmp_path, variables)


@pytest.fixture(params=["github", "gitlab"])
def job(request: pytest.FixtureRequest) -> Job:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Job)
    return found
