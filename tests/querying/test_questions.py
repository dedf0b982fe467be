"""The questions that come with plantool, against figures that are found in other ways."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import plantool
from plantool.analysis.budget import list_amounts, sum_whole
from plantool.cli.open_tables import open_tables
from plantool.cli.session import Session
from plantool.messages import LANGUAGES, catalogue
from plantool.model.basis import Basis
from plantool.model.money import Presence, Total
from plantool.querying.ask import AskedTables, ask_tables
from plantool.querying.shipped_questions import SHIPPED
from plantool.tables.build_rows import yield_rows
from plantool.tables.definitions import TABLES
from tests.running import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plantool.model.initiative import Initiative
    from plantool.tables.table_source import TableSource

WARD = "examples/ward/plan"
DAY = "2020-07-31"
PLANS = ("plan", WARD)
PRINTED = "tests/examples/valid/money"
"""A plan with an initiative of which nothing but totals is printed."""
JUDGED_NOT = {
    "not-planned",
    "not-due",
    "unreported",
    "reported",
    "cannot-be-judged",
    "cancelled",
}


@cache
def rows(plan: str, *arguments: str) -> list[dict[str, Any]]:
    done = run("--plan", plan, "--lang", "ja", *arguments, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out, parse_float=Decimal)["rows"]
    return found


def answer(plan: str, question: str) -> list[dict[str, Any]]:
    return rows(plan, "query", f"@{question}", "--as-of", DAY)


def verdicts(plan: str) -> list[dict[str, Any]]:
    return [each for each in rows(plan, "status", "--as-of", DAY) if not each["relisted"]]


@cache
def bureaus(plan: str) -> dict[str, str]:
    """Name the bureaus of each initiative as ``budget`` groups them, from the files alone."""
    named = {}
    for initiative in plantool.load(ROOT / plan).owned():
        names = list(dict.fromkeys(department.bureau for department in initiative.departments))
        named[initiative.id] = names[0] if len(names) == 1 else f"共同（{'、'.join(names)}）"
    return named


def sums(plan: str, by: str, basis: str) -> dict[tuple[str, str], tuple[object, int]]:
    """Return the sums by group and year, and how many amounts are outside, as ``budget`` has."""
    found = rows(plan, "budget", "--by", by, "--basis", basis)
    return {
        (each["title"], each["year"]): (each["amount"], each["unknown"] + each["below_unit"])
        for each in found
        if each["row"] == by
    }


def count(plan: str, key: str) -> Counter[tuple[str, str]]:
    """Count verdicts by the bureaus and year."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in verdicts(plan):
        is_judged = not each["provisional"] and each["status"] not in JUDGED_NOT
        counts[bureaus(plan)[each["id"]], each["year"]] += (
            is_judged if key == "judged" else key in each["flags"]
        )
    return counts


@pytest.mark.parametrize("plan", PLANS)
def test_money_and_results(plan: str) -> None:
    found = {(each["bureaus"], each["year"]): each for each in answer(plan, "money-and-results")}
    for basis in ("planned", "settled"):
        expected = sums(plan, "bureau", basis)
        assert found.keys() == expected.keys()
        assert {
            key: (each[basis], each[f"{basis}_unsummed"]) for key, each in found.items()
        } == expected
    for flag in ("judged", "missed", "unreported"):
        counts = count(plan, flag)
        assert {key: each[flag] for key, each in found.items()} == {k: counts[k] for k in found}
    owned = plantool.load(ROOT / plan).owned()
    years = {each["year"] for each in found.values()}
    assert sum(each["initiatives"] for each in found.values()) == len([*owned]) * len(years)


def whole(plan: str, initiatives: Sequence[Initiative], basis: Basis) -> tuple[Decimal, int]:
    """Return the sum over the term, and how many amounts are outside, as ``budget`` shows them."""
    years = plantool.load(ROOT / plan).planned_years
    columns = [(year, basis) for year in years]
    total = Total.sum(
        sum_whole(each.budget, list_amounts(each, columns), basis) for each in initiatives
    )
    return total.amount, total.unknown + total.below_unit


@pytest.mark.parametrize("plan", [*PLANS, PRINTED])
def test_by_chapter(plan: str) -> None:
    loaded = plantool.load(ROOT / plan)
    owned = list(loaded.owned())
    for each in answer(plan, "by-chapter"):
        mine = [initiative for initiative in owned if initiative.chapter == each["chapter_id"]]
        assert each["initiatives"] == len(mine)
        for basis in (Basis.PLANNED, Basis.SETTLED):
            assert (each[basis.value] or 0, each[f"{basis.value}_unsummed"]) == whole(
                plan, mine, basis
            )
        flags = [v["flags"] for v in verdicts(plan) if v["chapter"] == each["chapter_id"]]
        assert each["missed"] == sum("missed" in flag for flag in flags)
        assert each["unreported"] == sum("unreported" in flag for flag in flags)


