"""Changes of a whole plan: what its schema and rules refuse, one by one, and what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import plantool
from plantool.diagnostics import MISSING, Change
from plantool.errors import NotWrittenError, PlanUnreadableError
from plantool.loading.folder import Folder
from plantool.recording.apply_changes import apply_changes
from tests.checking.mutations import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.editing.change_set import Outcome

ROW = ("measures", 0)
GOOD = Change("18-3.yaml", ("budget", "settled", "H30"), MISSING, 24)
BAD = Change("18-3.yaml", ("budget", "totl"), MISSING, 24)
STALE = Change("18-3.yaml", ("budget", "total"), 50, 52)
SAME = Change("18-3.yaml", ("budget", "total"), 50, 51)
BY_HAND = Change("18-3.yaml", ("id", "x"), MISSING, 1)
ELSEWHERE = Change("99-9.yaml", ("id",), MISSING, "99-9")


def outcome(plan: Path, *changes: Change, all_or_nothing: bool = False) -> Outcome:
    folder = Folder.open_at(plan)
    return apply_changes(folder, changes, AS_OF, all_or_nothing=all_or_nothing).outcome


def test_each_change_ends_in_one_of_four_ways(plan_copy: Path) -> None:
    done = outcome(plan_copy, BAD, GOOD, STALE, BY_HAND, ELSEWHERE)
    assert done.applied == (GOOD,)
    assert done.conflicts == ((STALE, 51),)
    assert [refusal.change for refusal in done.refused] == [BY_HAND, ELSEWHERE, BAD]
    assert [[d.code.code for d in refusal.diagnostics] for refusal in done.refused] == [
        [],
        [],
        ["PLT101"],
    ]
    assert not done.is_whole
    (text,) = done.texts.values()
    before = (plan_copy / "18-3.yaml").read_text("utf-8")
    assert text.decode() == before.replace("  total: 51\n", "  total: 51\n  settled: {H30: 24}\n")


def test_what_is_so_already_changes_nothing(plan_copy: Path) -> None:
    done = outcome(plan_copy, SAME)
    assert (done.already_so, done.texts, done.is_whole) == ((SAME,), {}, True)


def test_all_or_nothing_leaves_nothing_half_done(plan_copy: Path) -> None:
    done = outcome(plan_copy, GOOD, BAD, all_or_nothing=True)
    assert (done.applied, done.texts) == ((), {})
    whole = outcome(plan_copy, GOOD, SAME, all_or_nothing=True)
    assert (whole.applied, whole.already_so, [*whole.texts]) == ((GOOD,), (SAME,), ["18-3.yaml"])


def test_a_rule_refuses_what_it_finds_wrong_and_no_more(plan_copy: Path) -> None:
    both = [
        Change("18-3.yaml", ("budget", "planned", "H30"), 26, 27),
        Change("18-3.yaml", ("budget", "total"), 51, 52),
    ]
    text = (plan_copy / "18-4.yaml").read_text("utf-8")
    total = int(text.partition("\n  total: ")[2].partition("\n")[0])
    wrong = Change("18-4.yaml", ("budget", "total"), total, total + 90)
    done = outcome(plan_copy, wrong, *both)
    assert done.applied == (*both,)  # each alone would be wrong as well
    assert [refusal.change for refusal in done.refused] == [wrong]
    assert [d.code.code for d in done.refused[0].diagnostics] == ["PLT501"]


def test_a_statement_is_refused_as_a_whole(plan_copy: Path) -> None:
    path = (*ROW, "results", "H30")
    halves = [
        Change("18-3.yaml", (*path, "value"), MISSING, 2),
        Change("18-3.yaml", (*path, "state"), MISSING, "perhaps"),
    ]
    note = Change("18-3.yaml", ("budget", "reasons", "H30"), MISSING, "入札")
    done = outcome(plan_copy, *halves, note)
    assert [refusal.change for refusal in done.refused] == halves
    assert done.applied == (note,)


def test_a_script_writes_what_it_changes(plan_copy: Path) -> None:
    before = (plan_copy / "18-3.yaml").read_bytes()
    plan = plantool.load(plan_copy)
    initiative = plan.initiative("18-3")
    assert initiative is not None
    change = GOOD._replace(file=initiative.file)
    assert plantool.apply_changes(plan_copy, [change], dry_run=True).applied == (change,)
    assert (plan_copy / "18-3.yaml").read_bytes() == before
    done = plantool.apply_changes(plan_copy, [change])
    assert (plan_copy / "18-3.yaml").read_bytes() == done.texts["18-3.yaml"] != before
    assert plantool.apply_changes(plan_copy, [change]).already_so == (change,)


def test_line_ends_and_a_bom_stay(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    plantool.apply_changes(plan_copy, [GOOD])
    assert path.read_bytes() == before.replace(b": 51\r\n", b": 51\r\n  settled: {H30: 24}\r\n")


def test_a_float_and_a_place_without_a_plan_are_misuse(plan_copy: Path) -> None:
    with pytest.raises(TypeError, match="float"):
        plantool.apply_changes(plan_copy, [GOOD._replace(new=2.5)])  # type: ignore[arg-type]
    with pytest.raises(PlanUnreadableError):
        plantool.apply_changes(plan_copy.parent / "nowhere", [GOOD])
    with pytest.raises(AttributeError, match="Chagne"):
        plantool.Chagne  # type: ignore[attr-defined] # noqa: B018 - which is what is tested


def test_what_cannot_be_written_says_so(plan_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plantool.loading.atomic_writes.write_atomically", fail)
    with pytest.raises(NotWrittenError, match="No space"):
        plantool.apply_changes(plan_copy, [GOOD])
