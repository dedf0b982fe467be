"""Commands are known by name and imported when they are called."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plantool.cli import commands
from plantool.cli.command_group import load_command, name_help
from plantool.cli.commands import COMMAND_NAMES, yield_commands
from plantool.cli.main import run_command
from plantool.cli.session import Session
from plantool.messages import LANGUAGES, catalogue
from tests.running import ROOT, run

if TYPE_CHECKING:
    from typer._click.core import Command


def test_every_module_of_the_room_is_a_command() -> None:
    modules = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    functions = [name.replace(" ", "_") for name in yield_commands()]
    assert sorted(functions) == sorted(modules)


def _list_help_keys(command: Command) -> list[str]:
    keys = [command.help, *(getattr(parameter, "help", None) for parameter in command.params)]
    return [key for key in keys if key]


def test_every_help_text_is_in_both_catalogues() -> None:
    for name in yield_commands():
        keys = _list_help_keys(load_command(name))
        assert keys[0] == name_help(name)
        for language in LANGUAGES:
            assert set(keys) <= catalogue(language).texts.keys(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_lists_all_commands_in_their_order(language: str) -> None:
    lines = run("--help", PLANTOOL_LANG=language).out.splitlines()
    listed = [found[1] for line in lines if (found := re.match(r"  ([a-z]+) {2,}\S", line))]
    assert tuple(listed) == COMMAND_NAMES
    texts = catalogue(language)
    starts = [texts(f"help.{name}")[:20] for name in COMMAND_NAMES]
    assert all(any(start in line for line in lines) for start in starts)


def test_commands_run_one_after_another_in_one_process(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run has a language of its own and knows nothing of ``sys.argv``."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.argv", ["pytest", "--lang", "en", "rules"])
    for arguments in (
        ["--lang", "en", "show", "18-3", "--format", "csv"],
        ["--lang", "ja", "budget", "--help"],
        ["--lang", "en", "budget", "--help"],
        ["--lang", "ja", "--help"],
        ["--lang", "ja", "budget", "--year", "31"],
    ):
        code = run_command(Session(arguments), arguments)
        done = run(*arguments)
        assert (code, capfdbinary.readouterr().out.decode()) == (done.code, done.out)
        assert done.out


def test_a_misspelt_command_gets_its_suggestion() -> None:
    done = run("budgt", PLANTOOL_LANG="en")
    assert (done.code, done.out) == (2, "")
    assert "'budget'" in done.err
    assert "did you mean" not in run("zzzzzz", PLANTOOL_LANG="en").err


def test_a_command_of_commands_lists_them_and_knows_their_names() -> None:
    done = run("sheet", "--help", PLANTOOL_LANG="en")
    assert re.findall("^  ([a-z]+) {2,}", done.out, re.MULTILINE) == ["export", "import"]
    assert run("sheet", PLANTOOL_LANG="en").err == done.out
    misspelt = run("sheet", "exprot", PLANTOOL_LANG="en")
    assert (misspelt.code, "'export'" in misspelt.err) == (2, True)
    assert "plantool sheet --help" in misspelt.err
    assert "plantool sheet export --help" in run("sheet", "export", "--al", PLANTOOL_LANG="en").err
    assert _complete("plantool sheet ").split() == ["export", "import"]


def _complete(words: str, shell: str = "bash") -> str:
    """Return the answer to a shell: each tells the words of its command line in its own way."""
    return run(
        PLANTOOL_LANG="en",
        _PLANTOOL_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS=words,
        COMP_WORDS=words,
        COMP_CWORD=str(words.count(" ")),
    ).out


def test_completion_knows_commands_options_and_values() -> None:
    assert _complete("plantool ").split() == [*COMMAND_NAMES]
    assert _complete("plantool re").split() == ["rename", "report", "record"]
    assert {"--year", "--by", "--keep-going"} <= set(_complete("plantool budget --").split())
    assert _complete("plantool --lang ja budget --by ch").split() == ["chapter"]
    assert _complete("plantool nonsense --y").split() == []
    assert catalogue("en")("help.budget") in _complete("plantool budg", "zsh")
    assert catalogue("en")("help.year") in _complete("plantool budget --ye", "zsh")


def test_no_module_reads_the_command_line_when_it_is_imported() -> None:
    readers = {
        path.name
        for path in Path(commands.__file__).parents[1].rglob("*.py")
        if "sys.argv" in path.read_text("utf-8")
    }
    assert readers == {"main.py"}
