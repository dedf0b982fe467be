from __future__ import annotations

import pkgutil
from importlib import import_module

from plantool import rules


def test_every_module_that_finds_something_is_in_the_list() -> None:
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    modules = [import_module(f"plantool.rules.{name}") for name in names]
    finders = [m for m in modules if "CODES" in vars(m) and "check" in vars(m)]
    assert [m.__name__ for m in finders if m not in rules.FINDERS] == []
