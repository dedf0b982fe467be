"""What a service may answer instead of doing what it is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from plantool.cli.commenting.http_exchange import MOST_BYTES
from tests.cli.commenting.job import ISSUES, MARKER, NOTES, TEXT, TOKEN, lists
from tests.cli.commenting.standin import Failure, Standin, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commenting.job import Job

AT_ONCE = (("Retry-After", "0"),)


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
    at_once = () if status == 403 else AT_ONCE
    api.failures[method, lists(job)] = Failure(status, said, at_once)
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
    done = github.comment(TEXT, "--timeout", "50")
    assert "rate limit" in done.err
    assert len(api.requests) == 1
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
    api.failures["GET", NOTES] = Failure(502, said, AT_ONCE)
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
        b'[{"id":true,"body":""}]',
        b'[{"id":-1,"body":""}]',
        b'[{"id":1e2,"body":""}]',
        b'[{"id":' + b"1" * 5000 + b',"body":""}]',
        b"[" * 100_000,
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


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 403])
@pytest.mark.parametrize("method", ["GET", "change"])
def test_what_passes_is_asked_again(status: int, method: str, job: Job, api: Standin) -> None:
    old = api.add(f"{MARKER}\nold")
    place = f"{ISSUES}/comments/{old['id']}" if "GITHUB_TOKEN" in job.variables else f"{NOTES}/100"
    changes = "PATCH" if "GITHUB_TOKEN" in job.variables else "PUT"
    key = ("GET", lists(job)) if method == "GET" else (changes, place)
    api.first[key] = [Failure(status, headers=AT_ONCE)] * 2
    done = job.comment(TEXT)
    assert (done.code, api.bodies) == (0, [TEXT.strip()])
    assert [(asked.method, asked.path) for asked in api.requests].count(key) == 3


def test_asking_again_has_an_end(job: Job, api: Standin) -> None:
    api.failures["GET", lists(job)] = Failure(503, headers=AT_ONCE)
    assert job.comment(TEXT).code == 3
    assert len(api.requests) == 3


@pytest.mark.parametrize("wait", ["3600", "9" * 400, "-1", "soon", "Wed, 21 Oct 2037 07:28:00 GMT"])
def test_nobody_waits_longer_than_there_is_time(wait: str, github: Job, api: Standin) -> None:
    api.failures["GET", lists(github)] = Failure(429, headers=(("Retry-After", wait),))
    assert github.comment(TEXT, "--timeout", "0.9").code == 3
    assert len(api.requests) == 1


def test_a_limit_without_a_time_is_a_refusal(github: Job, api: Standin) -> None:
    spent = (("X-RateLimit-Remaining", "0"),)
    api.failures["GET", lists(github)] = Failure(403, headers=spent)
    assert github.comment(TEXT).code == 3
    assert len(api.requests) == 1


@pytest.mark.parametrize("status", [403, 429])
def test_a_comment_that_was_refused_for_now_is_sent_again(
    status: int, job: Job, api: Standin
) -> None:
    api.first["POST", lists(job)] = [Failure(status, headers=AT_ONCE)]
    assert job.comment(TEXT).code == 0
    assert [asked.method for asked in api.requests] == ["GET", "POST", "POST"]
    assert api.bodies == [TEXT.strip()]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_comment_that_may_be_there_is_looked_for_before_it_is_sent_again(
    status: int, github: Job, api: Standin
) -> None:
    place = ("POST", lists(github))
    api.first[place] = [Failure(status, headers=AT_ONCE)]
    done = github.comment(TEXT)
    assert (done.code, done.err[:15]) == (0, "Wrote a comment")
    assert [asked.method for asked in api.requests] == ["GET", "POST", "GET", "POST"]
    api.comments.clear()
    api.requests.clear()
    api.first[place] = [Failure(status, headers=AT_ONCE, done=True)]
    done = github.comment(TEXT)
    assert (done.code, done.err[:15]) == (0, "Wrote a comment")
    assert [asked.method for asked in api.requests] == ["GET", "POST", "GET"]
    assert api.bodies == [TEXT.strip()]


def test_a_comment_is_not_sent_without_end(github: Job, api: Standin) -> None:
    api.failures["POST", lists(github)] = Failure(502, headers=AT_ONCE)
    assert github.comment(TEXT).code == 3
    assert [asked.method for asked in api.requests] == ["GET", "POST", "GET", "POST"]


def test_a_server_that_drips_has_no_more_time(job: Job, api: Standin) -> None:
    api.failures["GET", lists(job)] = Failure(200, b"[" + b" " * 600, drip=0.05)
    done = job.comment(TEXT, "--timeout", "0.6")
    assert done.code == 3
    assert "within 0.6 seconds" in done.err


@pytest.mark.parametrize("status", [200, 302, 502])
def test_an_answer_without_an_end_is_not_read_to_it(status: int, github: Job, api: Standin) -> None:
    to = (("Location", f"{api.url}/elsewhere"),) if status == 302 else AT_ONCE
    api.failures["GET", lists(github)] = Failure(status, b" " * (MOST_BYTES + 2), to)
    done = github.comment(TEXT)
    assert done.code == 3
    assert "an answer without an end" in done.err
    assert len(api.requests) == 1


def test_pages_have_an_end(job: Job, api: Standin) -> None:
    api.page = 1
    for at in range(102):
        api.add(f"comment {at}")
    done = job.comment(TEXT)
    assert done.code == 3
    assert "an answer without an end" in done.err
    assert len(api.requests) == 100
    assert api.writes == []


def test_it_does_not_wait_for_ever(job: Job, api: Standin) -> None:
    api.delay = 1.5
    done = job.comment(TEXT, "--timeout", "0.3")
    assert done.code == 3
    assert "did not answer within 0.3 seconds" in done.err


def test_nobody_there(job: Job, api: Standin) -> None:
    gone = {"GITHUB_API_URL": "http://127.0.0.1:9", "CI_API_V4_URL": "http://127.0.0.1:9"}
    done = job.comment(TEXT, "--timeout", "0.9", **gone)
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
