from __future__ import annotations

import pkgutil

from plantool import rules
from plantool.checking.registry import RULES
from plantool.checking.rule_lists import Rule, all_rules, error_rules
from plantool.diagnostics import Severity


def finds_errors(rule: Rule) -> bool:
    return any(code.severity is Severity.ERROR for code in rule.CODES)


def test_the_folder_of_the_laws_holds_the_laws_and_nothing_else() -> None:
    modules = {f"plantool.rules.{module.name}" for module in pkgutil.iter_modules(rules.__path__)}
    names = [getattr(rule, "__name__", "") for rule in RULES]
    assert sorted(names) == sorted(modules)


def test_a_sum_asks_every_rule_that_can_find_an_error() -> None:
    assert all(map(finds_errors, error_rules().rules))
    others = [rule for rule in all_rules().rules if rule not in error_rules().rules]
    assert [rule for rule in others if finds_errors(rule)] == []
