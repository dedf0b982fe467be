from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.running import Run, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = datetime.now().astimezone().date().isoformat()
RESULT = ("18-3", "--year", "30", "--value", "2", "--reported", "2019-05-01")
SECOND = ("18-3", "--year", "30", "--value", "3", "--reported", "2019-06-01")


def record(plan: Path, *arguments: str, state: Path | None = None) -> Run:
    variables = {"PLANTOOL_STATE": str(state)} if state else {}
    return run("record", *arguments, cwd=plan.parent, **variables)


def read_files(plan: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in plan.iterdir()}


def edit(plan: Path, name: str, old: str, new: str) -> None:
    text = (plan / name).read_text("utf-8")
    assert text.count(old) == 1, text
    (plan / name).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    "entry",
    [
        RESULT,
        ("18-4", "--year", "30", "--state", "done", "--settled", "8.7", "--money-reason", "入札"),
        ("18-2", "--year", "30", "--value", "3.50", "--note", "", "--replace"),
        ("18-2", "--year", "30", "--judgement", "nearly", "--judgement-reason", "x", "--replace"),
        ("18-3", "--whole", "--year", "30", "--judgement", "nearly", "--judgement-reason", "可"),
        ("18-3", "--revise", "budget.planned.31=26", "--revise", "budget.total=52", "--by", "区"),
        ("18-3", "--year", "30", "--carried-out", "5"),
    ],
)
def test_an_entry_of_any_kind_is_taken_back(entry: tuple[str, ...], plan_copy: Path) -> None:
    before = read_files(plan_copy)
    done = record(plan_copy, *entry)
    assert (done.code, read_files(plan_copy) == before) == (0, False), done.err
    undone = record(plan_copy, "--undo")
    assert (undone.code, read_files(plan_copy)) == (0, before), undone.out


def test_a_correction_goes_with_what_it_corrects(plan_copy: Path) -> None:
    assert record(plan_copy, *RESULT).code == 0
    edit(plan_copy, "plan.yaml", "years:\n", "years:\n  closed: [H30]\n")
    before = read_files(plan_copy)
    corrected = ("--value", "1", "--replace", "--correction", "数え違い", "--reason", "用地")
    assert record(plan_copy, "18-3", "--year", "30", *corrected).code == 0
    assert "数え違い".encode() in read_files(plan_copy)["18-3.yaml"]
    assert (record(plan_copy, "--undo").code, read_files(plan_copy)) == (0, before)
    refused = record(plan_copy, "--undo")  # the result itself, of a year that is closed by now
    assert (refused.code, read_files(plan_copy)) == (2, before)
    assert "--correction" in refused.err


