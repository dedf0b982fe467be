"""Which initiatives a command is about, in the order in which the plan prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError
from plantool.model.chapter import Relisting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.model.chapter import Chapter, Section
    from plantool.model.initiative import Department, Initiative
    from plantool.model.plan import Plan


NO_DEPARTMENT = frozenset({"no department", "担当課なし"})
"""What users name initiatives without a department by: the words of tables in both languages."""


class Listing(NamedTuple):
    """An initiative where a chapter lists it; ``relisting`` is set where it is only shown again."""

    chapter: Chapter
    section: Section | None
    initiative: Initiative
    relisting: Relisting | None = None

    @property
    def is_counted(self) -> bool:
        """Tell whether sums and counts include it: each initiative once, with its owner."""
        return self.relisting is None


class Selection(NamedTuple):
    """The parts of a plan that a user asked for; an empty field asks for everything."""

    ids: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @classmethod
    def from_options(cls, **wanted: list[str] | None) -> Selection:
        """Make a selection of options that were perhaps not given."""
        return cls(**{name: _list_plain_values(values or []) for name, values in wanted.items()})

    @property
    def wanted(self) -> tuple[str, ...]:
        """Everything that was asked for, as it was written."""
        return (*self.ids, *self.chapters, *self.sections, *self.departments, *self.marks)

    def find_listings(self, plan: Plan) -> tuple[Listing, ...]:
        """Return the listings asked for; raises UsageError for a value unknown to the plan."""
        for option, wanted, known in self._yield_vocabulary(plan):
            for value in wanted:
                if value not in known:
                    raise _build_unknown_error(option, value, known)
        return tuple(listing for listing in yield_listings(plan) if self._is_wanted(listing))

    def _yield_vocabulary(self, plan: Plan) -> Iterator[tuple[str, tuple[str, ...], set[str]]]:
        """Yield each option with the values asked for and those that the plan knows."""
        chapters, sections = set[str](), set[str]()
        for chapter in plan.chapters:
            chapters.add(chapter.id)
            for section in chapter.sections:
                sections |= _list_section_names(chapter, section)
        departments = set[str]()
        for department in plan.departments:
            departments |= _list_department_names(department)
        for initiative in plan.initiatives:
            departments |= _list_names_of_departments(initiative)
        yield "ID", self.ids, {initiative.id for initiative in plan.initiatives} | chapters
        yield "--chapter", self.chapters, chapters
        yield "--section", self.sections, sections
        yield "--department", self.departments, departments
        yield "--mark", self.marks, {mark.mark for mark in plan.marks}

    def _is_wanted(self, listing: Listing) -> bool:
        initiative, chapter, section = listing.initiative, listing.chapter, listing.section
        sections = _list_section_names(chapter, section) if section else set()
        departments = _list_names_of_departments(initiative) if self.departments else set()
        marks = {initiative.mark} if initiative.mark else set()
        return (
            _is_asked_for({initiative.id, chapter.id}, self.ids)
            and _is_asked_for({chapter.id}, self.chapters)
            and _is_asked_for(sections, self.sections)
            and _is_asked_for(departments, self.departments)
            and _is_asked_for(marks, self.marks)
        )


def _list_plain_values(values: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(value.split()) for value in values)  # blanks are typed in many ways


def yield_listings(plan: Plan) -> Iterator[Listing]:
    """Yield every listing: by chapter and section, own initiatives before those shown again."""
    listed: dict[str, list[Listing]] = {chapter.id: [] for chapter in plan.chapters}
    for initiative in plan.owned():
        chapter = plan.chapter(initiative.chapter)
        if chapter:
            listed[chapter.id] += _yield_own_listings(chapter, initiative)
    for chapter, relisting, initiative in plan.relisted():
        listed[chapter.id].append(_build_listing(chapter, relisting.section, initiative, relisting))
    for entries in listed.values():
        yield from sorted(entries, key=_find_section_index)


def _yield_own_listings(chapter: Chapter, initiative: Initiative) -> Iterator[Listing]:
    """Yield the listing in the section that owns an initiative, then those that show it again."""
    yield _build_listing(chapter, initiative.section, initiative)
    for section in initiative.other_sections:
        relisting = Relisting(initiative.id, section)
        yield _build_listing(chapter, section, initiative, relisting)


def _find_section_index(listing: Listing) -> int:
    sections = listing.chapter.sections
    return sections.index(listing.section) if listing.section else len(sections)


def find_closest(value: str, known: Iterable[str]) -> str:
    """Return the known value spelt most like ``value``, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is wrong

    return "".join(get_close_matches(value, list(known), 1))


def _build_listing(
    chapter: Chapter,
    section: str | None,
    initiative: Initiative,
    relisting: Relisting | None = None,
) -> Listing:
    return Listing(
        chapter=chapter,
        section=chapter.find_section(section) if section else None,
        initiative=initiative,
        relisting=relisting,
    )


def _is_asked_for(names: set[str], wanted: tuple[str, ...]) -> bool:
    """Tell whether one of the names was asked for, or nothing was."""
    return not wanted or not names.isdisjoint(wanted)


def _list_section_names(chapter: Chapter, section: Section) -> set[str]:
    """Return the ways to name a section: its number, and that behind its chapter's."""
    return {section.id, f"{chapter.id}/{section.id}"}


def _list_names_of_departments(initiative: Initiative) -> set[str]:
    names = set[str]() if initiative.departments else set(NO_DEPARTMENT)
    return names.union(*map(_list_department_names, initiative.departments))


def _list_department_names(department: Department) -> set[str]:
    """Return the ways to name a department: whole, its bureau, its division."""
    return {department.name, *department.name.split(" ", 1)}


def _build_unknown_error(option: str, value: str, known: set[str]) -> UsageError:
    if option == "ID":
        return UsageError("error.unknown-id", id=value, nearest=find_closest(value, known))
    return UsageError(
        "error.unknown-filter",
        option=option,
        value=value,
        known=", ".join(sorted(known)),
        nearest=find_closest(value, known),
    )
