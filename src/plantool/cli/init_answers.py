"""Gathers what a new plan is about: from options, and from a person where there is one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from plantool.cli.prompts import Prompts, read_lines
from plantool.errors import UsageError
from plantool.model.presets import PRESETS
from plantool.starting import plan_answers
from plantool.starting.department_list import parse_departments
from plantool.starting.new_plan import NewPlan, name_bands
from plantool.starting.plan_kinds import PLAN_KINDS
from plantool.starting.year_list import parse_year_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from plantool.cli.session import Session

_EMPTY_LINES = 2  # that end a pasted list


class _Question(NamedTuple):
    """What is asked under ``ask.start-NAME``, or read from the option ``--NAME``."""

    name: str
    parse: Callable[[str], Any]
    is_required: bool = False


_QUESTIONS = (
    _Question("language", plan_answers.parse_language),
    _Question("title", plan_answers.parse_words, is_required=True),
    _Question("publisher", plan_answers.parse_words, is_required=True),
    _Question("code", plan_answers.parse_code),
    _Question("kind", plan_answers.parse_kind),
    _Question("years", parse_year_list, is_required=True),
    _Question("unit", plan_answers.parse_unit),
    _Question("evaluation", plan_answers.parse_preset),
)
_USUAL_KIND = next(iter(PLAN_KINDS))


class InitAnswers:
    """The answers so far, by the names of the questions."""

    def __init__(self, session: Session, given: Mapping[str, str | None]) -> None:
        self.session = session
        self.given = given
        self.answers: dict[str, Any] = {}

    def read_options(self) -> None:
        """Read all options; raises the UsageError of the last that is wrong, and writes others."""
        problems: list[UsageError] = []
        for name, parse, _ in _QUESTIONS:
            text = self.given[name]
            if text is not None:
                try:
                    self.answers[name] = parse(text)
                except UsageError as error:
                    problems.append(error)
        self._raise_all(problems)

    def complete(self) -> None:
        """Take what is usual where nothing was said; raises UsageError for what has to be said."""
        missing = [q.name for q in _QUESTIONS if q.is_required and q.name not in self.answers]
        if missing:
            options = ", ".join(f"--{name}" for name in missing)
            raise UsageError("error.start-missing", options=options)
        for name, parse, _ in _QUESTIONS:
            if name not in self.answers:
                self.answers[name] = parse(self._find_usual(name))

    def ask(self) -> None:
        """Ask a person for what no option says; raises typer.Abort."""
        for name, parse, is_required in _QUESTIONS:
            if name in self.answers:
                continue
            if name == "code" and self.answers["language"] != "ja":
                self.answers[name] = None
                continue
            texts = self.session.texts
            self._list_choices(name)
            usual = None if is_required else self._find_usual(name) or self._name_nothing(name)
            self.answers[name] = Prompts(texts).ask_until_valid(
                f"ask.start-{name}", None, parse, usual=usual
            )
            if name == "language":
                self.session.use_language(self.answers[name])

    def ask_departments(self) -> dict[str, list[str]]:
        """Read the pasted list of departments."""
        typer.echo(self.session.texts("ask.start-departments"), err=True)
        return parse_departments("\n".join(read_lines(_EMPTY_LINES)))

    def build_plan(self, departments: Mapping[str, list[str]]) -> NewPlan:
        """Return the plan that is to begin."""
        found = self.answers
        return NewPlan(
            title=found["title"],
            publisher=found["publisher"],
            language=found["language"],
            years=found["years"],
            kind=found["kind"],
            unit=found["unit"],
            preset=found["evaluation"],
            code=found["code"],
            departments=departments,
        )

    def _find_usual(self, name: str) -> str:
        match name:
            case "language":
                return self.session.texts.language
            case "kind":
                return _USUAL_KIND
            case "unit":
                kind, language = self.answers["kind"], self.answers["language"]
                return plan_answers.find_usual_unit(kind, language)
            case "evaluation":
                return plan_answers.find_usual_preset(self.answers["kind"])
            case _:
                return ""

    def _name_nothing(self, name: str) -> str:
        return self.session.texts("ask.start-none") if name == "unit" else ""

    def _list_choices(self, name: str) -> None:
        texts = self.session.texts
        lines: list[str] = []
        if name == "kind":
            lines = plan_answers.list_choices(PLAN_KINDS, texts, "start.kind")
        if name == "evaluation":
            bands = (name_bands(preset, texts) for preset in PRESETS)
            lines = [
                f"{n} {p}: {b}" for n, (p, b) in enumerate(zip(PRESETS, bands, strict=True), 1)
            ]
        for line in lines:
            typer.echo(f"  {line}", err=True)

    def _raise_all(self, problems: list[UsageError]) -> None:
        for problem in problems[:-1]:
            self.session.write_error(problem)
        if problems:
            raise problems[-1]


def read_department_options(names: list[str], file: Path | None) -> dict[str, list[str]]:
    """Return the departments that options name, and those of a file (``-``: standard input)."""
    text = "" if file is None else _read_list(file)
    return parse_departments("\n".join([*names, text]))


def _read_list(file: Path) -> str:
    """Return the text of a file as Windows or others save it; raises UsageError."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError("error.start-unread", file=file, reason=error) from error
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError("error.start-unread", file=file, reason="UTF-8 / Shift_JIS")