def test_printed_totals_are_in_the_sums_over_the_term() -> None:
    """``budget`` shows 7,937,709 (planned) and 7,415,260 (settled) for this plan."""
    (only,) = answer(PRINTED, "by-chapter")
    assert (only["planned"], only["planned_unsummed"]) == (7_937_709, 0)
    assert (only["settled"], only["settled_unsummed"]) == (7_415_260, 0)


def test_printed_totals_have_a_row_without_a_year() -> None:
    found = [
        (each["bureaus"], each["year"], each["planned"], each["planned_unsummed"])
        for each in answer(PRINTED, "money-and-results")
    ]
    assert found == [
        ("共同（環境部、土木部）", "R3", 100, 0),
        ("共同（環境部、土木部）", "R4", 110, 0),
        ("環境部", "R3", None, 1),
        ("環境部", "R4", None, 1),
        ("環境部", None, 7_937_499, 0),
    ]


def copy_printed(folder: Path, budget: str) -> str:
    """Copy the plan of printed totals with another budget of 1-2; return where it is."""
    place = folder / "plan"
    shutil.copytree(ROOT / PRINTED, place)
    file = place / "1-2.yaml"
    head = file.read_text("utf-8").partition("budget:\n")[0]
    file.write_text(f"{head}budget:\n{budget}", encoding="utf-8")
    return str(place)


@pytest.mark.parametrize(
    ("budget", "planned", "unsummed"),
    [
        ("  planned: {R3: 5, R4: 6, total: 11}\n", 221, 0),  # every year is known
        ("  planned: {R3: 5, R4: null, total: 90}\n", 300, 0),
        ("  planned: {R3: 5, R4: {below_unit: true}, total: 5}\n", 215, 0),
        ("  planned: {R3: 5, R4: {below_unit: true}}\n", 215, 1),
        ("  planned: {R3: 5, R4: null, total: null}\n", 215, 1),
        ("  planned: {total: ―}\n", 210, 0),
        ("  planned: {total: {below_unit: true}}\n", 210, 1),
    ],
)
def test_amounts_outside_of_a_sum_are_counted_as_budget_counts_them(
    budget: str, planned: int, unsummed: int, tmp_path: Path
) -> None:
    plan = copy_printed(tmp_path, budget)
    (only,) = answer(plan, "by-chapter")
    assert (only["planned"], only["planned_unsummed"]) == (planned, unsummed)
    owned = list(plantool.load(plan).owned())
    assert (Decimal(planned), unsummed) == whole(plan, owned, Basis.PLANNED)
    by_year = [each for each in answer(plan, "money-and-results") if each["year"]]
    expected = sums(plan, "bureau", "planned")
    assert {
        (each["bureaus"], each["year"]): (each["planned"], each["planned_unsummed"])
        for each in by_year
    } == expected


def test_a_part_of_which_only_a_total_is_printed_is_in_the_answer(tmp_path: Path) -> None:
    plan = copy_printed(
        tmp_path,
        "  settled: {total: 70}\n"
        "  breakdown:\n"
        "    財源: {国庫支出金: {settled: {total: 70}}, 一般財源: {settled: {R3: 0, R4: 0}}}\n",
    )
    found = [
        (each["part"], each["basis"], each["year"], each["amount"], each["unsummed"])
        for each in answer(plan, "money-by-source")
        if each["part"] == "国庫支出金" and each["basis"].startswith("settled")
    ]
    assert found == [
        ("国庫支出金", "settled", "R3", 30, 1),
        ("国庫支出金", "settled", "R4", 50, 1),
        ("国庫支出金", "settled_total", None, 70, 0),
    ]


@pytest.mark.parametrize("plan", PLANS)
def test_missed_twice(plan: str) -> None:
    missed = {
        (each["id"], each["measure"], each["western_year"]): each["measure_name"]
        for each in verdicts(plan)
        if "missed" in each["flags"]
    }
    twice = [(id_, name) for (id_, m, y), name in missed.items() if (id_, m, y - 1) in missed]
    found = answer(plan, "missed-twice")
    assert [(each["initiative_id"], each["measure"]) for each in found] == twice
    assert len(found) == {"plan": 0, WARD: 1}[plan]


@pytest.mark.parametrize("plan", PLANS)
def test_late_reporters(plan: str) -> None:
    owed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in rows(plan, "pending", "--as-of", DAY):
        if each["overdue"] and each["stage"] == "final" and each["id"] in bureaus(plan):
            owed[each["department"]].append(each)
    found = answer(plan, "late-reporters")
    assert {each["department"]: each["unreported"] for each in found} == {
        department: len(reports) for department, reports in owed.items()
    }
    for each in found:
        reports = owed[each["department"]]
        assert each["initiatives"] == len({report["id"] for report in reports})
        first = min(reports, key=lambda report: int(report["western_year"]))
        assert each["first_year"] == first["year"]
    assert found == sorted(found, key=lambda each: (-each["unreported"], each["department"]))


