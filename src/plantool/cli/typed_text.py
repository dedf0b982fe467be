"""Reads the words of both languages that people type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.messages import LANGUAGES, catalogue
from plantool.model.result import Period, Stage, State
from plantool.recording.typed_values import fold_text, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable


def parse_state(text: str) -> str:
    """Return the state that a word of any language names, or else the word."""
    return _find_name(text, (state.value for state in State))


def parse_stage(text: str) -> str:
    """Return the stage that a word of any language names, or else the word."""
    return _find_name(text, (stage.value for stage in Stage))


def parse_period(text: str) -> str:
    """Return the part of the year that a word of any language names, or else the word."""
    return _find_name(text, (period.value for period in Period))


def _find_name(text: str, names: Iterable[str]) -> str:
    wanted = fold_text(text)
    for name in names:
        if wanted in {fold_text(name), *_list_spellings(name)}:
            return name
    return text


def _list_spellings(name: str) -> set[str]:
    """Return the words that people use for a name of ours, in every language."""
    spellings = (catalogue(language)(f"typed.{name}") for language in LANGUAGES)
    return set().union(*map(fold_words, spellings))


def parse_yes_no(text: str) -> bool | None:
    """Tell whether an answer is yes or no; None where it is neither."""
    answer = fold_text(text)
    if answer in _list_spellings("yes"):
        return True
    return False if answer in _list_spellings("no") else None
