"""One statement that a user asks, and what is refused of it before SQLite sees it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from plantool.patterns import compile_late
from plantool.querying.guarded_database import LONGEST_STATEMENT
from plantool.querying.sql_tokens import TokenKind, mark_names, split_tokens
from plantool.querying.statement_error import build_statement_error

if TYPE_CHECKING:
    from plantool.querying.sql_tokens import Token

_STARTS = frozenset({"select", "with", "values"})
_PARAMETERS = frozenset("?:@$")
_UNREADABLE = compile_late("[\0\ud800-\udfff]")
_FULL_WIDTH = compile_late("[\u3000\uff01-\uff5e\u2018\u2019\u201c\u201d]")


class Statement:
    """The text of a statement and its tokens; raises StatementError where it is no question."""

    def __init__(self, text: str) -> None:
        self.text = text
        check_text(text)
        tokens = split_tokens(text)
        if not tokens:
            raise build_statement_error("query.empty", text)
        self._check_first(tokens[0])
        self.tokens = self._drop_end(tokens)
        self._check_values()

    @cached_property
    def marked(self) -> str:
        """The text to try, with names in double quotes as nothing but names; offsets stay."""
        return mark_names(self.runnable, self.tokens)

    @property
    def runnable(self) -> str:
        """The text up to its last token, without what may stand behind it."""
        return self.text[: self.tokens[-1].end]

    def _check_first(self, first: Token) -> None:
        if first.name in _STARTS:
            return
        key = "query.full-width" if find_full_width(first) else "query.no-question"
        raise build_statement_error(
            key, self.text, first.start, first.end, name=find_full_width(first) or first.text
        )

    def _drop_end(self, tokens: list[Token]) -> list[Token]:
        """Return the tokens of the one statement; raises StatementError at the second one."""
        ends = [at for at, token in enumerate(tokens) if token.text == ";"] or [len(tokens)]
        for token in tokens[ends[0] :]:
            if token.text != ";":
                raise build_statement_error("query.second", self.text, token.start, token.end)
        return tokens[: ends[0]]

    def _check_values(self) -> None:
        """Refuse values that are given apart: there are none."""
        for token in self.tokens:
            if token.kind is TokenKind.SIGN and token.text in _PARAMETERS:
                raise build_statement_error("query.parameter", self.text, token.start, token.end)


def check_text(text: str) -> None:
    """Refuse what no engine should read: raises StatementError."""
    if len(text.encode("utf-8", "replace")) > LONGEST_STATEMENT:
        raise build_statement_error("query.too-long", text, most=LONGEST_STATEMENT)
    if found := _UNREADABLE.search(text):
        raise build_statement_error("query.character", text, *found.span())


def find_full_width(token: Token) -> str:
    """Return the full-width sign in a word that was typed in place of one of SQL, or nothing."""
    found = _FULL_WIDTH.search(token.text) if token.kind is TokenKind.WORD else None
    return found[0] if found else ""
