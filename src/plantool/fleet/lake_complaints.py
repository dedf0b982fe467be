"""What DuckDB says against a statement, in our words where we have some, with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from plantool.analysis.selection import find_closest
from plantool.fleet.lake_tables import LAKE_TABLES
from plantool.querying.statement_error import build_statement_error

if TYPE_CHECKING:
    from plantool.querying.statement_error import StatementError

_LONGEST_REASON = 300  # characters of DuckDB's words


def explain_complaint(statement: str, error: Exception, before: int = 0) -> StatementError:
    """Return the failure that an error of DuckDB is: its words, and where they point to.

    ``before`` is the number of characters that DuckDB was given in front of the statement.
    """
    told = _read_error(error)
    start, end = _find_place(statement, told.get("location"), before)
    key, name = "fleet.complaint", str(told.get("name", ""))
    words = {"reason": read_reason(error)}
    match told:
        case {"exception_type": "Permission"}:
            key = "fleet.refused-file"
        case {"exception_type": "Catalog", "type": "Table"}:
            names = [table.name for table in LAKE_TABLES]
            key, words = "fleet.no-table", {"name": name, "nearest": find_closest(name, names)}
        case {"error_subtype": "COLUMN_NOT_FOUND"}:
            nearest = str(told.get("candidates", "")).partition(",")[0]
            key, words = "fleet.no-column", {"name": name, "nearest": nearest}
        case {"error_subtype": "SYNTAX_ERROR"} if start is not None and end != start:
            key, words = "query.syntax", {"name": statement[start:end]}
        case _:
            pass
    return build_statement_error(key, statement, start, end, **words)


def read_reason(error: Exception) -> str:
    """Return what DuckDB says, in one line."""
    return str(_read_error(error)["exception_message"]).partition("\n")[0][:_LONGEST_REASON]


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
