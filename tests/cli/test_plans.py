"""Plans of other shapes than the real one, each made of it by an edit."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def document(plan: Path, *arguments: str) -> dict[str, Any]:
    done = run("--plan", str(plan), *arguments, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def amounts(plan: Path, row: str, *arguments: str) -> list[int]:
    rows = document(plan, "budget", *arguments)["rows"]
    return [entry["amount"] for entry in rows if entry["row"] == row]


CHAPTER_2 = """\
id: 2
title: 子どもの成長と子育てを支える
sections:
  - {id: 1, title: 子育て支援}
"""


def test_what_its_own_chapter_counts_is_not_added_again(plan_copy: Path) -> None:
    (plan_copy / "2.yaml").write_text(CHAPTER_2, "utf-8")
    edit(plan_copy / "2-4.yaml", "mark: ★\n", "mark: ★\nsection: 1\n")
    shutil.copy(plan_copy / "18.yaml", plan_copy / "20.yaml")
    edit(plan_copy / "20.yaml", "id: 18\n", "id: 20\n")
    assert amounts(plan_copy, "total") == [105, 141]
    assert amounts(plan_copy, "with-relisted") == []
    assert len(amounts(plan_copy, "relisted", "--year", "31")) == 2
    out = run("--plan", str(plan_copy), "budget", "--by", "chapter").out
    assert "再掲 2-4は、ここでは数えていません。" in out
    assert "再掲を含めた場合" not in out


def test_a_slip_in_a_chapter_does_not_take_its_initiatives_along(plan_copy: Path) -> None:
    edit(plan_copy / "18.yaml", "id: 2-4", "id: 2-9")
    done = run("--plan", str(plan_copy), "budget", "--keep-going", "--format", "json")
    document = json.loads(done.out)
    total = [entry["amount"] for entry in document["rows"] if entry["row"] == "total"]
    assert total == [103, 140]
    assert [name.rpartition("/")[2] for name in document["plan"]["left_out"]] == ["2-4.yaml"]


def test_an_unreadable_chapter_names_every_initiative_that_goes_with_it(plan_copy: Path) -> None:
    edit(plan_copy / "18.yaml", "sections:", "zzz:")
    done = run("--plan", str(plan_copy), "budget", "--keep-going")
    assert all(f"18-{number}.yaml" in done.err for number in range(1, 9))


def test_the_name_of_a_bureau_may_hold_spaces(plan_copy: Path) -> None:
    edit(plan_copy / "plan.yaml", "企画部: [情報政策課]", "Public Works: [Road Works, 情報政策課]")
    edit(plan_copy / "18-6.yaml", "企画部 情報政策課", "Public Works Road Works")
    edit(plan_copy / "18-8.yaml", "企画部 情報政策課", "Public Works　情報政策課")
    rows = document(plan_copy, "budget", "--by", "bureau")["rows"]
    assert {e["amount"] for e in rows if e["key"] == "Public Works"} == {3, 6}
    assert amounts(plan_copy, "total", "--department", "Public Works　Road Works") == [3, 6]


def test_years_of_two_eras_are_told_apart(plan_copy: Path) -> None:
    edit(plan_copy / "plan.yaml", "planned: [H30, H31]", "planned: [H30, R1]")
    out = run("--plan", str(plan_copy), "budget").out
    assert "平成30年度  令和元年度" in out
    assert run("--plan", str(plan_copy), "budget", "--year", "9").err.endswith("--year R1）\n")


def test_a_place_may_name_all_measures_or_one_by_its_index(plan_copy: Path) -> None:
    source = "  document: みどりの風吹くまちビジョン アクションプラン 計画18\n"
    for name, place in (("18-2.yaml", "measures"), ("18-3.yaml", "measures.0.target")):
        more = f"{source}  unverified: [{{at: {place}, reason: 例}}]\n"
        edit(plan_copy / name, source, more)
    rows = document(plan_copy, "status", "18-2", "18-3", "--year", "31")["rows"]
    assert ["unverified" in row["flags"] for row in rows] == [True, True]


def test_a_remark_alone_is_no_report_and_none_is_zero(plan_copy: Path) -> None:
    old = "    target: 計16か所\n"
    results = "    results: {H30: {note: 集計中}, H31: {value: ―, reason: 応募なし}}\n"
    edit(plan_copy / "18-3.yaml", old, old + results)
    rows = document(plan_copy, "status", "18-3", "--as-of", "2020-06-30")["rows"]
    assert [row["status"] for row in rows] == ["unreported", "missed"]
    shown = run("--plan", str(plan_copy), "show", "18-3").out
    assert "30年度 相談情報ひろば: 集計中" in shown
    assert "理由: 応募なし" in shown


def test_a_result_that_reads_like_a_running_total_is_found(plan_copy: Path) -> None:
    old = "    target: 計16か所\n"
    edit(plan_copy / "18-3.yaml", old, old + "    results: {H30: {value: 計14か所}}\n")
    assert "PLT303" in run("--plan", str(plan_copy), "validate").out


def test_a_plan_file_in_a_folder_within_the_plan_is_not_lost_silently(plan_copy: Path) -> None:
    (plan_copy / "sub").mkdir()
    (plan_copy / "18-3.yaml").rename(plan_copy / "sub" / "18-3.yaml")
    done = run("--plan", str(plan_copy), "validate")
    assert (done.code, "PLT114" in done.out) == (1, True)


@pytest.mark.parametrize("path", ["plan/18-99.yaml", "plan/README.md", "nowhere"])
def test_validate_refuses_paths_that_are_not_there(plan_copy: Path, path: str) -> None:
    done = run("validate", path, cwd=plan_copy.parent)
    assert (done.code, done.out) == (2, "")
    assert path in done.err


def test_validate_counts_one_plan_once_and_tells_of_a_broken_plan_file(plan_copy: Path) -> None:
    both = run("validate", str(plan_copy), "plan", "plan/18-3.yaml", cwd=plan_copy.parent)
    assert both.out.startswith("11ファイル")
    edit(plan_copy / "plan.yaml", "language: ja", "language: jp")
    one = run("validate", "plan/18-3.yaml", cwd=plan_copy.parent)
    assert (one.code, "plan/plan.yaml" in one.out) == (1, True)


def test_a_filtered_page_says_what_it_is_limited_to() -> None:
    assert "【企画部のみ】" in run("budget", "--department", "企画部").out
    empty = run("status", "--flag", "missed", "--year", "31").out
    assert "進捗状況 31年度（" in empty
    assert "条件に合う項目はありません。" in empty
    assert "18-3" in run("status", "18").out
    assert run("budget", "--section", "18/2", "--year", "31").out.count("78") == 2


def test_full_width_slips_are_named(plan_copy: Path) -> None:
    edit(plan_copy / "18-3.yaml", "title: 相談", "title： 相談")
    edit(plan_copy / "18-4.yaml", "title: 新たな", "title:新たな")
    edit(plan_copy / "18-5.yaml", "{H30: 5, H31: 8}", "{H30: 5、H31: 8}")
    edit(plan_copy / "18-6.yaml", "{H30: 3, H31: 6}", "{H30: ３, H31: 6}")
    edit(plan_copy / "18-7.yaml", "    name: 新たな", "　　name: 新たな")
    out = run("--plan", str(plan_copy), "validate").out
    for words in ("全角の「：」", "半角の空白が必要", "全角の「、」", "3と書いて", "全角の空白"):
        assert words in out
