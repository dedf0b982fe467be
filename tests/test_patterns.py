"""Patterns are compiled when they are asked, and all of them can be."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from plantool.patterns import compile_late

PACKAGE = Path(__file__).parents[1] / "src" / "plantool"
NAMES = [
    ".".join(("plantool", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__main__.py"
]
LATE: Any = compile_late  # to the type checker, it is re.compile


def test_a_pattern_is_as_any_other() -> None:
    late, usual = compile_late("(?P<a>x)b?", re.IGNORECASE), re.compile("(?P<a>x)b?", re.IGNORECASE)
    assert isinstance(late, LATE)
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(late, name) == getattr(usual, name)
    assert late.sub(r"[\g<a>]", "XB x") == usual.sub(r"[\g<a>]", "XB x") == "[X] [x]"
    assert late.fullmatch == late.fullmatch  # found once
    assert compile_late(b"x").match(b"xy")


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_can_be_compiled(name: str) -> None:
    found = (value for value in vars(import_module(name)).values() if isinstance(value, LATE))
    assert all(pattern.pattern for pattern in found)


@pytest.mark.parametrize("name", NAMES)
def test_no_module_compiles_a_pattern_when_it_is_imported(name: str) -> None:
    body = ast.parse(Path(import_module(name).__file__ or "").read_text(encoding="utf-8")).body
    assigned = [ast.unparse(node.value) for node in body if isinstance(node, ast.Assign)]
    assert not [line for line in assigned if "re.compile(" in line]
