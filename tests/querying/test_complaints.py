from __future__ import annotations

import pytest

from plantool.querying.ask import AskedTables, ask_tables
from plantool.querying.statement_error import StatementError
from tests.querying.asking import DAY, TABLES, refuse, yield_rows

_A = "SELECT amount FROM money WHERE"


@pytest.mark.parametrize(
    ("statement", "key", "marked"),
    [
        ("", "empty", ""),
        (" -- nothing\n", "empty", ""),
        ("SELECT '" + "x" * 100_000 + "'", "too-long", ""),
        ("SELECT 1,\0 2", "character", r"\u0000"),
        ("SELECT '\udcff'", "character", r"\udcff"),
        ("SELCT 1", "no-question", "SELCT"),
        ("sql", "no-question", "sql"),
        ("SELECT 1; SELECT 2", "second", "SELECT"),
        ("SELECT ';' ; x", "second", "x"),
        ("SELECT ?", "parameter", "?"),
        ("SELECT amount FROM money WHERE basis = :basis", "parameter", ":"),
        ("SELECT @a, '@b'", "parameter", "@"),
        ("SELECT amount FROM money WHERE amount > ", "unfinished", "(end)"),
        ("SELECT (1", "unfinished", "(end)"),
        ("SELECT amount FROM FROM money", "syntax", "FROM"),
        ("SELECT sum(amount) FROM money GROUP BY GROUP BY", "syntax", "GROUP"),
        ("SELECT amount, FROM money", "syntax", "FROM"),
        ("SELECT 'FROM' FROM FROM", "syntax", "FROM"),
        ("SELECT 'it''s' FROM money WHERE basis = 'planned", "unclosed", "'"),
        ("SELECT [amount FROM money", "unclosed", "["),
        ("SELECT 'a', 'it''s'' FROM money", "unclosed", "'"),
        ("SELECT '#' # all", "unclosed", "#"),
        ("SELECT * FROM moneyy", "no-table", "moneyy"),
        ("SELECT moneyy.amount FROM moneyy", "no-table", "moneyy"),
        ("SELECT * FROM other.money", "no-table", "money"),
        ("SELECT money.* FROM initiatives", "table-not-from", "money"),
        ("SELECT titel FROM initiatives", "no-column", "titel"),
        ("SELECT 'titel', i.titel FROM initiatives i -- titel", "no-column", "titel"),
        ("SELECT title AS x FROM initiatives WHERE y = 1", "no-column", "y"),
        ("SELECT amount FROM initiatives", "column-elsewhere", "amount"),
        (f"{_A} basis = planned", "bare-value", "planned"),
        ("SELECT amount FROM (SELECT basis FROM money)", "column-not-here", "amount"),
        (f"SELECT 1 WHERE 1 IN ({'a, ' * 9999} a)", "no-column", "a"),
        (f'{_A} basis = "planned"', "bare-value", '"planned"'),
        (f"{_A} basis = 計画", "bare-value", "計画"),
        ('SELECT "a]b", "a""b" FROM money', "no-column-text", '"a]b"'),
        ('SELECT 1, "a""b" FROM money', "no-column-text", '"a""b"'),
        ("SELECT initiative_id FROM money, initiatives", "ambiguous", "initiative_id"),
        ("SELECT summ(amount) FROM money", "no-function", "summ"),
        ("SELECT length(1, 2)", "arguments", "length"),
        ("SELECT sum(sum(amount)) FROM money", "misuse", "sum"),
        (f"{_A} sum(amount) > 1", "misuse", "sum"),
        ("SELECT rank() FROM money", "misuse", "rank"),
        ("SELECT 1 UNION SELECT 1, 2", "other", ""),
        ("SELECT " + "(" * 120 + "1" + ")" * 120, "other", ""),
        (
            "SELECT 9223372036854775807 + x, abs(x) FROM (SELECT -9223372036854775808 AS x)",
            "other",
            "",
        ),
        ("SELECT　amount FROM money", "full-width", "SELECT　amount"),
        ("SELECT amount，basis FROM money", "full-width", "amount，basis"),
        ("ＳＥＬＥＣＴ amount FROM money", "full-width", "ＳＥＬＥＣＴ"),
    ],
)
def test_a_broken_statement_is_shown_its_place(statement: str, key: str, marked: str) -> None:
    found, place = refuse(statement)
    assert found == f"query.{key}"
    if marked.isascii():
        assert place == marked
    else:  # carets are counted in cells
        assert place.startswith(marked)


def fail(statement: str) -> dict[str, object]:
    with pytest.raises(StatementError) as caught:
        ask_tables(statement, AskedTables(TABLES, yield_rows, DAY))
    return caught.value.arguments


def test_the_line_and_the_cells_before_the_place_are_counted() -> None:
    assert fail("SELECT title,\r\n  '保育', titel\r\nFROM initiatives")["place"] == (
        "\n  2 |   '保育', titel\n    |           ^^^^^"
    )


def test_a_long_line_is_cut_around_the_place() -> None:
    place = str(fail(f"SELECT '{'x' * 300}', titel, '{'y' * 300}' FROM initiatives")["place"])
    assert ("…" in place, "titel" in place, len(place.split("\n")[1]) < 120) == (True, True, True)


@pytest.mark.parametrize(
    ("statement", "nearest"),
    [
        ("SELECT titel FROM initiatives", "title"),
        ("SELECT i.TITEL FROM initiatives i", "title"),
        ("SELECT * FROM mony", "money"),
        ("SELECT summ(amount) FROM money", "sum"),
        ("SELECT zzz FROM money", ""),
    ],
)
def test_a_near_name_is_named(statement: str, nearest: str) -> None:
    assert fail(statement)["nearest"] == nearest


def test_the_tables_that_have_a_column_are_named() -> None:
    assert fail("SELECT amount FROM initiatives")["tables"] == "money"
    assert fail("SELECT m.titel FROM money m, initiatives")["tables"] == " initiatives money"
    assert fail("SELECT titel")["tables"] == ""
