"""``plantool import csv`` as people use it: first, again, after edits of the files or the table."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.tables import HEAD, MAPPING, PARKS, Workplace, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.running import Run

TREES = ["2", "街路樹", "緑化課", "剪定本数", "本", "1,200", "１３００", "△5", "1000"]
CELLS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(
        ["", "1", "1-1", "2", "公園課", "環境部 公園課", "-", "△5", "５か所", "1.5", "#N/A"]
    ),
)
FILE = """\
id: 1-1
title: 公園の整備
departments: [環境部 公園課]
measures:
  - id: main
    name: 公園の数
    kind: level
    direction: up
    unit: か所
    planned: {R5: 10, R6: 12}
    results:
      R5: {value: 11}
budget:
  initial: {R5: 123.456}
source:
  document: 表.csv
  sheet: 表
  row: 2
  unverified:
    - {at: budget, reason: 千円から百万円に換算}
"""


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


def records(done: Run) -> list[tuple[str, ...]]:
    """Return cell, result, initiative and code of each remark."""
    rows = csv.DictReader(StringIO(done.out.removeprefix("\ufeff")))
    return [(row["cell"], row["result"], row["id"], row["code"]) for row in rows]


def test_rows_become_files_and_say_where_they_come_from(place: Workplace) -> None:
    done = place.take_in([PARKS, TREES])
    assert (done.code, done.err) == (0, "")
    assert place.names() == ["1-1.yaml", "1-2.yaml", "1.yaml", "plan.yaml"]
    assert place.read("1-1.yaml") == FILE
    trees = place.read("1-2.yaml")
    assert "planned: {R5: 1200, R6: 1300}" in trees
    assert "R5: {value: -5}" in trees
    assert "{at: departments, reason: 課の名前から部の名前を補った}" in trees
    assert place.run("fmt", "--check").code == place.run("validate").code == 0


def test_an_import_again_brings_only_what_is_new(place: Workplace) -> None:
    place.take_in([PARKS])
    before = place.read("1-1.yaml")
    assert place.take_in([PARKS]).code == 0
    assert place.read("1-1.yaml") == before
    commented = before.replace("title: 公園の整備", "title: 公園の整備  # 企画課で確認済み")
    commented = commented.replace("    results:\n      R5: {value: 11}\n", "")
    (place.plan / "1-1.yaml").write_text(commented, "utf-8")
    done = place.take_in([PARKS, TREES])
    assert (
        "新しいファイルは1件です。すでにあるファイルでは、加えた値が1件、同じ値が9件です。"
        in done.out
    )
    remarked = before.replace("整備\n", "整備  # 企画課で確認済み\n", 1)
    assert place.read("1-1.yaml") == remarked


def test_what_people_wrote_wins_unless_the_cell_is_accepted(place: Workplace) -> None:
    place.take_in([PARKS])
    edited = place.read("1-1.yaml").replace("R6: 12}", "R6: 15}")
    (place.plan / "1-1.yaml").write_text(edited, "utf-8")
    done = place.take_in([PARKS], "--format", "csv")
    assert (done.code, records(done)) == (1, [("G2", "conflict", "1-1", "")])
    assert "measures.main.planned.R6: ファイルは「15」、表は「12」です" in done.out
    assert place.read("1-1.yaml") == edited
    assert place.take_in([PARKS], "--accept", "'表'！Ｇ２").code == 0
    assert place.read("1-1.yaml") == FILE


def test_an_accepted_cell_that_changes_nothing_is_a_slip(place: Workplace) -> None:
    place.take_in([PARKS])
    done = place.take_in([PARKS], "--accept", "G2", "--accept", "表!Z9")
    assert done.code == 2
    assert "--accept の「G2, 表!Z9」には、上書きするものがありません" in done.err


def test_the_older_table_tells_what_people_changed(place: Workplace) -> None:
    place.take_in([PARKS], name="去年.csv")
    edited = place.read("1-1.yaml").replace("R5: 10,", "R5: 9,")
    (place.plan / "1-1.yaml").write_text(edited, "utf-8")
    newer = [*PARKS[:5], "11", "13", *PARKS[7:]]
    done = place.take_in([newer], "--was", "去年.csv", "--format", "csv")
    assert (done.code, records(done)) == (1, [("F2", "conflict", "1-1", "")])
    assert "planned: {R5: 9, R6: 13}" in place.read("1-1.yaml")


def test_a_new_measure_goes_behind_those_that_are_there(place: Workplace) -> None:
    place.take_in([PARKS])
    second = MAPPING.replace("id: {text: main}", "id: {text: second}")
    (place.folder / "map.yaml").write_text(second, "utf-8")
    done = place.take_in([[*PARKS[:3], "広さ", "ha", "5", "6", "", ""]])
    assert done.code == 0
    text = place.read("1-1.yaml")
    assert text.startswith(FILE[: FILE.index("budget:")])
    assert "id: second" in text[text.index("value: 11") :]


def test_a_row_is_taken_whole_or_not_at_all_with_all_its_faults(place: Workplace) -> None:
    bad = ["3", "花壇", "環境部 公園課", "花", "本", "5", "6", "", "約3千"]
    rows = [
        bad,
        ["", "合計", "", "", "", "", "", "", "5"],
        ["4/1", "橋", "", "", "", "", "", "", "5"],
        ["5", "", "", "", "", "", "", "", "1e5"],
        PARKS,
        [*PARKS[:1], "公園の整備計画", *PARKS[2:]],
    ]
    done = place.take_in(rows, "--format", "csv")
    assert done.code == 1
    assert records(done) == [
        ("I2", "refused", "", ""),
        ("A3", "refused", "", ""),
        ("A4", "refused", "", ""),
        ("B5", "refused", "", ""),
        ("I5", "refused", "", ""),
        ("B7", "refused", "", ""),
    ]
    assert place.names() == ["1-1.yaml", "1.yaml", "plan.yaml"]
    assert place.read("1-1.yaml") == FILE.replace("row: 2", "row: 6")


def test_a_comma_that_moves_cells_is_seen(place: Workplace) -> None:
    moved = [PARKS[0], "公園", "広場の整備", *PARKS[2:]]
    done = place.take_in([moved, [*PARKS, ""]], "--format", "csv")
    assert records(done)[0] == ("J2", "refused", "", "")
    assert place.read("1-1.yaml") == FILE.replace("row: 2", "row: 3")


def test_errors_of_the_plan_refuse_the_row_and_not_the_run(place: Workplace) -> None:
    unknown = ["3", "花壇", "市長室", "花", "本", "5", "6", "", "1"]
    empty = ["4", "看板", "", "", "", "", "", "", ""]
    done = place.take_in([unknown, empty, PARKS], "--format", "csv")
    assert records(done) == [
        ("C2", "refused", "1-3", "PLT205"),
        ("B3", "refused", "1-4", "PLT102"),
    ]
    assert (done.code, place.names()) == (1, ["1-1.yaml", "1.yaml", "plan.yaml"])


def test_what_plan_yaml_lacks_is_added_only_where_that_is_asked_for(place: Workplace) -> None:
    rows = [["3", "花壇", "市長室 秘書課", "花", "本", "5", "6", "", "1"]]
    done = place.take_in(rows)
    assert "plan.yaml にないもの: 市長室 秘書課。--declare を付けると加えます。" in done.out
    assert place.names() == ["1.yaml", "plan.yaml"]
    done = place.take_in(rows, "--declare")
    assert (done.code, place.names()) == (0, ["1-3.yaml", "1.yaml", "plan.yaml"])
    assert place.read("plan.yaml").endswith("  環境部: [公園課, 緑化課]\n  市長室: [秘書課]\n")
    assert "plan.yaml に加えたもの: 市長室 秘書課" in done.out


def test_a_dry_run_writes_nothing(place: Workplace) -> None:
    done = place.take_in([PARKS], "--dry-run")
    assert (done.code, place.names()) == (0, ["1.yaml", "plan.yaml"])
    assert "--dry-run のため、何も書いていません（書くと1件のファイル）。" in done.out


def test_without_ids_initiatives_are_known_by_their_titles(place: Workplace) -> None:
    (place.folder / "map.yaml").write_text(MAPPING.removeprefix("id: 番号\n"), "utf-8")
    place.take_in([TREES, PARKS])
    assert place.names() == ["1-1.yaml", "1-2.yaml", "1.yaml", "plan.yaml"]
    assert "id: 1-2\ntitle: 公園の整備\n" in place.read("1-2.yaml")
    assert "{at: id, reason: 表に番号がないため、通し番号を付けた}" in place.read("1-2.yaml")
    flowers = ["", "花壇", "環境部 公園課", "花", "本", "5", "6", "", "1"]
    assert place.take_in([flowers, PARKS, TREES]).code == 0
    assert place.read("1-3.yaml").startswith("id: 1-3\ntitle: 花壇\n")
    assert len(place.names()) == 5


def test_formulas_and_names_of_yaml_stay_text(place: Workplace) -> None:
    titles = ["=cmd|' /C calc'!A0", "!!python/object:x", "@SUM(A1)", "{a: 1}", "true", "あ" * 5000]
    rows = [[str(n), title, *PARKS[2:]] for n, title in enumerate(titles, 1)]
    assert place.take_in(rows).code == 0
    for number, title in enumerate(titles, 1):
        done = place.run("show", f"1-{number}", "--format", "json")
        assert f'"title": "{title}"' in done.out.replace("\\u0027", "'")
    assert place.run("validate").code == place.run("fmt", "--check").code == 0


@pytest.mark.parametrize("missing", ["plan.yaml", "plan"])
def test_without_a_plan_there_is_nothing_to_take_it_into(place: Workplace, missing: str) -> None:
    path = place.plan / missing if missing != "plan" else place.plan
    path.rename(place.folder / "elsewhere")
    done = place.take_in([PARKS])
    assert done.code == 3


def test_a_plan_with_several_chapters_has_to_be_told_which(place: Workplace) -> None:
    (place.plan / "2.yaml").write_text('id: "2"\ntitle: 水辺\n', "utf-8")
    done = place.take_in([PARKS], "--format", "csv")
    assert (done.code, records(done)) == (1, [("A2", "refused", "", "")])
    assert place.take_in([PARKS], "--chapter", "9").code == 2
    assert place.take_in([PARKS], "--chapter", "2").code == 0
    assert "2-1.yaml" in place.names()
    whole = ["2-7", *PARKS[1:]]
    assert place.take_in([whole]).code == 0
    assert "2-7.yaml" in place.names()


def test_what_comes_later_is_unverified_as_well(place: Workplace) -> None:
    place.take_in([[*PARKS[:2], "", *PARKS[3:8], ""]])
    assert "unverified" not in place.read("1-1.yaml")
    done = place.take_in([[*PARKS[:2], "公園課", *PARKS[3:]]], "--format", "csv")
    assert (done.code, records(done)) == (0, [("C2", "unverified", "1-1", "")])
    text = place.read("1-1.yaml")
    assert "row: 2, unverified: [{at: departments, reason: 課の名前から部の名前を補った}," in text
    assert "{at: budget, reason: 千円から百万円に換算}]}\n" in text
    assert place.run("fmt", "--check").code == 0


def test_what_comes_later_is_looked_at_as_well(place: Workplace) -> None:
    place.take_in([[*PARKS[:7], "", *PARKS[8:]]])
    done = place.take_in([[*PARKS[:7], "5", *PARKS[8:]]], "--format", "csv")
    assert (done.code, records(done)) == (0, [("H2", "warning", "1-1", "PLT703")])
    assert "R5: {value: 5}" in place.read("1-1.yaml")
    wrong = [*PARKS[:5], "10", "12", "5", "5千"]
    assert records(place.take_in([wrong], "--format", "csv")) == [("I2", "refused", "", "")]


def test_one_title_of_two_widths_is_one_initiative(place: Workplace) -> None:
    (place.folder / "map.yaml").write_text(MAPPING.removeprefix("id: 番号\n"), "utf-8")
    rows = [["", "ＡＩの 導入", *PARKS[2:]], ["", "AIの導入", *PARKS[2:]]]
    done = place.take_in(rows, "--format", "csv")
    assert records(done) == [("B3", "refused", "", "")]
    assert place.names() == ["1-1.yaml", "1.yaml", "plan.yaml"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_screen_tells_what_came_of_each_cell(
    place: Workplace, language: str, screen: Callable[[str, str], None]
) -> None:
    place.take_in([PARKS])
    edited = place.read("1-1.yaml").replace("R6: 12}", "R6: 15}")
    (place.plan / "1-1.yaml").write_text(edited, "utf-8")
    rows = [
        [*PARKS, "継続"],
        [*TREES, ""],
        ["3", "花壇", "市長室", "花", "本", "5", "6", "", "1"],
        ["", "合計", "", "", "", "", "", "", "約3千"],
    ]
    write_csv(place.folder / "表.csv", [[*HEAD, "備考"], *rows])
    names = ("import", "csv", "表.csv", "--mapping", "map.yaml", "--dry-run")
    done = place.run("--lang", language, *names)
    assert (done.code, done.err) == (1, "")
    screen(f"import-{language}", done.out)


@given(rows=st.lists(st.lists(CELLS, max_size=9), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_cells_the_plan_stays_valid(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = Workplace(tmp_path_factory.mktemp("any"))
    text = StringIO(newline="")
    csv.writer(text).writerows([HEAD, *rows])
    (place.folder / "表.csv").write_bytes(text.getvalue().encode("utf-8", "replace"))
    done = place.run("import", "csv", "表.csv", "--mapping", "map.yaml", "--format", "json")
    assert done.code in {0, 1}, done.err
    made = [path for path in place.plan.iterdir() if path.name not in {"plan.yaml", "1.yaml"}]
    assert json.loads(done.out)["new_files"] == len(made)
    checked = place.run("validate", "--format", "plain")
    assert checked.code == 0, checked.out
    assert place.run("fmt", "--check").code == 0
