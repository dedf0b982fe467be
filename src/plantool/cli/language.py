"""The language to speak before a plan is read: the one chosen, the plan's own, the system's."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from plantool.messages import LANGUAGES
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PLAN_FILE = "plan.yaml"
_SEARCHED_BYTES = 65_536  # bytes of plan.yaml, whose first lines name the language
_LANGUAGE_LINE = compile_late(
    rb"^(?:\xef\xbb\xbf)?language[ \t]*(?::|\xef\xbc\x9a)[ \t]*[\"']?(ja|en)\b", re.MULTILINE
)
_JAPANESE = 0x11  # the primary language in a language identifier of Windows
_PRIMARY_MASK = 0x3FF


def choose_language(arguments: Sequence[str]) -> str:
    """Return the language for a command line: that of --help and of errors before a plan is read.

    The plan's own language is found by one line of plan.yaml, so that a file which is no YAML
    still has one.
    """
    chosen = _find_option(arguments, "--lang") or os.environ.get("PLANTOOL_LANG")
    if chosen in LANGUAGES:
        return str(chosen)
    named = _find_option(arguments, "--plan") or os.environ.get("PLANTOOL_PLAN")
    file = next(filter(os.path.isfile, _yield_plan_files(named)), None)
    return (file and _read_language(file)) or find_system_language(
        os.environ, _ask_windows_language()
    )


def find_plan_language(folder: str | os.PathLike[str]) -> str | None:
    """Return the language that the plan.yaml of ``folder`` names; None where it names none."""
    file = os.path.join(folder, _PLAN_FILE)  # noqa: PTH118 - pathlib costs start-up
    return _read_language(file) if os.path.isfile(file) else None  # noqa: PTH113 - as above


def find_system_language(environment: Mapping[str, str], windows: int | None) -> str:
    """Return the user's language: that of the environment, else the one set in Windows.

    ``windows`` is the language identifier of its screens, None on other systems.
    """
    names = map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))
    if named := next(filter(None, names), ""):
        return "ja" if named.startswith("ja") else "en"
    return "ja" if windows is not None and windows & _PRIMARY_MASK == _JAPANESE else "en"


def _ask_windows_language() -> int | None:
    if os.name != "nt":
        return None
    import ctypes

    libraries = getattr(ctypes, "windll", None)
    return libraries and int(libraries.kernel32.GetUserDefaultUILanguage())


def _find_option(arguments: Sequence[str], name: str) -> str | None:
    """Return the value of an option, wherever it stands."""
    for index, word in enumerate(arguments):
        key, equals, value = word.partition("=")
        if word == "--":
            return None
        if key == name:
            return value if equals else next(iter(arguments[index + 1 :]), None)
    return None


def _yield_plan_files(named: str | None) -> Iterator[str]:
    """Yield the paths where plan.yaml may be: ``named``, else those of ``Folder.open_nearest``."""
    join, split = os.path.join, os.path.split
    if named:
        yield named if split(named)[1] == _PLAN_FILE else join(named, _PLAN_FILE)
        return
    try:
        folder = os.getcwd()  # noqa: PTH109 - as above
    except OSError:  # the folder is gone
        return
    while True:
        yield join(folder, "plan", _PLAN_FILE)
        yield join(folder, _PLAN_FILE)
        folder, rest = split(folder)
        if not rest:
            return


def _read_language(file: str) -> str | None:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - as above
            found = _LANGUAGE_LINE.search(stream.read(_SEARCHED_BYTES))
    except OSError:
        return None
    return found[1].decode() if found else None
