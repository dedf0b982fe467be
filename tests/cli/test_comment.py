"""The comment of a pull or merge request, against a server that stands in for both APIs."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.cli.commenting.body import cut, is_marked, marked, without_orders
from tests.running import ROOT, Run, run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKER = "<!-- plantool diff -->"
TOKEN = "secret-token-4711"  # noqa: S105 - of no service
TEXT = f"{MARKER}\n# 変更\n\n- 18-3: ２か所 → ３か所\n"
NONE = dict.fromkeys(
    (
        *("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_EVENT_PATH", "GITHUB_TOKEN"),
        *("CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID"),
        *("CI_MERGE_REQUEST_IID", "PLANTOOL_GITLAB_TOKEN", "GITLAB_TOKEN"),
        *("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
    ),
    "",
)
NOTES = "/api/v4/projects/77/merge_requests/5/notes"
ISSUES = "/repos/ward/plan/issues"


class Request(NamedTuple):
    """What the server was asked."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: Any


class Failure(NamedTuple):
    """What the server answers instead of doing what it was asked."""

    status: int
    body: bytes = b"{}"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Standin:
    """Keeps comments, pages them and remembers what it was asked."""

    url: str = ""
    page: int = 100
    user: int = 1
    delay: float = 0
    next_page: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    failures: dict[tuple[str, str], Failure] = field(default_factory=dict)

    def add(self, body: str | None, author: int = 1, *, system: bool = False) -> dict[str, Any]:
        number = 100 + len(self.comments)
        entry = {"id": number, "body": body, "author": {"id": author}, "system": system}
        self.comments.append(entry)
        return entry

    @property
    def writes(self) -> list[Request]:
        return [request for request in self.requests if request.method != "GET"]

    @property
    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def answer(self, asked: Request) -> Failure:
        failure = self.failures.get((asked.method, asked.path))
        if failure:
            return failure
        match asked.method:
            case "GET" if asked.path == "/api/v4/user":
                return Failure(200, json.dumps({"id": self.user}).encode())
            case "GET":
                return self._list(asked)
            case "POST":
                return Failure(201, json.dumps(self.add(asked.body["body"])).encode())
            case _:
                number = int(asked.path.rpartition("/")[2])
                entry = next(c for c in self.comments if c["id"] == number)
                entry["body"] = asked.body["body"]
                return Failure(200, json.dumps(entry).encode())

    def _list(self, asked: Request) -> Failure:
        at = int(asked.query.get("page", ["1"])[0])
        page = self.comments[(at - 1) * self.page : at * self.page]
        last = at * self.page >= len(self.comments)
        here = self.next_page or f"{self.url}{asked.path}?per_page=100"
        link = f'<{here}&page=1>; rel="first"' + (
            "" if last else f', <{here}&page={at + 1}>; rel="next"'
        )
        headers = (("Link", link), ("x-next-page", "" if last else str(at + 1)))
        return Failure(200, json.dumps(page).encode(), headers)


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for a stand-in, which its server knows."""

    standin: Standin

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if self.raw_requestline and self.parse_request():
            self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        size = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(size)) if size else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Request(self.command, parts.path, parse_qs(parts.query), headers, body)
        self.standin.requests.append(asked)
        time.sleep(self.standin.delay)
        answer = self.standin.answer(asked)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """Says nothing of clients that went away."""

    def handle_error(self, *_: object) -> None:
        """Keep quiet: not to wait any longer is what some tests are about."""


def serving(standin: Standin, certificate: Path | None = None) -> Iterator[Standin]:
    """Run a server for ``standin`` on a free port of this computer."""
    handler = type("Bound", (Handler,), {"standin": standin})
    with Server(("127.0.0.1", 0), handler) as server:
        scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            scheme = "https"
        standin.url = f"{scheme}://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield standin
        server.shutdown()
        thread.join()


@pytest.fixture
def api() -> Iterator[Standin]:
    yield from serving(Standin())


@pytest.fixture
def elsewhere() -> Iterator[Standin]:
    yield from serving(Standin())


class Job(NamedTuple):
    """A job of a runner: its folder, and what it is told."""

    folder: Path
    variables: dict[str, str]

    def comment(self, text: str | None, *arguments: str, **variables: str) -> Run:
        """Run ``plantool comment``; its token is never to be seen."""
        file = self.folder / "diff.md"
        if text is not None:
            file.write_bytes(text.encode("utf-8"))
        told = {**NONE, "PLANTOOL_LANG": "en", **self.variables, **variables}
        done = run("comment", "diff.md", *arguments, cwd=self.folder, **told)
        assert TOKEN not in done.out + done.err
        assert done.out == ""
        return done


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


def lists(job: Job) -> str:
    return f"{ISSUES}/12/comments" if "GITHUB_TOKEN" in job.variables else NOTES


# What is done


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


# What lacks


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
    "event", ["", "{", "[]", '{"ref": "main"}', '{"number": "12"}', '{"number": 0}', None]
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


# What fails


@pytest.mark.parametrize(
    ("method", "status", "helps"),
    [
        ("GET", 401, "expired"),
        ("POST", 403, "docs/ci/README.md"),
        ("GET", 404, "number"),
        ("POST", 422, "accept"),
        ("GET", 429, "later"),
        ("POST", 500, "later"),
    ],
)
def test_a_refusal_is_told_with_what_to_do(
    method: str, status: int, helps: str, job: Job, api: Standin
) -> None:
    said = json.dumps({"message": f"No,\nsays {TOKEN}\x1b[31m"}).encode()
    api.failures[method, lists(job)] = Failure(status, said)
    done = job.comment(TEXT)
    assert done.code == 3
    assert f"status {status}" in done.err
    assert "No, says …" in done.err
    assert "\x1b" not in done.err
    assert f"{method} {api.url}{lists(job)}" in done.err
    assert helps in done.err
    assert api.comments == []


def test_a_fork_is_told_why_it_may_not_write(github: Job, api: Standin) -> None:
    said = b'{"message": "Resource not accessible by integration"}'
    api.failures["POST", lists(github)] = Failure(403, said)
    done = github.comment(TEXT)
    assert "Resource not accessible by integration" in done.err
    assert "pull-requests: write" in done.err
    assert "from a fork may never write" in done.err


@pytest.mark.parametrize("header", [("X-RateLimit-Remaining", "0"), ("Retry-After", "60")])
def test_a_limit_on_requests_is_not_taken_for_a_fork(
    header: tuple[str, str], github: Job, api: Standin
) -> None:
    headers = (header,)
    api.failures["GET", lists(github)] = Failure(403, b'{"message": "rate limit"}', headers)
    done = github.comment(TEXT)
    assert "rate limit" in done.err
    assert "fork" not in done.err


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (b'{"message": {"note": ["is too long"]}}', '{"note": ["is too long"]}'),
        (b'{"error": "insufficient_scope", "error_description": "x"}', "insufficient_scope / x"),
        (b"<html>gateway</html>", "Bad Gateway"),
        (b"[1]", "Bad Gateway"),
        (b"\xff", "Bad Gateway"),
        (b"[" * 100_000, "Bad Gateway"),
        (json.dumps({"message": "x" * 5000}).encode(), "x" * 500 + "…"),
    ],
)
def test_services_say_it_in_several_ways(
    said: bytes, shown: str, gitlab: Job, api: Standin
) -> None:
    api.failures["GET", NOTES] = Failure(502, said)
    done = gitlab.comment(TEXT)
    assert done.code == 3
    assert f"status 502: {shown} (" in done.err


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"",
        b"\xff",
        b'{"id": 1}',
        b"[1]",
        b'[{"body": "x"}]',
        b'[{"id":"1/../2","body":""}]',
    ],
)
def test_an_answer_of_another_kind(body: bytes, github: Job, api: Standin) -> None:
    api.failures["GET", lists(github)] = Failure(200, body)
    done = github.comment(TEXT)
    assert done.code == 3
    assert "not one of its API" in done.err
    assert api.writes == []


def test_a_comment_is_written_only_when_one_comes_back(job: Job, api: Standin) -> None:
    api.failures["POST", lists(job)] = Failure(200, b"{}")
    done = job.comment(TEXT)
    assert done.code == 3
    assert "Wrote" not in done.err


def test_it_does_not_wait_for_ever(job: Job, api: Standin) -> None:
    api.delay = 1.5
    done = job.comment(TEXT, "--timeout", "0.3")
    assert done.code == 3
    assert "did not answer within 0.3 seconds" in done.err


def test_nobody_there(job: Job, api: Standin) -> None:
    gone = {"GITHUB_API_URL": "http://127.0.0.1:9", "CI_API_V4_URL": "http://127.0.0.1:9"}
    done = job.comment(TEXT, **gone)
    assert done.code == 3
    assert "(127.0.0.1:9) cannot be reached" in done.err
    assert api.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_redirect_to_another_host_is_followed(
    status: int, method: str, github: Job, api: Standin, elsewhere: Standin
) -> None:
    away = (("Location", f"{elsewhere.url}{lists(github)}"),)
    api.failures[method, lists(github)] = Failure(status, b"", away)
    done = github.comment(TEXT)
    assert done.code == 3
    assert "another host" in done.err
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:{port}/x",
        "https://127.0.0.1:{port}/x",
        "http://[::1",
        "//x:y/",
        "http://:0",
    ],
)
def test_another_name_or_scheme_is_another_host(location: str, job: Job, api: Standin) -> None:
    port = str(urlsplit(api.url).port)
    away = (("Location", location.replace("{port}", port)),)
    api.failures["GET", lists(job)] = Failure(302, b"", away)
    done = job.comment(TEXT)
    assert done.code == 3
    assert len(api.requests) == 1


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_out_of_the_web_is_a_refusal(location: str, job: Job, api: Standin) -> None:
    api.failures["GET", lists(job)] = Failure(302, b"", (("Location", location),))
    assert job.comment(TEXT).code == 3


def test_the_next_page_is_on_the_same_host(github: Job, api: Standin, elsewhere: Standin) -> None:
    api.page = 1
    api.add("one")
    api.add("two")
    api.next_page = f"{elsewhere.url}/steal?per_page=100"
    done = github.comment(TEXT)
    assert done.code == 3
    assert elsewhere.requests == []
    assert api.writes == []


def test_a_repository_that_moved_is_followed_within_its_host(github: Job, api: Standin) -> None:
    moved = "/repositories/4/issues/12/comments"
    for method, status in (("GET", 301), ("POST", 307)):
        to = (("Location", f"{api.url}{moved}?per_page=100"),)
        api.failures[method, lists(github)] = Failure(status, b"", to)
    assert github.comment(TEXT).code == 0
    assert [(asked.method, asked.path) for asked in api.requests][1::2] == [
        ("GET", moved),
        ("POST", moved),
    ]
    assert api.requests[3].headers["authorization"] == f"Bearer {TOKEN}"
    assert api.bodies == [TEXT.strip()]


def test_a_change_is_never_turned_into_a_question(github: Job, api: Standin) -> None:
    to = (("Location", f"{api.url}/elsewhere"),)
    api.failures["POST", lists(github)] = Failure(302, b"", to)
    done = github.comment(TEXT)
    assert done.code == 3
    assert "status 302" in done.err


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(github: Job, tmp_path: Path) -> None:
    pem = tmp_path / "own.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(pem), "-out", f"{pem}.crt"),
        ],
        check=True,
        capture_output=True,
    )
    pem.write_text(pem.read_text() + (tmp_path / "own.pem.crt").read_text())
    for secure in serving(Standin(), pem):
        done = github.comment(TEXT, GITHUB_API_URL=secure.url)
        assert done.code == 3
        assert "CERTIFICATE_VERIFY_FAILED" in done.err
        assert secure.requests == []


# What the action does


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
    assert api.requests == []


# What is written


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
    body = cut(opened + "row\n" * 100, 200, "NOTE")
    assert body.endswith(f"row{closed}\n\nNOTE\n")
    assert len(body) <= 200


@given(
    st.text(st.sampled_from("ab\n`<>/details"), max_size=300),
    st.integers(min_value=120, max_value=200),
)
def test_a_cut_never_exceeds_the_limit(text: str, limit: int) -> None:
    body = cut(text, limit, "NOTE")
    assert len(body) <= limit
    assert body == text or body.endswith("\n\nNOTE\n")


@given(st.text())
def test_every_text_is_marked_and_gives_no_orders(text: str) -> None:
    body = without_orders(marked(text, MARKER))
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
    assert users == {"cli/commenting/connection.py"}
