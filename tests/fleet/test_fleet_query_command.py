"""plantool fleet query and fleet sql as people run them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from plantool.errors import UsageError
from plantool.fleet.open_lake import load_duckdb
from plantool.messages import catalogue
from tests.fleet.lake_making import build_facts, write_lake
from tests.running import POSIX_ONLY, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COUNTS = "This is about 4 plans; 1 is left out (plantool fleet query @left-out lists them).\n"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", ["by-prefecture", "missed-by-scheme", "quality"])
def test_what_people_see(
    name: str, language: str, lake: Path, screen: Callable[[str, str], None]
) -> None:
    done = run("--lang", language, "fleet", "query", f"@{name}", "--lake", str(lake))
    assert done.code == 0
    screen(f"fleet-{name}-{language}", done.out + done.err)


def test_machines_get_codes_and_exact_numbers(lake: Path) -> None:
    done = run(
        "--lang", "en", "fleet", "query", "@by-prefecture", "--lake", str(lake), "--format", "json"
    )
    told = json.loads(done.out)
    assert (told["question"], told["included"], told["left_out"]) == ("by-prefecture", 4, 1)
    assert told["rows"][2] == {
        "prefecture": "13",
        "currency": "JPY",
        "plans": 2,
        "planned": 350_000,
        "planned_unsummed": 0,
        "settled": 90_000,
        "settled_unsummed": 1,
        "judged": 2,
        "missed": 2,
        "unreported": 1,
    }
    assert done.err == COUNTS


def test_a_statement_of_ones_own(lake: Path) -> None:
    asked = "SELECT plan_id, included FROM quality WHERE NOT included"
    done = run("--lang", "en", "fleet", "query", asked, "--format", "csv", PLANTOOL_LAKE=str(lake))
    assert done == (0, "\ufeffplan_id,included\r\nlost,false\r\n", COUNTS)


def test_a_broken_statement_is_marked(lake: Path) -> None:
    done = run("--lang", "en", "fleet", "query", "SELECT titel FROM plans", "--lake", str(lake))
    assert (done.code, done.out) == (2, "")
    assert done.err.split("\n")[:3] == [
        "error: there is no column 'titel' (did you mean 'title'?)",
        "  1 | SELECT titel FROM plans",
        "    |        ^^^^^",
    ]


def test_all_plans_are_in(tmp_path: Path) -> None:
    facts = build_facts()
    lake = write_lake(tmp_path, {"quality": facts["quality"][:1]})
    done = run("--lang", "en", "fleet", "query", "SELECT 1 AS one", "--lake", str(lake))
    assert done.err == "This is about 1 plan: all of the fleet.\n"


@pytest.mark.parametrize(("language", "said"), [("ja", "1計画のデータです"), ("en", COUNTS[:13])])
def test_the_language_of_the_lake_is_spoken(language: str, said: str, tmp_path: Path) -> None:
    lake = write_lake(tmp_path, {"quality": build_facts()["quality"][:1]})
    part = "quality/prefecture=13/part-0.parquet"
    about = {"language": language, "files": {part: [(lake / part).stat().st_size]}}
    (lake / "lake.json").write_text(json.dumps(about), "utf-8")
    assert said in run("fleet", "query", "SELECT 1", "--lake", str(lake)).err
    assert COUNTS[:13] in run("--lang", "en", "fleet", "query", "SELECT 1", "--lake", str(lake)).err


def test_the_lake_is_beside_the_fleet(tmp_path: Path) -> None:
    (tmp_path / "fleet.yaml").touch()
    below = tmp_path / "notes"
    below.mkdir()
    write_lake(tmp_path / "lake", build_facts())
    done = run("--lang", "en", "fleet", "query", "SELECT 1", "--format", "csv", cwd=below)
    assert (done.code, done.err) == (0, COUNTS)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["query", "@units"], 2, "there is no fleet.yaml here or above"),
        (["query", "@units", "--lake", "nowhere"], 3, "there is no lake in nowhere"),
        (["query", "@unit", "--lake", "nowhere"], 2, "did you mean '@units'?"),
        (["query", "--lake", "nowhere"], 2, "there is no question"),
        (["query", "units", "--lake", "nowhere"], 2, "write @units"),
        (["sql", "@units", "--dialect", "trino", "--lake", "/lake"], 2, "--lake s3://bucket/lake"),
        (["sql", "@unit", "--lake", "/lake"], 2, "did you mean '@units'?"),
    ],
)
def test_what_cannot_be_asked(arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    done = run("--lang", "en", "fleet", *arguments, cwd=tmp_path)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_lists(screen: Callable[[str, str], None]) -> None:
    for language in ("en", "ja"):
        done = run("--lang", language, "fleet", "query", "--questions")
        screen(f"fleet-questions-{language}", done.out)
        assert run("--lang", language, "fleet", "sql").out == done.out
    schema = run("--lang", "en", "fleet", "query", "--schema", "quality")
    screen("fleet-schema-en", schema.out)


def test_sql_is_shown_as_it_is_shipped() -> None:
    shown = run("fleet", "query", "@units", "--show-sql").out
    assert shown.startswith("-- The units of money")
    assert run("fleet", "sql", "@units", "--lake", "/lake").out.endswith(f"\n\n{shown.rstrip()};\n")


@POSIX_ONLY
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT length(repeat('x', 3000000000))", "the answer is larger than memory may hold"),
        ("SELECT length(lpad('x', 2000000000, 'y'))", "there was no answer within 1 s"),
    ],
)
def test_a_single_text_is_bounded_by_the_process(statement: str, said: str, lake: Path) -> None:
    """DuckDB counts neither the memory nor the time of a function that makes one text."""
    asked = ("fleet", "query", statement, "--lake", str(lake), "--timeout", "1")
    done = run("--lang", "en", *asked)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_without_the_package_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError) as failure:
        load_duckdb()
    assert failure.value.key == "error.no-fleet"
    assert "pip install 'plantool[fleet]'" in catalogue("en")(failure.value.key)
