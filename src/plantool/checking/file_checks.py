"""What the laws say about one file, asked once for as long as what they read stays the same."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import Diagnostic
from plantool.light_dataclasses import replace
from plantool.loading.memory import BROKEN_CACHE_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

    from plantool.checking.rule_lists import RuleSet
    from plantool.diagnostics import Cause, Finding, Severity
    from plantool.loading.plan_contents import PlanContents
    from plantool.loading.read_plan import PlanReading
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


class LocatedFinding(NamedTuple):
    """A finding of a law at its position, and the causes that it follows from."""

    diagnostic: Diagnostic
    follows: tuple[Cause, ...] = ()


class FileCheck(NamedTuple):
    """What the laws say about one file.

    ``found`` is of those about initiatives, ``texts`` of those about texts; ``gathered`` has the
    facts of each gathering law, in their order, of an initiative.
    """

    found: tuple[LocatedFinding, ...] = ()
    texts: tuple[Diagnostic, ...] = ()
    gathered: tuple[Any, ...] = ()


class FileChecks:
    """Asks laws about every file of a plan, those in memory apart.

    ``plan`` is the plan as laws see it. Findings less grave than ``level`` may lack their lines.
    """

    def __init__(
        self, reading: PlanReading, plan: Plan, rules: RuleSet, as_of: date, level: Severity
    ) -> None:
        self.plan = plan
        self.rules = rules
        self.as_of = as_of
        self.level = level
        self.read = reading.build_tree_reader()
        self._contents = reading.contents
        self._memory = reading.memory
        self._initiatives = {initiative.file: initiative for initiative in plan.initiatives}
        self._of_settings: list[LocatedFinding] = []

    @cached_property
    def by_file(self) -> Mapping[str, FileCheck]:
        """The check of each file by its shown name."""
        describe_frame = _build_frame_describer(self.plan, self._contents)
        question = (self.rules.name, self.level.value, self.as_of.isoformat())
        keys: dict[str, tuple[str, ...]] = {}
        checks: dict[str, FileCheck] = {}
        for file in self._contents.files:
            initiative = self._initiatives.get(file.shown)
            frame = describe_frame(initiative) if initiative else ""
            key = keys[file.shown] = (*question, file.name, file.digest, frame)
            known = _attach(self._memory.recall_check(key), file.shown)
            if known and len(known.gathered) == (len(self.rules.gathering) if initiative else 0):
                checks[file.shown] = known
        for shown, check in self._check_files([f for f in keys if f not in checks]):
            checks[shown] = check
            if (detached := _detach(check, shown)) is not None:
                self._memory.keep_check(keys[shown], detached)
        return checks

    def yield_found(self) -> Iterator[LocatedFinding]:
        """Yield what the laws about initiatives found, also in plan.yaml by itself."""
        for check in self.by_file.values():
            yield from check.found
        yield from self._of_settings

    def map_gathered(self, at: int) -> dict[str, Any]:
        """Return what one of the gathering laws gathered, by the names of initiatives' files."""
        return {file: self.by_file[file].gathered[at] for file in self._initiatives}

    def locate_findings(self, findings: Iterable[Finding]) -> Iterator[LocatedFinding]:
        """Yield findings with their lines, those down to the level."""
        for finding in sorted(findings, key=lambda finding: finding.file):  # each file read once
            yield LocatedFinding(self._locate(finding), finding.follows)

    def _locate(self, finding: Finding) -> Diagnostic:
        from plantool.loading.finding_positions import diagnose_unlocated, locate_finding  # noqa: PLC0415 - most plans are clean

        if finding.code.severity.rank <= self.level.rank:
            return locate_finding(finding, self.read)
        return diagnose_unlocated(finding)

    def _check_files(self, files: Collection[str]) -> Iterator[tuple[str, FileCheck]]:
        """Ask about files, and about plan.yaml by itself; yield the check of each file."""
        asked = {file: self._initiatives[file] for file in files if file in self._initiatives}
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self._ask_about(asked.values()):
            found[finding.file].append(finding)
        for file in files:
            initiative = asked.get(file)
            findings = found.pop(file, ()) if initiative else ()
            gathered = self._gather(initiative) if initiative else ()
            texts = tuple(self._check_text(file))
            yield file, FileCheck(tuple(self.locate_findings(findings)), texts, gathered)
        for rest in found.values():
            self._of_settings += self.locate_findings(rest)

    def _ask_about(self, initiatives: Iterable[Initiative]) -> list[Finding]:
        plan = replace(self.plan, initiatives=tuple(initiatives))
        findings: list[Finding] = []
        for rule in self.rules.of_initiatives:
            findings += rule.check(plan)
        for dated_rule in self.rules.dated:
            findings += dated_rule.check(plan, self.as_of)
        return findings

    def _gather(self, initiative: Initiative) -> tuple[Any, ...]:
        return tuple(
            rule.gather(initiative, self.plan, self.as_of) for rule in self.rules.gathering
        )

    def _check_text(self, file: str) -> Iterator[Diagnostic]:
        """Ask the laws of the text about a file, if it holds what they suspect."""
        text = self._contents[file] if self.rules.of_texts else ""
        for rule in self.rules.of_texts:
            if not rule.SUSPECT.search(text):
                continue
            from plantool.loading.finding_positions import locate_finding  # noqa: PLC0415 - most texts are clean

            source, root = self.read(file).source, self.read(file).root
            for found in rule.check(source, root) if source and root else ():
                yield found if isinstance(found, Diagnostic) else locate_finding(found, self.read)


