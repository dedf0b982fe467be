"""How single fixes meet: those that overlap wait, those that break a file are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.checking import fixing
from plantool.checking.check_plan import load_and_check
from plantool.checking.fixing import FixedPlan, apply_all_fixes
from plantool.diagnostics import Edit, Fix
from plantool.loading.folder import Folder
from tests.checking.mending import run, write
from tests.checking.mutations import AS_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from plantool.diagnostics import Diagnostic

    Wanted = Callable[[Iterable[Diagnostic]], Iterable[Diagnostic]]

FILE = "18-3.yaml"
TITLE = "相談情報ひろばの充実"


def offering(*passes: tuple[Fix, ...]) -> Wanted:
    """Offer the fixes of one pass after another, as if they were of findings in FILE."""
    left = list(passes)

    def wanted(diagnostics: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
        known = next(d for d in diagnostics if d.fix is None)
        fixes = left.pop(0) if left else ()
        return [known._replace(file=f"plan/{FILE}", fix=fix) for fix in fixes]

    return wanted


def mended(plan: Path, wanted: Wanted) -> FixedPlan:
    return apply_all_fixes(Folder(plan, "plan"), AS_OF, wanted)


def replacing(plan: Path, old: str, new: str) -> Fix:
    at = (plan / FILE).read_text("utf-8").index(old)
    return Fix((Edit(at, at + len(old), new),))


def spoil(plan: Path, old: str, new: str) -> None:
    text = (plan / FILE).read_text("utf-8")
    assert old in text
    (plan / FILE).write_text(text.replace(old, new), "utf-8")


def test_of_fixes_that_overlap_the_first_is_made_and_the_other_waits(plan_copy: Path) -> None:
    first, other = replacing(plan_copy, TITLE, "広場"), replacing(plan_copy, TITLE[:2], "情報")
    done = mended(plan_copy, offering((first, other)))
    assert done.fix_count == 1
    assert "title: 広場\n" in done.after[FILE].decode()
    at = first.edits[0].start
    done = mended(plan_copy, offering((first, other), (Fix((Edit(at, at, "情報"),)),)))
    assert done.fix_count == 2
    assert "title: 情報広場\n" in done.after[FILE].decode()


def test_two_findings_in_one_place_are_mended_one_after_the_other(plan_copy: Path) -> None:
    decomposed = TITLE.replace("ば", "は\u3099")
    spoil(plan_copy, TITLE, f"{decomposed}\u3000")
    done = run(plan_copy, AS_OF, unsafe=False)
    assert [len(each) for each in done.passes] == [2, 1, 0]
    assert f"title: {TITLE}\n" in done.mended.after[FILE].decode()
    assert done.mended.fix_count == 2


def test_fixes_beside_each_other_are_made_in_one_pass(plan_copy: Path) -> None:
    fixes = replacing(plan_copy, TITLE[:2], "協働"), replacing(plan_copy, TITLE[2:], "の場")
    done = mended(plan_copy, offering(fixes))
    assert done.fix_count == 2
    assert "title: 協働の場\n" in done.after[FILE].decode()


@pytest.mark.parametrize("broken", ["[", "a: b: c", "\t", "\x07"])
def test_a_fix_that_would_not_load_is_left_out_and_others_are_made(
    plan_copy: Path, broken: str
) -> None:
    fixes = replacing(plan_copy, TITLE, broken), replacing(plan_copy, "(2)", "(5)")
    done = mended(plan_copy, offering(fixes))
    assert done.fix_count == 1
    text = done.after[FILE].decode()
    assert f"title: {TITLE}\n" in text
    assert "number: (5)\n" in text


def test_fixes_on_both_sides_of_a_bad_one_are_made_in_one_pass(
    plan_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixes = tuple(
        replacing(plan_copy, old, new)
        for old, new in (("(2)", "(5)"), (TITLE, "["), ("total: 51", "total: 52"))
    )
    assert mended(plan_copy, offering(fixes)).fix_count == 2
    monkeypatch.setattr(fixing, "_MAX_WORK", 1)  # all at once is tried, and no part after that
    assert mended(plan_copy, offering(fixes)).fix_count == 0


def test_fixes_that_take_a_file_out_of_the_plan_are_taken_back(plan_copy: Path) -> None:
    done = mended(plan_copy, offering((replacing(plan_copy, "section:", "sektion:"),)))
    assert f"plan/{FILE}" not in done.loaded.plan.left_out
    nothing = mended(plan_copy, offering((replacing(plan_copy, "kind: cumulative", "kind: x"),)))
    assert nothing.after == {}
    assert f"plan/{FILE}" not in nothing.loaded.plan.left_out


def test_a_plan_without_fixes_is_not_changed(plan_copy: Path) -> None:
    done = run(plan_copy, AS_OF, unsafe=True).mended
    assert (done.before, done.after, done.fix_count) == ({}, {}, 0)


def test_nothing_is_written_before_it_is_asked_for(plan_copy: Path) -> None:
    spoil(plan_copy, "total: 51", "total: 051")
    before = (plan_copy / FILE).read_bytes()
    assert run(plan_copy, AS_OF, unsafe=True).mended.fix_count == 1
    assert (plan_copy / FILE).read_bytes() == before


def test_what_the_mended_plan_holds_is_what_its_files_say_afterwards(plan_copy: Path) -> None:
    spoil(plan_copy, "total: 51", "total: 61")
    done = run(plan_copy, AS_OF, unsafe=True).mended
    write(plan_copy, done)
    assert load_and_check(Folder.open_at(plan_copy), AS_OF).plan == done.loaded.plan


def test_an_item_with_a_comment_of_its_own_is_not_deleted(plan_copy: Path) -> None:
    block = "departments:\n  - 地域文化部 協働推進課\n  - 地域文化部 協働推進課 # 兼務\n"
    spoil(plan_copy, "departments: [地域文化部 協働推進課]\n", block)
    done = run(plan_copy, AS_OF, unsafe=False).mended
    assert done.after == {}


def test_a_fix_may_leave_a_file_with_another_fault_of_its_own(plan_copy: Path) -> None:
    spoil(plan_copy, "  total: 51\n", "  totl: 51百万円\n")
    done = run(plan_copy, AS_OF, unsafe=True).mended
    assert done.fix_count == 1
    assert "  total: 51百万円\n" in done.after[FILE].decode()


def test_good_fixes_are_made_beside_one_that_is_taken_back(plan_copy: Path) -> None:
    spoil(plan_copy, "  total: 51\n", "  totl: 51百万円\n")
    spoil(plan_copy, TITLE, f"{TITLE}\u3000")
    assert FILE in run(plan_copy, AS_OF, unsafe=True).mended.after


def test_a_file_with_a_tab_in_very_many_lines_is_mended(plan_copy: Path) -> None:
    spoil(plan_copy, "summary: >-\n", "summary: >-\n" + "  相談\t情報\n" * 101)
    assert FILE in run(plan_copy, AS_OF, unsafe=False).mended.after


def test_a_file_with_two_full_width_colons_is_mended(plan_copy: Path) -> None:
    spoil(plan_copy, "title: ", "title：")
    spoil(plan_copy, "mark: ", "mark：")
    assert FILE in run(plan_copy, AS_OF, unsafe=True).mended.after


def test_no_list_is_written_over_comments_in_it(plan_copy: Path) -> None:
    """The list would go on one line, and take the comments of its items away."""
    one = "地域文化部 協働推進課、企画部 情報政策課"
    spoil(plan_copy, "departments: [地域文化部 協働推進課]", f"departments: [{one}]")
    assert run(plan_copy, AS_OF, unsafe=True).mended.fix_count == 1
    spoil(plan_copy, f"departments: [{one}]", f"departments:\n  - {one} # 主管\n  # 以上")
    assert run(plan_copy, AS_OF, unsafe=True).mended.fix_count == 0


@pytest.mark.parametrize(
    ("value", "count"), [("２", 1), (">-\n  ２", 1), (">- # 第二の柱\n  ２", 0)]
)
def test_no_value_is_written_over_a_comment_behind_its_sign(
    plan_copy: Path, value: str, count: int
) -> None:
    spoil(plan_copy, "section: 2\n", f"section: {value}\n")
    assert run(plan_copy, AS_OF, unsafe=True).mended.fix_count == count
