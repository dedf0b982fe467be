"""Changes of a whole plan: what its schema and rules refuse, one by one, and what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import plantool
from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import MISSING, Change
from plantool.editing.change_writer import read_value
from plantool.editing.refusal_reason import RefusalReason
from plantool.errors import NotWrittenError, PlanUnreadableError
from plantool.loading.folder import Folder
from plantool.messages import catalogue
from plantool.recording import change_run
from plantool.recording.apply_changes import apply_changes
from plantool.syntax.parse import parse_document
from tests.checking.mutations import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Plain
    from plantool.editing.change_set import Outcome

ROW = ("measures", 0)
GOOD = Change("18-3.yaml", ("budget", "settled", "H30"), MISSING, 24)
BAD = Change("18-3.yaml", ("budget", "totl"), MISSING, 24)
STALE = Change("18-3.yaml", ("budget", "total"), 50, 52)
SAME = Change("18-3.yaml", ("budget", "total"), 50, 51)
BY_HAND = Change("18-3.yaml", ("id", "x"), MISSING, 1)
ELSEWHERE = Change("99-9.yaml", ("id",), MISSING, "99-9")


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


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


REPORT = (*ROW, "results", "H30")


def test_what_was_told_beside_a_refused_change_is_told_anew(plan_copy: Path) -> None:
    """No change is lost, though another one below it is refused with what it stands in."""
    wrong = Change("18-3.yaml", REPORT, MISSING, {"value": 3, "reported": "xx"})
    note = Change("18-3.yaml", (*REPORT, "note"), MISSING, "b")
    done = outcome(plan_copy, wrong, note)
    told = [*done.applied, *done.already_so, *(c for c, _ in done.conflicts)]
    assert len(told) + len(done.refused) == 2
    assert wrong in [refusal.change for refusal in done.refused]
    assert not done.is_whole
    assert outcome(plan_copy, wrong, note, all_or_nothing=True).texts == {}


def test_a_second_change_of_one_path_stands_on_the_first(plan_copy: Path) -> None:
    report = Change("18-3.yaml", REPORT, MISSING, {"value": 3, "reported": "2019-05-20"})
    one, other, next_one = (
        Change("18-3.yaml", (*REPORT, "value"), base, new) for base, new in ((3, 4), (3, 5), (4, 5))
    )
    done = outcome(plan_copy, report, one, other)
    assert (done.applied, done.conflicts) == ((report, one), ((other, 4),))
    assert outcome(plan_copy, report, one, next_one).applied == (report, one, next_one)


def test_an_old_error_that_moves_forbids_nothing(plan_copy: Path) -> None:
    spoil(
        plan_copy / "18-2.yaml",
        "新規２事業, note",
        "{value: 5, text: 新規２事業}, reported: 2019-05-20, note",
    )
    path, folder = (*ROW, "results", "H30"), Folder.open_at(plan_copy)
    first = read_value(parse_document(folder.read_bytes("18-2.yaml"), "18-2.yaml"), path)
    assert isinstance(first, dict)
    again: list[Plain] = [first, {"value": 3, "reported": "2019-08-01", "reason": "辞退"}]
    change = Change("18-2.yaml", path, first, again)
    assert outcome(plan_copy, change).applied == (change,)


def test_a_bad_change_of_another_file_tears_no_good_ones_apart(plan_copy: Path) -> None:
    good = [
        Change("18-3.yaml", ("budget", "planned", "H30"), 26, 27),
        Change("18-3.yaml", ("budget", "total"), 51, 52),
    ]
    bad = Change("18-2.yaml", ("budget", "planned", "H30"), 9, 59)
    done = outcome(plan_copy, good[0], bad, good[1])
    assert (done.applied, [refusal.change for refusal in done.refused]) == ((*good,), [bad])


def test_a_statement_is_one_in_every_spelling_of_its_year_and_file(plan_copy: Path) -> None:
    judged = "{status: achieved, reason: 達成}"
    spoil(plan_copy / "18-2.yaml", "新規２事業, note", f"新規２事業, judgement: {judged}, note")
    holder = (*ROW, "results")
    changes = (
        Change("18-2.yaml", (*holder, "H30", "judgement", "status"), "nearly", "missed"),
        Change(
            f"{plan_copy}/18-2.yaml",
            (*holder, "平成30年度", "judgement", "reason"),
            "達成",
            "辞退のため",
        ),
    )
    done = outcome(plan_copy, *changes)
    assert (done.applied, [change for change, _ in done.conflicts]) == ((), [*changes])


def test_all_or_nothing_puts_back_what_was_written(
    plan_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in plan_copy.glob("*.yaml")}
    other = Change("18-2.yaml", ("budget", "settled", "H30"), MISSING, 9)
    replace_file = Folder.replace_file
    written: list[str] = []

    def replace_and_fail(
        folder: Folder, name: str, data: bytes, *, instead_of: bytes
    ) -> tuple[str, ...]:
        written.append(name)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return replace_file(folder, name, data, instead_of=instead_of)

    monkeypatch.setattr(Folder, "replace_file", replace_and_fail)
    with pytest.raises(NotWrittenError):
        plantool.apply_changes(plan_copy, [other, GOOD], all_or_nothing=True)
    assert len({*written[:2]}) == 2
    assert {path.name: path.read_bytes() for path in plan_copy.glob("*.yaml")} == before


def test_odd_files_are_refused_and_cost_no_other_change(plan_copy: Path) -> None:
    (plan_copy / "18-99.yaml").mkdir()
    (plan_copy / "18-98.yaml").symlink_to("/nowhere.yaml")
    odd = [Change(f"18-{n}.yaml", ("title",), MISSING, "x") for n in (98, 99)]
    done = outcome(plan_copy, *odd, GOOD)
    assert done.applied == (GOOD,)
    assert [refusal.change for refusal in done.refused] == odd


def test_a_refusal_says_why(plan_copy: Path) -> None:
    wrong: dict[RefusalReason, Change] = {
        RefusalReason.ERRORS: BAD,
        RefusalReason.UNKNOWN_FILE: ELSEWHERE,
        RefusalReason.UNREADABLE: Change("18-4.yaml", ("title",), MISSING, "x"),
        RefusalReason.NO_SUCH_PATH: BY_HAND,
        RefusalReason.UNWRITABLE: Change("18-3.yaml", ("x",), MISSING, "\ud800"),
    }
    spoil(plan_copy / "18-4.yaml", "id: 18-4", "id: [18-4")
    done = outcome(plan_copy, *wrong.values())
    assert {refusal.reason: refusal.change for refusal in done.refused} == wrong
    for language in ("ja", "en"):
        assert all(catalogue(language)(reason.key) for reason in RefusalReason)


def test_what_all_or_nothing_leaves_out_is_told(plan_copy: Path) -> None:
    done = outcome(plan_copy, GOOD, SAME, BAD, all_or_nothing=True)
    assert (done.applied, done.withheld, done.already_so) == ((), (GOOD,), (SAME,))
    assert outcome(plan_copy, GOOD, all_or_nothing=True).withheld == ()


def test_an_old_error_that_a_repair_uncovers_forbids_nothing(plan_copy: Path) -> None:
    spoil(plan_copy / "18-3.yaml", "  total: 51", "  total: 151")
    spoil(plan_copy / "18-3.yaml", "section: 2", "section: []")
    repair = Change("18-3.yaml", ("section",), [], 2)
    done = outcome(plan_copy, repair)
    assert (done.applied, [found.code.code for found in done.uncovered]) == ((repair,), ["PLT501"])
    worse = Change("18-3.yaml", ("budget", "total"), 151, 152)
    assert [refusal.change for refusal in outcome(plan_copy, repair, worse).refused] == [worse]


def test_the_other_half_of_a_statement_may_be_held_to_what_was_seen(plan_copy: Path) -> None:
    """A half that is not given is not looked at; one that is given as it was is."""
    spoil(plan_copy / "18-2.yaml", "新規２事業, note", "{value: 5, text: 新規５事業}, note")
    value = Change("18-2.yaml", (*REPORT, "value", "value"), 5, 4)
    text = Change("18-2.yaml", (*REPORT, "value", "text"), "新規６事業", "新規６事業")
    assert outcome(plan_copy, value).conflicts == ()
    assert [change for change, _ in outcome(plan_copy, value, text).conflicts] == [value, text]


def test_bad_changes_cost_few_checks_of_the_plan(
    plan_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[object] = []

    def count(*arguments: object, **options: object) -> object:
        checks.append(arguments)
        return load_and_check(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(change_run, "load_and_check", count)
    keys = [Change("18-3.yaml", ("budget", f"totl{n}"), MISSING, n) for n in range(20)]
    totals = []
    for path in sorted(plan_copy.glob("*-*.yaml")):
        total = read_value(parse_document(path.read_bytes(), path.name), ("budget", "total"))
        if isinstance(total, int):
            totals.append(Change(path.name, ("budget", "total"), total, total + 90))
    done = outcome(plan_copy, *keys, *totals, GOOD)
    assert (len(done.refused), done.applied) == (len(keys) + len(totals), (GOOD,))
    assert len(totals) > 3
    assert len(checks) < 10
