"""plantool export, as people run it."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from plantool.tables.definitions import TABLE_NAMES
from tests.exporting.test_known_folder import look_at
from tests.history import Repository
from tests.running import ROOT, run
from tests.tables.sources import AS_OF, EXAMPLES
from tests.test_startup import loaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WARD = EXAMPLES["examples/ward/plan"]
BROKEN = ("18-3.yaml", "total: ４か所開設", "total: ５か所開設")


def read_csv(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_package(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return package


@pytest.fixture
def broken_plan(plan_copy: Path) -> Path:
    name, good, bad = BROKEN
    text = (plan_copy / name).read_text("utf-8")
    assert good in text
    (plan_copy / name).write_text(text.replace(good, bad), "utf-8")
    return plan_copy


def test_what_is_written(tmp_path: Path) -> None:
    done = run("--lang", "ja", "export", "out", "--plan", str(WARD), cwd=tmp_path)
    assert done == (0, "", "書きました: out（データのファイル 33 個）\n")
    files = sorted(look_at(tmp_path / "out"))
    assert files == sorted(
        [
            *("README.ja.md", "README.md", "catalog.jsonld", "csv", "datapackage.json", "json"),
            *(f"{form}/{name}.{form}" for form in ("csv", "json") for name in TABLE_NAMES),
            "plan.sqlite",
        ]
    )


def test_the_readmes(tmp_path: Path, screen: Callable[[str, str], None]) -> None:
    formats = "csv,json,parquet,sqlite"
    words = ("--plan", str(WARD), "--as-of", AS_OF, "--format", formats)
    assert run("export", str(tmp_path / "out"), *words).code == 0
    for name, language in (("README.md", "en"), ("README.ja.md", "ja")):
        screen(f"export-readme-ward-{language}", (tmp_path / "out" / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "folders"),
    [
        (("--format", "csv"), {"csv"}),
        (("--format", "JSON , csv"), {"csv", "json"}),
        (("--format", "sqlite", "--format", "parquet"), {"parquet", "plan.sqlite"}),
    ],
)
def test_formats_are_chosen(tmp_path: Path, words: tuple[str, ...], folders: set[str]) -> None:
    assert run("export", str(tmp_path / "out"), *words).code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names - {"README.md", "README.ja.md", "catalog.jsonld", "datapackage.json"} == folders


def test_a_format_that_there_is_not(tmp_path: Path) -> None:
    done = run("--lang", "en", "export", str(tmp_path / "out"), "--format", "csv,xml")
    error = "error: --format cannot be 'xml'\n"
    known = "help: it may be csv, json, parquet, sqlite, several with commas between them\n"
    assert done == (2, "", error + known)
    assert not (tmp_path / "out").exists()


def test_parquet_names_what_it_needs(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None\nfrom plantool.cli.main import main\nmain()"
    )
    done = subprocess.run(
        [
            *(sys.executable, "-c", program, "--lang", "en", "export", str(tmp_path / "out")),
            *("--format", "parquet"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "help: run pip install 'pyarrow>=21'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_libraries_are_imported_for_their_format_alone(tmp_path: Path) -> None:
    names = loaded(tmp_path, "export", str(tmp_path / "out"))
    assert "sqlite3" in names
    assert not names & {"pyarrow", "duckdb", "distributed", "rich.console", "jsonschema"}


def test_a_plan_with_errors_writes_nothing(broken_plan: Path, tmp_path: Path) -> None:
    done = run("--lang", "en", "--plan", str(broken_plan), "export", str(tmp_path / "out"))
    assert (done.code, done.out) == (1, "")
    assert "18-3.yaml:" in done.err
    assert "PLT301" in done.err
    assert not (tmp_path / "out").exists()


def test_what_is_left_out_is_said_everywhere(broken_plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("--plan", str(broken_plan), "--keep-going", "--format", "csv,sqlite")
    done = run("--lang", "en", "export", str(out), *words)
    assert done.code == 0
    assert "18-3.yaml" in done.err
    (plan,) = read_csv(out, "plans")
    assert (plan["complete"], plan["left_out"]) == ("false", "1")
    assert "18-3" not in {row["initiative_id"] for row in read_csv(out, "initiatives")}
    package = read_package(out)
    assert (package["plantool:complete"], package["plantool:leftOut"]) == (False, ["18-3.yaml"])
    note = (
        "Not all of the plan: files with errors (18-3.yaml) are not in the tables, or only in part."
    )
    assert all(note in resource["description"] for resource in package["resources"])
    assert f"> {note}" in (out / "README.md").read_text("utf-8")
    assert "エラーのあるファイル（18-3.yaml）" in (out / "README.ja.md").read_text("utf-8")
    assert note in (out / "catalog.jsonld").read_text("utf-8")


def test_a_plan_of_the_past(plan_copy: Path, tmp_path: Path) -> None:
    repository = Repository(plan_copy.parent)
    repository.git("init", "--quiet")
    revision = repository.commit("plan")
    (plan_copy / "18-3.yaml").unlink()
    done = run("--plan", str(plan_copy), "--at", "HEAD", "export", str(tmp_path / "out"))
    assert done.code == 0, done.err
    initiatives = read_csv(tmp_path / "out", "initiatives")
    assert "18-3" in {row["initiative_id"] for row in initiatives}
    (plan,) = read_csv(tmp_path / "out", "plans")
    assert plan["commit_id"] == revision
    assert {row["commit_id"] for row in initiatives} == {revision}
    assert read_package(tmp_path / "out")["sources"][0]["version"] == revision


def test_an_empty_folder_has_no_plan(tmp_path: Path) -> None:
    done = run("--lang", "en", "export", "out", cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert not (tmp_path / "out").exists()


def test_a_locale_without_letters(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "計画"), LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert done.code == 0, done.err
    title = "みどりの風吹くまちビジョン アクションプラン"
    assert read_csv(tmp_path / "計画", "plans")[0]["title"] == title
    assert title in (tmp_path / "計画" / "README.md").read_text("utf-8")


def test_totals_and_counts_are_those_of_the_commands(tmp_path: Path) -> None:
    plan = ("--plan", str(WARD))
    assert run("export", str(tmp_path / "out"), *plan, "--as-of", AS_OF).code == 0
    sums = Counter[str]()
    for row in read_csv(tmp_path / "out", "money"):
        if (row["basis"], row["in_plan"], row["relisted"]) == ("planned", "true", "false"):
            sums[row["year"]] += Decimal(row["amount"] or 0)  # type: ignore[assignment]
    shown = json.loads(run(*plan, "budget", "--format", "json").out, parse_float=Decimal)["rows"]
    totals = {row["year"]: row["amount"] for row in shown if row["row"] == "total"}
    assert sums == totals
    assert len(totals) > 1
    counts = Counter[tuple[str, str]]()
    for row in read_csv(tmp_path / "out", "verdicts"):
        counts[row["year"], row["status"]] += row["relisted"] == "false"
    shown = json.loads(run(*plan, "status", "--as-of", AS_OF, "--format", "json").out)["counts"]
    assert {year: dict(each) for year, each in shown.items()} == {
        year: {status: count for (of, status), count in counts.items() if of == year}
        for year in totals
    }


def test_duckdb_and_sqlite_add_up_the_same(tmp_path: Path) -> None:
    formats = "csv,json,parquet,sqlite"
    assert run("export", str(tmp_path / "o"), "--plan", str(WARD), "--format", formats).code == 0
    where = "basis = 'planned' AND in_plan AND NOT relisted"
    with closing(sqlite3.connect(tmp_path / "o" / "plan.sqlite")) as connection:
        asked = connection.execute(f"SELECT sum(amount_yen), count(*) FROM money WHERE {where}")
        expected = asked.fetchone()
    assert expected[0] > 0
    for source in ("parquet/money.parquet", "csv/money.csv", "json/money.json"):
        found = duckdb.execute(
            f"SELECT sum(amount_yen), count(*) FROM '{tmp_path / 'o' / source}' WHERE {where}"
        ).fetchall()
        assert found == [expected], source
