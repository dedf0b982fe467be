from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.importing.cell_values import (
    CellError,
    read_figure,
    read_line,
    read_quantity,
    read_rate,
    read_words,
    read_year,
)
from plantool.importing.mapping import NONE_TEXTS
from plantool.model.fiscal_year import Era
from plantool.sheets.open_workbook import CellFault

if TYPE_CHECKING:
    from plantool.sheets.open_workbook import CellValue

NONE = frozenset(NONE_TEXTS)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("123.0", "123.0"),
        ("１，２００", "1200"),
        ("△5", "-5"),
        ("-7", "-7"),
        ("1e-05", "0.00001"),
        (Decimal("0.1"), "0.1"),
        ("0", "0"),
        (" 5 ", "5"),
    ],
)
def test_numbers_are_read_as_written(cell: CellValue, number: str) -> None:
    assert read_quantity(cell, NONE) == Decimal(number)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "―", "…", "－"])
def test_none_is_not_0(cell: CellValue) -> None:
    assert read_quantity(cell, NONE) is None


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("約3千", "import.no-number"),
        ("1.2E+11", "import.no-number"),
        ("1O", "import.no-number"),
        ("9" * 60, "import.no-number"),
        ("9" * 100_000, "import.no-number"),
        (Decimal("1E+300"), "import.no-number"),
        (Decimal("NaN"), "import.no-number"),
        (True, "import.no-number"),
        (date(2024, 2, 4), "import.date"),
        (datetime(2024, 2, 4, 1), "import.date"),  # noqa: DTZ001 - as Excel has it
        (time(1), "import.date"),
        (CellFault.ERROR, "import.error"),
        (CellFault.NO_RESULT, "import.no-result"),
    ],
    ids=str,
)
def test_what_is_no_number_says_why(cell: CellValue, key: str) -> None:
    with pytest.raises(CellError) as error:
        read_quantity(cell, NONE)
    assert error.value.key == key


def test_words_keep_their_lines_and_titles_have_one() -> None:
    cell = " 街路樹 \r\nの手入れ\nA\nB "
    assert read_words(cell, NONE) == "街路樹\nの手入れ\nA\nB"
    assert read_line(cell, NONE) == "街路樹の手入れ A B"
    assert read_line(Decimal(12), NONE) == "12"


@pytest.mark.parametrize(
    ("cell", "is_ratio", "rate"),
    [
        ("0.98765", True, "98.765"),
        (Decimal("0.5"), True, "50"),
        ("98.5%", True, "98.5"),
        ("９８．５％", False, "98.5"),
        ("98.50", False, "98.50"),
        ("-", True, None),
    ],
)
def test_rates_are_per_cent(cell: CellValue, is_ratio: bool, rate: str | None) -> None:  # noqa: FBT001 - a case
    found = read_rate(cell, NONE, is_ratio=is_ratio)
    assert (found if found is None else f"{found:f}") == rate


@pytest.mark.parametrize("cell", ["R6", "令和6年度", "2024", Decimal(2024), "2024.0", "6"])
def test_years_are_read_in_any_spelling(cell: CellValue) -> None:
    year = read_year(cell, NONE, Era.REIWA)
    assert year is not None
    assert year.start == 2024


def test_figures_are_numbers_or_words_as_they_are() -> None:
    cells: list[CellValue] = ["１２", "２か所", "検討", Decimal("5.0"), "-", Decimal("0.5")]
    figures = [read_figure(cell, NONE) for cell in cells]
    assert figures == [12, "２か所", "検討", 5, None, Decimal("0.5")]
    assert [type(figure) for figure in figures[:4:3]] == [int, int]
