"""What DuckDB says against a statement, in our words where we have some, with its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from plantool.analysis.selection import find_closest
from plantool.fleet.lake_tables import LAKE_TABLES
from plantool.patterns import compile_late
from plantool.querying.bare_values import BareValues, build_bare_error
from plantool.querying.sql_tokens import split_tokens
from plantool.querying.statement_error import build_statement_error

if TYPE_CHECKING:
    from plantool.querying.bare_values import BareValue
    from plantool.querying.statement_error import StatementError

_LONGEST_REASON = 300  # characters of DuckDB's words
_KNOWN = {
    "fleet.not-grouped": compile_late('column "(?P<name>.*?)" must appear in the GROUP BY clause'),
    "query.ambiguous": compile_late('Ambiguous reference to column name "(?P<name>.*?)"'),
    "query.table-not-from": compile_late('Referenced table "(?P<name>.*?)" not found'),
    "fleet.no-conversion": compile_late("Could not convert string '(?P<name>.*?)' to ", re.DOTALL),
    "fleet.arguments": compile_late(
        "No function matches the given name and argument types '(?P<name>\\w+)"
    ),
    "fleet.aggregate-place": compile_late(r"(?:WHERE|GROUP BY) clause cannot contain aggregates"),
    "query.unclosed": compile_late("unterminated (?:quoted|string)"),
}
"""What DuckDB says against statements that people mistype, and our words for it."""


def explain_complaint(statement: str, error: Exception, before: int = 0) -> StatementError:
    """Return the failure that an error of DuckDB is: its words, and where they point to.

    ``before`` is the number of characters that DuckDB was given in front of the statement.
    """
    told = _read_error(error)
    start, end = _find_place(statement, told.get("location"), before)
    if start is not None and start != end and told.get("error_subtype") == "SYNTAX_ERROR":
        return build_statement_error(
            "query.syntax", statement, start, end, name=statement[start:end]
        )
    key, words = _find_words(told)
    if key == "fleet.no-column" and (bare := _find_bare_value(statement, start)):
        return build_bare_error("query.bare-value", statement, bare, words["nearest"])
    return build_statement_error(key, statement, start, end, **words)


def _find_bare_value(statement: str, start: int | None) -> BareValue | None:
    """Return the value without quotes that a name is which is no column."""
    tokens = split_tokens(statement)
    found = next((token for token in tokens if token.start == start), None)
    return BareValues(statement, tokens, LAKE_TABLES).explain(found) if found else None


def find_misread(statement: str) -> StatementError | None:
    """Return the failure of a statement with a value that is read otherwise than meant."""
    bare = BareValues(statement, split_tokens(statement), LAKE_TABLES).find_misread()
    return build_bare_error("query.misread-value", statement, bare) if bare else None


def _find_words(told: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the message for what DuckDB tells, and what stands in it."""
    reason, name = str(told["exception_message"]), str(told.get("name", ""))
    match told:
        case {"exception_type": "Permission"}:
            return "fleet.refused-file", {}
        case {"exception_type": "Catalog", "type": "Table"}:
            names = [table.name for table in LAKE_TABLES if table.name != name]
            return "fleet.no-table", {"name": name, "nearest": find_closest(name, names)}
        case {"exception_type": "Catalog", "type": str(kind)} if kind.endswith("Function"):
            return "fleet.no-function", {"name": name, "nearest": _find_candidate(told)}
        case {"error_subtype": "COLUMN_NOT_FOUND"}:
            return "fleet.no-column", {"name": name, "nearest": _find_candidate(told)}
        case _:
            pass
    for key, pattern in _KNOWN.items():
        if found := pattern.match(reason):
            return key, found.groupdict()
    return "fleet.complaint", {"reason": _shorten(reason)}


def _find_candidate(told: dict[str, Any]) -> str:
    return str(told.get("candidates", "")).partition(",")[0]


def read_reason(error: Exception) -> str:
    """Return what DuckDB says, in one line."""
    return _shorten(str(_read_error(error)["exception_message"]))


def _shorten(reason: str) -> str:
    return reason.partition("\n")[0][:_LONGEST_REASON]


def _read_error(error: Exception) -> dict[str, Any]:
    """Return what DuckDB tells of an error, which is JSON behind the kind of it."""
    text = str(error)
    try:
        told = json.loads(text[text.index("{") :])
    except ValueError:
        return {"exception_message": text}
    return told if "exception_message" in told else {"exception_message": text}


def _find_place(
    statement: str, location: object, before: int
) -> tuple[int, int] | tuple[None, None]:
    """Return from where to where a place in bytes, ``[start,length]``, is in characters."""
    if not isinstance(location, str):
        return None, None
    start, length = json.loads(location)
    data = statement.encode()
    if not before <= start <= before + len(data):  # in the view of a table
        return None, None
    start -= before
    head, place = data[:start], data[start : start + length]
    at = len(head.decode(errors="ignore"))
    return at, at + len(place.decode(errors="ignore"))
