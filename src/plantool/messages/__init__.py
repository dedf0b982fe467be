"""Every sentence plantool says, in Japanese and English.

``catalogue("ja")`` returns the texts of one language. Texts are format strings under keys: a
diagnostic's code, the same with ``.help`` for its remedy, or a name such as ``budget.title``.
Where a number decides about words they stand in its field: ``{count} {count:file|files}``.
"""

from __future__ import annotations

import errno
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING
from unicodedata import category

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plantool.diagnostics import Diagnostic

LANGUAGES = ("ja", "en")
_FIGURE = compile_late(r"\{(\w+)\} ?\{unit\}")
_LONGEST_QUOTE = 200  # characters of a file's text that a sentence about it repeats


class _PluralCount(int):
    """A number that chooses between words: ``{files:file|files}`` is the first of them for 1."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, chooses, many = spec.partition("|")
        if chooses:
            return one if self == 1 else many
        return super().__format__(spec)


class Catalogue:
    """The texts of one language."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self.texts = texts

    def __call__(self, key: str, /, **arguments: object) -> str:
        """Return the text under ``key`` with its arguments filled in."""
        words = {name: self._format_argument(value) for name, value in arguments.items()}
        text = self.texts[key]
        if "unit" in arguments:
            text = _place_unit(text, arguments["unit"])
        return text.format_map(words)

    def message(self, diagnostic: Diagnostic) -> str:
        """Return the sentence that says the fault."""
        return self(diagnostic.code.code, **self._build_arguments(diagnostic))

    def help(self, diagnostic: Diagnostic) -> str:
        """Return the sentence that says what to do.

        It is that of a slip we know, else the near miss where there is one, else the general one.
        """
        arguments = self._build_arguments(diagnostic)
        key = f"yaml: {dict(diagnostic.arguments).get('problem')}.help"
        if key not in self.texts:
            code = diagnostic.code.code
            key = f"{code}.nearest" if arguments.get("nearest") else f"{code}.help"
        return self(key, **arguments)

    def _build_arguments(self, diagnostic: Diagnostic) -> dict[str, object]:
        arguments = shorten_arguments(diagnostic.arguments, _LONGEST_QUOTE)
        if problem := arguments.get("problem"):
            words = self.texts.get(f"yaml: {problem}", str(problem))
            is_ours = f"yaml: {problem}.help" in self.texts  # else the parser's own, as we word it
            arguments["problem"] = words.format_map(arguments) if is_ours else words
        return arguments

    def _format_argument(self, value: object) -> object:
        if type(value) is int:
            return _PluralCount(value)
        if isinstance(value, Decimal):
            return f"{value:,f}"
        if isinstance(value, OSError):
            return self._name_system_error(value)
        words = getattr(value, "words", None)  # Bilingual, Terms: arguments that know their words
        return words(self) if words else value

    def _name_system_error(self, error: OSError) -> str:
        """Return what the system refuses; in its own words where we have none."""
        name = errno.errorcode.get(error.errno or 0)
        return self.texts.get(f"system.{name}", error.strerror or str(error))


def _place_unit(text: str, unit: object) -> str:
    """Return a text with a currency sign before its number, no blank before % or for no unit.

    A currency unit that holds a number itself goes behind, in brackets.
    """
    if unit == "":
        return text.replace(" {unit}", "").replace("{unit}", "")
    if unit in {"%", "％"}:
        return text.replace(" {unit}", "{unit}")
    if not (isinstance(unit, str) and is_currency(unit)):
        return text
    return _FIGURE.sub(r"{\1} ({unit})" if has_figure(unit) else r"{unit}{\1}", text)


def is_currency(unit: str) -> bool:
    """Tell whether a unit begins with the sign of a currency, as $ and $1,000 do."""
    return category(unit[0]) == "Sc"


def has_figure(unit: str) -> bool:
    """Tell whether a unit holds a number ($1,000), which would run into that of an amount."""
    return any(map(str.isdecimal, unit))


def shorten_text(text: str, limit: int) -> str:
    """Return a text; of more than ``limit`` characters the first ones, and a mark that more was."""
    return text if len(text) <= limit else f"{text[:limit]}…"


def shorten_arguments(arguments: Iterable[tuple[str, object]], limit: int) -> dict[str, object]:
    """Return the arguments of a sentence, the texts among them shortened to ``limit``."""
    return {
        name: shorten_text(value, limit) if isinstance(value, str) else value
        for name, value in arguments
    }


def join_texts(*parts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of all ``parts``; raises ValueError where one would shadow another."""
    texts: dict[str, str] = {}
    repeated: set[str] = set()
    for part in parts:
        repeated |= texts.keys() & part.keys()
        texts.update(part)
    if repeated:
        raise ValueError(sorted(repeated))
    return texts


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of ``ja`` or ``en``."""
    module = import_module(f"plantool.messages.{language}")
    return Catalogue(language, module.TEXTS)
