from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.messages import catalogue
from plantool.render.findings.json_document import render
from tests.render.findings.conftest import FILE, HOSTILE_NAME, TOTAL, TWICE, YEAR, with_fix

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.checking.findings import Findings

EN = catalogue("en")


def test_the_whole_document(check: Callable[..., Findings]) -> None:
    findings = check(TOTAL)
    assert (
        "".join(render(findings._replace(partly_checked=1, hidden_count=2), EN))
        == """\
{
  "version": 1,
  "files": 11,
  "partly": 1,
  "counts": {
    "error": 1,
    "warning": 0,
    "info": 0
  },
  "hidden": 2,
  "findings": [
    {"code": "PLT301", "name": "planned-total", "severity": "error", "family": "arithmetic", \
"file": "plan/18-3.yaml", "line": 18, "column": 12, "end_line": 18, "end_column": 17, \
"message": "the planned years do not add up to the total: 2 + 2 = 4, the total says 5 か所", \
"help": "correct a year or the total", "path": ["measures", 0, "total"], "related": null, \
"fix": {"safe": false, "edits": [{"line": 18, "column": 12, "end_line": 18, "end_column": 17, \
"text": "４か所開設"}]}}
  ]
}
"""
    )


def test_a_related_place(check: Callable[..., Findings]) -> None:
    (finding,) = json.loads("".join(render(check(TWICE), EN)))["findings"]
    place = {"line": 19, "column": 5, "end_line": 19, "end_column": 11}
    assert finding["related"] == {"file": FILE, **place}


def test_a_fix_over_several_lines(check: Callable[..., Findings]) -> None:
    findings = with_fix(check(YEAR), 0, ("か所\n    baseline", "所\n"), ("H19", "H31"), safe=True)
    (finding,) = json.loads("".join(render(findings, EN)))["findings"]
    assert finding["fix"] == {
        "safe": True,
        "edits": [
            {"line": 15, "column": 11, "end_line": 16, "end_column": 13, "text": "所\n"},
            {"line": 17, "column": 27, "end_line": 17, "end_column": 30, "text": "H31"},
        ],
    }


def test_nothing_found(check: Callable[..., Findings]) -> None:
    document = json.loads("".join(render(check(), EN)))
    assert document["counts"] == {"error": 0, "warning": 0, "info": 0}
    assert document["findings"] == []


def test_hostile_names_and_text_come_through_whole_and_do_nothing(hostile: Findings) -> None:
    text = "".join(render(hostile, EN))
    assert text.replace("\n", "").replace("\ufffe", "").isprintable()  # which does nothing
    findings = json.loads(text.encode("utf-8"))["findings"]
    assert [f["file"] for f in findings][-1] == f"plan/{HOSTILE_NAME}"
    assert findings[0]["message"] == EN.message(hostile.diagnostics[0])
