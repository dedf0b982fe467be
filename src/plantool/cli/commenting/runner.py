"""Finds the pull or merge request and its token in the environment of a CI runner."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from plantool.cli.commenting import ServiceName
from plantool.cli.commenting.connection import Connection, Patience
from plantool.cli.commenting.http_exchange import parse_origin
from plantool.cli.commenting.services import GitHub, GitLab, is_service_id
from plantool.errors import UsageError
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.cli.commenting.services import Service

_REPOSITORY = compile_late(r"[\w-][\w.-]*/[\w-][\w.-]*", re.ASCII)
_TOKEN = compile_late(r"[!-~]+")
_NUMBER = compile_late(r"[1-9][0-9]{0,17}")
_GITHUB_API = "https://api.github.com"


class Runner:
    """The variables of a runner; an empty one counts as missing."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.missing: list[str] = []

    def read_variable(self, *names: str, default: str = "") -> str:
        """Return the first of several variables that is set."""
        values = (self._variables.get(name, "").strip() for name in names)
        return next(filter(None, values), default)

    def require_variable(self, *names: str) -> str:
        """Return the same value; without one, remember the first name as missing."""
        value = self.read_variable(*names)
        if not value:
            self.missing.append(names[0])
        return value

    def check_variable(self, value: str, pattern: re.Pattern[str], *names: str) -> str:
        """Return a value of the form it must have; raises UsageError, which does not show it."""
        if not pattern.fullmatch(value):
            raise UsageError("error.comment-variable", names=" / ".join(names))
        return value

    def read_api_url(self, name: str, default: str = "") -> str:
        """Return the address of an API; raises UsageError for anything else."""
        url = self.read_variable(name, default=default).rstrip("/")
        if url and (not parse_origin(url) or "@" in urlsplit(url).netloc):
            raise UsageError("error.comment-variable", names=name)
        if not url:
            self.missing.append(name)
        return url


_SERVICE_VARIABLES = {ServiceName.GITHUB: "GITHUB_REPOSITORY", ServiceName.GITLAB: "CI_PROJECT_ID"}
"""A variable that every job of the service's runner has."""


def find_service(
    variables: Mapping[str, str],
    *,
    chosen: ServiceName | None = None,
    number: int | None = None,
    timeout: float,
) -> Service:
    """Return the service that ``variables`` tell of; raises UsageError where they do not."""
    runner = Runner(variables)
    match chosen or _guess_service(runner):
        case ServiceName.GITHUB:
            return _build_github(runner, number, Patience.start_clock(timeout))
        case ServiceName.GITLAB:
            return _build_gitlab(runner, number, Patience.start_clock(timeout))


def _guess_service(runner: Runner) -> ServiceName:
    services = [name for name, sign in _SERVICE_VARIABLES.items() if runner.read_variable(sign)]
    if len(services) != 1:
        raise UsageError("error.comment-no-service")
    return services[0]


def _build_github(runner: Runner, number: int | None, patience: Patience) -> GitHub:
    api = runner.read_api_url("GITHUB_API_URL", _GITHUB_API)
    repository = runner.require_variable("GITHUB_REPOSITORY")
    number = number or _read_event_number(runner.read_variable("GITHUB_EVENT_PATH"))
    token = runner.require_variable("GITHUB_TOKEN")
    if number is None or runner.missing:
        missing = [*runner.missing, *(["--pull-request"] if number is None else [])]
        raise UsageError("error.comment-missing-github", missing=", ".join(missing))
    runner.check_variable(repository, _REPOSITORY, "GITHUB_REPOSITORY")
    runner.check_variable(token, _TOKEN, "GITHUB_TOKEN")
    headers = (
        ("Accept", "application/vnd.github+json"),
        ("X-GitHub-Api-Version", "2022-11-28"),
        ("Authorization", f"Bearer {token}"),
    )
    connection = Connection(
        service="GitHub", api=api, token=token, headers=headers, patience=patience
    )
    return GitHub(connection=connection, repository=repository, number=number)


def _build_gitlab(runner: Runner, number: int | None, patience: Patience) -> GitLab:
    api = runner.read_api_url("CI_API_V4_URL")
    # of a merge request from a fork, the two differ: its notes are in the project it is made to
    project = runner.require_variable("CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID")
    iid = str(number) if number else runner.require_variable("CI_MERGE_REQUEST_IID")
    token = runner.require_variable("PLANTOOL_GITLAB_TOKEN", "GITLAB_TOKEN")
    if runner.missing:
        missing = ", ".join(runner.missing)
        raise UsageError("error.comment-missing-gitlab", missing=missing)
    runner.check_variable(iid, _NUMBER, "CI_MERGE_REQUEST_IID")
    runner.check_variable(token, _TOKEN, "PLANTOOL_GITLAB_TOKEN", "GITLAB_TOKEN")
    headers = (("Accept", "application/json"), ("PRIVATE-TOKEN", token))
    connection = Connection(
        service="GitLab", api=api, token=token, headers=headers, patience=patience
    )
    return GitLab(connection=connection, project=project, number=int(iid))


def _read_event_number(event_file: str) -> int | None:
    """Read the number of the pull request from the event that started the run; None without one."""
    try:
        event = json.loads(Path(event_file).read_bytes()) if event_file else {}
    except (OSError, ValueError, RecursionError):
        return None
    match event:
        case {"pull_request": {"number": number}} | {"number": number} if is_service_id(number):
            return int(number)
        case _:
            return None
