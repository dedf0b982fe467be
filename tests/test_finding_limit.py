from __future__ import annotations

from plantool.diagnostics import Code, Diagnostic, Severity, Span
from plantool.finding_limit import MAX_FINDINGS, count_represented, limit_diagnostics

SPACE = Code("PLT602", "stray-space", Severity.WARNING)
SUM = Code("PLT301", "planned-total")


def found(code: Code, count: int, file: str = "1-1.yaml") -> list[Diagnostic]:
    return [Diagnostic(code, file, Span(line)) for line in range(1, count + 1)]


def shown(diagnostics: list[Diagnostic]) -> list[tuple[str, str, int, int]]:
    return [
        (d.code.code, d.code.severity.value, d.span.line, count_represented(d))
        for d in limit_diagnostics(diagnostics)
    ]


def test_as_many_as_are_shown_are_shown() -> None:
    assert list(limit_diagnostics(found(SPACE, MAX_FINDINGS))) == found(SPACE, MAX_FINDINGS)


def test_one_more_stands_for_the_rest_as_grave_as_these_where_the_first_of_them_is() -> None:
    *first, last = shown(found(SPACE, MAX_FINDINGS + 7))
    assert len(first) == MAX_FINDINGS
    assert last == ("PLT018", "warning", MAX_FINDINGS + 1, 7)


def test_each_code_and_each_file_is_counted_by_itself() -> None:
    many = MAX_FINDINGS + 1
    diagnostics = [*found(SPACE, many), *found(SUM, 1), *found(SPACE, many, "1-2.yaml")]
    codes = [code for code, *_ in shown(diagnostics)]
    assert codes[MAX_FINDINGS : MAX_FINDINGS + 3] == ["PLT018", "PLT301", "PLT602"]
    assert codes.count("PLT018") == 2


def test_what_is_limited_stays_as_it_is() -> None:
    once = list(limit_diagnostics(found(SUM, 500)))
    assert list(limit_diagnostics(once)) == once
