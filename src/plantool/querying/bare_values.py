"""Values that stand in a statement without quotes: SQL takes them for columns, or for arithmetic.

People write ``status = missed`` and ``initiative_id = 18-2``. The first is an error, or a column of
that name; the second is 16, and no initiative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.fiscal_year import FiscalYear
from plantool.querying.sql_tokens import TokenKind
from plantool.querying.statement_error import build_statement_error
from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plantool.querying.sql_tokens import Token
    from plantool.querying.statement_error import StatementError
    from plantool.tables.columns import Table

_SIGNS = frozenset("=<>!")
_COMPARING = _SIGNS | {"like"}
_NAMES = frozenset({TokenKind.WORD, TokenKind.QUOTED})
_PARTS = frozenset({*_NAMES, TokenKind.NUMBER})
_CODES = frozenset(
    {
        *("basis", "change", "direction", "fact", "judged", "kind", "presence", "running_status"),
        *("severity", "stage", "status", "target_status", "trend"),
    }
)
"""Columns of codes, some of which are the names of other columns: ``planned``, ``missed``."""
_YEAR = "fiscal_year"
_LONGEST_SHOWN = 100  # characters


class BareValue(NamedTuple):
    """A value from ``start`` to ``end``, and the name of the column that it is compared with.

    ``corrected`` is the comparison as it should be.
    """

    start: int
    end: int
    name: str
    column: str
    corrected: str


class BareValues:
    """The tokens of a statement, and the columns of the tables that it names, with their types."""

    def __init__(self, text: str, tokens: Sequence[Token], tables: Iterable[Table]) -> None:
        self._text = text
        self._tokens = tokens
        named = {token.name for token in tokens}
        columns = [each for table in tables if table.name in named for each in table.columns]
        self._types: Mapping[str, ColumnType] = {each.name: each.type for each in columns}
        self._brackets = list(_yield_brackets(tokens))

    def explain(self, token: Token) -> BareValue | None:
        """Return the value that a name is which is no column; None where it is no value."""
        span = self._widen(self._tokens.index(token))
        column = self._find_column(span) if span else None
        return self._build(span, column) if span and column is not None else None

    def find_misread(self) -> BareValue | None:
        """Return the first value that SQL would take for something else without a word."""
        at = 0
        while at < len(self._tokens):
            span = self._widen(at) if self._tokens[at].kind in _PARTS else None
            column = self._find_column(span) if span else None
            if span and column is not None and self._is_misread(span, column):
                return self._build(span, column)
            at = span.stop if span else at + 1
        return None

    def _is_misread(self, span: range, column: int) -> bool:
        words, name = [self._tokens[at] for at in span], self._tokens[column].name
        if len(words) == 1:
            is_figure = self._types.get(words[0].name) in {ColumnType.BOOLEAN, ColumnType.NUMBER}
            return name in _CODES and is_figure and words[0].kind is TokenKind.WORD
        are_numbers = all(word.kind is TokenKind.NUMBER for word in words[::2])
        return are_numbers and self._types[name] is ColumnType.TEXT

    def _widen(self, at: int) -> range | None:
        """Return the places of a word and what hyphens join to it; None in ``a.b`` and ``f()``."""
        first = last = at
        while self._joins(first - 1):
            first -= 2
        while self._joins(last + 1):
            last += 2
        is_more = self._says(first - 1, ".") or self._says(last + 1, (".", "("))
        return None if is_more else range(first, last + 1)

    def _joins(self, at: int) -> bool:
        """Tell whether a token is a hyphen with words at both sides, without blanks."""
        if not (self._says(at, "-") and 0 < at < len(self._tokens) - 1):
            return False
        left, hyphen, right = self._tokens[at - 1 : at + 2]
        is_close = left.end == hyphen.start and hyphen.end == right.start
        return is_close and left.kind in _PARTS and right.kind in _PARTS

    def _find_column(self, span: range) -> int | None:
        """Return the place of the column that a value is compared with."""
        opening = self._find_list(span)
        before = (span.start if opening is None else opening) - 1
        signs = {"in", "not"} if opening is not None else {*_COMPARING, "not"}
        if self._says(before, signs):
            while self._says(before, signs):
                before -= 1
            return before if self._names_column(before) else None
        behind = span.stop
        while self._says(behind, _SIGNS):
            behind += 1
        return behind if behind > span.stop and self._names_column(behind) else None

    def _find_list(self, span: range) -> int | None:
        """Return the place of the bracket that opens the list ``IN (…)`` in which a value is."""
        opening = self._brackets[span.start]
        is_item = self._says(span.start - 1, ("(", ",")) and self._says(span.stop, (",", ")"))
        return opening if is_item and self._says(opening - 1, ("in",)) else None

    def _build(self, span: range, column: int) -> BareValue:
        opening = self._find_list(span)
        listed = [span] if opening is None else [*self._yield_listed(opening)]
        name = self._tokens[column].name
        write = _write_year if name == _YEAR else _quote
        texts = {each: write(self._unquote(each)) for each in listed}
        places = (column, *(at for each in texts for at in (each.start, each.stop - 1)))
        is_qualified = self._says(column - 1, ".")
        first, last = min(*places, column - 2 * is_qualified), max(places) + (opening is not None)
        start, end = self._find_ends(span)
        corrected = self._replace(range(first, last + 1), texts)
        if len(corrected) > _LONGEST_SHOWN:
            corrected = f"{corrected[:_LONGEST_SHOWN]}…"
        return BareValue(start, end, self._unquote(span), name, corrected)

    def _yield_listed(self, opening: int) -> Iterator[range]:
        """Yield the values in a list."""
        at = opening + 1
        while at < len(self._tokens) and self._brackets[at] == opening:
            span = self._widen(at) if self._tokens[at].kind in _NAMES else None
            if span:
                yield span
            at = span.stop if span else at + 1

    def _replace(self, whole: range, texts: Mapping[range, str]) -> str:
        """Return the text of some tokens, with others in place of some of them."""
        at, end = self._find_ends(whole)
        written = []
        for span in sorted(texts, key=lambda each: each.start):
            first, behind = self._find_ends(span)
            written += [self._text[at:first], texts[span]]
            at = behind
        return " ".join("".join((*written, self._text[at:end])).split())

    def _find_ends(self, span: range) -> tuple[int, int]:
        return self._tokens[span.start].start, self._tokens[
            min(span.stop, len(self._tokens)) - 1
        ].end

    def _unquote(self, span: range) -> str:
        start, end = self._find_ends(span)
        is_quoted = self._tokens[span.start].kind is TokenKind.QUOTED
        return self._text[start + is_quoted : end - is_quoted]

    def _says(self, at: int, words: Iterable[str]) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].text.casefold() in words

    def _names_column(self, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].name in self._types


def _quote(value: str) -> str:
    return "'{}'".format(value.replace("'", "''"))


def _write_year(value: str) -> str:
    """Write a year as the number by which it is compared."""
    try:
        return str(FiscalYear.parse(value).start)
    except ValueError:
        return _quote(value)


def _yield_brackets(tokens: Iterable[Token]) -> Iterator[int]:
    """Yield for each token the place of the bracket that is open around it, -1 for none."""
    opened = [-1]
    for at, token in enumerate(tokens):
        if token.text == ")" and len(opened) > 1:
            opened.pop()
        yield opened[-1]
        if token.text == "(":
            opened.append(at)


def build_bare_error(
    key: str, statement: str, bare: BareValue, nearest: str = ""
) -> StatementError:
    """Return the failure of a statement with a value that needs quotes."""
    words = {"name": bare.name, "corrected": bare.corrected}
    if bare.column == _YEAR:
        return build_statement_error("query.bare-year", statement, bare.start, bare.end, **words)
    is_code = bare.column in _CODES  # which is like no column but by chance
    words["nearest"] = "" if is_code else nearest
    return build_statement_error(key, statement, bare.start, bare.end, **words)
