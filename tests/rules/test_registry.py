from __future__ import annotations

import pkgutil

from plantool import rules
from plantool.checking import registry
from plantool.diagnostics import Severity


def finds_errors(name: str) -> bool:
    (module,) = rules.import_rules([name])
    return any(code.severity is Severity.ERROR for code in module.CODES)


def test_every_module_that_finds_something_is_in_a_list() -> None:
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    found = [m for m in rules.import_rules(names) if "CODES" in vars(m) and "check" in vars(m)]
    assert [m.__name__ for m in found if m not in registry.RULE_MODULES] == []


def test_a_sum_asks_every_rule_that_can_find_an_error() -> None:
    assert all(map(finds_errors, rules.ERROR_RULES))
    others = (*rules.ADVICE_RULES, *rules.DATED_RULES, *rules.TEXT_RULES)
    assert [name for name in others if finds_errors(name)] == []
