"""The guide for the first year of a plan: what it shows happens in an empty folder without git.

``pytest --write-screens`` writes the output of its commands anew.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tests.running import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

PAGE = ROOT / "docs" / "ja" / "getting-started.md"
BLOCK = re.compile(
    r"^```console\n(?P<console>.*?)^```$"
    r"|^```yaml (?P<file>\S+)\n(?P<text>.*?)^```$"
    r"|^<!-- delete (?P<gone>.+) -->$",
    re.MULTILINE | re.DOTALL,
)


def test_the_commands_of_the_page_do_what_it_says(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page = PAGE.read_text("utf-8")
    folder = tmp_path / "計画"
    folder.mkdir()

    def act(found: re.Match[str]) -> str:
        if found["console"]:
            return f"```console\n{''.join(play(found['console'], folder))}```"
        if found["file"]:
            (folder / found["file"]).write_text(found["text"], "utf-8")
        for name in (found["gone"] or "").split():
            (folder / name).unlink()
        return found[0]

    played = BLOCK.sub(act, page)
    if request.config.getoption("--write-screens"):
        PAGE.write_text(played, "utf-8")
    assert played == PAGE.read_text("utf-8")
    assert (folder / "報告書.html").read_text("utf-8").startswith("<!doctype html>")
    assert len(re.findall(r"^\$ plantool ", page, re.MULTILINE)) == 12


def play(console: str, folder: Path) -> Iterator[str]:
    """Yield the commands of a block, each with what it shows now."""
    for line in console.split("\n"):
        if line.startswith("$ "):
            program, *arguments = shlex.split(line.removeprefix("$ "))
            assert program == "plantool"
            done = run(*arguments, cwd=folder, PATH="", PLANTOOL_LANG="ja")
            assert done.code == 0, done.err
            yield f"{line}\n{done.out}{done.err}"
