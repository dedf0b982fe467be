"""Real findings for every format: what the rules say of a copy of the plan with slips in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check
from plantool.checking.findings import Findings
from plantool.diagnostics import Edit, Fix, Severity
from plantool.loading.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = "plan/18-3.yaml"
TOTAL = ("total: ４か所開設", "total: ５か所開設")
"""PLT301 at 18:12."""
YEAR = ("２か所開設, H31: ２か所開設}", "２か所開設, H19: ２か所開設}")
"""PLT401 at 17:27, with Japanese before it on its line."""
TWICE = ("    target: 計16か所\n", "    target: 計16か所\n    target: 計16か所\n")
"""PLT016 at 20:5, which belongs to 19:5."""
ROUNDING = ("total: 51", "total: 52")
"""PLT502, a warning, at 22:10."""
CODES = {"PLT016", "PLT102", "PLT104", "PLT105", "PLT301", "PLT401", "PLT502"}
"""What these tests speak of, whatever else rules come to find in the same places."""
HOSTILE_NAME = "a\n%0A,:\x1b[31m.yaml"
HOSTILE_TEXT = (
    '"<b>|`a`\\n[x](https://evil.example) WWW.evil.example @me\\e[31m\\x9b\\u202E%,::\\uFFFE"'
)
"""In YAML, whose escapes keep the file itself clean."""
HOSTILE = ("kind: cumulative", f"kind: {HOSTILE_TEXT}")
"""PLT104 at 13:11."""


@pytest.fixture
def check(plan_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Findings]:
    """Put slips into 18-3.yaml, each what is replaced and by what, and check the plan."""
    monkeypatch.chdir(plan_copy.parent)

    def checked(*slips: tuple[str, str]) -> Findings:
        path = plan_copy / "18-3.yaml"
        for old, new in slips:
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), "utf-8")
        loaded = load_and_check(Folder.open_at(Path("plan")))
        found = [d for d in loaded.diagnostics if d.code.code in CODES]
        return Findings(tuple(found), len(loaded.contents), loaded.contents)

    return checked


@pytest.fixture
def hostile(plan_copy: Path, check: Callable[..., Findings]) -> Findings:
    """Return findings in files with hostile names, an undecodable one among them, and text."""
    (plan_copy / HOSTILE_NAME).write_text("id: 18-9\n", "utf-8")
    Path(os.fsdecode(bytes(plan_copy) + b"/\xff.yaml")).write_text("id: a/b\n", "utf-8")
    return check(HOSTILE)


def with_fix(findings: Findings, at: int, *replacements: tuple[str, str], safe: bool) -> Findings:
    """Give finding ``at`` a fix: each first piece of its file's text becomes the second."""
    found = list(findings.diagnostics)
    text = findings.find_source(found[at])
    edits = [Edit(text.index(old), text.index(old) + len(old), new) for old, new in replacements]
    found[at] = found[at]._replace(fix=Fix(tuple(edits), safe=safe))
    return findings._replace(diagnostics=tuple(found))


def with_severity(findings: Findings, at: int, severity: Severity) -> Findings:
    """Make finding ``at`` as grave as a plan may make it."""
    found = list(findings.diagnostics)
    found[at] = found[at]._replace(code=found[at].code._replace(severity=severity))
    return findings._replace(diagnostics=tuple(found))
