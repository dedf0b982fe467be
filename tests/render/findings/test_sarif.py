from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema_rs
import pytest

import plantool
from plantool.checking.check_plan import load_and_check
from plantool.checking.findings import Findings
from plantool.diagnostics import Severity
from plantool.loading.folder import Folder
from plantool.messages import LANGUAGES, catalogue
from plantool.render.findings.fingerprints import yield_fingerprints
from plantool.render.findings.sarif import SCHEMA, render
from tests.conftest import ROOT
from tests.render.findings.conftest import (
    FILE,
    HOSTILE_NAME,
    ROUNDING,
    TOTAL,
    TWICE,
    YEAR,
    with_fix,
    with_severity,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plantool.messages import Catalogue

EN = catalogue("en")


@cache
def schema() -> jsonschema_rs.Validator:
    """Return the standard's schema; this validator knows what a URI is, too."""
    text = (ROOT / "tests" / "data" / "sarif-schema-2.1.0.json").read_text("utf-8")
    return jsonschema_rs.validator_for(json.loads(text), validate_formats=True)


def run(findings: Findings, texts: Catalogue = EN) -> dict[str, Any]:
    """Return the only run of a log that the schema accepts."""
    log: dict[str, Any] = json.loads("".join(render(findings, texts)).encode("utf-8"))
    assert [error.message for error in schema().iter_errors(log)] == []
    assert (log["$schema"], log["version"]) == (SCHEMA, "2.1.0")
    (only,) = log["runs"]
    return dict(only)


def place(file: str, *region: int) -> dict[str, Any]:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    regions = dict(zip(names, region, strict=True))
    return {"physicalLocation": {"artifactLocation": {"uri": file}, "region": regions}}


def test_the_whole_run(check: Callable[..., Findings]) -> None:
    findings = with_fix(check(YEAR), 0, ("H19", "H31"), safe=True)
    (fingerprint,) = yield_fingerprints(findings.diagnostics)
    change = {
        "artifactLocation": {"uri": FILE},
        "replacements": [
            {
                "deletedRegion": place(FILE, 17, 27, 17, 30)["physicalLocation"]["region"],
                "insertedContent": {"text": "H31"},
            }
        ],
    }
    remedy = "the plan's years are H30, H31 (years.planned in plan.yaml)"
    rule = {
        "id": "PLT401",
        "name": "YearOutsidePlan",
        "shortDescription": {
            "text": "A year in the `planned` of a measure that is not among the "
            "`years.planned` of plan.yaml."
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"family": "years"},
    }
    driver = {"name": "plantool", "semanticVersion": plantool.__version__, "rules": [rule]}
    assert run(findings) == {
        "tool": {"driver": driver},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": "PLT401",
                "ruleIndex": 0,
                "level": "error",
                "message": {"text": f"'H19' is not a year of the plan\n{remedy}"},
                "locations": [place(FILE, 17, 27, 17, 30)],
                "partialFingerprints": {"plantool/v1": fingerprint},
                "fixes": [{"description": {"text": remedy}, "artifactChanges": [change]}],
            }
        ],
    }


def test_a_related_place(check: Callable[..., Findings]) -> None:
    (result,) = run(check(TWICE))["results"]
    related = {**place(FILE, 19, 5, 19, 11), "message": {"text": "see also"}}
    assert result["relatedLocations"] == [related]


def test_rules_and_levels(check: Callable[..., Findings]) -> None:
    findings = with_severity(check(TOTAL, YEAR, ROUNDING), 0, Severity.INFO)
    found = run(findings)
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["PLT301", "PLT401", "PLT502"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "note", "warning"]
    for result, diagnostic in zip(found["results"], findings.diagnostics, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code.code
        assert result["level"] == rules[result["ruleIndex"]]["defaultConfiguration"]["level"]


def test_one_rule_for_a_code_of_two_severities(check: Callable[..., Findings]) -> None:
    findings = check(TOTAL)
    twice = findings._replace(diagnostics=findings.diagnostics * 2)
    found = run(with_severity(twice, 0, Severity.INFO))
    (rule,) = found["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert [result["level"] for result in found["results"]] == ["note", "error"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found(language: str, check: Callable[..., Findings]) -> None:
    found = run(check(), catalogue(language))
    assert (found["results"], found["tool"]["driver"]["rules"]) == ([], [])


def test_hostile_names_and_text(hostile: Findings) -> None:
    results = run(hostile)["results"]
    files = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    assert files[-1] == "plan/a%0A%250A%2C%3A%1B%5B31m.yaml"
    assert unquote(files[-1]) == f"plan/{HOSTILE_NAME}"
    text = results[0]["message"]["text"]
    assert "[x\\](https://evil.example)" in text
    assert "@me\\u001b[31m\\u009b\\u202e%,::\\ufffe'" in text


def test_a_plan_elsewhere_is_a_file_uri(plan_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = plan_copy.rename(plan_copy.with_name("計画 1"))
    monkeypatch.chdir(ROOT)
    (elsewhere / "18-3.yaml").write_text("", "utf-8")
    loaded = load_and_check(Folder.open_at(elsewhere))
    empty = tuple(d for d in loaded.diagnostics if d.code.code == "PLT009")
    (result,) = run(Findings(empty, 11, loaded.contents))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert uri.endswith("/%E8%A8%88%E7%94%BB%201/18-3.yaml")


def test_an_undecodable_folder_keeps_its_bytes(check: Callable[..., Findings]) -> None:
    findings = check(TOTAL)
    moved = findings.diagnostics[0]._replace(file="\udcff/18-3.yaml", fix=None)
    absolute = moved._replace(file="/\udcff/18-3.yaml")
    results = run(findings._replace(diagnostics=(moved, absolute)))["results"]
    files = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    assert files == ["%FF/18-3.yaml", "file:///%FF/18-3.yaml"]


def test_the_schema_refuses_what_is_no_sarif(check: Callable[..., Findings]) -> None:
    log = json.loads("".join(render(check(TOTAL), EN)))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    location["artifactLocation"]["uri"] = "計画 1/18-3.yaml"
    location["region"]["startLine"] = 0
    location["line"] = 1
    assert len(list(schema().iter_errors(log))) == 3
