"""Patterns are compiled when they are asked, and all of them can be."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from typing import Any

from plantool.patterns import compile_late
from tests.test_layers import MODULES, name_module, tree

LATE: Any = compile_late  # to the type checker, it is re.compile


def test_a_pattern_is_as_any_other() -> None:
    late, usual = compile_late("(?P<a>x)b?", re.IGNORECASE), re.compile("(?P<a>x)b?", re.IGNORECASE)
    assert isinstance(late, LATE)
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(late, name) == getattr(usual, name)
    assert late.sub(r"[\g<a>]", "XB x") == usual.sub(r"[\g<a>]", "XB x") == "[X] [x]"
    assert late.fullmatch == late.fullmatch  # found once
    assert compile_late(b"x").match(b"xy")


def test_every_pattern_can_be_compiled() -> None:
    for name in (name_module(path) for path in MODULES if path.name != "__main__.py"):
        found = (value for value in vars(import_module(name)).values() if isinstance(value, LATE))
        assert all(pattern.pattern for pattern in found), name


def test_no_module_compiles_a_pattern_when_it_is_imported() -> None:
    for path in MODULES:
        assigned = [node.value for node in tree(path).body if isinstance(node, ast.Assign)]
        compiling = [line for line in map(ast.unparse, assigned) if "re.compile(" in line]
        assert compiling == [], path
