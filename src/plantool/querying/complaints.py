"""What SQLite says against a statement, in our words and with its place.

SQLite names what is wrong and not where. Where a name or a word stands several times, the place is
found by asking again: without the rest of the statement, or with another name in this one place.
"""

from __future__ import annotations

import sqlite3
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.selection import find_closest
from plantool.patterns import compile_late
from plantool.querying.bare_values import BareValues, build_bare_error
from plantool.querying.guard import FUNCTIONS
from plantool.querying.sql_tokens import TokenKind, replace_token
from plantool.querying.statement import find_full_width
from plantool.querying.statement_error import build_statement_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.querying.bare_values import BareValue
    from plantool.querying.guard import Refusal
    from plantool.querying.guarded_database import Attempt, GuardedDatabase
    from plantool.querying.sql_tokens import Token
    from plantool.querying.statement import Statement
    from plantool.querying.statement_error import StatementError
    from plantool.tables.columns import Table

_NOBODY = "plantool_nobody"  # the name of nothing
_MOST_TRIES = 50  # places of one name: each takes SQLite as long as the whole statement
_WRITING = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})
_WRITING_WORDS = frozenset({"insert", "update", "delete", "replace"})
_SYNTAX = compile_late('near "(?P<name>.*)": syntax error')
_UNKNOWN = compile_late('unrecognized token: "(?P<name>.*)"')
_NAMED = {
    "query.no-table": compile_late("no such table: (?P<name>.*)"),
    "query.no-column": compile_late("no such column: (?P<name>.*)"),
    "query.ambiguous": compile_late("ambiguous column name: (?P<name>.*)"),
    "query.no-function": compile_late("no such function: (?P<name>.*)"),
    "query.arguments": compile_late(r"wrong number of arguments to function (?P<name>.*)\(\)"),
    "query.misuse": compile_late(r"misuse of (?:\w+ )*?(?:\w+: )?(?P<name>\w+)\(\)"),
}


