"""Lower layers never import upper ones, and each library is known to one layer.

Imports for type checking count as well: what a layer knows by name, it knows.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

PACKAGE = Path(__file__).parents[1] / "src" / "plantool"
MODULES = sorted(PACKAGE.rglob("*.py"))
RANKS = {
    "version": 0,
    "light_dataclasses": 0,
    "patterns": 0,
    "diagnostics": 0,
    "errors": 1,
    "finding_limit": 1,
    "messages": 2,
    "model": 3,
    "syntax": 4,
    "editing": 5,
    "loading": 6,
    "analysis": 7,
    "rules": 8,
    "checking": 9,
    "recording": 10,
    "starting": 10,
    "reports": 11,
    "tables": 12,
    "render": 12,
    "exporting": 13,
    "querying": 13,
    "sheets": 13,
    "importing": 14,
    "fleet": 14,
    "lsp": 13,
    "site": 14,
    "cli": 15,
}
FREE = frozenset({"__init__", "__main__"})
SPEAKERS = frozenset(
    {
        "messages",
        "reports",
        "tables",
        "render",
        "exporting",
        "fleet",
        "lsp",
        "querying",
        "sheets",
        "site",
        "importing",
        "starting",
        "cli",
    }
)
LIBRARIES = {
    "duckdb": "fleet",
    "pyarrow": "exporting fleet",
    "distributed": "fleet",
    "typer": "cli",
    "pygls": "lsp",
    "lsprotocol": "lsp",
    "python_calamine": "sheets",
    "docx": "render",
    "lxml": "render",
    "weasyprint": "render",
    "xlsxwriter": "render",
    "rich": "render",
    "_ruamel_yaml": "syntax",
    "ruamel": "syntax",
}
STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__", "print"}


def layer(path: Path) -> str:
    """Name the layer of a file: its folder, or its stem where it stands in the package itself."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(module: ast.Module) -> Iterator[str]:
    """Yield the full name of everything that a module imports, wherever it does so."""
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(start), names=names, level=0):
                yield from (f"{start}.{alias.name}" for alias in names)
            case ast.ImportFrom():
                raise AssertionError(f"relative import: {ast.unparse(node)}")
            case _:
                pass


def layers(module: ast.Module) -> set[str]:
    """Name the layers of plantool that a module imports; ``__init__`` is the package itself."""
    names = [name.split(".") for name in imports(module)]
    return {[*name, "__init__"][1] for name in names if name[0] == "plantool"}


def uses(module: ast.Module) -> set[str]:
    """Name the functions that a module calls and the attributes of modules that it names."""
    calls = {ast.unparse(node.func) for node in ast.walk(module) if isinstance(node, ast.Call)}
    attributes = {ast.unparse(node) for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    return calls | attributes | set(imports(module))


def goes_up(here: str, there: str) -> bool:
    return here != there and RANKS.get(there, len(RANKS)) >= RANKS[here]


def test_every_module_has_a_layer() -> None:
    assert {layer(path) for path in MODULES} <= {*RANKS, *FREE}
    assert {"model", "syntax", "loading", "rules"} <= {layer(path) for path in MODULES}


def found_in(outside: frozenset[str], seen: Callable[[Path], Iterable[str]]) -> dict[str, set[str]]:
    """Name what is seen in each module, but not in those of the layers ``outside``."""
    modules = [path for path in MODULES if layer(path) not in outside]
    found = {path.relative_to(PACKAGE).as_posix(): {*seen(path)} for path in modules}
    return {name: each for name, each in found.items() if each}


def test_imports_go_down() -> None:
    assert not found_in(
        FREE, lambda path: (up for up in layers(tree(path)) if goes_up(layer(path), up))
    )


def test_only_those_who_speak_know_messages() -> None:
    assert not found_in(SPEAKERS | FREE, lambda path: layers(tree(path)) & {"messages"})


def test_each_library_is_known_to_its_layers() -> None:
    def of_others(path: Path) -> set[str]:
        names = {name.partition(".")[0] for name in imports(tree(path))}
        return {name for name in names & {*LIBRARIES} if layer(path) not in LIBRARIES[name].split()}

    assert not found_in(frozenset(), of_others)


def test_only_the_command_line_writes_to_streams() -> None:
    assert not found_in(frozenset({"cli"}), lambda path: uses(tree(path)) & STREAMS)


def name_module(path: Path) -> str:
    """Return the full name of a module; a package is its ``__init__``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def starts(path: Path, known: Collection[str]) -> set[str]:
    """Name the modules that a module imports, or imports something from."""
    full = set(imports(tree(path))) - {name_module(path)}
    return {name if name in known else name.rpartition(".")[0] for name in full} & set(known)


def test_no_files_import_each_other_in_a_circle() -> None:
    paths = {name_module(path): path for path in MODULES}
    waiting = {name: starts(path, paths) - {name} for name, path in paths.items()}
    while free := {name for name, needed in waiting.items() if not needed}:
        waiting = {name: needed - free for name, needed in waiting.items() if name not in free}
    while top := set(waiting).difference(*waiting.values()):
        waiting = {name: needed for name, needed in waiting.items() if name not in top}
    assert not waiting  # what is left stands in a circle, or between two


EXAMPLE = ast.parse("""
import os.path, rich.table
from plantool import cli
from sys import stderr as errors
if TYPE_CHECKING:
    from plantool.model import plan
def body():
    from plantool.rules.target import check
    sys.stdout.write(print("x"))
""")


def test_imports_are_seen_wherever_they_stand() -> None:
    assert set(imports(EXAMPLE)) == {
        "os.path",
        "rich.table",
        "plantool.cli",
        "sys.stderr",
        "plantool.model.plan",
        "plantool.rules.target.check",
    }
    assert layers(EXAMPLE) == {"cli", "model", "rules"}


def test_streams_are_seen_wherever_they_stand() -> None:
    assert uses(EXAMPLE) & STREAMS == {"sys.stdout", "sys.stderr", "print"}


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("cli", "render", False),
        ("rules", "loading", False),
        ("model", "model", False),
        ("model", "errors", False),
        ("cli", "version", False),
        ("model", "syntax", True),
        ("analysis", "rules", True),
        ("rules", "analysis", False),
        ("diagnostics", "errors", True),
        ("model", "nowhere", True),
        ("cli", "__init__", True),
    ],
)
def test_what_goes_up(here: str, there: str, *, expected: bool) -> None:
    assert goes_up(here, there) is expected
