"""What people type about a new plan, and what it means; UsageError where it means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from plantool.errors import UsageError
from plantool.messages import LANGUAGES, Catalogue, catalogue
from plantool.model.government_code import DIGITS, find_check_digit
from plantool.model.normal import fold_identifier, nfkc
from plantool.model.presets import PRESETS
from plantool.starting.plan_kinds import PLAN_KINDS
from plantool.syntax.text_limits import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.starting.plan_kinds import PlanKind

_T = TypeVar("_T")
_NO_UNIT = ("", "-", "―", "—", "ー", "なし", "無し", "none", "no")
_LANGUAGE_WORDS = {"日本語": "ja", "japanese": "ja", "英語": "en", "english": "en"}
_USUAL_UNITS = {"ja": "千円", "en": "$1,000"}


def parse_words(text: str) -> str:
    """Return a title or a name as it is written in a plan: something, in one line."""
    words = " ".join(text.splitlines()).strip()
    if not words:
        raise UsageError("error.start-empty")
    if found := FORBIDDEN.search(words):
        raise UsageError("error.start-character", character=f"U+{ord(found[0]):04X}")
    return words


def parse_code(text: str) -> str | None:
    """Return a 全国地方公共団体コード of six digits; None where nothing was typed."""
    code = fold_identifier(text).replace("-", "")
    if not code:
        return None
    is_number = code.isascii() and code.isdecimal()
    if is_number and len(code) == DIGITS - 1:
        raise UsageError("error.start-code-five", code=code, whole=code + find_check_digit(code))
    if not (is_number and len(code) == DIGITS):
        raise UsageError("error.start-code", code=text)
    if (digit := find_check_digit(code)) != code[-1]:
        raise UsageError("error.start-check-digit", code=code, found=code[-1], digit=digit)
    return code


def parse_language(text: str) -> str:
    """Return one of LANGUAGES by its name."""
    word = nfkc(text).strip().casefold()
    word = _LANGUAGE_WORDS.get(word, word)
    if word not in LANGUAGES:
        raise UsageError("error.start-choice", value=text, known=", ".join(LANGUAGES))
    return word


def parse_kind(text: str) -> PlanKind:
    """Return the kind of plan with this number, id or name."""
    return find_choice(text, PLAN_KINDS, "start.kind")


def parse_preset(text: str) -> str:
    """Return the name of the scheme of evaluation with this number or name."""
    return find_choice(text, {name: name for name in PRESETS})


def parse_unit(text: str) -> str:
    """Return the unit of money; "" for a plan without money."""
    return "" if nfkc(text).strip().casefold() in _NO_UNIT else parse_words(text)


def find_usual_unit(kind: PlanKind, language: str) -> str:
    """Return the unit that plans of a kind have if nothing else is said; "" without money."""
    return _USUAL_UNITS[language] if kind.has_money else ""


def find_usual_preset(kind: PlanKind) -> str:
    """Return the scheme of evaluation that plans of a kind have if nothing else is said."""
    evaluation = kind.settings["evaluation"]
    return str(evaluation["preset"]) if isinstance(evaluation, dict) else ""


def list_choices(names: Mapping[str, object], texts: Catalogue, key: str) -> list[str]:
    """Return the lines of a list to choose from by number: each name and what it is."""
    return [f"{number} {name}: {texts(f'{key}.{name}')}" for number, name in enumerate(names, 1)]


def find_choice(text: str, known: Mapping[str, _T], key: str | None = None) -> _T:
    """Return what is meant by its number in a list, its name, or its label under ``key``.

    Raises UsageError, which lists the names.
    """
    word = nfkc(text).strip().casefold()
    for number, (name, meaning) in enumerate(known.items(), start=1):
        labels = [catalogue(each)(f"{key}.{name}") for each in LANGUAGES] if key else []
        if word in {str(number), name, *(nfkc(label).casefold() for label in labels)}:
            return meaning
    raise UsageError("error.start-choice", value=text, known=", ".join(known))
