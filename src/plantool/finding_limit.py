"""How many findings of one kind in one file are shown; one more stands for the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plantool.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import Diagnostic

TOO_MANY = Code("PLT018", "too-many-findings")
MAX_FINDINGS = 100  # of one code in one file; further ones show when these are mended


def limit_diagnostics(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the first findings of each code in each file, and one for those left out.

    A fault in every line of a file so hides no other: not an error behind warnings.
    """
    findings = tuple(findings)
    counts = Counter(map(_build_limit_key, findings))
    seen: Counter[tuple[str, object]] = Counter()
    for diagnostic in findings:
        key = _build_limit_key(diagnostic)
        seen[key] += 1
        if seen[key] <= MAX_FINDINGS:
            yield diagnostic
        elif seen[key] == MAX_FINDINGS + 1:
            yield build_rest_finding(diagnostic, counts[key] - MAX_FINDINGS)


def build_rest_finding(first: Diagnostic, count: int) -> Diagnostic:
    """Return the finding that stands for ``count`` others, ``first`` among them, as grave as it."""
    code = TOO_MANY._replace(severity=first.code.severity)
    arguments = (("code", first.code.code), ("count", count), ("limit", MAX_FINDINGS))
    return first._replace(code=code, arguments=arguments, related=None, fix=None)


def count_represented(diagnostic: Diagnostic) -> int:
    """Return how many findings one that is shown stands for."""
    of_many = diagnostic.code.code == TOO_MANY.code
    return int(str(dict(diagnostic.arguments)["count"])) if of_many else 1


def _build_limit_key(diagnostic: Diagnostic) -> tuple[str, object]:
    return diagnostic.file, diagnostic.code
