"""The language to speak before a plan is read: the one chosen, the plan's own, the system's."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from plantool.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PLAN_FILE = "plan.yaml"
_LOOKED_AT = 65_536  # bytes of plan.yaml, whose first lines name the language
_LINE = re.compile(
    rb"^(?:\xef\xbb\xbf)?language[ \t]*(?::|\xef\xbc\x9a)[ \t]*[\"']?(ja|en)\b", re.MULTILINE
)
_JAPANESE = 0x11  # the primary language in a language identifier of Windows
_PRIMARY = 0x3FF


def first_language(arguments: Sequence[str]) -> str:
    """Return the language for a command line: --help and what stops a run early are said in it.

    A plan speaks it even where its files cannot be read as YAML: one line is looked for.
    """
    chosen = _option(arguments, "--lang") or os.environ.get("PLANTOOL_LANG")
    if chosen in LANGUAGES:
        return str(chosen)
    named = _option(arguments, "--plan") or os.environ.get("PLANTOOL_PLAN")
    file = next(filter(os.path.isfile, _plan_files(named)), None)
    return (file and _written_in(file)) or of_system(os.environ, _windows_language())


def of_plan(folder: str | os.PathLike[str]) -> str | None:
    """Return the language that the plan.yaml of ``folder`` names; None where it names none."""
    file = os.path.join(folder, _PLAN_FILE)  # noqa: PTH118 - pathlib costs start-up
    return _written_in(file) if os.path.isfile(file) else None  # noqa: PTH113


def of_system(environment: Mapping[str, str], windows: int | None) -> str:
    """Return the user's language: that of the environment, else the one set in Windows.

    ``windows`` is the language identifier of its screens, None on other systems.
    """
    names = map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))
    if named := next(filter(None, names), ""):
        return "ja" if named.startswith("ja") else "en"
    return "ja" if windows is not None and windows & _PRIMARY == _JAPANESE else "en"


def _windows_language() -> int | None:
    if os.name != "nt":
        return None
    import ctypes

    libraries = getattr(ctypes, "windll", None)
    return libraries and int(libraries.kernel32.GetUserDefaultUILanguage())


def _option(arguments: Sequence[str], name: str) -> str | None:
    """Return the value of an option, wherever it stands."""
    for at, word in enumerate(arguments):
        key, equals, value = word.partition("=")
        if word == "--":
            return None
        if key == name:
            return value if equals else next(iter(arguments[at + 1 :]), None)
    return None


def _plan_files(named: str | None) -> Iterator[str]:
    """Yield where plan.yaml may be: ``named``, or at the places that ``Folder.nearest`` asks."""
    join, split = os.path.join, os.path.split
    if named:
        yield named if split(named)[1] == _PLAN_FILE else join(named, _PLAN_FILE)
        return
    try:
        place = os.getcwd()  # noqa: PTH109
    except OSError:  # the folder is gone
        return
    while True:
        yield join(place, "plan", _PLAN_FILE)
        yield join(place, _PLAN_FILE)
        place, rest = split(place)
        if not rest:
            return


def _written_in(file: str) -> str | None:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            found = _LINE.search(stream.read(_LOOKED_AT))
    except OSError:
        return None
    return found[1].decode() if found else None
