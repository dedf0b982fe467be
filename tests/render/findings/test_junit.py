from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from plantool.diagnostics import Severity
from plantool.messages import catalogue
from plantool.render.findings.junit import render
from tests.render.findings.conftest import FILE, ROUNDING, TOTAL, YEAR, with_severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.checking.findings import Findings

EN = catalogue("en")


def read(findings: Findings) -> ET.Element:
    text = "".join(render(findings, EN))
    return ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own


def test_the_whole_document(check: Callable[..., Findings]) -> None:
    assert (
        "".join(render(check(TOTAL, ROUNDING), EN))
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0">
  <testsuite name="plantool" tests="2" failures="1" errors="0">
    <testcase classname="plan/18-3.yaml" name="18:12 PLT301 the planned years do not add up to \
the total: 2 + 2 = 4, the total says 5 か所" file="plan/18-3.yaml" line="18">
      <failure message="the planned years do not add up to the total: 2 + 2 = 4, the total says \
5 か所" type="PLT301 planned-total">plan/18-3.yaml:18:12: error
the planned years do not add up to the total: 2 + 2 = 4, the total says 5 か所
correct a year or the total</failure>
    </testcase>
    <testcase classname="plan/18-3.yaml" name="22:10 PLT502 the printed total is off by one at \
most: 26 + 25 = 51, the total says 52 百万円" file="plan/18-3.yaml" line="22">
      <system-out>plan/18-3.yaml:22:10: warning
the printed total is off by one at most: 26 + 25 = 51, the total says 52 百万円
leave it if it comes from rounding, else correct it</system-out>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_infos_pass(check: Callable[..., Findings]) -> None:
    suites = read(with_severity(check(YEAR), 0, Severity.INFO))
    assert suites.attrib == {"tests": "1", "failures": "0", "errors": "0"}
    (output,) = suites.findall("testsuite/testcase/system-out")
    assert (output.text or "").startswith(f"{FILE}:17:27: info\n'H19' is not a year of the plan\n")


def test_nothing_found_is_a_plan_that_passed(check: Callable[..., Findings]) -> None:
    suites = read(check())
    (case,) = suites.iter("testcase")
    assert suites.get("tests") == "1"
    assert case.attrib == {"classname": "plantool", "name": "plan"}
    assert list(case) == []


def test_no_two_cases_are_taken_for_one(hostile: Findings) -> None:
    names = [(case.get("classname"), case.get("name")) for case in read(hostile).iter("testcase")]
    assert len(set(names)) == len(hostile.diagnostics)


def test_nothing_that_xml_forbids(hostile: Findings) -> None:
    cases = list(read(hostile).iter("testcase"))
    assert cases[-1].get("file") == "plan/a\n%0A,:\\u001b[31m.yaml"
    assert "@me\\u001b[31m\\u009b\\u202e%,::\\ufffe'" in (cases[0][0].get("message") or "")
