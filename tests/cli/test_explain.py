from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from plantool.checking.registry import CODES
from tests.running import run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_page_on_the_screen(language: str, screen: Callable[[str, str], None]) -> None:
    done = run_in_terminal(80, "--lang", language, "--color", "never", "explain", "PLT301")
    assert done.code == 0
    screen(f"explain-{language}", done.out)


def test_a_name_and_a_code_in_any_case_lead_to_the_page() -> None:
    pages = {run("explain", name).out for name in ("PLT301", "plt301", "planned-total")}
    assert len(pages) == 1


def test_a_family_lists_its_findings() -> None:
    assert run("explain", "PLT3").out == run("explain", "arithmetic").out
    assert "PLT306" in run("explain", "PLT3").out


def test_an_unknown_code_is_told_what_it_may_mean() -> None:
    done = run("--lang", "en", "explain", "PLT3001")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'PLT301'?" in done.err


def test_the_table_has_every_code() -> None:
    table = csv.DictReader(StringIO(run("rules", "--format", "csv").out.removeprefix("\ufeff")))
    rows = [(row["code"], row["name"], row["severity"]) for row in table]
    assert rows == [(code.code, code.name, code.severity.value) for code in CODES]


def test_neither_needs_a_plan(tmp_path: Path) -> None:
    assert run("rules", cwd=tmp_path).code == 0
    assert run("explain", "PLT101", cwd=tmp_path).code == 0
