"""Finds what ``plantool new`` is about, by what was typed; asks where there is somebody to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import typer

from plantool.analysis.selection import find_closest
from plantool.cli.prompts import Prompts
from plantool.errors import UsageError
from plantool.model.measure import Kind
from plantool.model.normal import fold_identifier, fold_name
from plantool.starting.plan_answers import find_choice, parse_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.messages import Catalogue
    from plantool.model.chapter import Chapter
    from plantool.model.plan import Plan

T = TypeVar("T")
_SEPARATORS = str.maketrans(dict.fromkeys("、，,", "\n"))


class NewAnswers:
    """Reads options against a plan; ``texts`` are None where nobody is there to be asked."""

    def __init__(self, plan: Plan, texts: Catalogue | None) -> None:
        self.plan = plan
        self.prompts = Prompts(texts) if texts else None

    def find_chapter(self, given: str | None) -> Chapter:
        """Return the chapter that is meant; raises UsageError, which lists those there are."""
        listed = [f"{chapter.id} {chapter.title}" for chapter in self.plan.chapters]
        return self._ask("ask.new-chapter", given, self._parse_chapter, "CHAPTER", listed)

    def find_title(self, given: str | None) -> str:
        """Return the title."""
        return self._ask("ask.new-title", given, parse_words, "--title", ())

    def find_departments(self, given: list[str] | None) -> tuple[str, ...]:
        """Return departments as plan.yaml has them; none where the plan lists none."""
        if not self.plan.departments and not given:
            return ()
        names = self._list_departments()
        joined = "\n".join(given) if given else None
        return self._ask(
            "ask.new-department", joined, self._parse_departments, "--department", names
        )

    def find_section(self, given: str | None, chapter: Chapter) -> str | None:
        """Return the section of a chapter: the only one, if there is one; None without any."""
        if not chapter.sections and given is None:
            return None
        if len(chapter.sections) == 1 and given is None:
            return chapter.sections[0].id
        listed = [f"{section.id} {section.title}" for section in chapter.sections]

        def parse_section(text: str) -> str:
            if found := chapter.find_section(fold_identifier(text)):
                return found.id
            known = ", ".join(section.id for section in chapter.sections)
            raise UsageError("error.new-section", value=text, chapter=chapter.id, known=known)

        return self._ask("ask.new-section", given, parse_section, "--section", listed)

    def find_kind(self, given: Kind | None) -> Kind:
        """Return the kind of the measure; where nobody can be asked, the first one."""
        if given is not None or self.prompts is None:
            return given or Kind.CUMULATIVE
        names = {kind.value: kind for kind in Kind}
        for number, name in enumerate(names, start=1):
            words = self.prompts.texts(f"start.note.{name}-kind")
            typer.echo(f"  {number} {name}: {words}", err=True)

        def parse_kind(text: str) -> Kind:
            return find_choice(text, names)

        return self.prompts.ask_until_valid(
            "ask.new-kind", None, parse_kind, usual=next(iter(names))
        )

    def find_unit(self, given: str | None, kind: Kind) -> str | None:
        """Return the unit of the measure; None where it is open, or has none."""
        if given is not None:
            return parse_words(given)
        if kind is Kind.MILESTONE or self.prompts is None:
            return None
        return self.prompts.ask_until_valid("ask.new-unit", None, str, usual="") or None

    def _parse_chapter(self, text: str) -> Chapter:
        identifier = fold_identifier(text)
        if chapter := self.plan.chapter(identifier):
            return chapter
        if self.plan.is_left_out(identifier):
            raise UsageError("error.left-out-id", id=identifier)
        known = "\n  ".join(f"{chapter.id} {chapter.title}" for chapter in self.plan.chapters)
        raise UsageError("error.new-chapter", value=text, known=known)

    def _parse_departments(self, text: str) -> tuple[str, ...]:
        found = [self._parse_department(name) for name in text.translate(_SEPARATORS).split("\n")]
        return tuple(dict.fromkeys(found))

    def _parse_department(self, text: str) -> str:
        """Return a department by its name in any width, or by its division if only one has it."""
        names = {_fold(each.name): each.name for each in self.plan.departments}
        if name := names.get(_fold(text)):
            return name
        wanted = _fold(text)
        divisions = [
            each.name for each in self.plan.departments if _fold(each.division or "") == wanted
        ]
        if len(divisions) == 1 and wanted:
            return divisions[0]
        if not self.plan.departments:
            raise UsageError("error.new-no-departments", value=text)
        known = "\n  ".join(divisions or self._list_departments())
        near = "" if divisions else self._find_nearest(text)
        raise UsageError("error.new-department", value=text, nearest=near, known=known)

    def _find_nearest(self, text: str) -> str:
        """Return the department whose whole name, or the name of its division, is most alike."""
        names = {each.division or each.name: each.name for each in self.plan.departments}
        names |= {each.name: each.name for each in self.plan.departments}
        return names.get(find_closest(text, names), "")

    def _list_departments(self) -> list[str]:
        """Return the departments; a bureau that has divisions is seldom meant alone."""
        divided = {each.bureau for each in self.plan.departments if each.division}
        departments = self.plan.departments
        return [each.name for each in departments if each.division or each.bureau not in divided]

    def _ask(
        self,
        key: str,
        given: str | None,
        parse: Callable[[str], T],
        option: str,
        listed: Iterable[str],
    ) -> T:
        if given is not None:
            return parse(given)
        if self.prompts is None:
            known = "".join(f"\n  {line}" for line in listed)
            raise UsageError("error.new-missing", option=option, known=known)
        for line in listed:
            typer.echo(f"  {line}", err=True)
        return self.prompts.ask_until_valid(key, None, parse)


def _fold(name: str) -> str:
    """Return a name of a department without what people leave out: width, blanks, capitals."""
    return fold_name(name).casefold()