def test_entries_are_taken_back_from_the_last_on(
    plan_copy: Path, screen: Callable[[str, str], None]
) -> None:
    states = [read_files(plan_copy)]
    for entry in (RESULT, SECOND, ("18-4", "--year", "30", "--settled", "8")):
        assert record(plan_copy, *entry).code == 0
        states.append(read_files(plan_copy))
    dry = record(plan_copy, "--undo", "--dry-run")
    assert (dry.code, read_files(plan_copy)) == (0, states[3])
    shown = [dry.out, dry.err]
    for state in states[2::-1]:
        undone = record(plan_copy, "--undo")
        assert (undone.code, read_files(plan_copy)) == (0, state)
        shown += [undone.out, undone.err]
    nothing = record(plan_copy, "--undo")
    assert (nothing.code, read_files(plan_copy)) == (2, states[0])
    text = "".join([*shown, nothing.err])
    screen("record-undo", text.replace(TODAY, "2026-11-29"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_changed_since_is_told_and_stays(
    language: str, plan_copy: Path, screen: Callable[[str, str], None]
) -> None:
    arguments = ("18-3", "--year", "30", "--value", "2", "--reported", "2019-05-01")
    assert record(plan_copy, *arguments, "--settled", "20").code == 0
    edit(plan_copy, "18-3.yaml", "{value: 2,", "{value: 1,")
    before = read_files(plan_copy)
    refused = run("--lang", language, "record", "--undo", cwd=plan_copy.parent)
    assert (refused.code, refused.out, read_files(plan_copy)) == (5, "", before)
    screen(f"record-undo-changed-{language}", refused.err.replace(TODAY, "2026-11-29"))


def test_changes_elsewhere_and_rows_that_moved_are_no_obstacle(plan_copy: Path) -> None:
    before = (plan_copy / "18-3.yaml").read_text("utf-8")
    assert record(plan_copy, *RESULT).code == 0
    cells = "planned: {H30: 実施, H31: 実施}"
    row = f"  - id: other\n    name: 別の取組\n    kind: milestone\n    {cells}\n"
    edit(plan_copy, "18-3.yaml", "measures:\n", f"measures:\n{row}")
    assert record(plan_copy, "--undo").code == 0
    after = (plan_copy / "18-3.yaml").read_text("utf-8")
    assert after == before.replace("measures:\n", f"measures:\n{row}")


def test_no_comment_is_lost(plan_copy: Path) -> None:
    assert record(plan_copy, *RESULT).code == 0
    edit(plan_copy, "18-3.yaml", "reported: 2019-05-01}", "reported: 2019-05-01}  # 要確認")
    before = read_files(plan_copy)
    refused = record(plan_copy, "--undo")
    assert (refused.code, read_files(plan_copy)) == (2, before)
    assert "コメント" in refused.err
    edit(plan_copy, "18-3.yaml", "  # 要確認", "")
    edit(plan_copy, "18-3.yaml", "    results:\n", "    # 要確認\n    results:\n")
    assert record(plan_copy, "--undo").code == 0
    assert "    # 要確認\n" in (plan_copy / "18-3.yaml").read_text("utf-8")


def test_what_was_taken_back_by_hand_is_no_failure(plan_copy: Path) -> None:
    before = read_files(plan_copy)
    assert record(plan_copy, *RESULT).code == 0
    (plan_copy / "18-3.yaml").write_bytes(before["18-3.yaml"])
    same = record(plan_copy, "--undo")
    assert (same.code, same.out, read_files(plan_copy)) == (0, "", before)
    assert record(plan_copy, "--undo").code == 2


def test_a_file_that_is_gone_is_told(plan_copy: Path) -> None:
    assert record(plan_copy, *RESULT).code == 0
    (plan_copy / "18-3.yaml").unlink()
    refused = record(plan_copy, "--undo")
    assert (refused.code, "18-3.yaml" in refused.err) == (2, True)


def test_undo_goes_alone_and_only_in_the_work_tree(plan_copy: Path) -> None:
    assert record(plan_copy, *RESULT).code == 0
    before = read_files(plan_copy)
    for more in (("18-3",), ("--value", "2"), ("--replace",), ("--by", "x"), ("--whole",)):
        assert record(plan_copy, "--undo", *more).code == 2
    assert read_files(plan_copy) == before


def test_what_is_not_written_is_not_remembered(plan_copy: Path) -> None:
    assert record(plan_copy, *RESULT, "--dry-run").code == 0
    assert record(plan_copy, "18-3", "--year", "30", "--value", "2", "--stage", "x").code == 1
    assert record(plan_copy, "--undo").code == 2


ENTRY = '{"format": 1, "entries": [{"file": "18-3.yaml", "day": "x", "changes": [%s]}]}'


DAMAGES = (
    b"",
    b"\xff",
    b"{",
    b"[]",
    b'{"format": 2, "entries": []}',
    b'{"format": 1, "entries": [1]}',
    (ENTRY % "{}").encode(),
    (ENTRY % '{"field": "title", "new": 1.5}').encode(),
    (ENTRY % '{"field": "title", "new": {"\\u0000": "x"}}').encode(),
    b"[" * 100_000,
)


def test_a_damaged_memory_is_nothing_to_take_back(plan_copy: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert record(plan_copy, *RESULT, state=state).code == 0
    (file,) = state.iterdir()
    before = read_files(plan_copy)
    for damage in DAMAGES:
        file.write_bytes(damage)
        refused = record(plan_copy, "--undo", state=state)
        assert (refused.code, read_files(plan_copy)) == (2, before), damage
        assert "Traceback" not in refused.err
        assert record(plan_copy, *SECOND, state=state).code == 0
        assert record(plan_copy, "--undo", state=state).code == 0
        assert read_files(plan_copy) == before


def test_the_memory_is_private_and_keeps_twenty(plan_copy: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    for day in range(1, 23):
        said = ("--value", "2", "--reported", f"2019-05-{day:02}")
        done = record(plan_copy, "18-3", "--year", "30", *said, state=state)
        assert done.code == 0
    (file,) = state.iterdir()
    assert (state.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    entries = json.loads(file.read_text())["entries"]
    assert len(entries) == 20
    assert entries[-1]["changes"][0]["new"][-1]["reported"] == "2019-05-22"
    file.chmod(0o666)  # another user could have written it
    assert record(plan_copy, "--undo", state=state).code == 2


def test_a_plan_without_a_place_to_remember_is_written(plan_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    done = record(plan_copy, *RESULT, state=tmp_path / "state")
    assert (done.code, "--undo" in done.err) == (0, True)


def test_each_plan_has_its_own_entries(plan_copy: Path, tmp_path: Path) -> None:
    assert record(plan_copy, *RESULT).code == 0
    other = tmp_path / "other" / "plan"
    other.parent.mkdir()
    plan_copy.rename(other)
    assert record(other, "--undo").code == 2