@pytest.mark.parametrize("plan", PLANS)
def test_unspent_and_missed(plan: str) -> None:
    loaded = plantool.load(ROOT / plan)
    missed = Counter((v["id"], v["year"]) for v in verdicts(plan) if "missed" in v["flags"])
    expected = {}
    for (id_, key), times in missed.items():
        initiative = loaded.initiative(id_)
        assert initiative
        budget, year = initiative.budget, loaded.year(key)
        current, settled = budget.amount(Basis.CURRENT, year), budget.amount(Basis.SETTLED, year)
        carried = budget.carried_out.get(year)
        if current.presence is settled.presence is Presence.KNOWN:
            out = carried.amount if carried and carried.presence is Presence.KNOWN else 0
            left = current.amount - settled.amount - out
            if left > 0:
                expected[id_, key] = (current.amount, settled.amount, left, times)
    found = {
        (each["initiative_id"], each["year"]): (
            each["budget"],
            each["settled"],
            each["unspent"],
            each["missed"],
        )
        for each in answer(plan, "unspent-and-missed")
    }
    assert found == expected
    assert len(found) == {"plan": 0, WARD: 21}[plan]


@pytest.mark.parametrize("plan", PLANS)
def test_promises_without_money(plan: str) -> None:
    loaded = plantool.load(ROOT / plan)
    expected: Counter[tuple[str, str]] = Counter()
    for each in verdicts(plan):
        initiative = loaded.initiative(each["id"])
        assert initiative
        budget, year = initiative.budget, loaded.year(each["year"])
        has_none = [
            money.presence is Presence.NONE
            or (money.presence is Presence.KNOWN and not money.amount)
            for money in (budget.amount(Basis.PLANNED, year), budget.amount(Basis.CURRENT, year))
        ]
        is_budgeted = budget.amount(Basis.CURRENT, year).presence is Presence.KNOWN
        if each["planned_text"] and has_none[0] and (has_none[1] or not is_budgeted):
            expected[each["id"], each["year"]] += 1
    found = answer(plan, "promises-without-money")
    assert {(e["initiative_id"], e["year"]): e["measures"] for e in found} == expected
    assert len(found) == {"plan": 2, WARD: 3}[plan]


@pytest.mark.parametrize("plan", PLANS)
def test_carried_over(plan: str) -> None:
    loaded = plantool.load(ROOT / plan)
    expected = {
        (initiative.id, carry.sender.key): (carry.sent, carry.received)
        for initiative in loaded.owned()
        for carry in initiative.budget.yield_carry_overs()
        if carry.sent > 0
    }
    found = {
        (each["initiative_id"], each["year"]): (each["carried_out"], each["carried_in"])
        for each in answer(plan, "carried-over")
    }
    assert found == expected
    assert len(found) == {"plan": 0, WARD: 10}[plan]


@pytest.mark.parametrize("plan", PLANS)
def test_behind_course(plan: str) -> None:
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    for each in verdicts(plan):
        if each["result_text"]:
            latest[each["id"], each["measure"]] = each
    flagged = [each for each in latest.values() if "at-risk" in each["flags"]]
    found = answer(plan, "behind-course")
    assert [(e["initiative_id"], e["measure"], e["year"], e["status"]) for e in found] == [
        (e["id"], e["measure_name"], e["year"], e["status_label"]) for e in flagged
    ]
    assert [each["target_text"] for each in found] == [each["target_text"] for each in flagged]


def test_unverified_figures() -> None:
    expected: list[tuple[str, str, str | None, Decimal, int]] = []
    loaded = plantool.load(ROOT / "plan")
    for initiative in loaded.owned():
        lines = Path(ROOT, "plan", f"{initiative.id}.yaml").read_text("utf-8").split("\n")
        if "    - at: budget" not in lines:
            continue
        line = lines.index("budget:") + 2
        for year in loaded.planned_years:
            amount = initiative.budget.amount(Basis.PLANNED, year).amount
            expected.append((initiative.id, "planned", year.key, amount, line))
        assert initiative.budget.total
        total = initiative.budget.total.amount
        expected.append((initiative.id, "planned_total", None, total, line + 1))
    found = [
        (each["initiative_id"], each["figure"], each["year"], each["value"], each["line"])
        for each in answer("plan", "unverified-figures")
    ]
    assert (found, len(found)) == (expected, 15)
    (only,) = answer(WARD, "unverified-figures")
    assert (only["initiative_id"], only["measure_id"], only["text"]) == (
        "3-12",
        "repairs",
        "３施設",
    )


