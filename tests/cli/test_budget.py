from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = {"18/1": (2, 2), "18/2": (73, 78), "18/3": (28, 60)}
BUREAUS = {
    "区政改革担当部": (2, 2),
    "地域文化部": (40, 45),
    "区長室": (33, 33),
    "企画部": (3, 6),
    "区民部": (25, 54),
}


def rows(*arguments: str) -> list[dict[str, Any]]:
    document = json.loads(run("budget", "--format", "json", *arguments).out)
    found: list[dict[str, Any]] = document["rows"]
    return found


def amounts(found: list[dict[str, Any]], row: str) -> dict[str, tuple[int, ...]]:
    keys = dict.fromkeys(entry["key"] for entry in found if entry["row"] == row)
    return {
        key: tuple(e["amount"] for e in found if e["row"] == row and e["key"] == key)
        for key in keys
    }


def test_the_plan_by_initiative() -> None:
    found = rows()
    assert amounts(found, "total") == {None: (103, 140)}
    assert amounts(found, "with-relisted") == {None: (105, 141)}
    assert amounts(found, "subtotal") == SECTIONS
    assert amounts(found, "relisted") == {"2-4": (2, 1)}
    assert amounts(found, "initiative")["18-7"] == (25, 54)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("section", SECTIONS),
        ("bureau", BUREAUS),
        ("chapter", {"18": (103, 140)}),
        ("mark", {"": (2, 2), "★": (38, 43), "☆": (63, 95)}),
    ],
)
def test_groups_add_up(by: str, expected: dict[str, tuple[int, int]]) -> None:
    found = rows("--by", by)
    assert amounts(found, by) == expected
    assert amounts(found, "total") == {None: (103, 140)}


def test_departments_are_divisions() -> None:
    found = amounts(rows("--by", "department"), "department")
    assert found["地域文化部 協働推進課"] == (40, 45)


@pytest.mark.parametrize("year", ["31", "H31", "R1", "平成31年度", "令和元年度", "2019", "FY2019"])
def test_a_year_in_any_spelling(year: str) -> None:
    found = rows("--year", year)
    assert amounts(found, "total") == {None: (140,)}
    assert {(entry["year"], entry["western_year"]) for entry in found} == {("H31", 2019)}


def test_the_table_says_what_relisting_would_add() -> None:
    out = run("budget", "--year", "31").out
    assert "合計                                                            140\n" in out
    assert "再掲 2-4は合計に含めていません。含めると31年度 141 百万円です。" in out


def test_filters_narrow_the_sum() -> None:
    assert amounts(rows("--section", "2"), "total") == {None: (73, 78)}
    assert amounts(rows("--department", "企画部"), "total") == {None: (3, 6)}
    assert amounts(rows("--department", "協働推進課"), "total") == {None: (40, 45)}
    assert amounts(rows("--mark", "☆"), "total") == {None: (63, 95)}
    relisted_only = rows("--department", "こども家庭部")
    assert amounts(relisted_only, "total") == {None: (0, 0)}
    assert amounts(relisted_only, "with-relisted") == {None: (2, 1)}


def test_csv_opens_in_a_spreadsheet() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "plantool", "budget", "--format", "csv"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    text = done.stdout.decode("utf-8-sig")
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == text.count("\n")
    records = list(csv.DictReader(io.StringIO(text)))
    counted = [r for r in records if r["row"] == "initiative" and r["year"] == "H31"]
    assert sum(int(record["amount"]) for record in counted) == 140
    assert {record["western_year"] for record in counted} == {"2019"}


def test_unknown_money_is_never_zero() -> None:
    found = rows("--basis", "settled", "--year", "30")
    total = next(entry for entry in found if entry["row"] == "total")
    assert (total["amount"], total["unknown"]) == (None, 8)
    assert {e["amount"] for e in found if e["row"] == "initiative"} == {None}
    assert "…" in run("budget", "--basis", "settled").out


