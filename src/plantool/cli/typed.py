"""Reads what people type: words of both languages, numbers and ids of any width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.messages import LANGUAGES, catalogue
from plantool.model.cell import AmbiguousQuantityError, number_in, parse_quantity
from plantool.model.normal import nfkc
from plantool.model.result import Stage, State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from plantool.model.evaluation import Scheme
    from plantool.syntax.nodes import Plain

_HYPHENS = str.maketrans(dict.fromkeys("‐‑–—−ー", "-"))
_NUMBER = re.compile("[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?")


def plain(text: str) -> str:
    """Fold width and case, as far as they make no difference to people."""
    return nfkc(text).strip().casefold()


def identifier(text: str) -> str:
    """Read an id that was perhaps typed in full width (１８－３)."""
    return nfkc(text).translate(_HYPHENS).strip()


def state_of(text: str) -> str:
    """Return the state that a word of any language names, or else the word."""
    return _named(text, (state.value for state in State))


def stage_of(text: str) -> str:
    """Return the stage that a word of any language names, or else the word."""
    return _named(text, (stage.value for stage in Stage))


def _named(text: str, names: Iterable[str]) -> str:
    return next((name for name in names if plain(text) in {name, *_words(name)}), text)


def _words(name: str) -> set[str]:
    """Return what people call something, in every language."""
    return {
        plain(word)
        for language in LANGUAGES
        for word in catalogue(language)(f"typed.{name}").split("|")
    }


def status_of(text: str, scheme: Scheme) -> str:
    """Return the id of the status that is called so, or else the word."""
    for band in scheme.bands:
        label = band.label
        labels = (label,) if isinstance(label, str) else (label.ja, label.en)
        if plain(text) in map(plain, (band.id, *labels, *(band.symbol + word for word in labels))):
            return band.id
    return text


def is_yes(text: str) -> bool | None:
    """Tell whether an answer is yes or no; None where it is neither."""
    if plain(text) in _words("yes"):
        return True
    return False if plain(text) in _words("no") else None


def number(text: str) -> Plain:
    """Read what is a plain number, of any width, as one; other words stay as they were typed."""
    found = number_in(text)
    if found is None or not found[1]:
        return text
    value, _ = found
    return int(value) if value == value.to_integral_value() and "." not in text else value


def first_number(text: str) -> str | None:
    """Return the first number that stands in a text."""
    found = _NUMBER.search(nfkc(text))
    return found[0] if found else None


def quantity(text: str, unit: str) -> Decimal | None:
    """Return the number that is typed, plain or before the measure's unit; None where none is."""
    found = number_in(text)
    if found is not None and found[1]:
        return found[0]
    try:
        return parse_quantity(text, unit) if unit else None
    except AmbiguousQuantityError:
        return None
