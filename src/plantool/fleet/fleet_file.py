"""What fleet.yaml says: which plans, what they are called together, and which continue others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.errors import PlanInvalidError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

PlanKey: TypeAlias = tuple[str | None, str]
"""The code of a publisher, and the id of one of its plans: what tells plans of a lake apart."""


class ThemeMap(NamedTuple):
    """The common themes of a plan's own codes, the most telling kind of code last.

    ``sections`` are by chapter and section, ``attributes`` by label and text.
    """

    chapters: Mapping[str, str] = {}
    sections: Mapping[str, Mapping[str, str]] = {}
    attributes: Mapping[str, Mapping[str, str]] = {}


class PlanEntry(NamedTuple):
    """One entry of ``plans``: a folder, or a pattern of folders, as a commit has it where ``at``.

    ``id`` and ``publisher_code`` go before those of plan.yaml; ``currency`` is what its unit does
    not tell.
    """

    path: str
    at: str | None = None
    id: str | None = None
    publisher_code: str | None = None
    currency: str | None = None
    themes: ThemeMap = ThemeMap()


class Subject(NamedTuple):
    """A plan, or one initiative of it."""

    plan: PlanKey
    initiative: str | None = None


class Succession(NamedTuple):
    """Says that ``successor`` continues what ``of`` began."""

    of: Subject
    successor: Subject


class Fleet(NamedTuple):
    """A whole fleet.yaml, which is in ``folder``.

    ``as_of`` is the day on which plans are judged, None for today; ``retired`` the codes of
    publishers that are no more, with those that took over from them. ``language`` is that of the
    reasons why plans are left out.
    """

    folder: Path
    language: str
    as_of: date | None
    entries: tuple[PlanEntry, ...]
    themes: ThemeMap
    successions: tuple[Succession, ...]
    retired: Mapping[str, str]

    def refuse_circles(self) -> None:
        """Refuse codes that took over from each other; raises PlanInvalidError."""
        for code in self.retired:
            following = self.retired[code]
            for _ in self.retired:
                following = self.retired.get(following, following)
            if following in self.retired:
                raise PlanInvalidError("error.fleet-retired-circle", code=code)

    def find_current_code(self, code: str) -> str:
        """Return the code that stands for a retired one today; any other code itself."""
        while successor := self.retired.get(code):
            code = successor
        return code


def write_key(key: PlanKey) -> str:
    """Write the key of a plan as fleet.yaml names it: ``131202/vision``, or ``vision``."""
    code, identifier = key
    return f"{code}/{identifier}" if code else identifier


def read_key(text: str) -> PlanKey:
    """Read the key of a plan."""
    code, slash, identifier = text.partition("/")
    is_code = slash and len(code) == 6 and code.isascii() and code.isdecimal()  # noqa: PLR2004 - JIS
    return (code, identifier) if is_code else (None, text)
