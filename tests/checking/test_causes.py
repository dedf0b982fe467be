"""One cause is one finding, and what other plans really print is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.checking.check_plan import load_and_check
from plantool.checking.pages import PageExample
from plantool.loading.folder import Folder
from tests.checking.examples import MINIMAL, lay
from tests.checking.test_pages import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

ROW = """\
measures:
  - id: trees
    name: 並木の植え替え
    kind: {kind}
    direction: {direction}
    unit: {unit}
    planned: {planned}
"""
BASELINE = "    baseline: {H29: 計100本}\n"
TWO_UNITS = """\
measures:
  - {id: a, name: 相談, kind: level, direction: up, unit: 回, planned: {H30: 1回, H31: 2回}}
  - {id: b, name: 相談, kind: level, direction: up, unit: 人, planned: {H30: 1人, H31: 2人}}
"""


def codes(plan: Path, *examples: tuple[str, str]) -> list[str]:
    lay([PageExample(file, text) for file, text in examples], plan)
    return [d.code.code for d in load_and_check(Folder.open_at(plan), AS_OF).diagnostics]


def row(planned: str, more: str = "", **words: str) -> str:
    given = {"kind": "cumulative", "direction": "up", "unit": "本", **words}
    return ROW.format(planned=planned, **given) + more


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "1-2.yaml",
            row("{H30: {value: 20, text: ２本}, H31: 20本}", "    total: 30本\n"),
            ["PLT304"],
        ),
        (
            "1-2.yaml",
            row("{H30: 計14本, H31: 計16本}", "    total: 10本\n"),
            ["PLT303", "PLT303"],
        ),
        ("1-2.yaml", row("{H30: 1本, H31: 2本}", "    total: 3本\n", unit="株"), ["PLT108"]),
        ("1-2.yaml", "budget:\n  planned: {H30: 26000, H31: 25}\n  total: 51\n", ["PLT501"]),
        (
            "1-2.yaml",
            row("{H30: {value: 20, text: ２本}, H31: 20本}", f"{BASELINE}    target: 計122本\n"),
            ["PLT304"],
        ),
        (
            "1-2.yaml",
            row("{H30: {value: 90, text: 9本}, H31: 10本}", "    target: 10本\n", kind="level"),
            ["PLT304"],
        ),
        (
            "1-2.yaml",
            row("{H30: 10本, H31: 20本}", "    results: {H30: {value: 計100本}}\n"),
            ["PLT303"],
        ),
        ("1-2.yaml", "budget:\n  planned: {H30: 3, H31: 4, H31: 5}\n  total: 8\n", ["PLT016"]),
        ("plan.yaml", "years:\n  planned: [H30, H31, H33]\n  baseline: [H29]\n", ["PLT404"]),
        ("1-3.yaml", (MINIMAL / "1-2.yaml").read_text("utf-8"), ["PLT202"]),
        ("1-2.yaml", "section: 7\n", ["PLT203"]),
        ("1-2.yaml", "departments: [市民部 環教課]\n", ["PLT205"]),
        ("1.yaml", "relisted:\n  - id: 2-2\n    section: 1\n", ["PLT207"]),
        ("1_2.yaml", "id: 1-9\nmeasures: []\n", ["PLT102", "PLT106"]),
    ],
)
def test_one_cause_is_one_finding(
    name: str, text: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, (name, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        row("{H30: 計画策定1件, H31: 計画1件}", unit="件"),
        row("{H30: 2本程度, H31: 約20本}"),
        row("{H30: 95％以上, H31: 96.5％}", kind="level", unit="％"),
        row("{H30: '△1,200人', H31: ▲800人}", kind="level", direction="down", unit="人"),
        row("{H30: 1 home, H31: 50 new homes}", unit="homes"),
        row("{H30: £120, H31: '£1,200'}", unit="£"),
        row("{2018: 3, 2019: 4}"),
        "title: 並木の手入れ（二〇〇五年から）\n",
        "summary: 重要確認事項と必要確認の手順。※30年度から実施。関係機関と調整中。\n",
        "summary: 木※1、2と花※ 3\nfootnotes:\n"
        + "".join(f"  - {{mark: ※{n}, text: 註}}\n" for n in (1, 2, 3)),
        "budget:\n  planned: {H30: 150, H31: 90000}\n  total: 90150\n",
        TWO_UNITS,
    ],
)
def test_what_plans_print_is_no_finding(text: str, tmp_path: Path) -> None:
    assert codes(tmp_path, ("1-2.yaml", text)) == []


def test_faults_of_one_cell_that_have_nothing_to_do_with_each_other_are_all_found(
    tmp_path: Path,
) -> None:
    text = 'title: "並木（※9）要確認 "\n'
    assert codes(tmp_path, ("1-2.yaml", text)) == ["PLT603", "PLT604", "PLT606"]


def test_a_copy_under_a_name_that_cannot_be_an_id_is_only_that(tmp_path: Path) -> None:
    lay([], tmp_path)
    copy = (tmp_path / "1-2.yaml").read_text("utf-8")
    (tmp_path / "1-2 (2).yaml").write_text(copy, "utf-8")
    (found,) = load_and_check(Folder.open_at(tmp_path), AS_OF).diagnostics
    assert (found.code.code, found.file.rpartition("/")[2]) == ("PLT213", "1-2 (2).yaml")


def test_a_missing_chapter_is_one_finding(tmp_path: Path) -> None:
    lay([], tmp_path)
    (tmp_path / "1.yaml").unlink()
    found = [d.code.code for d in load_and_check(Folder.open_at(tmp_path), AS_OF).diagnostics]
    assert found == ["PLT210", "PLT210"]  # chapter 1, and 2-1, which it relisted


def test_thousands_of_unknown_departments_are_not_held_against_thousands(tmp_path: Path) -> None:
    known = "".join(f"  部{at}: [課]\n" for at in range(4000))
    names = ", ".join(f"郡{at} 課" for at in range(4000))
    plan = {
        "plan.yaml": "title: T\npublisher: {name: X}\nlanguage: ja\nyears: {planned: [H30]}\n"
        f"money: {{unit: 円}}\ndepartments:\n{known}",
        "1.yaml": "id: 1\ntitle: C\nsections: [{id: 1, title: S}]\n",
        "1-1.yaml": f"id: 1-1\ntitle: I\nsection: 1\ndepartments: [{names}]\nmeasures:\n"
        "  - {id: a, name: A, kind: milestone, planned: {H30: x}}\n",
    }
    for name, text in plan.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = load_and_check(Folder.open_at(tmp_path), AS_OF).diagnostics
    nearest = [dict(d.arguments)["nearest"] for d in found if d.code.code == "PLT205"]
    assert len(nearest) == 4000
    assert sum(map(bool, nearest)) <= 2  # 10,000 comparisons, 4,000 names each
