"""A statement that is not answered, and the place in it that is the reason."""

from __future__ import annotations

from plantool.errors import UsageError


class StatementError(UsageError):
    """A statement that is broken, or asks for what it may not (exit 2).

    ``place`` among the arguments is the line with carets, on lines of its own; it may be empty.
    """


def build_statement_error(
    key: str, statement: str, start: int | None = None, end: int | None = None, **words: object
) -> StatementError:
    """Return the failure of ``statement`` with what stands from ``start`` to ``end`` marked."""
    place = "" if start is None else _draw_place(statement, start, start if end is None else end)
    return StatementError(key, place=place, **words)


def _draw_place(statement: str, start: int, end: int) -> str:
    from plantool.render.marked_line import mark_line  # noqa: PLC0415 - most statements are sound

    first = statement.rfind("\n", 0, start) + 1
    line = statement[first:].partition("\n")[0].rstrip("\r")
    number = str(statement.count("\n", 0, first) + 1)
    shown, carets = mark_line(line, start - first, min(end - first, len(line)))
    return f"\n  {number} | {shown}\n  {' ' * len(number)} | {carets}"
