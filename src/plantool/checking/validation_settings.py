"""The ``validation:`` of plan.yaml: which findings to ignore in which files, and severities."""

from __future__ import annotations

from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plantool.checking import suppression_codes
from plantool.checking.selectors import NameGuesser, find_codes, is_binding, matches_code
from plantool.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.diagnostics import Code, Diagnostic, NodePath
    from plantool.model.plan import Plan
    from plantool.model.settings import Setting


def apply_settings(
    diagnostics: Iterable[Diagnostic], settings: Sequence[Setting]
) -> list[Diagnostic]:
    """Return ``diagnostics`` without those that are ignored, with the severities of the plan."""
    if not settings:
        return list(diagnostics)
    resolve_code = cache(partial(_resolve_code, settings))  # the same of many findings
    resolved = ((each, resolve_code(each.file, each.code)) for each in diagnostics)
    return [each._replace(code=code) for each, code in resolved if code]


def _resolve_code(settings: Sequence[Setting], file: str, code: Code) -> Code | None:
    """Return a code with the severity that it has in a file; None where it is ignored."""
    if is_binding(code):
        return code
    name = PurePosixPath(file).name
    for setting in settings:
        if not setting.is_for_file(name):
            continue
        if any(matches_code(selector, code) for selector in setting.ignore):
            return None
        for selector, severity in setting.severity:  # of several, the last counts
            if matches_code(selector, code):
                code = code._replace(severity=severity)
    return code


def check_settings(plan: Plan) -> Iterator[Finding]:
    """Find selectors that name no code, and ones that name a code that cannot be ignored."""
    guesser = NameGuesser()
    for at, setting in enumerate(plan.validation):
        for number, selector in enumerate(setting.ignore):
            path: NodePath = ("validation", at, "ignore", number)
            yield from _check_selector(plan.file, path, selector, guesser)
        for selector, severity in setting.severity:
            path = ("validation", at, "severity", selector)
            raised = severity is Severity.ERROR
            yield from _check_selector(plan.file, path, selector, guesser, raised=raised)


def _check_selector(
    file: str,
    path: NodePath,
    selector: str,
    guesser: NameGuesser,
    *,
    raised: bool = False,
) -> Iterator[Finding]:
    on_key = "severity" in path
    if not find_codes(selector):
        arguments = (("value", selector), ("nearest", guesser.guess_name(selector)))
        yield Finding(suppression_codes.UNKNOWN, file, path, arguments, on_key=on_key)
    elif not raised and any(map(is_binding, find_codes(selector))):
        yield Finding(suppression_codes.NEVER, file, path, (("value", selector),), on_key=on_key)
