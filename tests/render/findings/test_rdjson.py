from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.diagnostics import Severity, Span
from plantool.messages import catalogue
from plantool.render.findings.rdjson import render
from tests.render.findings.conftest import (
    FILE,
    HOSTILE_NAME,
    ROUNDING,
    TOTAL,
    YEAR,
    with_fix,
    with_severity,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.checking.findings import Findings

EN = catalogue("en")


def test_the_whole_document_with_columns_in_bytes(check: Callable[..., Findings]) -> None:
    findings = with_fix(check(YEAR), 0, ("H19", "H31"), safe=True)
    before = len("    planned: {H30: ２か所開設, ".encode())
    start, end = ({"line": 17, "column": before + width} for width in (1, 4))
    assert json.loads("".join(render(findings, EN))) == {
        "source": {"name": "plantool"},
        "severity": "ERROR",
        "diagnostics": [
            {
                "message": "'H19' is not a year of the plan\n"
                "the plan's years are H30, H31 (years.planned in plan.yaml)",
                "location": {"path": FILE, "range": {"start": start, "end": end}},
                "severity": "ERROR",
                "code": {"value": "PLT401"},
                "suggestions": [{"range": {"start": start, "end": end}, "text": "H31"}],
            }
        ],
    }


def test_the_end_counts_what_is_marked(check: Callable[..., Findings]) -> None:
    (found,) = json.loads("".join(render(check(TOTAL), EN)))["diagnostics"]
    end = 12 + len("５か所開設".encode())
    assert found["location"]["range"]["end"] == {"line": 18, "column": end}


def test_no_suggestion_for_several_edits(check: Callable[..., Findings]) -> None:
    findings = with_fix(check(TOTAL), 0, ("５か所", "４か所"), ("total", "計"), safe=True)
    (found,) = json.loads("".join(render(findings, EN)))["diagnostics"]
    assert "suggestions" not in found


def test_severities(check: Callable[..., Findings]) -> None:
    findings = with_severity(check(TOTAL, ROUNDING), 0, Severity.INFO)
    document = json.loads("".join(render(findings, EN)))
    assert [found["severity"] for found in document["diagnostics"]] == ["INFO", "WARNING"]
    assert document["severity"] == "WARNING"


def test_places_without_text_stay(check: Callable[..., Findings]) -> None:
    findings = check(TOTAL)
    beyond = findings.diagnostics[0]._replace(span=Span(99, 2, 99, 3), fix=None)
    elsewhere = beyond._replace(file="plan/none.yaml", span=Span(1, 2, 1, 3))
    document = "".join(render(findings._replace(diagnostics=(beyond, elsewhere)), EN))
    starts = [found["location"]["range"]["start"] for found in json.loads(document)["diagnostics"]]
    assert starts == [{"line": 99, "column": 2}, {"line": 1, "column": 2}]


def test_nothing_found(check: Callable[..., Findings]) -> None:
    document = json.loads("".join(render(check(), EN)))
    assert document == {"source": {"name": "plantool"}, "severity": "INFO", "diagnostics": []}


def test_hostile_names_and_text(hostile: Findings) -> None:
    found = json.loads("".join(render(hostile, EN)))["diagnostics"]
    assert found[-1]["location"]["path"] == f"plan/{HOSTILE_NAME}"
    assert "@me\\u001b[31m\\u009b\\u202e%,::\\ufffe'" in found[0]["message"]
