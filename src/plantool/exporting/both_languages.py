"""What an export says in Japanese and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.messages import LANGUAGES, catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.messages import Catalogue


def say_in_both(say: Callable[[Catalogue], str]) -> str:
    """Return what is said in each language, Japanese first: ``事業 / Initiatives``."""
    return " / ".join(say(catalogue(language)) for language in LANGUAGES)


def list_in_both(say: Callable[[Catalogue], str]) -> list[dict[str, str]]:
    """Return what is said in each language as JSON-LD marks it."""
    return [{"@value": say(catalogue(language)), "@language": language} for language in LANGUAGES]
