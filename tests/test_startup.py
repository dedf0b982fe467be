"""Nothing is imported that a command does not use: start-up is a feature."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {
    "typer",
    "rich.cells",
    "rich.console",
    "jsonschema",
    "jsonschema_rs",
    "_ruamel_yaml",
    "hashlib",
    "multiprocessing",
    "docx",
    "weasyprint",
    "xlsxwriter",
    "pygls",
    "tempfile",
    "sqlite3",
    "duckdb",
    "pyarrow",
    "plantool.model.plan",
    "plantool.loading.schema_errors",
    "plantool.rules.money_total",
    "plantool.rules.spelling",
    "plantool.checking.registry",
    "plantool.render.html",
}
"""What takes milliseconds, and what brings a layer along."""

BASE = {"typer"}
READS = {*BASE, "plantool.model.plan"}
PARSES = {"_ruamel_yaml", "jsonschema_rs"}
GRAVE = {"plantool.rules.money_total"}
SUMS = READS | PARSES | GRAVE
ALL_RULES = {*GRAVE, "plantool.rules.spelling"}
TABLE = {"rich.cells"}
RULES = BASE | ALL_RULES | TABLE | {"plantool.checking.registry", "plantool.model.plan"}
ASKS = {"sqlite3", "hashlib"}  # git names what a file holds by a hash
ENTRY = ("record", "18-3", "--year", "31", "--value", "2", "--dry-run")


RUN = """
import os, sys
end = os._exit
os._exit = lambda code: (sys.stderr.write("\\n".join(sys.modules)), sys.stderr.flush(), end(code))
from plantool.cli.main import main
main()
"""


def loaded(cache: Path, *arguments: str) -> set[str]:
    """Return the modules that a run imports."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=ROOT,
        env={"PATH": "", "PLANTOOL_CACHE": str(cache), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
    )
    names = done.stderr.split("\n")
    assert (done.returncode, "plantool.cli.main" in names) == (0, True)
    return set(names)


@pytest.mark.parametrize(
    ("arguments", "cold", "warm"),
    [
        (("--version",), set(), set()),
        (("--help",), BASE | TABLE, BASE | TABLE),  # Japanese has no blanks to break lines at
        (("budget", "--year", "31"), SUMS | TABLE, READS | TABLE),
        (("budget", "--format", "csv"), SUMS, READS),
        (("status",), SUMS | TABLE, READS | TABLE),
        (("show", "18-3", "--format", "json"), SUMS, READS),
        (("report",), SUMS, READS),
        (("pending",), SUMS | TABLE, READS | TABLE),
        (("query", "@by-chapter"), SUMS | TABLE | ASKS, READS | TABLE | ASKS),
        (("fleet", "query", "@"), BASE | TABLE, BASE | TABLE),
        (("fleet", "sql", "@units", "--lake", "/lake"), BASE, BASE),
        (("query", "--schema"), BASE | TABLE, BASE | TABLE),
        (("validate",), READS | PARSES | ALL_RULES, BASE),
        (ENTRY, SUMS | ALL_RULES, READS | {"_ruamel_yaml"}),  # which writes the entry
        (("rules",), RULES, RULES),
        (("completion", "bash"), BASE, BASE),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_a_command_imports(
    arguments: tuple[str, ...], cold: set[str], warm: set[str], tmp_path: Path
) -> None:
    assert HEAVY & loaded(tmp_path, *arguments) == cold
    assert HEAVY & loaded(tmp_path, *arguments) == warm


@pytest.mark.parametrize(
    ("arguments", "commands"),
    [
        (("--help",), set()),
        (("completion", "bash"), {"completion"}),
        (("--plan", "plan", "budget", "--format", "csv"), {"budget"}),
    ],
    ids=" ".join,
)
def test_a_command_is_imported_when_it_is_called(
    arguments: tuple[str, ...], commands: set[str], tmp_path: Path
) -> None:
    room = "plantool.cli.commands."
    names = loaded(tmp_path, *arguments)
    assert {name.removeprefix(room) for name in names if name.startswith(room)} == commands
