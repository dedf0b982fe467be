"""Reads a plan and applies every rule to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plantool.loading.load import Loaded, load
from plantool.rules import ARITHMETIC, RULES, file_name
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR

if TYPE_CHECKING:
    from plantool.diagnostics import Diagnostic, Finding
    from plantool.loading.folder import Folder
    from plantool.model.plan import Plan


def check(plan: Plan) -> list[Finding]:
    """Apply every rule.

    A file's name is what others know it by: an ``id`` that differs is one finding, and no cause of
    others.
    """
    named = list(file_name.check(plan))
    if named:
        plan = plan.named_by_files()
    return named + [
        finding for rule in RULES if rule is not file_name for finding in rule.check(plan)
    ]


def load_and_check(folder: Folder) -> Loaded:
    """Read a plan and apply every rule: all that is wrong with it, in the order of its places."""
    loaded = load(folder)
    findings = _without_followers(check(loaded.plan), loaded.diagnostics)
    found = [*loaded.diagnostics, *loaded.locate(findings)]
    diagnostics = tuple(sorted(found, key=lambda diagnostic: diagnostic.order))
    plan = replace(loaded.plan, diagnostics=diagnostics)
    return loaded._replace(plan=plan, diagnostics=diagnostics)


def _without_followers(
    findings: list[Finding], diagnostics: tuple[Diagnostic, ...]
) -> list[Finding]:
    """Leave out sums over cells of which one was dropped because its key stands twice."""
    unsure = {d.file for d in diagnostics if d.code in {DUPLICATE_KEY, DUPLICATE_YEAR}}
    sums = {code for rule in ARITHMETIC for code in rule.CODES}
    return [f for f in findings if not (f.file in unsure and f.code in sums)]