def _build_frame_describer(plan: Plan, contents: PlanContents) -> Callable[[Initiative], str]:
    """Return a function that tells what laws read about an initiative besides its file.

    That is plan.yaml, the chapter that owns it and those that relist it, by names and bytes.
    """
    relisting: defaultdict[str, list[str]] = defaultdict(list)
    for chapter in plan.chapters:
        for entry in chapter.relisted:
            relisting[entry.id].append(chapter.file)
    digests = {file.shown: f"{file.name} {file.digest}" for file in contents.files}
    settings = digests.get(plan.file, "")

    @cache
    def join_digests(files: tuple[str, ...]) -> str:
        return "\n".join((settings, *map(digests.__getitem__, files)))

    def describe_frame(initiative: Initiative) -> str:
        chapter = plan.chapter(initiative.chapter)
        files = (chapter.file,) if chapter else ()
        return join_digests((*files, *relisting.get(initiative.id, ())))

    return describe_frame


def _detach(check: FileCheck, file: str) -> FileCheck | None:
    """Return a check without the name of its file, which is shown otherwise from elsewhere.

    None where a finding names another file: then the check holds for these names alone.
    """
    found = [located.diagnostic for located in check.found]
    if any(each.related and each.related.file != file for each in (*found, *check.texts)):
        return None
    return _rename_file(check, "")


def _attach(known: Any, file: str) -> FileCheck | None:  # noqa: ANN401 - from the cache: plain tuples
    """Return a check of the file that is shown as ``file``."""
    if known is None:
        return None
    with suppress(*BROKEN_CACHE_ERRORS):
        found, texts, gathered = known
        if not (found or texts):  # as of nearly every file
            return FileCheck(gathered=gathered)
        located = tuple(LocatedFinding(*each) for each in found)
        return _rename_file(FileCheck(located, texts, gathered), file)
    return None


def _rename_file(check: FileCheck, file: str) -> FileCheck:
    found = (each._replace(diagnostic=_rename(each.diagnostic, file)) for each in check.found)
    texts = (_rename(diagnostic, file) for diagnostic in check.texts)
    return check._replace(found=tuple(found), texts=tuple(texts))


def _rename(diagnostic: Diagnostic, file: str) -> Diagnostic:
    related = diagnostic.related and diagnostic.related._replace(file=file)
    return diagnostic._replace(file=file, related=related)
