from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.errors import NotWrittenError, PlanInvalidError
from plantool.fleet.lake_tables import LAKE_TABLES, list_partitions
from plantool.fleet.part_files import PartWriter
from tests.fleet.fleets import (
    OTHER,
    SOUND,
    build,
    copy_real_plan,
    read_bytes,
    read_table,
    spoil_unseen,
    sum_money,
    write_plan,
)

if TYPE_CHECKING:
    from pathlib import Path

ALL = "plans: [plans/*]\n"
THREE = {"H30": 3, "H31": 4}


def write_three(folder: Path) -> None:
    write_plan(folder / "plans" / "a", THREE)
    write_plan(folder / "plans" / "b", {"H30": 50, "H31": 60}, code=OTHER, unit="千円")
    write_plan(folder / "plans" / "c", {"H31": 7}, code="011002")


def stamps(lake: Path) -> dict[str, tuple[int, int]]:
    """Return what changes with every file that is written anew."""
    files = lake.rglob("*.parquet")
    return {p.relative_to(lake).as_posix(): (p.stat().st_ino, p.stat().st_mtime_ns) for p in files}


def test_a_lake_has_the_tables_of_the_plans(tmp_path: Path) -> None:
    copy_real_plan(tmp_path / "plans" / "a")
    outcome = build(tmp_path, ALL)
    assert (outcome.left_out, outcome.read) == ({}, 1)
    lake = tmp_path / "lake"
    for table in LAKE_TABLES:
        for row in read_table(lake, table.name):
            assert {*row} == {*table.column_names}
            assert row["prefecture"] == "13"
        paths = [path.relative_to(lake) for path in lake.glob(f"{table.name}/**/*.parquet")]
        assert {len(path.parts) for path in paths} <= {len(list_partitions(table)) + 2}
    (quality,) = read_table(lake, "quality")
    assert (quality["included"], quality["errors"], quality["unit"]) == (True, 0, "百万円")
    assert quality["facts"] == sum(len(read_table(lake, t.name)) for t in LAKE_TABLES[:-1])


