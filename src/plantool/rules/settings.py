"""What plan.yaml says about findings: which to ignore where, and how grave to take them."""

from __future__ import annotations

from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plantool.diagnostics import Finding, Severity
from plantool.rules import codes
from plantool.rules.selectors import Guesses, is_binding, matches, selected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.diagnostics import Code, Diagnostic, NodePath
    from plantool.model.plan import Plan
    from plantool.model.settings import Setting


def apply(diagnostics: Iterable[Diagnostic], settings: Sequence[Setting]) -> list[Diagnostic]:
    """Leave out what is ignored; give others the severity they are to have."""
    if not settings:
        return list(diagnostics)
    taken = cache(partial(_taken, settings))  # the same of many findings
    as_set = ((each, taken(each.file, each.code)) for each in diagnostics)
    return [each._replace(code=code) for each, code in as_set if code]


def _taken(settings: Sequence[Setting], file: str, code: Code) -> Code | None:
    """Return a code with the severity that it has in a file; None where it is ignored."""
    if is_binding(code):
        return code
    name = PurePosixPath(file).name
    for setting in settings:
        if not setting.concerns(name):
            continue
        if any(matches(selector, code) for selector in setting.ignore):
            return None
        wanted = [severity for selector, severity in setting.severity if matches(selector, code)]
        code = code._replace(severity=wanted[-1]) if wanted else code
    return code


def check(plan: Plan) -> Iterator[Finding]:
    """Find names that no finding has, and findings that cannot be ignored."""
    guesses = Guesses()
    for at, setting in enumerate(plan.validation):
        for number, selector in enumerate(setting.ignore):
            path: NodePath = ("validation", at, "ignore", number)
            yield from _fault(plan.file, path, selector, guesses)
        for selector, severity in setting.severity:
            path = ("validation", at, "severity", selector)
            raised = severity is Severity.ERROR
            yield from _fault(plan.file, path, selector, guesses, raised=raised)


def _fault(
    file: str,
    path: NodePath,
    selector: str,
    guesses: Guesses,
    *,
    raised: bool = False,
) -> Iterator[Finding]:
    on_key = "severity" in path
    if not selected(selector):
        words = (("value", selector), ("nearest", guesses.nearest(selector)))
        yield Finding(codes.UNKNOWN, file, path, words, on_key=on_key)
    elif not raised and any(map(is_binding, selected(selector))):
        yield Finding(codes.NEVER, file, path, (("value", selector),), on_key=on_key)
