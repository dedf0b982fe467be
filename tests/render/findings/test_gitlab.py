from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.diagnostics import Severity
from plantool.messages import catalogue
from plantool.render.findings.fingerprints import yield_fingerprints
from plantool.render.findings.gitlab import render
from tests.render.findings.conftest import HOSTILE_NAME, ROUNDING, TOTAL, YEAR, with_severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.checking.findings import Findings

EN = catalogue("en")


def test_the_whole_report(check: Callable[..., Findings]) -> None:
    findings = check(TOTAL)
    (fingerprint,) = yield_fingerprints(findings.diagnostics)
    assert json.loads("".join(render(findings, EN))) == [
        {
            "description": "the planned years do not add up to the total: 2 + 2 = 4, "
            "the total says 5 か所\ncorrect a year or the total",
            "check_name": "PLT301 planned-total",
            "fingerprint": fingerprint,
            "severity": "major",
            "location": {"path": "plan/18-3.yaml", "lines": {"begin": 18}},
        }
    ]


def test_severities(check: Callable[..., Findings]) -> None:
    findings = with_severity(check(TOTAL, YEAR, ROUNDING), 0, Severity.INFO)
    found = json.loads("".join(render(findings, EN)))
    assert [record["severity"] for record in found] == ["info", "major", "minor"]


def test_fingerprints_are_unique(hostile: Findings) -> None:
    found = json.loads("".join(render(hostile, EN)))
    assert len({record["fingerprint"] for record in found}) == len(hostile.diagnostics)


def test_nothing_found(check: Callable[..., Findings]) -> None:
    assert "".join(render(check(), EN)) == "[\n]\n"


def test_hostile_names_and_text(hostile: Findings) -> None:
    found = json.loads("".join(render(hostile, EN)))
    assert found[-1]["location"]["path"] == f"plan/{HOSTILE_NAME}"
    assert "@me\\u001b[31m\\u009b\\u202e%,::\\ufffe'" in found[0]["description"]
