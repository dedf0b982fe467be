"""Cases of numbers: how long they may be, and what data output makes of them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.cases import Source, case, copy_plan
from tests.cases.small import found, written
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

LONG = "9" * 5000
FIGURE = "12345678901234567.89"


def data(plan: Path, *command: str) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Return the records of a command as JSON, with exact numbers, and as CSV."""
    as_json = run("--plan", str(plan), *command, "--format", "json").out
    as_csv = run("--plan", str(plan), *command, "--format", "csv").out
    rows = json.loads(as_json, parse_float=Decimal, parse_int=Decimal)["rows"]
    return rows, list(csv.DictReader(as_csv.removeprefix("\ufeff").splitlines()))


@case(Source.ATTACK, "one finding, PLT020 at the cell; no bug is reported")
def test_hostile_cell_5000_digits(tmp_path: Path) -> None:
    plan = copy_plan("hostile-cell-5000-digits", tmp_path)
    assert found(plan) == [("PLT020", "1-1.yaml", 11, 20)]
    assert run("--plan", str(plan), "status", "--format", "csv").code == 1


@case(Source.ATTACK, "one finding, PLT020 at the cell; nothing becomes `inf`")
def test_hostile_cell_310_digits(tmp_path: Path) -> None:
    plan = copy_plan("hostile-cell-310-digits", tmp_path)
    assert found(plan) == [("PLT020", "1-1.yaml", 11, 20)]
    done = run("--plan", str(plan), "status", "--format", "csv", "--keep-going")
    assert (done.code, "inf" in done.out) == (0, False)


@case(Source.ATTACK, "one finding, PLT020 at the cell; `0.00…1` is too long as well")
def test_hostile_cell_tiny(tmp_path: Path) -> None:
    plan = copy_plan("hostile-cell-tiny", tmp_path)
    assert found(plan) == [("PLT020", "1-1.yaml", 11, 20)]
    assert run("--plan", str(plan), "status").code == 1


@pytest.mark.parametrize("number", [LONG, "-" + LONG, "1e99", "1e-99", "1e999", f"1e{LONG}"])
@pytest.mark.parametrize(
    "cells",
    [
        "planned: {{H30: {0}, H31: 1}}",
        "planned: {{H30: {{value: {0}, text: 多数}}, H31: 1}}",
        "planned: {{H30: 1, H31: 1}}, results: {{H30: {{value: {0}}}}}",
        "planned: {{H30: 1, H31: 1}}, tolerance: {0}",
    ],
)
def test_a_cell_has_one_cap(tmp_path: Path, cells: str, number: str) -> None:
    plan = written(tmp_path, cells.format(number))
    assert [(code, line) for code, _, line, _ in found(plan)] == [("PLT020", 6)]


@pytest.mark.parametrize("words", [LONG, f"{LONG}円", f"△{LONG}.5円", f"0.{LONG}円未満"])
def test_the_words_of_a_cell_have_the_same_cap(tmp_path: Path, words: str) -> None:
    plan = written(tmp_path, f"planned: {{H30: '{words}', H31: 1}}")
    assert [(code, line) for code, _, line, _ in found(plan)] == [("PLT020", 6)]


@pytest.mark.parametrize("key", ["total", "planned", "settled"])
@pytest.mark.parametrize("number", [LONG, f"'{LONG}'", "1e99", f"0.{LONG}"])
def test_money_has_the_same_cap(tmp_path: Path, key: str, number: str) -> None:
    amount = number if key == "total" else f"{{H30: {number}}}"
    plan = written(tmp_path, "planned: {H30: 1, H31: 1}", f"budget:\n  {key}: {amount}\n")
    assert ("PLT020", 8) in {(code, line) for code, _, line, _ in found(plan)}
    assert not {code for code, *_ in found(plan)} & {"PLT103", "PLT111", "PLT116"}