def test_revised_targets() -> None:
    (only,) = answer("examples/strategy/plan", "revised-targets")
    assert only == {
        "initiative_id": "1-2",
        "title": "観光の再生",
        "field": "measures.visitors.target",
        "was": None,
        "was_text": "80万人",
        "reason": "感染症の影響により見直した。",
        "changed_on": "2022-03-25",
        "made_by": "総合戦略推進会議",
    }
    assert answer("plan", "revised-targets") == answer(WARD, "revised-targets") == []


def test_money_by_source() -> None:
    plan = "examples/program-budget/plan"
    found = {
        (each["part"], each["basis"], each["year"]): each["amount"]
        for each in answer(plan, "money-by-source")
    }
    for basis in ("initial", "settled"):
        parts = rows(plan, "budget", "--by", "part", "--basis", basis)
        expected = {
            (each["part"], basis, each["year"]): each["amount"]
            for each in parts
            if each["row"] == "part" and each["amount"] is not None
        }
        assert expected.items() <= found.items()
        assert expected
    assert answer("plan", "money-by-source") == answer(WARD, "money-by-source") == []


@pytest.mark.parametrize("plan", PLANS)
def test_unknown_amounts(plan: str) -> None:
    loaded = plantool.load(ROOT / plan)
    expected = []
    for year in loaded.planned_years:
        for basis in sorted((Basis.INITIAL, Basis.PLANNED, Basis.SETTLED), key=lambda b: b.value):
            of = {each.id: each.budget.amount(basis, year).presence for each in loaded.owned()}
            unknown = [id_ for id_, presence in of.items() if presence is Presence.UNKNOWN]
            if len(unknown) < len(of):
                expected += [(id_, year.key, basis.value) for id_ in unknown]
    found = answer(plan, "unknown-amounts")
    assert [(e["initiative_id"], e["year"], e["basis"]) for e in found] == expected
    assert len(found) == {"plan": 0, WARD: 23}[plan]


# what holds for all of them


@pytest.mark.parametrize("name", SHIPPED.names)
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_of_a_question(
    plan: str, name: str, language: str, screen: Callable[[str, str], None]
) -> None:
    shown = run("--plan", plan, "--lang", language, "query", f"@{name}", "--as-of", DAY)
    is_empty = not answer(plan, name)
    assert (shown.code, bool(shown.err)) == (0, is_empty)
    screen(f"query-{name}-{plan.split('/')[-2] if '/' in plan else plan}-{language}", shown.out)


@pytest.mark.parametrize("name", SHIPPED.names)
def test_a_question_has_words_in_both_languages(name: str) -> None:
    question = SHIPPED.find(name)
    for language in LANGUAGES:
        texts = catalogue(language)
        assert question.say_title(texts) != question.say_note(texts)
    assert question.sql.endswith("\n")
    assert ";" not in question.sql


def test_every_heading_is_of_a_column() -> None:
    named = set()
    for question in SHIPPED.list_questions():
        columns = ask_tables(question.sql, AskedTables(TABLES, lambda _: (), date.min)).columns
        named |= {f"question.column.{column}" for column in columns}
    known = {key for key in catalogue("en").texts if key.startswith("question.column.")}
    assert named <= known


_ONE_ENGINE = re.compile(
    r"\b(filter|group by all|qualify|ifnull|iif|printf|strftime|julianday|group_concat|glob|total|"
    r"typeof|true|false|is not distinct|::|~)\b|==|`|\"",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", SHIPPED.names)
def test_a_question_is_in_sql_that_other_engines_know(name: str) -> None:
    assert not _ONE_ENGINE.search(SHIPPED.find(name).sql)


@pytest.mark.parametrize(
    "plan",
    [
        *PLANS,
        "examples/strategy/plan",
        "examples/reform/plan",
        "tests/examples/valid/words",
        PRINTED,
    ],
)
def test_duckdb_gives_the_same_answers(plan: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    source = open_source(plan)
    written = run("--plan", plan, "export", str(tmp_path), "--format=parquet", "--as-of", DAY)
    assert written.code == 0, written.err
    with duckdb.connect() as other:
        for file in (tmp_path / "parquet").iterdir():
            other.execute(f"CREATE VIEW {file.stem} AS FROM '{file}'")
        asked = AskedTables(TABLES, lambda read: yield_rows(source, read.tables), source.as_of)
        for question in SHIPPED.list_questions():
            ours = ask_tables(question.sql, asked)
            theirs = other.execute(question.sql).fetchall()
            assert [*map(plain, ours.rows)] == [*map(plain, theirs)], question.name


def plain(row: Sequence[object]) -> list[object]:
    return [
        float(value) if isinstance(value, int | float | Decimal) else str(value) if value else value
        for value in row
    ]


def open_source(plan: str) -> TableSource:
    session = Session([])
    session.plan_option = ROOT / plan
    return open_tables(session, as_of=DAY, keep_going=False)
