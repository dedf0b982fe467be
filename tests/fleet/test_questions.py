"""What the shipped questions answer over the small lake, and what they never add up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plantool.fleet.run_question import ask_lake
from plantool.fleet.shipped_questions import FLEET_QUESTIONS
from plantool.messages import LANGUAGES, catalogue
from plantool.querying.guarded_database import USUAL_LIMITS
from tests.fleet.lake_making import HOKKAIDO, TOKYO, build_facts, initiative, money, write_lake

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Row = dict[str, Any]


def ask(lake: Path, name: str) -> list[tuple[Any, ...]]:
    question = FLEET_QUESTIONS.find(name)
    return ask_lake(lake, question.sql, USUAL_LIMITS, is_shipped=True).answer.rows


EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "by-prefecture": [
        ("00", "GBP", 1, 500, 0, 400, 0, 1, 0, 0),
        ("01", "JPY", 1, 0, 1, None, 0, 2, 2, 0),
        ("13", "JPY", 2, 350_000, 0, 90_000, 1, 2, 2, 1),
    ],
    "by-theme": [
        ("防災", "GBP", 1, 500, 0, 400, 0, 1, 0, 0),
        ("防災", "JPY", 2, 350_000, 0, 90_000, 1, 2, 2, 1),
        (None, "JPY", 1, 0, 1, None, 0, 2, 2, 0),
    ],
    "by-year": [
        (2018, "GBP", 1, 500, 0, 400, 0, 1, 0, 0),
        (2018, "JPY", 2, 100_000, 0, 90_000, 0, 2, 2, 0),
        (2019, "JPY", 2, 250_000, 1, None, 1, 2, 2, 0),
        (2020, "JPY", 1, None, 0, None, 0, 0, 0, 1),
    ],
    "late-reporters": [("131202", "新計画の団体", "plan-2019", "新計画", 1, 1, 2020)],
    "left-out": [("271004", "lost", None, "lost/plan", "PLT101", 2)],
    "missed-by-scheme": [
        (2018, "rag", None, None, "green", "達成", 1, 0),
        (2018, "standard", None, None, "missed", "未達成", 2, 2),
        (2019, "own", "131202", "plan-2019", "c", "D", 1, 1),
        (2019, "standard", None, None, "missed", "未達成", 1, 1),
        (2020, "own", "131202", "plan-2019", "unreported", "未報告", 1, 0),
    ],
    "missed-twice": [
        ("011002", "plan-2018", "1-1", "事業1-1", "項目k", 2019, 10, None, 5, "5件", "件"),
    ],
    "promises-without-money": [("011002", "plan-2018", "1-1", "事業1-1", 2018, 1)],
    "quality": [
        ("011002", "plan-2018", "北の計画", True, 0, 1, 2, "千円", "JPY", 1, 9, None),
        ("131202", "plan-2018", "旧計画", True, 0, 1, 2, "千円", "JPY", 1, 9, None),
        ("131202", "plan-2019", "新計画", True, 0, 1, 2, "千円", "JPY", 1, 9, None),
        ("271004", "lost", None, False, 2, None, None, None, None, None, None, None),
        (None, "strategy", "戦略", True, 0, 1, 2, "£", "GBP", 1, 9, None),
    ],
    "successors": [("131202", "plan-2018", "旧計画", "131202", "plan-2019", 2019, 2019, 1)],
    "units": [("£", "GBP", 1, 1), ("千円", "JPY", 3, 3)],
    "unspent-and-missed": [
        ("131202", "plan-2018", "18-1", "事業18-1", 2018, "JPY", 110_000, 90_000, 20_000, 1),
    ],
}


def ask_all(lake: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {name: ask(lake, name) for name in FLEET_QUESTIONS.names}


def test_what_the_questions_answer(lake: Path) -> None:
    assert ask_all(lake) == EXPECTED


def relist(row: Row) -> Row:
    return {**row, "relisted": True}


def supersede(row: Row) -> Row:
    return {**row, "superseded": True} if row.get("fiscal_year") else row


OF_YEARS = ("money", "verdicts")


@pytest.mark.parametrize("mark", [relist, supersede])
def test_what_is_relisted_or_counted_by_a_successor_is_in_no_answer(
    mark: Callable[[Row], Row], tmp_path: Path
) -> None:
    """Every row stands in the lake once more, as one that must not count: nothing changes."""
    facts = build_facts()
    again = {table: [*facts[table], *map(mark, facts[table])] for table in OF_YEARS}
    answers = ask_all(write_lake(tmp_path, {**facts, **again}))
    del answers["successors"]  # which counts what a successor counts
    assert answers == {name: EXPECTED[name] for name in answers}


def test_pounds_move_no_row_but_those_of_pounds(tmp_path: Path) -> None:
    facts = build_facts()
    for row in facts["money"]:
        if row["currency"] == "GBP":
            row["amount_minor"] *= 1000
    answers = ask_all(write_lake(tmp_path, facts))
    moved = {
        name: rows
        for name, answer in answers.items()
        if (rows := [row for row in answer if row not in EXPECTED[name]])
    }
    assert moved.keys() == {"by-prefecture", "by-theme", "by-year"}
    assert all("GBP" in row for rows in moved.values() for row in rows)


def test_attainments_are_in_no_answer(tmp_path: Path) -> None:
    facts = build_facts()
    for row in facts["verdicts"]:
        row["attainment"] = Decimal(77)
    assert ask_all(write_lake(tmp_path, facts)) == EXPECTED


def test_amounts_of_an_unknown_currency_are_counted_and_not_summed(tmp_path: Path) -> None:
    facts = build_facts()
    for row in facts["money"]:
        if row["currency"] == "GBP":
            row.update(currency=None, amount_minor=None)
    for row in facts["plans"]:
        if row["currency"] == "GBP":
            row["currency"] = None
    answer = ask(write_lake(tmp_path, facts), "by-prefecture")
    assert answer[0] == ("00", None, 1, None, 1, None, 1, 1, 0, 0)


def test_printed_totals_stand_in_where_years_are_not_known(tmp_path: Path) -> None:
    """The total of Tokyo's first plan is in no sum: a successor counts one of its years."""
    facts = build_facts()
    alone = initiative(HOKKAIDO, "1-2", "防災")
    total = {"fiscal_year": None, "in_plan": False}
    facts["money"] += [
        money(alone, "planned", 2018, None),
        money(alone, "planned", 2019, None),
        {**money(alone, "planned_total", 0, 70), **total},
        money(alone, "settled", 2018, 8),
        {**money(alone, "settled", 2019, None), "presence": "below-unit"},
        {**money(alone, "settled_total", 0, 9), **total},
        {**money(initiative(TOKYO, "18-1", "防災"), "settled_total", 0, 500), **total},
    ]
    lake = write_lake(tmp_path, facts)
    (north,) = [row for row in ask(lake, "by-prefecture") if row[0] == "01"]
    assert north == ("01", "JPY", 1, 70_000, 1, 9_000, 0, 2, 2, 0)
    assert ask(lake, "by-theme")[1] == ("防災", "JPY", 3, 420_000, 0, 99_000, 1, 2, 2, 1)
    assert [row for row in ask(lake, "by-year") if row[1] == "JPY"] == [
        (2018, "JPY", 2, 100_000, 1, 98_000, 0, 2, 2, 0),
        (2019, "JPY", 2, 250_000, 2, None, 2, 2, 2, 0),
        (2020, "JPY", 1, None, 0, None, 0, 0, 0, 1),
        (None, "JPY", 1, 70_000, 0, None, 0, 0, 0, 0),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_column_has_its_words(language: str, lake: Path) -> None:
    texts = catalogue(language)
    for question in FLEET_QUESTIONS.list_questions():
        assert question.say_title(texts)
        assert question.say_note(texts)
        told = ask_lake(lake, question.sql, USUAL_LIMITS, is_shipped=True)
        missing = {f"question.column.{name}" for name in told.answer.columns} - texts.texts.keys()
        assert not missing, question.name


def test_the_answer_tells_how_many_plans_it_is_about(lake: Path) -> None:
    told = ask_lake(lake, "SELECT 1", USUAL_LIMITS)
    assert (told.included, told.left_out) == (4, 1)