class Complaints(NamedTuple):
    """A statement and the database that does not take it."""

    statement: Statement
    database: GuardedDatabase

    def explain(self, attempt: Attempt) -> StatementError:
        """Return the failure that an attempt is: a refusal, or what SQLite says against it."""
        problem = attempt.problem
        if attempt.guard.refused:
            return self._explain_refusal(attempt.guard.refused[0])
        if found := _SYNTAX.fullmatch(problem):
            return self._explain_syntax(problem, found["name"])
        if found := _UNKNOWN.fullmatch(problem):
            return self._explain_sign(found["name"])
        if problem == "incomplete input":
            end = self.statement.tokens[-1].end
            return build_statement_error("query.unfinished", self.statement.text, end)
        for key, pattern in _NAMED.items():
            if found := pattern.fullmatch(problem):
                return self._explain_name(key, found["name"])
        return build_statement_error("query.other", self.statement.text, reason=problem)

    def _explain_refusal(self, refusal: Refusal) -> StatementError:
        action, name = refusal
        if action == sqlite3.SQLITE_FUNCTION:
            return self._explain_name("query.refused-function", name)
        if action in _WRITING and name in self._names:
            return self._build("query.only-reads", self._find_writing_word())
        others = (token for token in self._find_words() if token.name not in self._names)
        found = next(filter(self._names_table, islice(others, _MOST_TRIES)), None)
        return self._build("query.refused-table", found, name=found.name if found else name)

    def _find_writing_word(self) -> Token | None:
        for token, following in pairwise(self.statement.tokens):
            if token.name in _WRITING_WORDS and following.text != "(":  # a function of this name
                return token
        return None

    def _find_words(self) -> Iterator[Token]:
        kinds = {TokenKind.WORD, TokenKind.QUOTED}
        return (token for token in self.statement.tokens if token.kind in kinds)

    def _names_table(self, token: Token) -> bool:
        changed = replace_token(self.statement.marked, token, _NOBODY)
        return self.database.try_statement(changed).problem == f"no such table: {_NOBODY}"

    def _explain_syntax(self, problem: str, name: str) -> StatementError:
        """Explain a word that cannot stand where it does: the first up to which it is wrong."""
        candidates = islice(self._find_tokens(name), _MOST_TRIES)
        found = (token for token in candidates if self._is_end(token, problem))
        return self._build("query.syntax", next(found, None), name=name)

    def _explain_sign(self, sign: str) -> StatementError:
        """Explain what is no sign of SQL, or a quotation mark with all that follows it."""
        statement = self.statement
        signs = (token for token in statement.tokens if token.kind is not TokenKind.TEXT)
        found = (token for token in signs if statement.marked.startswith(sign, token.start))
        return self._build("query.unclosed", next(found, None))

    def _is_end(self, token: Token, problem: str) -> bool:
        return self.database.try_statement(self.statement.marked[: token.end]).problem == problem

    def _explain_name(self, key: str, name: str) -> StatementError:
        """Explain a name: the first whose place another name would be wrong in."""
        last = name.rpartition(".")[2]
        candidates = list(islice(self._find_tokens(last), _MOST_TRIES))
        token = next(filter(self._is_place, candidates), candidates[0] if candidates else None)
        if key == "query.no-column":
            return self._explain_column(name, last, token)
        if key == "query.no-table" and name.casefold() in self._names:
            key = "query.table-not-from"
        return self._build(key, token, name=name, **self._suggest(key, last))

    def _is_place(self, token: Token) -> bool:
        changed = replace_token(self.statement.marked, token, _NOBODY)
        return _NOBODY in self.database.try_statement(changed).problem

    def _suggest(self, key: str, name: str) -> dict[str, str]:
        match key:
            case "query.no-table":
                return {"nearest": find_closest(name, self._names)}
            case "query.no-function":
                return {"nearest": find_closest(name.casefold(), sorted(FUNCTIONS))}
            case _:
                return {}

    def _explain_column(self, name: str, last: str, token: Token | None) -> StatementError:
        """Explain a column that is not there: perhaps it is a text, or is in another table."""
        asked = self._find_tables()
        known = [column for table in asked for column in table.column_names]
        owners = [table for table in self.database.tables if last.casefold() in table.column_names]
        if bare := self._bare_values.explain(token) if token else None:
            return self._build_bare("query.bare-value", bare, find_closest(last.casefold(), known))
        if token and (token.text.startswith('"') or not last.isascii()):
            return self._build("query.no-column-text", token, name=name)
        if owners and "." not in name:
            beside = [table for table in owners if table in asked]
            key = "query.column-not-here" if beside else "query.column-elsewhere"
            named = ", ".join(table.name for table in beside or owners)
            return self._build(key, token, name=name, tables=named)
        tables = "".join(f" {table.name}" for table in asked)
        nearest = find_closest(last.casefold(), known)
        return self._build("query.no-column", token, name=name, tables=tables, nearest=nearest)

    def find_misread(self) -> StatementError | None:
        """Return the failure of a statement that SQLite takes, and reads otherwise than meant."""
        bare = self._bare_values.find_misread()
        return self._build_bare("query.misread-value", bare) if bare else None

    def _build_bare(self, key: str, bare: BareValue, nearest: str = "") -> StatementError:
        return build_bare_error(key, self.statement.text, bare, nearest)

    @property
    def _bare_values(self) -> BareValues:
        return BareValues(self.statement.text, self.statement.tokens, self.database.tables)

    def _build(self, key: str, token: Token | None, **words: str) -> StatementError:
        """Return a failure at ``token``, or without a place where none was found."""
        if token and (sign := find_full_width(token)):
            key, words = "query.full-width", {"name": sign}
        start, end = (token.start, token.end) if token else (None, None)
        return build_statement_error(key, self.statement.text, start, end, **words)

    def _find_tokens(self, name: str) -> Iterator[Token]:
        """Yield the words and signs that are ``name``, as it is written or without its quotes."""
        folded = name.casefold()
        for token in self.statement.tokens:
            if token.kind is not TokenKind.TEXT and folded in {token.name, token.text.casefold()}:
                yield token

    def _find_tables(self) -> list[Table]:
        """Return the tables that the statement names."""
        named = {token.name for token in self.statement.tokens}
        return [table for table in self.database.tables if table.name in named]

    @property
    def _names(self) -> set[str]:
        return {table.name for table in self.database.tables}
