"""The words and signs of an SQL statement, with their places in it."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = compile_late(
    r"""
      (?P<blank>  \s+ | --[^\n]* | /\*.*?(?:\*/|\Z) )
    | (?P<text>   '(?:[^']|'')*+' )
    | (?P<quoted> "(?:[^"]|"")*+" | `(?:[^`]|``)*+` | \[[^\]]*\] )
    | (?P<word>   [A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]* )
    | (?P<number> \.?[0-9][\w.]* )
    | (?P<sign>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


class TokenKind(Enum):
    """The kinds of tokens; QUOTED is a name in quotes, TEXT a value."""

    TEXT = "text"
    QUOTED = "quoted"
    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


class Token(NamedTuple):
    """A token as it is written, and where it begins, from 0."""

    kind: TokenKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def name(self) -> str:
        """The name that it says, without quotes and in lower case: SQL knows no other."""
        if self.kind is not TokenKind.QUOTED:
            return self.text.casefold()
        mark = self.text[-1]
        return self.text[1:-1].replace(mark * 2, mark).casefold()


def split_tokens(statement: str) -> list[Token]:
    """Return the tokens of a statement, without blanks and comments."""
    return list(_yield_tokens(statement))


def _yield_tokens(statement: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(statement):
        kind = found.lastgroup or ""
        if kind != "blank":
            yield Token(TokenKind(kind), found[0], found.start())


def replace_token(statement: str, token: Token, text: str) -> str:
    """Return the statement with another text in place of one token."""
    return statement[: token.start] + text + statement[token.end :]


def mark_names(statement: str, tokens: Sequence[Token]) -> str:
    """Return the statement with names in double quotes as nothing but names.

    SQLite takes a name in double quotes that it does not know for a text: a misspelt column would
    be an answer. In other marks it is an error. Every token stays where it is.
    """
    for token in tokens:
        if token.text.startswith('"') and token.kind is TokenKind.QUOTED:
            inner = token.text[1:-1].replace('""', '"')
            name = "`{}`".format(inner.replace("`", "``")) if "]" in inner else f"[{inner}]"
            statement = replace_token(statement, token, name.ljust(len(token.text)))
    return statement


def find_common_tables(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the names before ``AS (`` and ``(columns) AS (``."""
    texts = [token.text.casefold() for token in tokens]
    names = set()
    for at, text in enumerate(texts):
        if text == "as" and texts[at + 1 : at + 2] in (["("], ["not"], ["materialized"]):
            named = at - 1
            if named > 0 and texts[named] == ")":
                named = max((i for i in range(named) if texts[i] == "("), default=0) - 1
            names.add(tokens[max(named, 0)].name)
    return frozenset(names)
