"""SARIF 2.1.0, which code scanning and editors read.

Messages are plain text, positions are counted in code points as everywhere in plantool.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from plantool.checking import pages
from plantool.diagnostics import Severity
from plantool.render.findings.fingerprints import yield_fingerprints
from plantool.render.findings.json_text import format_json
from plantool.render.findings.wording import format_sentences
from plantool.render.visible_text import make_visible
from plantool.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.checking.findings import Findings
    from plantool.diagnostics import Code, Diagnostic, Span
    from plantool.messages import Catalogue

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_Json: TypeAlias = dict[str, object]


def render(findings: Findings, texts: Catalogue) -> Iterator[str]:
    """Yield a log of one run, the results in the order of their positions."""
    gravest_last = reversed(
        findings.count_codes()
    )  # a code may have been found with two severities
    rules = sorted({code.code: code for code, _ in gravest_last}.values())
    run = {
        "tool": {"driver": _build_driver(rules, texts.language)},
        "language": texts.language,
        "columnKind": "unicodeCodePoints",
        "results": list(_yield_results(findings, [rule.code for rule in rules], texts)),
    }
    yield format_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _build_driver(rules: list[Code], language: str) -> _Json:
    return {
        "name": "plantool",
        "semanticVersion": __version__,
        "rules": [_build_rule(code, language) for code in rules],
    }


def _build_rule(code: Code, language: str) -> _Json:
    return {
        "id": code.code,
        "name": "".join(word.capitalize() for word in code.name.split("-")),
        "shortDescription": {"text": pages.read_page(code).summarize_in(language)},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
        "properties": {"family": code.family.name.lower()},
    }


def _yield_results(findings: Findings, rules: list[str], texts: Catalogue) -> Iterator[_Json]:
    for diagnostic, known_by in zip(
        findings.diagnostics, yield_fingerprints(findings.diagnostics), strict=True
    ):
        code = diagnostic.code
        yield {
            "ruleId": code.code,
            "ruleIndex": rules.index(code.code),
            "level": _LEVELS[code.severity],
            "message": {"text": _escape_links(format_sentences(diagnostic, texts))},
            "locations": [_build_location(diagnostic.file, diagnostic.span)],
            **_build_related(diagnostic, texts),
            "partialFingerprints": {"plantool/v1": known_by},
            **_build_fixes(diagnostic, findings, texts),
        }


def _escape_links(text: str) -> str:
    """Keep a text of a file from becoming a link: SARIF takes [words](address) for one."""
    return text.replace("](", r"\](")


def _build_location(file: str, span: Span) -> _Json:
    return {
        "physicalLocation": {
            "artifactLocation": _build_artifact(file),
            "region": _build_region(span),
        }
    }


def _build_artifact(file: str) -> _Json:
    path = Path(file)
    return {"uri": path.as_uri() if path.is_absolute() else quote(file, errors="surrogateescape")}


def _build_region(span: Span) -> _Json:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, span, strict=True))


def _build_related(diagnostic: Diagnostic, texts: Catalogue) -> _Json:
    if diagnostic.related is None:
        return {}
    message = {"text": texts("diagnostic.related")}
    return {"relatedLocations": [{**_build_location(*diagnostic.related), "message": message}]}


def _build_fixes(diagnostic: Diagnostic, findings: Findings, texts: Catalogue) -> _Json:
    edits = findings.list_edits(diagnostic)
    if not edits:
        return {}
    replacements = [
        {"deletedRegion": _build_region(span), "insertedContent": {"text": text}}
        for span, text in edits
    ]
    change = {"artifactLocation": _build_artifact(diagnostic.file), "replacements": replacements}
    text = _escape_links(make_visible(texts.help(diagnostic)))
    return {"fixes": [{"description": {"text": text}, "artifactChanges": [change]}]}
