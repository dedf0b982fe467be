"""What is measured: plantool's commands as users run them, and their peers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from edits import DEEP, EditedFile, changing, moving
from processes import ROOT, Command, remembering

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE, TYPER = "base", "import typer"
CHECK_JSONSCHEMA, YAMLLINT = "check-jsonschema", "yamllint"
JSONSCHEMA_RS, RYAML = "PyYAML C + jsonschema-rs", "ryaml + jsonschema-rs"
SHA256 = "read + sha256 (the limit)"
COLD, WARM, CHANGED = ", cold", ", warm", ", one file changed"
ELSEWHERE, RICH = ", from another folder", ", through rich"
VALIDATE, STATUS, FMT = "plantool validate", "plantool status", "plantool fmt --check"
VALIDATE_ALONE = "plantool validate, cold, one process"
BUDGET, SHOW = "plantool budget --year 31", "plantool show 1-1"
REPORT, EXPORT = "plantool report --format html", "plantool export"
VERSION, HELP, RECORD = "plantool --version", "plantool --help", "plantool record --dry-run"
EDITOR = "plantool lsp"
OPENED, EDITED = "open → findings", "change → findings"
HOVERED, COMPLETED = "hover right after a change", "completion while typing"
BUSY = "hover while another file of 80,000 keys is checked"
EVENTS = (OPENED, EDITED, HOVERED, COMPLETED)
PARSER, PYYAML = "own parser", "PyYAML C load"
REAL = ROOT / "plan"
LARGE = 10_000  # initiatives, from which on what is slow and no goal is left out
_HERE = Path(__file__).parent
_PLANTOOL = (sys.executable, "-m", "plantool")


class Place(NamedTuple):
    """A generated plan, a copy of it in which results change, and one with its history."""

    folder: Path
    size: int

    @property
    def plan(self) -> Path:
        return self.folder / DEEP / "plan"

    @property
    def edited(self) -> Path:
        return self.folder / "edited" / "plan"

    @property
    def history(self) -> Path:
        return self.folder / "history" / "plan"

    def prepare(self) -> None:
        """Write the files, in a process that is gone after."""
        program = (sys.executable, str(_HERE / "generate.py"), str(self.size), str(self.plan))
        subprocess.run(program, check=True)
        for copy in (self.edited, self.history):
            shutil.copytree(self.plan, copy)
        _commit(self.history)


def _commit(folder: Path) -> None:
    git = ("git", "-C", str(folder), "-c", "user.name=-", "-c", "user.email=-")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "plan")):
        subprocess.run((*git, *words), check=True)


def yield_commands(place: Place, *, slow: bool) -> Iterator[Command]:
    """Yield what is measured on a generated plan, peers last."""
    yield from _yield_cold(place, slow=slow)
    yield from _yield_warm(place)
    yield from _yield_changed(place)
    yield from _yield_peers(place.plan, slow=slow or place.size < LARGE)


def _yield_cold(place: Place, *, slow: bool) -> Iterator[Command]:
    plan = (*_PLANTOOL, "--plan", str(place.plan), "--no-cache")
    for name in (VALIDATE, STATUS, BUDGET):
        yield Command(name + COLD, (*plan, *name.split()[1:]))
    yield Command(EXPORT + COLD, (*plan, "export", str(place.folder / "exported")))
    alone = (("PLANTOOL_JOBS", "1"),)
    yield Command(VALIDATE_ALONE, (*plan, "validate"), variables=alone)
    if slow or place.size < LARGE:
        yield Command(FMT + COLD, (*plan, "fmt", "--check"), highest=1)


def _yield_warm(place: Place) -> Iterator[Command]:
    plan, cache = (*_PLANTOOL, "--plan", str(place.plan)), remembering(place.folder / "cache")
    for name in (
        VALIDATE,
        STATUS,
        BUDGET,
        REPORT,
        SHOW,
        FMT,
        "plantool report",
        "plantool pending",
    ):
        highest = int(name == FMT)  # which finds files that it would write otherwise
        words = (*plan, *name.split()[1:])
        yield Command(name + WARM, words, variables=cache, highest=highest)
    exported = (*plan, "export", str(place.folder / "exported"))
    yield Command(EXPORT + WARM, exported, variables=cache)
    edited = EditedFile.find(place.plan)
    result = (edited.path.stem, edited.measure, "--year", "R2", "--value", "1")
    entry = (*result, "--yes", "--dry-run")
    yield Command(RECORD + WARM, (*plan, "record", *entry), variables=cache)
    words = (*plan, "validate")
    above = moving(place.plan, place.folder)
    yield Command(VALIDATE + ELSEWHERE, words, variables=cache, before=above)


def _yield_changed(place: Place) -> Iterator[Command]:
    plan, cache = (*_PLANTOOL, "--plan", str(place.edited)), remembering(place.folder / "cache")
    change = changing(place.edited)
    for name in (VALIDATE, STATUS, REPORT):
        words = (*plan, *name.split()[1:])
        yield Command(name + CHANGED, words, variables=cache, before=change)
    diff = (*_PLANTOOL, "diff", str(place.plan), str(place.edited))
    yield Command("plantool diff" + CHANGED, diff, variables=cache, before=change)
    git = (*_PLANTOOL, "--plan", str(place.history))
    for name in ("plantool log 1-1", "plantool blame 1-1"):
        yield Command(name, (*git, *name.split()[1:]), variables=cache)


def _yield_peers(plan: Path, *, slow: bool) -> Iterator[Command]:
    kinds = {BASE: "base", JSONSCHEMA_RS: "jsonschema-rs", RYAML: "ryaml", SHA256: "sha256"}
    for name, kind in kinds.items():
        if name != RYAML or find_spec("ryaml"):
            yield Command(name, (sys.executable, str(_HERE / "peer.py"), kind, str(plan)))
    if slow:
        yield _check_jsonschema(plan)
    if slow and find_spec("yamllint"):
        yield _yamllint(plan)


def _yamllint(folder: Path) -> Command:
    """Its own finding of long lines is no failure here."""
    rules = "{extends: relaxed, rules: {line-length: disable}}"
    return Command(YAMLLINT, (sys.executable, "-m", "yamllint", "-d", rules, str(folder)))


def _check_jsonschema(folder: Path) -> Command:
    """Name the files from within their folder, which keeps 10,000 names short enough."""
    schema = str(ROOT / "schema" / "initiative.schema.json")
    names = sorted(file.name for file in folder.glob("*-*.yaml"))
    program = (sys.executable, "-m", "check_jsonschema", "--schemafile", schema)
    return Command(CHECK_JSONSCHEMA, (*program, *names), folder)


def absent_peers(measured: set[str]) -> list[str]:
    """Say which peers are not among what was measured, and why."""
    reasons = {
        RYAML: "not installed" if not find_spec("ryaml") else "not asked for",
        YAMLLINT: "only with `--slow`" if find_spec("yamllint") else "not installed",
        CHECK_JSONSCHEMA: "only with `--slow`",
    }
    return [f"{name} ({why})" for name, why in reasons.items() if name not in measured]


def yield_startups(cache: Path) -> Iterator[Command]:
    """Yield what is measured on the plan of this repository: mostly the start of a process."""
    python, plan = (sys.executable, "-c"), (*_PLANTOOL, "--plan", str(REAL))
    budget, entry = BUDGET.split()[1:], ("18-2", "--year", "31", "--value", "2", "--dry-run")
    warm = remembering(cache)
    yield Command("python -c pass", (*python, "pass"))
    yield Command(TYPER, (*python, TYPER))
    yield Command(VERSION, (*_PLANTOOL, "--version"))
    yield Command(HELP, (*_PLANTOOL, "--help"))
    yield Command(BUDGET + COLD, (*plan, "--no-cache", *budget))
    yield Command(BUDGET + WARM, (*plan, *budget), variables=warm)
    yield Command(BUDGET + RICH, (*plan, "--no-cache", "--color", "always", *budget))
    yield Command(VALIDATE + WARM, (*plan, "validate"), variables=warm)
    yield Command(RECORD + WARM, (*plan, "record", *entry), variables=warm)


def editor_command(place: Place, rounds: int, told: Path) -> Command:
    """Return an editor that writes what it waited for on a plan into ``told``."""
    words = ("waits", str(place.plan), "--rounds", str(rounds), "--write", str(told))
    cache = remembering(place.folder / "cache")
    return Command("editor", (sys.executable, str(_HERE / "editor.py"), *words), variables=cache)


def busy_command(told: Path) -> Command:
    """Return an editor that opens a very large file, and writes what it waited for."""
    words = ("busy", "--write", str(told))
    return Command("editor", (sys.executable, str(_HERE / "editor.py"), *words))
