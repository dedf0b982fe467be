from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.messages import catalogue
from plantool.render.findings.concise import render
from tests.render.findings.conftest import ROUNDING, TOTAL, with_severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.checking.findings import Findings

EN = catalogue("en")


def test_a_line_for_each_finding(check: Callable[..., Findings]) -> None:
    findings = with_severity(check(TOTAL, ROUNDING), 0, Severity.INFO)
    assert "".join(render(findings, EN)) == (
        "plan/18-3.yaml:18:12: info PLT301 the planned years do not add up to the total: "
        "2 + 2 = 4, the total says 5 か所\n"
        "plan/18-3.yaml:22:10: warning PLT502 the printed total is off by one at most: "
        "26 + 25 = 51, the total says 52 百万円\n"
    )


def test_severities_in_japanese(check: Callable[..., Findings]) -> None:
    lines = list(render(check(TOTAL, ROUNDING), catalogue("ja")))
    assert [line.split()[1] for line in lines] == ["エラー", "警告"]


def test_nothing_found(check: Callable[..., Findings]) -> None:
    assert list(render(check(), EN)) == []


def test_a_line_stays_one_line_and_nothing_acts_on_the_terminal(hostile: Findings) -> None:
    lines = list(render(hostile, EN))
    assert lines[0] == (
        "plan/18-3.yaml:13:11: error PLT104 Kind cannot be '<b>|`a`\\u000a"
        "[x](https://evil.example) WWW.evil.example @me\\u001b[31m\\u009b\\u202e%,::\\ufffe'\n"
    )
    assert lines[1] == "plan/\\xff.yaml:1:1: error PLT102 'title' is missing (Title)\n"
    assert lines[-1].startswith("plan/a\\u000a%0A,:\\u001b[31m.yaml:1:5: error PLT105 ")
    assert len("".join(lines).splitlines()) == len(hostile.diagnostics)
    assert "".join(lines).replace("\n", "").isprintable()