def test_compare_shows_execution(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    money = """  initial: {H30: 26, H31: 25}
  carried_in: {H30: 4}
  settled: {H30: 27, H31: 20}
  reasons: {H31: 入札差金による}
"""
    path.write_text(
        path.read_text("utf-8").replace("  total: 51\n", f"  total: 51\n{money}"), "utf-8"
    )
    command = ("--plan", str(plan_copy), "budget", "--compare")
    lines = [line.split() for line in run(*command).out.split("\n")]
    first, second = (line for line in lines if line[:1] == ["18-3"])
    assert first[-6:] == ["26", "26", "30", "27", "90.0%", "-3"]
    assert second[-7:] == ["25", "25", "25", "20", "80.0%", "-5", "74.1%"]
    assert ["増減の理由:", "入札差金による"] in lines
    found = json.loads(run(*command, "--format", "json").out)["rows"]
    ours = [record for record in found if record["key"] == "18-3"]
    assert [record["execution_rate"] for record in ours] == [0.9, 0.8]
    assert [record["variance"] for record in ours] == [-3, -5]
    assert [record["change"] for record in ours] == [None, 0.740740740740741]
    assert [record["reason"] for record in ours] == [None, "入札差金による"]
    others = [r for r in found if r["row"] == "initiative" and r["key"] != "18-3"]
    assert {(r["settled"], r["execution_rate"], r["variance"]) for r in others} == {(None,) * 3}


def test_an_initiative_of_two_bureaus_is_a_group_of_its_own(plan_copy: Path) -> None:
    path = plan_copy / "18-6.yaml"
    both = "departments: [企画部 情報政策課, 区長室 広聴広報課]"
    old = "departments: [企画部 情報政策課]"
    path.write_text(path.read_text("utf-8").replace(old, both), "utf-8")
    done = run("--plan", str(plan_copy), "budget", "--by", "bureau", "--format", "json")
    found = json.loads(done.out)["rows"]
    assert amounts(found, "bureau")["企画部/区長室"] == (3, 6)
    assert amounts(found, "total") == {None: (103, 140)}


def test_a_plan_with_errors_is_not_summed(plan_copy: Path) -> None:
    path = plan_copy / "18-4.yaml"
    path.write_text(path.read_text("utf-8").replace("total: 66", "total: 99"), "utf-8")
    refused = run("--plan", str(plan_copy), "budget")
    assert (refused.code, refused.out) == (1, "")
    assert "PLT501" in refused.err
    assert "--keep-going" in refused.err
    going = run("--plan", str(plan_copy), "budget", "--keep-going", "--format", "json")
    assert going.code == 0
    assert amounts(json.loads(going.out)["rows"], "total") == {None: (70, 107)}
    assert "18-4.yaml" in going.err
    assert [name.endswith("18-4.yaml") for name in json.loads(going.out)["plan"]["left_out"]] == [
        True
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "32"), ("32", "H30, H31", "--year H31")),
        (("--year", "X"), ("X", "H30, H31")),
        (("--section", "9"), ("--section", "18/1, 18/2, 18/3, 2, 3")),
        (("--department", "企画課"), ("企画部",)),
        (("--chapter", "2"), ("18",)),
        (("--mark", "○"), ("★, ☆",)),
    ],
)
def test_what_the_plan_does_not_know_is_a_usage_error(
    arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = run("budget", *arguments)
    assert (done.code, done.out) == (2, "")
    assert all(word in done.err for word in words)


def test_a_comparison_of_the_whole_term_knows_printed_totals() -> None:
    plan = str(ROOT / "tests/examples/valid/money")
    done = run("--plan", plan, "--lang", "ja", "budget", "--compare")
    term = done.out.split("予算と決算 計（千円）")[1]
    cells = {line.split()[0]: line.split()[-5:] for line in term.splitlines() if line.split()}
    assert cells["1-1"] == ["210", "210", "221", "210", "95.0%"]
    assert cells["1-2"] == ["7,937,499", "…", "…", "7,415,050", "93.4%"]
    assert cells["合計"][0] == "7,937,709"
    one_year = run("--plan", plan, "--lang", "ja", "budget", "--compare", "--year", "R3")
    assert "予算と決算 計" not in one_year.out


def test_the_whole_term_is_told_to_machines_as_rows_of_their_own() -> None:
    command = ("--plan", str(ROOT / "tests/examples/valid/money"), "budget", "--compare")
    rows = json.loads(run(*command, "--format", "json").out)["rows"]
    term = {row["key"]: row for row in rows if row["row"].startswith("term-")}
    assert {row["year"] for row in term.values()} == {None}
    names = ("row", "planned", "current", "settled", "unknown")
    assert [term["1-2"][name] for name in names] == [
        *("term-initiative", 7937499, None, 7415050),
        ["initial", "current"],
    ]
    assert round(term["1-2"]["execution_rate"], 4) == 0.9342
    assert term[None]["planned"] == 7937709
    one_year = run(*command, "--year", "R3", "--format", "csv").out
    assert "term-" not in one_year
