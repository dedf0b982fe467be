from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.findings.fingerprints import yield_fingerprints
from tests.render.findings.conftest import TOTAL, TWICE

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.checking.findings import Findings

LINE_ABOVE = ("id: 18-3\n", "# 覚え書き\nid: 18-3\n")


def known_by(findings: Findings) -> list[str]:
    return list(yield_fingerprints(findings.diagnostics))


def test_lines_may_move(check: Callable[..., Findings]) -> None:
    before = [check(TOTAL), check(TWICE)]
    after = check(LINE_ABOVE)
    assert [d.span.line for d in after.diagnostics] != [d.span.line for d in before[1].diagnostics]
    assert known_by(after) == known_by(before[1])


def test_another_finding_is_another(check: Callable[..., Findings]) -> None:
    (five,), (six,) = known_by(check(TOTAL)), known_by(check(("total: ５か所", "total: ６か所")))
    assert five != six
    assert len(five) == 64


def test_equal_findings_are_told_apart_in_the_same_way_each_time(
    check: Callable[..., Findings],
) -> None:
    (finding,) = check(TOTAL).diagnostics
    first, second = yield_fingerprints([finding, finding])
    assert first != second
    assert list(yield_fingerprints([finding, finding])) == [first, second]
    assert list(yield_fingerprints([finding])) == [first]
