"""Values without quotes are found where they stand, and shown as they should be written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.querying.ask import AskedTables, ask_tables
from plantool.querying.bare_values import _CODES, BareValues
from plantool.querying.sql_tokens import split_tokens
from plantool.querying.statement_error import StatementError
from plantool.tables.definitions import TABLES

EMPTY = AskedTables(TABLES, lambda _: (), date.min)


def refuse(statement: str) -> StatementError:
    with pytest.raises(StatementError) as caught:
        ask_tables(statement, EMPTY)
    return caught.value


@pytest.mark.parametrize(
    ("condition", "corrected"),
    [
        ("basis = planned", "basis = 'planned'"),
        ("m.basis  =\n planned", "m.basis = 'planned'"),
        ("planned = basis", "'planned' = basis"),
        ("basis <> carried_in", "basis <> 'carried_in'"),
        ("basis LIKE plan", "basis LIKE 'plan'"),
        ("basis NOT LIKE plan", "basis NOT LIKE 'plan'"),
        ("presence = below-unit", "presence = 'below-unit'"),
        ("presence IN (known, 'none', below-unit)", "presence IN ('known', 'none', 'below-unit')"),
        ("basis NOT IN (planned)", "basis NOT IN ('planned')"),
        ('basis = "planned"', "basis = 'planned'"),
        ("unit = 千円", "unit = '千円'"),
        ("fiscal_year = H30", "fiscal_year = 2018"),
        ("fiscal_year IN (2017, H30, 令和元年度)", "fiscal_year IN (2017, 2018, 2019)"),
        ("fiscal_year = soon", "fiscal_year = 'soon'"),
    ],
)
def test_a_value_is_shown_in_quotes(condition: str, corrected: str) -> None:
    failure = refuse(f"SELECT amount FROM money AS m WHERE {condition} AND in_plan")
    assert failure.key in {"query.bare-value", "query.bare-year"}
    assert failure.arguments["corrected"] == corrected


@pytest.mark.parametrize(
    ("statement", "corrected"),
    [
        ("SELECT * FROM verdicts WHERE status = missed", "status = 'missed'"),
        ("SELECT * FROM verdicts v WHERE v.status IN (missed)", "v.status IN ('missed')"),
        (
            "SELECT 1 FROM money JOIN verdicts USING (initiative_id) WHERE basis = planned",
            "basis = 'planned'",
        ),
        ("SELECT * FROM money WHERE initiative_id = 18-2", "initiative_id = '18-2'"),
        ("SELECT * FROM money WHERE year = 2018-19", "year = '2018-19'"),
        ("SELECT * FROM verdicts WHERE CASE WHEN status=missed THEN 1 END", "status='missed'"),
    ],
)
def test_a_value_that_would_be_read_as_something_else_is_refused(
    statement: str, corrected: str
) -> None:
    failure = refuse(statement)
    assert failure.key == "query.misread-value"
    assert failure.arguments["corrected"] == corrected


@pytest.mark.parametrize(
    ("condition", "key", "nearest"),
    [
        ("basis = planed", "bare-value", ""),  # no column is meant
        ("initiative_id = yeer", "bare-value", "year"),
        ("bases = 'planned'", "no-column", "basis"),
        ("m.basis = m.yeer", "no-column", "year"),
    ],
)
def test_a_column_is_proposed_where_one_may_be_meant(
    condition: str, key: str, nearest: str
) -> None:
    failure = refuse(f"SELECT amount FROM money AS m WHERE {condition}")
    assert (failure.key, failure.arguments["nearest"] or "") == (f"query.{key}", nearest)


@pytest.mark.parametrize(
    "condition",
    [
        "planned = result",
        "status = judged",
        "status IN (SELECT judged FROM verdicts)",
        "fiscal_year = 2019 - 1",
        "initiative_id = '18-2'",
        "result - planned > 0",
        "missed = unreported",
        "(status = 'missed') = missed",
    ],
)
def test_what_is_meant_is_answered(condition: str) -> None:
    assert ask_tables(f"SELECT 1 FROM verdicts WHERE {condition}", EMPTY).rows == []


def test_codes_are_columns() -> None:
    assert {column for table in TABLES for column in table.column_names} >= _CODES


def test_a_long_list_is_cut() -> None:
    failure = refuse(f"SELECT 1 FROM money WHERE basis IN ({'a, ' * 9999} a)")
    corrected = str(failure.arguments["corrected"])
    assert corrected.startswith("basis IN ('a', 'a',")
    assert len(corrected) == 101


_WORDS = ["basis", "status", "missed", "planned", "18", "-", "(", ")", ",", ".", "=", "<", "in"]
_WORDS += ["not", "like", "money", "f", "a", "'x'", '"b"']


@given(words=st.lists(st.sampled_from(_WORDS), max_size=12))
def test_any_words_are_read(words: list[str]) -> None:
    text = " ".join(["select 1 from money, verdicts where", *words]).replace(" - ", "-")
    tokens = split_tokens(text)
    values = BareValues(text, tokens, TABLES)
    values.find_misread()
    for token in tokens:
        found = values.explain(token)
        assert (
            found is None or text[found.start : found.end] == found.name or text[found.start] == '"'
        )


def test_many_values_take_no_time() -> None:
    for condition in (f"1 IN ({'missed, ' * 12_000} 1)", f"1 = {'-'.join(['1'] * 45_000)}"):
        text = f"SELECT 1 FROM verdicts WHERE {condition}"
        assert BareValues(text, split_tokens(text), TABLES).find_misread() is None
