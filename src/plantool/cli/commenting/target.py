"""Which pull or merge request is meant, and what opens it: from the environment of the runner."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from plantool.cli.comment import ServiceName
from plantool.cli.commenting.connection import Connection, Patience
from plantool.cli.commenting.exchange import origin
from plantool.cli.commenting.services import GitHub, GitLab, is_id
from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.cli.commenting.services import Service

_REPOSITORY = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*", re.ASCII)
_TOKEN = re.compile(r"[!-~]+")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_GITHUB_API = "https://api.github.com"


class Runner:
    """What a runner tells through its variables, an empty one being as good as none."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.missing: list[str] = []

    def get(self, *names: str, default: str = "") -> str:
        """Return the first of several variables that is set."""
        values = (self._variables.get(name, "").strip() for name in names)
        return next(filter(None, values), default)

    def need(self, *names: str) -> str:
        """Return the same; what is not there is remembered as missing."""
        value = self.get(*names)
        if not value:
            self.missing.append(names[0])
        return value

    def valid(self, value: str, pattern: re.Pattern[str], *names: str) -> str:
        """Return a value of the form it must have; raises UsageError, which does not show it."""
        if not pattern.fullmatch(value):
            raise UsageError("error.comment-variable", names=" / ".join(names))
        return value

    def api(self, name: str, default: str = "") -> str:
        """Return the address of an API; raises UsageError for what is none."""
        url = self.get(name, default=default).rstrip("/")
        if url and (not origin(url) or "@" in urlsplit(url).netloc):
            raise UsageError("error.comment-variable", names=name)
        if not url:
            self.missing.append(name)
        return url


_SIGNS = {ServiceName.GITHUB: "GITHUB_REPOSITORY", ServiceName.GITLAB: "CI_PROJECT_ID"}
"""What every job of a service's runner is told."""


def service_of(
    variables: Mapping[str, str],
    *,
    chosen: ServiceName | None = None,
    number: int | None = None,
    timeout: float,
) -> Service:
    """Return the service that ``variables`` tell of; raises UsageError where they do not."""
    runner = Runner(variables)
    match chosen or _guess(runner):
        case ServiceName.GITHUB:
            return _github(runner, number, Patience.of(timeout))
        case ServiceName.GITLAB:
            return _gitlab(runner, number, Patience.of(timeout))


def _guess(runner: Runner) -> ServiceName:
    found = [name for name, sign in _SIGNS.items() if runner.get(sign)]
    if len(found) != 1:
        raise UsageError("error.comment-no-service")
    return found[0]


def _github(runner: Runner, number: int | None, patience: Patience) -> GitHub:
    api = runner.api("GITHUB_API_URL", _GITHUB_API)
    repository = runner.need("GITHUB_REPOSITORY")
    number = number or _number_in_event(runner.get("GITHUB_EVENT_PATH"))
    token = runner.need("GITHUB_TOKEN")
    if number is None or runner.missing:
        missing = [*runner.missing, *(["--pull-request"] if number is None else [])]
        raise UsageError("error.comment-missing-github", missing=", ".join(missing))
    runner.valid(repository, _REPOSITORY, "GITHUB_REPOSITORY")
    runner.valid(token, _TOKEN, "GITHUB_TOKEN")
    headers = (
        ("Accept", "application/vnd.github+json"),
        ("X-GitHub-Api-Version", "2022-11-28"),
        ("Authorization", f"Bearer {token}"),
    )
    connection = Connection(
        service="GitHub", api=api, token=token, headers=headers, patience=patience
    )
    return GitHub(connection=connection, repository=repository, number=number)


def _gitlab(runner: Runner, number: int | None, patience: Patience) -> GitLab:
    api = runner.api("CI_API_V4_URL")
    # of a merge request from a fork, the two differ: its notes are in the project it is made to
    project = runner.need("CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID")
    iid = str(number) if number else runner.need("CI_MERGE_REQUEST_IID")
    token = runner.need("PLANTOOL_GITLAB_TOKEN", "GITLAB_TOKEN")
    if runner.missing:
        missing = ", ".join(runner.missing)
        raise UsageError("error.comment-missing-gitlab", missing=missing)
    runner.valid(iid, _NUMBER, "CI_MERGE_REQUEST_IID")
    runner.valid(token, _TOKEN, "PLANTOOL_GITLAB_TOKEN", "GITLAB_TOKEN")
    headers = (("Accept", "application/json"), ("PRIVATE-TOKEN", token))
    connection = Connection(
        service="GitLab", api=api, token=token, headers=headers, patience=patience
    )
    return GitLab(connection=connection, project=project, number=int(iid))


def _number_in_event(path: str) -> int | None:
    """Read the number of the pull request from what started the run; None where it is not there."""
    try:
        event = json.loads(Path(path).read_bytes()) if path else {}
    except (OSError, ValueError, RecursionError):
        return None
    match event:
        case {"pull_request": {"number": number}} | {"number": number} if is_id(number):
            return int(number)
        case _:
            return None
