from __future__ import annotations

import pkgutil
from importlib import import_module

from plantool import rules


def test_every_module_with_codes_is_in_the_list_of_rules() -> None:
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    modules = [import_module(f"plantool.rules.{name}") for name in names]
    unlisted = [m.__name__ for m in modules if hasattr(m, "CODES") and m not in rules.RULES]
    assert unlisted == []
