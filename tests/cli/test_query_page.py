"""The pages about query show what happens: ``pytest --write-screens`` writes their screens anew."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from plantool.querying.guard import FUNCTIONS
from plantool.querying.shipped_questions import SHIPPED
from tests.running import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {"en": ROOT / "docs" / "query.md", "ja": ROOT / "docs" / "ja" / "query.md"}
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", PAGES)
def test_the_commands_of_the_page_show_what_it_says(
    language: str, request: pytest.FixtureRequest
) -> None:
    page = PAGES[language]
    text = page.read_text("utf-8")
    played = BLOCK.sub(lambda found: "".join(play(found[1], language)), text)
    if request.config.getoption("--write-screens"):
        page.write_text(played, "utf-8")
    assert played == page.read_text("utf-8")


def play(console: str, language: str) -> Iterator[str]:
    """Yield a block with the output of its commands, standard error first."""
    yield "```console\n"
    for line in re.findall(r"^\$ .*\n", console, re.MULTILINE):
        _, command, *arguments = shlex.split(line)
        assert command == "plantool"
        done = run(*arguments, PLANTOOL_LANG=language)
        yield line + (done.err if done.code else "") + done.out + ("" if done.code else done.err)
    yield "```"


@pytest.mark.parametrize("language", PAGES)
def test_every_question_and_function_stands_on_the_page(language: str) -> None:
    text = PAGES[language].read_text("utf-8")
    assert sorted(re.findall(r"^### @(.*)$", text, re.MULTILINE)) == SHIPPED.names
    rows = [line for line in text.split("\n") if "`avg`" in line or "`abs`" in line]
    rows += [line for line in text.split("\n") if "`char`" in line or "`julianday`" in line]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.rpartition(" | ")[2])}
    assert named == FUNCTIONS
