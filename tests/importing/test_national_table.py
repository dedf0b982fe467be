"""The national table 2-1, made up: what is taken in sums up to the table's own columns."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import pytest

import plantool
from plantool.importing.mapping import TableMapping
from plantool.importing.read_mapping import list_shipped_mappings, read_mapping
from plantool.model.exact import exact_sum
from plantool.model.money import Money
from tests.drawing import is_thorough
from tests.importing.national_table import COLUMNS, make_rows, write_plan, write_table
from tests.running import run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plantool.model.budget import Budget
    from tests.importing.national_table import Row
    from tests.running import Run

WHOLE = {
    "initial": "当初予算（合計）",
    "carried_in": "前年度からの繰越し（合計）",
    "reserve": "予備費等（合計）",
    "stated_current": "計（歳出予算現額合計）",
    "settled": "執行額（合計）",
    "carried_out": "翌年度への繰越し(合計）",
    "requested": "翌年度要求額（合計）",
}
PARTS = {
    "initial": ("当初予算",),
    "carried_in": ("前年度から繰越し",),
    "reserve": ("予備費等1", "予備費等2", "予備費等3", "予備費等4"),
    "stated_current": ("歳出予算現額",),
    "settled": ("執行額",),
    "requested": ("翌年度要求額",),
}
ONE_ROW = {
    "予算事業ID": "000001",
    "事業名": "架空の事業",
    "府省庁": "架空省",
    "局・庁": "架空局",
    "課": "企画課",
    "予算年度": "2022",
    "当初予算（合計）": "100",
    "計（歳出予算現額合計）": "100",
}


def take_in(folder: Path, rows: list[Row], *options: str, encoding: str = "utf-8-sig") -> Run:
    if not (folder / "plan").exists():
        write_plan(folder / "plan")
    write_table(folder / "2-1.csv", rows, encoding)
    mapping = ("--mapping", "gyosei-review-2-1")
    return run("import", "csv", "2-1.csv", *mapping, *options, cwd=folder)


def list_remarks(done: Run) -> list[tuple[str, str, str]]:
    """Return cell, result and code of each remark."""
    rows = csv.DictReader(StringIO(done.out.removeprefix("\ufeff")))
    return [(row["cell"], row["result"], row["code"]) for row in rows]


def sum_column(rows: Iterable[Row], year: int, *names: str) -> Decimal:
    own = (row for row in rows if row["予算年度"] == str(year))
    return exact_sum(Decimal(row[name]) for row in own for name in names if row.get(name))


def sum_budgets(budgets: Iterable[Budget], key: str, year: str) -> Decimal:
    amounts = [
        money.amount
        for budget in budgets
        for each, money in getattr(budget, key)
        if each.key == year and isinstance(money, Money)
    ]
    return exact_sum(amounts)


def sum_supplements(budgets: Iterable[Budget], year: str) -> Decimal:
    return exact_sum(
        supplement.amount.amount
        for budget in budgets
        for each, supplements in budget.supplementary
        if each.key == year
        for supplement in supplements
    )


def test_all_rows_come_in_whole_and_sum_up_to_the_columns(tmp_path: Path) -> None:
    projects = 550 if is_thorough() else 110
    rows = make_rows(projects)
    assert len(rows) > 9 * projects
    done = take_in(tmp_path, rows)
    assert (done.code, done.err) == (0, "")
    assert f"中身のある行は{len(rows):,}行です（うち対応表で除いた行は0行）。" in done.out
    plan = plantool.load(tmp_path / "plan")
    findings = Counter(finding.code.code for finding in plan.diagnostics)
    assert (plan.ok, [*findings]) == (True, ["PLT801"])  # sums of several columns
    whole = [initiative.budget for initiative in plan.initiatives]
    parts = [part.money for budget in whole for part in budget.parts]
    assert len(whole) == projects
    totals = [row for row in rows if not row.get("会計区分")]
    details = [row for row in rows if row.get("会計区分")]
    for year in range(2021, 2025):
        for key, name in WHOLE.items():
            at = str(year + (key == "requested"))
            assert sum_budgets(whole, key, at) == sum_column(totals, year, name), (year, key)
        for key, names in PARTS.items():
            at = str(year + (key == "requested"))
            assert sum_budgets(parts, key, at) == sum_column(details, year, *names), (year, key)
        numbered = [f"第{number}次補正予算" for number in range(1, 6)]
        expected = sum_column(totals, year, "補正予算（合計）")
        assert sum_supplements(whole, str(year)) == expected
        assert sum_supplements(parts, str(year)) == sum_column(details, year, *numbered) == expected
    rates = [rate for budget in whole for _, rate in budget.execution_rates.by_year]
    assert len(rates) == sum(bool(row.get("執行率")) for row in totals)
    layout = run("fmt", "--check", cwd=tmp_path)
    assert (layout.code, layout.out) == (0, "")


def test_the_table_again_brings_nothing(tmp_path: Path) -> None:
    rows = make_rows(20)
    take_in(tmp_path, rows)
    before = {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()}
    done = take_in(tmp_path, rows)
    assert done.code == 0
    assert "新しいファイルは0件です。すでにあるファイルでは、加えた値が0件" in done.out
    assert {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()} == before


def test_cp932_is_told_and_read_alike(tmp_path: Path) -> None:
    rows = make_rows(3)
    done = take_in(tmp_path, rows, encoding="cp932")
    assert (done.code, "文字コード: CP932 (Shift_JIS)" in done.out) == (0, True)
    assert "title: 架空の事業その1\n" in next((tmp_path / "plan").glob("?-000001.yaml")).read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("spent", "current", "printed"),
    [
        ("1", "8", "0.125"),
        ("1", "200000", "1e-05"),  # the tie of 0.000005 as a program prints it
        ("3", "200000", "2e-05"),  # 0.000015, to the even neighbour
        ("3", "200000", "1e-05"),  # as binary floating point has it
        ("5", "3", "1.66667"),
        ("0", "100", ""),
    ],
)
def test_a_rate_is_right_within_its_digits_ties_either_way(
    tmp_path: Path, spent: str, current: str, printed: str
) -> None:
    amounts = {
        "当初予算（合計）": current,
        "計（歳出予算現額合計）": current,
        "執行額（合計）": spent,
    }
    done = take_in(tmp_path, [{**ONE_ROW, **amounts, "執行率": printed}], "--format", "csv")
    assert "PLT516" not in {code for *_, code in list_remarks(done)}
    assert done.code == 0


def test_a_rate_beyond_its_digits_is_told(tmp_path: Path) -> None:
    row = {**ONE_ROW, "執行額（合計）": "50", "執行率": "0.51"}
    done = take_in(tmp_path, [row], "--format", "csv")
    assert list_remarks(done) == [("U2", "warning", "PLT516")]


def test_a_total_that_is_not_its_sum_refuses_its_year_alone(tmp_path: Path) -> None:
    wrong = {**ONE_ROW, "予算年度": "2023", "計（歳出予算現額合計）": "110"}
    done = take_in(tmp_path, [wrong, ONE_ROW], "--format", "csv")
    assert (done.code, list_remarks(done)) == (1, [("S2", "refused", "PLT509")])
    text = (tmp_path / "plan" / "a-000001.yaml").read_text("utf-8")
    assert "title: 架空の事業\n" in text
    assert "initial: {2022: 100}\n" in text
    assert text.endswith("sheet: 2-1, row: 3}\n")


def test_parts_that_do_not_come_to_the_total_are_refused_together(tmp_path: Path) -> None:
    parts = [
        {**ONE_ROW, "当初予算（合計）": "", "計（歳出予算現額合計）": "", "会計区分": kind}
        | {"会計": name, "勘定": ledger, "当初予算": amount}
        for kind, name, ledger, amount in (
            ("一般会計", "", "", "70"),
            ("特別会計", "架空特別会計", "甲勘定", "20"),
        )
    ]
    done = take_in(tmp_path, [ONE_ROW, *parts], "--format", "csv")
    assert (done.code, list_remarks(done)) == (1, [("AC3", "refused", "PLT517")])
    assert "breakdown" not in (tmp_path / "plan" / "a-000001.yaml").read_text("utf-8")
    parts[1]["当初予算"] = "30"
    assert take_in(tmp_path, [ONE_ROW, *parts]).code == 0
    text = (tmp_path / "plan" / "a-000001.yaml").read_text("utf-8")
    assert "      特別会計 架空特別会計 甲勘定:\n" in text


def test_amounts_with_a_point_are_whole(tmp_path: Path) -> None:
    take_in(tmp_path, [{**ONE_ROW, "当初予算（合計）": "100.0", "予備費等（合計）": "0"}])
    text = (tmp_path / "plan" / "a-000001.yaml").read_text("utf-8")
    assert "  initial: {2022: 100}\n  reserve: {2022: 0}\n  current: {2022: 100}\n" in text


def test_another_unit_is_exact(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan") / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("unit: 円", "unit: 百万円"), "utf-8")
    amount = "123456789012345"
    row = {**ONE_ROW, "当初予算（合計）": amount, "計（歳出予算現額合計）": amount}
    assert take_in(tmp_path, [row]).code == 0
    text = (tmp_path / "plan" / "a-000001.yaml").read_text("utf-8")
    assert "initial: {2022: 123456789.012345}" in text
    assert "{at: budget, reason: 円から百万円に換算}" in text


def test_unknown_ministries_and_accounts_are_told_by_cell(tmp_path: Path) -> None:
    rows = [{**ONE_ROW, "府省庁": "無い省"}, {**ONE_ROW, "予算事業ID": "2", "課": "無い課"}]
    done = take_in(tmp_path, rows, "--format", "csv")
    assert list_remarks(done) == [("G2", "refused", ""), ("H3", "refused", "PLT205")]
    assert take_in(tmp_path, rows, "--chapter", "b", "--declare").code == 0
    assert (tmp_path / "plan" / "b-000001.yaml").exists()


def test_the_shipped_mapping_names_columns_of_the_table_only() -> None:
    assert list_shipped_mappings() == ["gyosei-review-2-1"]
    read = read_mapping("gyosei-review-2-1")
    assert read.diagnostics == ()
    assert isinstance(read.mapping, TableMapping)
    assert {column.heading for column in read.mapping.yield_columns()} <= set(COLUMNS)


def test_a_year_that_brings_an_error_to_a_known_file_is_left_as_a_whole(tmp_path: Path) -> None:
    take_in(tmp_path, [ONE_ROW])
    path = tmp_path / "plan" / "a-000001.yaml"
    before = path.read_text("utf-8")
    wrong = {**ONE_ROW, "予算年度": "2023", "計（歳出予算現額合計）": "110", "執行額（合計）": "9"}
    done = take_in(tmp_path, [ONE_ROW, wrong], "--format", "csv")
    assert (done.code, list_remarks(done)) == (1, [("S3", "refused", "PLT509")])
    assert path.read_text("utf-8") == before
    right = {**wrong, "計（歳出予算現額合計）": "100"}
    assert take_in(tmp_path, [ONE_ROW, right]).code == 0
    text = path.read_text("utf-8")
    assert "  initial: {2022: 100, 2023: 100}\n" in text
    assert "  settled: {2023: 9}\n" in text
