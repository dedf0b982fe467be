"""Chapters (戦略計画): a numbered part of the plan and the sections its initiatives stand in."""

from __future__ import annotations

from typing import NamedTuple

from plantool.light_dataclasses import dataclass, field


class Section(NamedTuple):
    """取組の柱: a numbered group of initiatives."""

    id: str
    title: str


class Relisting(NamedTuple):
    """An initiative of another chapter shown again here (再掲), with the words printed for it."""

    id: str
    section: str | None = None
    number: str | None = None
    label: str | None = None


class Headings(NamedTuple):
    """The headings printed in a chapter; None where the document has the usual ones."""

    goals: str | None = None
    background: str | None = None
    initiatives: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: its goals, background and sections, and what it shows again.

    ``series`` is the word printed before its number (戦略計画).
    """

    id: str
    title: str
    series: str | None = None
    headings: Headings = Headings()
    goals: tuple[str, ...] = ()
    background: str | None = None
    sections: tuple[Section, ...] = ()
    relisted: tuple[Relisting, ...] = ()
    file: str = field(default="", compare=False)

    def find_section(self, identifier: str) -> Section | None:
        """Return the section with this id."""
        return next((section for section in self.sections if section.id == identifier), None)