def test_sums_are_those_of_the_plans(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    lake = tmp_path / "lake"
    assert sum_money(lake) == (3 + 4) * 10**6 + (50 + 60) * 1000 + 7 * 10**6
    assert sum_money(lake, prefecture="13", fiscal_year="2018") == 3 * 10**6 + 50 * 1000
    assert sum_money(lake, prefecture="01") == 7 * 10**6


def test_one_changed_plan_is_read_and_no_other(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    lake = tmp_path / "lake"
    before = stamps(lake)
    for name in ("a", "c"):
        for path in (tmp_path / "plans" / name).iterdir():
            spoil_unseen(path)
    write_plan(tmp_path / "plans" / "b", {"H31": 61}, code=OTHER, unit="千円")

    outcome = build(tmp_path, ALL)
    assert (outcome.read, outcome.removed, outcome.left_out) == (1, 0, {})
    assert sum_money(lake) == (3 + 4 + 7) * 10**6 + 61 * 1000
    after = stamps(lake)
    changed = {path for path, stamp in after.items() if before.get(path) != stamp}
    assert changed
    assert {path for path in changed if "prefecture=13" not in path} == set()
    assert len(changed) == outcome.written


def test_an_updated_lake_has_the_bytes_of_a_new_one(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    write_plan(tmp_path / "plans" / "b", {"H31": 61, "R2": 1}, code=OTHER, unit="千円")
    (tmp_path / "plans" / "c").rename(tmp_path / "plans" / "d")
    build(tmp_path, ALL)
    updated = read_bytes(tmp_path / "lake")
    (tmp_path / "lake").rename(tmp_path / "former")
    build(tmp_path, ALL)
    assert read_bytes(tmp_path / "lake") == updated


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    before = stamps(tmp_path / "lake")
    outcome = build(tmp_path, ALL)
    assert (outcome.read, outcome.written) == (0, 0)
    assert stamps(tmp_path / "lake") == before


def test_a_plan_whose_files_are_only_touched_is_not_read(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    for path in (tmp_path / "plans" / "a").iterdir():
        path.touch()
    assert build(tmp_path, ALL).read == 0


def test_a_removed_plan_goes(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    (tmp_path / "plans" / "c").rename(tmp_path / "c")
    outcome = build(tmp_path, ALL)
    assert (outcome.read, outcome.removed) == (0, 1)
    assert sum_money(tmp_path / "lake") == 7 * 10**6 + 110 * 1000
    assert not [*(tmp_path / "lake").rglob("prefecture=01")]


def test_a_plan_with_errors_is_in_the_lake_as_left_out_alone(tmp_path: Path) -> None:
    write_three(tmp_path)
    (tmp_path / "plans" / "a" / "1-1.yaml").write_text("id: 1-1\n", "utf-8")
    outcome = build(tmp_path, ALL)
    assert {*outcome.left_out} == {"plans/a"}
    lake = tmp_path / "lake"
    assert {row["publisher_code"] for row in read_table(lake, "plans")} == {OTHER, "011002"}
    row = next(row for row in read_table(lake, "quality") if not row["included"])
    assert (row["publisher_code"], row["origin"], row["facts"]) == (SOUND, "plans/a", None)
    assert row["errors"] > 0
    assert "1-1.yaml の1行目" in row["reason"]


def test_a_plan_that_is_there_twice_is_taken_once(tmp_path: Path) -> None:
    write_three(tmp_path)
    write_plan(tmp_path / "plans" / "z", {"H30": 1000})
    outcome = build(tmp_path, ALL)
    assert {*outcome.left_out} == {"plans/z"}
    assert sum_money(tmp_path / "lake", publisher_code=SOUND) == 7 * 10**6
    (tmp_path / "plans" / "a").rename(tmp_path / "a")
    assert build(tmp_path, ALL).read == 1
    assert sum_money(tmp_path / "lake", publisher_code=SOUND) == 1000 * 10**6


def test_a_wrong_check_digit_leaves_a_plan_out_until_fleet_yaml_mends_it(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", THREE, code="131203")
    outcome = build(tmp_path, "plans: [a]\n")
    assert "131202" in (outcome.plans["a"].reason or "")
    assert sum_money(tmp_path / "lake") == 0
    outcome = build(tmp_path, f'plans: [{{path: a, publisher_code: "{SOUND}"}}]\n')
    assert outcome.plans["a"] == ((SOUND, "plan"), None)
    assert sum_money(tmp_path / "lake", publisher_code=SOUND, prefecture="13") == 7 * 10**6


def test_a_retired_code_becomes_that_of_today(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", THREE, code="011002")
    build(tmp_path, "plans: [a]\n")
    retired = f'plans: [a]\nretired: {{"011002": "{OTHER}", "{OTHER}": "{SOUND}"}}\n'
    build(tmp_path, retired)
    lake = tmp_path / "lake"
    assert {row["prefecture"] for row in read_table(lake, "money")} == {"13"}
    assert sum_money(lake, publisher_code=SOUND) == 7 * 10**6


def test_a_successor_is_never_added_to_what_it_continues(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", {"H30": 1, "H31": 2, "R2": 4}, identifier="old")
    write_plan(tmp_path / "b", {"R2": 100, "R3": 200}, identifier="new")
    both = "plans: [a, b]\n"
    build(tmp_path, both)
    lake = tmp_path / "lake"
    assert sum_money(lake) == 307 * 10**6
    named = f"successors: [{{plan: {SOUND}/old, successor: {SOUND}/new}}]\n"
    outcome = build(tmp_path, both + named)
    assert (outcome.read, outcome.unknown) == (0, [])
    assert sum_money(lake) == 303 * 10**6
    old = next(row for row in read_table(lake, "plans") if row["plan_id"] == "old")
    assert (old["successor_publisher_code"], old["successor_plan_id"]) == (SOUND, "new")

    (tmp_path / "b" / "1-1.yaml").write_text("id: 1-1\n", "utf-8")  # a successor with errors
    build(tmp_path, both + named)
    assert sum_money(lake) == 7 * 10**6


def test_a_successor_of_one_initiative(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", {"H30": 1, "H31": 2}, identifier="old")
    write_plan(tmp_path / "b", {"H31": 100}, identifier="new")
    named = "plans: [a, b]\nsuccessors:\n  - {plan: %s/old, initiative: %s, successor: %s/new%s}\n"
    lake = tmp_path / "lake"
    build(tmp_path, named % (SOUND, "1-1", SOUND, ", successor_initiative: 1-1"))
    assert sum_money(lake) == 101 * 10**6
    build(tmp_path, named % (SOUND, "1-1", SOUND, ", successor_initiative: 1-9"))
    assert sum_money(lake) == 103 * 10**6
    build(tmp_path, named % (SOUND, "1-9", SOUND, ""))
    assert sum_money(lake) == 103 * 10**6


def test_plans_that_continue_each_other_are_refused(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", THREE)
    text = "plans: [a]\nsuccessors: [{plan: x, successor: y}, {plan: y, successor: x}]\n"
    with pytest.raises(PlanInvalidError, match="fleet-circle"):
        build(tmp_path, text)
    assert not (tmp_path / "lake").exists()


def test_themes_of_a_plan_go_before_those_of_all(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", THREE)
    write_plan(tmp_path / "b", THREE, code=OTHER)
    text = """\
themes: {chapters: {"1": 福祉}}
plans: [a, {path: b, themes: {sections: {"1": {"1": 防災}}}}]
"""
    build(tmp_path, text)
    rows = read_table(tmp_path / "lake", "money")
    assert {(row["publisher_code"], row["theme"]) for row in rows} == {
        (SOUND, "福祉"),
        (OTHER, "防災"),
    }
    assert build(tmp_path, text.replace("防災", "交通")).read == 1
    assert {row["theme"] for row in read_table(tmp_path / "lake", "results")} == {"福祉", "交通"}


def test_another_day_of_judgement_reads_all_anew(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    assert build(tmp_path, ALL, day=date(2021, 7, 31)).read == 3
    days = {row["as_of"] for row in read_table(tmp_path / "lake", "plans")}
    assert days == {date(2021, 7, 31)}


@pytest.mark.parametrize("name", ["notes.txt", "money/fiscal_year=2018/prefecture=13/mine.parquet"])
def test_files_of_others_are_not_thrown_away(name: str, tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    (tmp_path / "lake" / name).write_text("mine", "utf-8")
    with pytest.raises(NotWrittenError, match="fleet-other-files"):
        build(tmp_path, ALL)
    assert (tmp_path / "lake" / name).read_text("utf-8") == "mine"


def test_a_folder_that_is_no_lake_is_refused(tmp_path: Path) -> None:
    write_three(tmp_path)
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(NotWrittenError, match="fleet-foreign"):
        build(tmp_path, ALL)
    assert [path.name for path in (tmp_path / "lake").iterdir()] == ["notes.txt"]


def test_a_damaged_lake_is_made_anew(tmp_path: Path) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    whole = read_bytes(tmp_path / "lake")
    next((tmp_path / "lake" / "money").rglob("*.parquet")).unlink()
    assert build(tmp_path, ALL).read == 3
    assert read_bytes(tmp_path / "lake") == whole


def test_a_build_that_ends_early_leaves_the_lake_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_three(tmp_path)
    build(tmp_path, ALL)
    before = stamps(tmp_path / "lake")
    write_plan(tmp_path / "plans" / "a", {"H30": 9})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PartWriter, "write_rows", fail)  # the last files of a lake
    with pytest.raises(NotWrittenError):
        build(tmp_path, ALL)
    assert stamps(tmp_path / "lake") == before
    assert {path.name for path in tmp_path.iterdir()} == {"plans", "lake"}


def test_dollars_of_no_country_are_in_no_sum_until_it_is_named(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", THREE, unit="$1,000")
    build(tmp_path, "plans: [a]\n")
    lake = tmp_path / "lake"
    planned = [row for row in read_table(lake, "money") if row["basis"] == "planned"]
    assert {(row["currency"], row["amount_minor"]) for row in planned} == {(None, None)}
    assert {row["amount"] for row in planned} == {3, 4}
    assert build(tmp_path, "plans: [{path: a, currency: AUD}]\n").read == 1
    planned = [row for row in read_table(lake, "money") if row["basis"] == "planned"]
    assert {(row["currency"], row["amount_minor"]) for row in planned} == {
        ("AUD", 300_000),
        ("AUD", 400_000),
    }
    assert {row["currency"] for row in read_table(lake, "quality")} == {"AUD"}
