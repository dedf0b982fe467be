from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.querying.sql_tokens import (
    TokenKind,
    find_common_tables,
    mark_names,
    split_tokens,
)


@pytest.mark.parametrize(
    ("statement", "tokens"),
    [
        ("SELECT a, 1.5 FROM t", ["SELECT", "a", ",", "1.5", "FROM", "t"]),
        ("'it''s; --' \"a\"\"b\" [c d] `e``f`", ["'it''s; --'", '"a""b"', "[c d]", "`e``f`"]),
        ("a--b\nc/*d;*/e/*f", ["a", "c", "e"]),
        ("金額（円）AS x", ["金額（円）AS", "x"]),
        ("'open", ["'", "open"]),
        ("'a' 'it''s'' b", ["'a'", "'", "it", "''", "s", "''", "b"]),
        ("x<>.5||y", ["x", "<", ">", ".5", "|", "|", "y"]),
    ],
)
def test_a_statement_is_split_as_sqlite_does(statement: str, tokens: list[str]) -> None:
    assert [token.text for token in split_tokens(statement)] == tokens


@given(st.text(alphabet="aé金'\"`[]-/*\n ;.,(1", max_size=40))
def test_tokens_stand_where_they_say(statement: str) -> None:
    tokens = split_tokens(statement)
    assert all(statement[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


def test_a_name_is_the_same_in_quotes() -> None:
    names = split_tokens('Title "Title" [Title] `Title` "a""b" \'Title\'')
    assert [token.name for token in names] == [*["title"] * 4, 'a"b', "'title'"]
    assert names[-1].kind is TokenKind.TEXT


def test_names_in_double_quotes_become_nothing_but_names() -> None:
    statement = """SELECT "a", 'say "b"', "c""d", "e`f" -- "g\""""
    marked = mark_names(statement, split_tokens(statement))
    assert marked == """SELECT [a], 'say "b"', [c"d] , [e`f] -- "g\""""


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("WITH a AS (SELECT 1), B(x, y) AS NOT MATERIALIZED (SELECT 1, 2) SELECT 1", {"a", "b"}),
        ('WITH RECURSIVE "a b"(n) AS (SELECT 1) SELECT n AS x FROM t AS u', {"a b"}),
        ("AS (", set()),
        (") AS (", set()),
        ("SELECT a AS b FROM c", set()),
    ],
)
def test_common_tables_are_found(statement: str, names: set[str]) -> None:
    assert find_common_tables(split_tokens(statement)) - {"as", ")"} == names