@pytest.mark.parametrize(
    "line", ["years: {planned: [%s]}", "years: {planned: [H30], closed: [%s]}"]
)
def test_years_have_it_too(tmp_path: Path, line: str) -> None:
    plan = written(tmp_path, "planned: {H30: 1, H31: 1}")
    path = plan / "plan.yaml"
    path.write_text(path.read_text().replace("years: {planned: [H30, H31]}", line % LONG))
    assert ("PLT020", "plan.yaml") in {(code, file) for code, file, *_ in found(plan)}


def test_a_number_of_40_digits_is_a_number(tmp_path: Path) -> None:
    most = "9" * 39 + "8"
    budget = f"budget: {{planned: {{H30: {most}, H31: 0.{'0' * 38}1}}}}\n"
    plan = written(tmp_path, f"planned: {{H30: {most}円, H31: 1}}", budget)
    assert "PLT020" not in {code for code, *_ in found(plan)}
    rows, cells = data(plan, "status", "--year", "30")
    assert (rows[0]["planned"], cells[0]["planned"]) == (Decimal(most), most)
    rows, cells = data(plan, "budget")
    total = f"0.{'0' * 38}1"
    assert [row["amount"] for row in rows][-2:] == [Decimal(most), Decimal(total)]
    assert [row["amount"] for row in cells][-2:] == [most, total]


@pytest.mark.parametrize(
    ("option", "code"),
    [("--value", 1), ("--year", 2), ("--settled", 1), ("--reported", 2)],
)
def test_options_have_the_cap(tmp_path: Path, option: str, code: int) -> None:
    plan = written(tmp_path, "planned: {H30: 1, H31: 1}")
    said = {"--value": "1", "--year": "30", option: LONG}
    done = run("--plan", str(plan), "record", "1-1", "a", *(w for kv in said.items() for w in kv))
    assert done.code == code
    assert len(done.err) < len(LONG)  # what was typed is not said again at length
    assert ("PLT020" in done.err + done.out) == (code == 1)


def test_a_number_of_processes_that_is_none_counts_for_nothing(plan_copy: Path) -> None:
    assert run("--plan", str(plan_copy), "validate", PLANTOOL_JOBS=LONG).code == 0


@case(Source.TOOL, "`12345678901234567.89` in CSV and JSON, never 1.2345678901234568e+16")
def test_exact_figures_in_data(tmp_path: Path) -> None:
    plan = written(
        tmp_path,
        f"planned: {{H30: {FIGURE}}}, results: {{H30: {{value: {FIGURE}, reported: 2019-05-01}}}}",
        f"budget:\n  planned: {{H30: {FIGURE}, H31: 0.01}}\n  initial: {{H30: {FIGURE}}}\n"
        f"  settled: {{H30: 1}}\n",
    )
    exact = Decimal(FIGURE)
    rows, cells = data(plan, "status", "--year", "30")
    assert (rows[0]["planned"], rows[0]["result"]) == (exact, exact)
    assert (cells[0]["planned"], cells[0]["result"], cells[0]["attainment"]) == (
        FIGURE,
        FIGURE,
        "1",
    )
    rows, cells = data(plan, "show", "1-1")
    assert exact in [row["value"] for row in rows]
    assert FIGURE in [row["value"] for row in cells]
    rows, cells = data(plan, "budget", "--compare", "--year", "30")
    assert (rows[-1]["current"], cells[-1]["current"]) == (exact, FIGURE)
    assert cells[-1]["execution_rate"] == "0.0000000000000000810000007290000"[:-4]
    assert cells[-1]["variance"] == "-12345678901234566.89"


def test_quotients_have_15_digits(tmp_path: Path) -> None:
    plan = written(tmp_path, "planned: {H30: 3}, results: {H30: {value: 2, reason: x}}")
    rows, cells = data(plan, "status", "--year", "30")
    assert rows[0]["attainment"] == Decimal("0.666666666666667")
    assert cells[0]["attainment"] == "0.666666666666667"


def test_no_number_is_written_with_an_exponent_or_zeros(tmp_path: Path) -> None:
    plan = written(tmp_path, "planned: {H30: 1e3, H31: 2.50}, target: -0.0")
    _, cells = data(plan, "show", "1-1")
    assert [row["value"] for row in cells if row["row"] == "measure"] == ["1000", "2.5", "0"]
