"""What one may ask of a lake, and what is said of a statement that is wrong."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plantool.errors import PlanUnreadableError
from plantool.fleet.lake_files import MANIFEST_FILE
from plantool.fleet.lake_tables import LAKE_TABLES
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
        ("SELECT 'abc", "query.unclosed", "'"),
        ('SELECT "abc', "query.unclosed", '"'),
        ("SELECT * FROM planz", "fleet.no-table", "planz"),
        ("SELECT '計画', titel FROM plans", "fleet.no-column", "titel"),
        ("SELECT title\nFROM plans\nWHERE 計画 = 1", "fleet.no-column", "計画"),
        ("SELECT cnt(title) FROM plans", "fleet.no-function", "cnt(title)"),
        ("SELECT SUM(title) FROM plans", "fleet.arguments", "SUM(title)"),
        ("SELECT title, COUNT(*) FROM plans", "fleet.not-grouped", "title"),
        ("SELECT title FROM plans WHERE COUNT(*) > 1", "fleet.aggregate-place", "COUNT(*)"),
        ("SELECT plan_id FROM plans, quality", "query.ambiguous", "plan_id"),
        ("SELECT m.title FROM plans p", "query.table-not-from", "m.title"),
        ("SELECT CAST(title AS INT) FROM plans", "fleet.no-conversion", "CAST(title AS INT)"),
        ("SELECT * FROM money WHERE fiscal_year = 'H30'", "fleet.no-conversion", "'H30'"),
        ("SELECT title FROM plans ORDER BY 99", "fleet.complaint", "99"),
        ("SELECT title FROM plans WHERE language = ja", "query.bare-value", "ja"),
        ("SELECT 1 FROM verdicts WHERE status = missed", "query.misread-value", "missed"),
        ("SELECT 1 FROM money WHERE initiative_id = 18-1", "query.misread-value", "18-1"),
        ("SELECT 1 FROM money WHERE fiscal_year = H30", "query.bare-year", "H30"),
        ("SELECT 1 \0", "query.character", "\0"),
        ("SELECT '\udcff'", "query.character", "\udcff"),
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
    if marked is None or not marked.isprintable():
        assert ("^" in place) is (marked is not None)
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


def test_all_tables_are_listed(lake: Path) -> None:
    names = sorted(table.name for table in LAKE_TABLES)
    for asked in ("SHOW TABLES", "SELECT table_name FROM information_schema.tables ORDER BY 1"):
        assert ask_lake(lake, asked, USUAL_LIMITS).answer.rows == [(name,) for name in names]
    asked = "SELECT COUNT(*) FROM query_table('money')"
    assert ask_lake(lake, asked, USUAL_LIMITS).answer.rows == [(14,)]


def list_in_manifest(lake: Path) -> Path:
    """Have a lake list its files, as ``fleet build`` does."""
    files = {p.relative_to(lake).as_posix(): [p.stat().st_size] for p in lake.rglob("*.parquet")}
    (lake / MANIFEST_FILE).write_text(json.dumps({"files": files, "language": "en"}), "utf-8")
    return lake


def test_a_lake_that_misses_a_file_is_no_whole_lake(tmp_path: Path) -> None:
    lake = list_in_manifest(write_lake(tmp_path / "lake", build_facts()))
    asked = "SELECT COUNT(*) FROM money"
    assert ask_lake(lake, asked, USUAL_LIMITS).answer.rows == [(14,)]
    part = "money/fiscal_year=2018/prefecture=13/part-0.parquet"
    (lake / part).unlink()
    with pytest.raises(PlanUnreadableError) as failure:
        ask_lake(lake, asked, USUAL_LIMITS)
    assert (failure.value.key, failure.value.arguments["file"]) == ("fleet.lake-part", part)
    assert ask_lake(lake, "SELECT COUNT(*) FROM plans", USUAL_LIMITS).answer.rows == [(4,)]


def test_a_file_that_is_not_of_the_lake_is_not_read(tmp_path: Path) -> None:
    lake = list_in_manifest(write_lake(tmp_path / "lake", build_facts()))
    own = lake / "plans" / "prefecture=13" / "part-0.parquet"
    (own.parent / "copy.parquet").write_bytes(own.read_bytes())
    assert ask_lake(lake, "SELECT COUNT(*) FROM plans", USUAL_LIMITS).answer.rows == [(4,)]


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
