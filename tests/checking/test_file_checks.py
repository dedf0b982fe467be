"""Laws read what their list says, so that asking them anew about what changed is enough."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plantool.checking import file_checks
from plantool.checking.check_plan import load_and_check, load_for_sums
from plantool.checking.rule_lists import all_rules
from plantool.light_dataclasses import replace
from plantool.loading.folder import EditedFolder, Folder
from plantool.loading.memory import Memory, build_memory
from plantool.loading.read_plan import load_plan
from tests.checking.random_edits import outcomes
from tests.drawing import is_thorough
from tests.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.checking.rule_lists import GatheringRule
    from plantool.diagnostics import Finding
    from plantool.loading.read_plan import Loaded
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

DAY = date(2020, 12, 1)
RULES = all_rules()
EXAMPLES = ROOT / "tests/examples"
MINIMAL = EXAMPLES / "valid/minimal"


@pytest.fixture(scope="module")
def faulty_plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Write a plan for each faulty example: the minimal one, with its files."""
    top = tmp_path_factory.mktemp("faulty")
    for example in sorted(path for path in (EXAMPLES / "invalid").iterdir() if path.is_dir()):
        shutil.copytree(MINIMAL, top / example.name)
        for path in filter(Path.is_file, example.glob("*.y*ml")):
            shutil.copy(path, top / example.name)
    return tuple(sorted(top.iterdir()))


@pytest.fixture(scope="module")
def plans(faulty_plans: tuple[Path, ...]) -> dict[str, Plan]:
    """Read the real plan, the examples, and the plans of the faulty examples."""
    folders = [ROOT / "plan", *sorted(ROOT.glob("examples/*/plan")), *faulty_plans]
    return {folder.as_posix(): load_plan(Folder.open_at(folder)).plan for folder in folders}


def see_alone(plan: Plan, initiative: Initiative) -> Plan:
    """Return the plan with this initiative alone, and the chapters that laws may look at."""
    chapters = [
        chapter
        for chapter in plan.chapters
        if chapter.id == initiative.chapter or initiative.id in {e.id for e in chapter.relisted}
    ]
    return replace(plan, chapters=tuple(chapters), initiatives=(initiative,), left_out=())


def count_findings(findings: Iterable[Finding], plan: Plan) -> Counter[str]:
    """Count what was found in initiatives' files."""
    files = {initiative.file for initiative in plan.initiatives}
    return Counter(repr(finding) for finding in findings if finding.file in files)


@pytest.mark.parametrize(
    "check",
    [
        *(rule.check for rule in RULES.of_initiatives),
        *(partial(rule.check, as_of=DAY) for rule in RULES.dated),
    ],
    ids=[rule.CODES[0].name for rule in (*RULES.of_initiatives, *RULES.dated)],
)
def test_a_law_of_initiatives_finds_the_same_in_each_alone(
    check: Callable[[Plan], Iterable[Finding]], plans: dict[str, Plan]
) -> None:
    for name, plan in plans.items():
        alone: Counter[str] = Counter()
        for initiative in plan.initiatives:
            alone += count_findings(check(see_alone(plan, initiative)), plan)
        assert alone == count_findings(check(plan), plan), name


@pytest.mark.parametrize("rule", RULES.gathering, ids=lambda rule: rule.CODES[0].name)
def test_a_law_gathers_the_same_of_each_initiative_alone(
    rule: GatheringRule, plans: dict[str, Plan]
) -> None:
    for name, plan in plans.items():
        for initiative in plan.initiatives:
            alone = rule.gather(initiative, see_alone(plan, initiative), DAY)
            assert alone == rule.gather(initiative, plan, DAY), name


def describe(loaded: Loaded) -> tuple[object, ...]:
    return loaded.head, loaded.diagnostics, loaded.plan.initiatives


def test_a_plan_on_its_way_through_many_states_is_found_as_if_it_were_new(tmp_path: Path) -> None:
    """Through slips of the pen, one after the other, and back: in one process, and in many."""
    folder = Folder.open_at(ROOT / "plan")
    memory = Memory()
    slips = [each.slip for each in outcomes(300 if is_thorough() else 60)]
    for slip in slips:
        files = EditedFolder(folder, {slip.file: slip.text.encode()})
        fresh = describe(load_and_check(files, DAY))
        assert describe(load_and_check(files, DAY, memory=memory)) == fresh, slip
        lasting = build_memory(ROOT / "plan", tmp_path)
        assert describe(load_and_check(files, DAY, memory=lasting)) == fresh, slip
        errors = tuple(d for d in load_for_sums(files, memory=lasting).diagnostics)
        assert errors == load_for_sums(files).diagnostics, slip
    assert describe(load_and_check(folder, DAY, memory=memory)) == describe(
        load_and_check(folder, DAY)
    )


def test_a_plan_that_becomes_another_one_is_found_as_if_it_were_new(
    faulty_plans: tuple[Path, ...], tmp_path: Path
) -> None:
    """Each faulty example in turn: plan.yaml, chapters and initiatives change with one another."""
    place, memory = tmp_path / "plan", Memory()
    for example in faulty_plans:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(example, place)
        folder = Folder.open_at(place)
        fresh = describe(load_and_check(folder, DAY))
        for each in (memory, build_memory(place, tmp_path / "cache")):
            assert describe(load_and_check(folder, DAY, memory=each)) == fresh, example.name


def test_one_changed_file_is_asked_about_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, cache_dir = Path(shutil.copytree(ROOT / "plan", tmp_path / "plan")), tmp_path / "cache"
    load_and_check(Folder.open_at(plan), DAY, memory=build_memory(plan, cache_dir))
    asked: list[str] = []
    gather = file_checks.FileChecks._gather  # noqa: SLF001 - what costs the time

    def note(checks: file_checks.FileChecks, initiative: Initiative) -> tuple[object, ...]:
        asked.append(initiative.id)
        return gather(checks, initiative)

    monkeypatch.setattr(file_checks.FileChecks, "_gather", note)
    path = plan / "18-3.yaml"
    path.write_text(path.read_text("utf-8") + "# 見直し\n", "utf-8")
    load_and_check(Folder.open_at(plan), DAY, memory=build_memory(plan, cache_dir))
    assert asked == ["18-3"]
    chapter = plan / "18.yaml"
    chapter.write_text(chapter.read_text("utf-8") + "# 見直し\n", "utf-8")
    load_and_check(Folder.open_at(plan), DAY, memory=build_memory(plan, cache_dir))
    assert len(asked) == 1 + len(list(plan.glob("*-*.yaml")))
