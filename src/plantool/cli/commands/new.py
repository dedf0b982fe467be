"""plantool new."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli.session import Session
from plantool.errors import PlanInvalidError
from plantool.model.measure import Kind
from plantool.model.normal import fold_identifier

if TYPE_CHECKING:
    from plantool.loading.folder import Folder
    from plantool.loading.read_plan import Loaded
    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative
    from plantool.starting.new_initiative import NewInitiative


def new(
    context: typer.Context,
    chapter: Annotated[
        str | None, typer.Argument(help="help.new-chapter", metavar="[CHAPTER]")
    ] = None,
    title: Annotated[str | None, typer.Option(help="help.new-title")] = None,
    department: Annotated[
        list[str] | None, typer.Option(help="help.new-department", metavar="NAME")
    ] = None,
    section: Annotated[str | None, typer.Option(help="help.section", metavar="ID")] = None,
    kind: Annotated[Kind | None, typer.Option(help="help.new-kind")] = None,
    unit: Annotated[str | None, typer.Option(help="help.new-unit")] = None,
    copy: Annotated[
        str | None, typer.Option(help="help.new-copy", metavar="ID", parser=fold_identifier)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.new-dry-run")] = False,
) -> None:
    """Begin an initiative with the next free id, its rows and the years of the plan."""
    from plantool.cli.abort import end_when_aborted
    from plantool.cli.new_answers import NewAnswers
    from plantool.cli.prompts import is_answered

    session: Session = context.obj
    run = _NewRun(session, session.source.open_folder())
    loaded = run.load_plan()
    source = run.find_source(loaded, copy)
    answers = NewAnswers(loaded.plan, session.texts if is_answered() else None)
    with end_when_aborted(session):
        known = answers.find_chapter(chapter)
        begun = run.begin(loaded, known, answers.find_title(title), source)
        if section is not None or source is None or source.chapter != known.id:
            begun = begun._replace(section=answers.find_section(section, known))
        if source is None or department:
            begun = begun._replace(departments=answers.find_departments(department))
        if source is None:
            found = answers.find_kind(kind)
            begun = begun._replace(kind=found, unit=answers.find_unit(unit, found))
    run.write(known, begun, dry_run=dry_run)


class _NewRun(NamedTuple):
    """Begins an initiative in the plan in ``folder``."""

    session: Session
    folder: Folder

    def load_plan(self) -> Loaded:
        """Read the plan, whose language is spoken from here on; raises PlanInvalidError."""
        from plantool.cli.open_plan import open_to_change

        return open_to_change(self.session, self.folder)

    def find_source(self, loaded: Loaded, copy: str | None) -> Initiative | None:
        """Return the initiative to copy; raises UsageError."""
        from plantool.cli.record_targets import find_initiative

        return find_initiative(loaded.plan, copy) if copy else None

    def begin(
        self, loaded: Loaded, chapter: Chapter, title: str, source: Initiative | None
    ) -> NewInitiative:
        """Return the initiative with what it takes over from another one; its id comes later."""
        from plantool.starting.new_initiative import NewInitiative, read_rows

        if source is None:
            return NewInitiative(chapter.id, title)
        return NewInitiative(
            chapter.id,
            title,
            section=source.section,
            departments=tuple(department.name for department in source.departments),
            rows=read_rows(source, loaded),
            has_money=bool(source.budget.planned.years),
        )

    def write(self, chapter: Chapter, begun: NewInitiative, *, dry_run: bool) -> None:
        """Give it an id, check the plan with it, and write it while no other plantool writes."""
        from plantool.loading.new_files import create_files
        from plantool.loading.plan_writes import hold_plan_lock
        from plantool.messages import catalogue
        from plantool.starting.free_ids import find_free_id, find_next_number
        from plantool.starting.new_initiative import write_initiative

        with hold_plan_lock(self.folder):
            loaded = self.load_plan()
            begun = begun._replace(
                id=find_free_id(chapter.id, self._yield_taken(loaded)),
                number=find_next_number(loaded.plan, chapter.id, begun.section),
            )
            name, text = f"{begun.id}.yaml", write_initiative(begun, loaded)
            left = self._check(loaded, name, text)
            if not dry_run:
                create_files(self.folder.path, {name: text.encode()})
        file = self.folder.format_name(name)
        sys.stdout.write(text if dry_run else f"{file}\n")
        sys.stdout.flush()
        said = "new.not-written" if dry_run else "new.written"
        self.session.write_message(said, file=file, id=begun.id, title=begun.title)
        if left:
            word = catalogue(loaded.plan.language)("start.to-do")
            self.session.write_message("new.left", count=left, file=file, word=word)

    def _yield_taken(self, loaded: Loaded) -> list[str]:
        """Return ids and names of files that are given away: here and on all branches."""
        from plantool.loading.git.branch_files import list_branch_files
        from plantool.loading.git.calls import GitError

        taken = [*self.folder.list_names(), *(i.id for i in loaded.plan.initiatives)]
        taken += [entry.id for chapter in loaded.plan.chapters for entry in chapter.relisted]
        try:
            taken += list_branch_files(self.folder.path)
        except GitError as error:
            if error.key not in {"error.no-git", "error.no-repository"}:
                self.session.write_message("new.branches-unseen")
        return taken

    def _check(self, loaded: Loaded, name: str, text: str) -> int:
        """Return how many places are to be filled in; raises PlanInvalidError for errors."""
        from plantool.checking.check_plan import load_and_check
        from plantool.cli.open_plan import write_diagnostics
        from plantool.loading.folder import EditedFolder

        edited = EditedFolder(self.folder, {name: text.encode()})
        checked = load_and_check(edited, memory=loaded.reading.memory)
        known = {(found.code, found.file, found.path) for found in loaded.diagnostics}
        found = [d for d in checked.diagnostics if (d.code, d.file, d.path) not in known]
        errors = [diagnostic for diagnostic in found if diagnostic.is_error]
        write_diagnostics(self.session, errors, sys.stderr)
        if errors:
            raise PlanInvalidError("error.new-refused", file=self.folder.format_name(name))
        shown = self.folder.format_name(name)
        return sum(diagnostic.file == shown for diagnostic in found)
