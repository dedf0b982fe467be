"""JUnit's XML, which nearly every CI system shows as test results.

A finding is a test case of its own, named so that no two are taken for one: errors fail, warnings
and infos pass and say so in their output. Where nothing is found, the plan is the one that passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from plantool.diagnostics import Severity
from plantool.render.findings.wording import (
    format_location,
    format_sentences,
    name_code,
    to_one_line,
)
from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Diagnostic
    from plantool.messages import Catalogue


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield the document."""
    cases = [_build_case(diagnostic, texts) for diagnostic in findings.diagnostics]
    suites = _build_suites(
        findings, cases or [ET.Element("testcase", classname="plantool", name="plan")]
    )
    ET.indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ET.tostring(suites, encoding="unicode") + "\n"


def _build_suites(findings: Findings, cases: list[ET.Element]) -> ET.Element:
    failures = findings.count_severity(Severity.ERROR)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    suites = ET.Element("testsuites", counts)
    ET.SubElement(suites, "testsuite", {"name": "plantool", **counts}).extend(cases)
    return suites


def _build_case(diagnostic: Diagnostic, texts: Catalogue) -> ET.Element:
    file, (line, column, *_) = make_visible(diagnostic.file), diagnostic.span
    name = f"{line}:{column} {diagnostic.code.code} {to_one_line(texts.message(diagnostic))}"
    case = ET.Element("testcase", classname=file, name=name, file=file, line=str(line))
    case.append(_build_outcome(diagnostic, texts))
    return case


def _build_outcome(diagnostic: Diagnostic, texts: Catalogue) -> ET.Element:
    severity = texts(f"severity.{diagnostic.code.severity.value}")
    outcome = ET.Element("system-out")
    if diagnostic.is_error:
        message = make_visible(texts.message(diagnostic))
        outcome = ET.Element("failure", message=message, type=name_code(diagnostic.code))
    outcome.text = (
        f"{format_location(diagnostic)}: {severity}\n{format_sentences(diagnostic, texts)}"
    )
    return outcome
