"""What one may ask of a lake, and what is said of a statement that is wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plantool.errors import PlanUnreadableError
from plantool.fleet.run_question import ask_lake
from plantool.querying.guarded_database import USUAL_LIMITS
from plantool.querying.statement_error import StatementError
from tests.fleet.lake_making import build_facts, write_lake

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("SELECT prefecture FROM plans ORDER BY 1", [("00",), ("01",), ("13",), ("13",)]),
        ("SELECT fiscal_year FROM money WHERE basis = 'planned_total'", [(None,)]),
        ("SELECT fiscal_year + 1 FROM verdicts WHERE unreported", [(2021,)]),
        ("SELECT COUNT(*) FROM breakdown", [(0,)]),  # no plan has any, and no file is there
        ("SELECT part, theme FROM breakdown", []),
        (
            "SELECT amount FROM money WHERE currency = 'GBP' ORDER BY 1",
            [(Decimal(4),), (Decimal(5),)],
        ),
        ("SELECT missed FROM verdicts WHERE status = 'green'", [(False,)]),
        ("VALUES (1, 'a', NULL)", [(1, "a", None)]),
        ("SELECT DATE '2020-04-01', 0.50, 1.5::DOUBLE", [("2020-04-01", Decimal("0.5"), 1.5)]),
        ("SELECT TIMESTAMP '2020-04-01 10:00:00'", [("2020-04-01 10:00:00",)]),
        ("SELECT [1, 2], {'a': 1}", [("[1, 2]", "{'a': 1}")]),
        ("SELECT ';' -- one; statement\n;", [(";",)]),
        ("SELECT 170141183460469231731687303715884105727", [(2**127 - 1,)]),
    ],
)
def test_what_is_answered(statement: str, rows: list[tuple[Any, ...]], lake: Path) -> None:
    assert ask_lake(lake, statement, USUAL_LIMITS).answer.rows == rows


@pytest.mark.parametrize(
    ("statement", "key", "marked"),
    [
        ("SELECT FROM plans WHERE", "query.syntax", "WHERE"),
        ("SELEC 1", "query.syntax", "SELEC"),
        ("SELECT 'abc", "fleet.complaint", "'"),
        ("SELECT * FROM planz", "fleet.no-table", "planz"),
        ("SELECT '計画', titel FROM plans", "fleet.no-column", "titel"),
        ("SELECT title\nFROM plans\nWHERE 計画 = 1", "fleet.no-column", "計画"),
        ("SELECT SUM(title) FROM plans", "fleet.complaint", "SUM(title)"),
        ("SELECT title, COUNT(*) FROM plans", "fleet.complaint", "title"),
        ("SELECT CAST(title AS INT) FROM plans", "fleet.complaint", "CAST(title AS INT)"),
        ("", "query.empty", None),
        ("-- nothing", "query.empty", None),
    ],
)
def test_the_place_of_what_is_wrong_is_marked(
    statement: str, key: str, marked: str | None, lake: Path
) -> None:
    with pytest.raises(StatementError) as failure:
        ask_lake(lake, statement, USUAL_LIMITS)
    place = str(failure.value.arguments["place"])
    assert failure.value.key == key
    if marked is None:
        assert place == ""
        return
    _, line, carets = place.split("\n")
    width = sum(2 if ord(sign) > 255 else 1 for sign in marked)
    start = sum(2 if ord(sign) > 255 else 1 for sign in line[: line.index(marked)])
    assert carets.index("^") == start
    assert carets.count("^") == width


def test_a_name_that_is_nearly_right_is_suggested(lake: Path) -> None:
    with pytest.raises(StatementError) as failure:
        ask_lake(lake, "SELECT * FROM verdict", USUAL_LIMITS)
    assert failure.value.arguments["nearest"] == "verdicts"


def test_a_folder_without_a_lake_is_no_lake(tmp_path: Path) -> None:
    with pytest.raises(PlanUnreadableError) as failure:
        ask_lake(tmp_path, "SELECT 1", USUAL_LIMITS)
    assert failure.value.key == "fleet.no-lake"


@pytest.mark.parametrize("damaged", ["00", "13"])
def test_a_damaged_lake_is_told(damaged: str, tmp_path: Path) -> None:
    """DuckDB looks into the first file of a table when it opens it, into others when it reads."""
    lake = write_lake(tmp_path / "lake", build_facts())
    (lake / "plans" / f"prefecture={damaged}" / "part-0.parquet").write_bytes(b"nothing")
    with pytest.raises(PlanUnreadableError) as failure:
        ask_lake(lake, "SELECT * FROM plans", USUAL_LIMITS)
    assert failure.value.key == "fleet.lake-damaged"
    assert f"prefecture={damaged}" in str(failure.value.arguments["reason"])


def test_signs_in_the_name_of_the_folder_are_nothing_but_signs(tmp_path: Path) -> None:
    lake = write_lake(tmp_path / "it's [a] 湖*", build_facts())
    assert ask_lake(lake, "SELECT COUNT(*) FROM money", USUAL_LIMITS).answer.rows == [(14,)]
