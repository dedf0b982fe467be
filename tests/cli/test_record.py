from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from plantool import load
from tests.running import ROOT, Run, run, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.model.measure import Measure

TODAY = datetime.now().astimezone().date().isoformat()


def record(plan: Path, *arguments: str) -> Run:
    return run("--plan", str(plan), "record", *arguments)


def lines_of(plan: Path, name: str) -> list[str]:
    return (plan / name).read_text("utf-8").split("\n")


def added(plan: Path, name: str) -> list[str]:
    """Return the lines that the copy has and the real plan has not; it has lost none."""
    new = lines_of(plan, name)
    for line in lines_of(ROOT / "plan", name):
        new.remove(line)
    return new


def hiroba(plan: Path) -> Measure:
    initiative = load(plan).initiative("18-3")
    assert initiative
    return next(initiative.measures())


def test_a_result_takes_exactly_its_lines(plan_copy: Path) -> None:
    said = ("--value", "2", "--note", "予定どおり")
    done = record(plan_copy, "18-3", "hiroba", "--year", "30", *said)
    line = f"      H30: {{value: 2, note: 予定どおり, reported: {TODAY}}}"
    assert (done.code, added(plan_copy, "18-3.yaml")) == (0, ["    results:", line])
    shown = [line for line in done.out.split("\n") if line.startswith(("+", "-"))]
    assert shown[2:] == [f"+{line}" for line in added(plan_copy, "18-3.yaml")]
    assert [year.key for year in hiroba(plan_copy).results.years] == ["H30"]


def test_a_milestone_and_money_in_one_go(plan_copy: Path) -> None:
    result = ("--state", "done", "--reported", "2019-05-20")
    money = ("--settled", "8.7", "--money-reason", "入札差金による")
    done = record(plan_copy, "18-4", "--year", "平成30年度", *result, *money)
    assert done.code == 0
    assert added(plan_copy, "18-4.yaml") == [
        "    results:",
        "      H30: {state: done, reported: 2019-05-20}",
        "  settled: {H30: 8.7}",
        "  reasons: {H30: 入札差金による}",
    ]


def test_a_second_report_makes_a_list(plan_copy: Path) -> None:
    for stage, value, day in (("interim", "1", "2018-10-31"), ("final", "2", "2019-05-20")):
        arguments = ("--stage", stage, "--value", value, "--reported", day)
        assert record(plan_copy, "18-3", "--year", "30", *arguments).code == 0
    assert added(plan_copy, "18-3.yaml") == [
        "    results:",
        "      H30:",
        "        - {value: 1, stage: interim, reported: 2018-10-31}",
        "        - {value: 2, stage: final, reported: 2019-05-20}",
    ]


def test_a_printed_rate_keeps_its_digits_and_a_report_its_month(plan_copy: Path) -> None:
    result = ("--value", "3", "--attainment", "１００.0％", "--reported", "令和元年５月")
    assert record(plan_copy, "18-3", "--year", "30", *result).code == 0
    report = "{value: 3, attainment: 100.0, reported: 2019-05}"
    assert added(plan_copy, "18-3.yaml") == ["    results:", f"      H30: {report}"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2018-04", 0),
        ("2018-03", 2),
        ("H30.4", 0),
        ("2018/13", 2),
        ("2018", 2),
        ("0000-04", 2),
        ("9999-12", 0),
    ],
)
def test_a_month_is_its_last_day(day: str, code: int, plan_copy: Path) -> None:
    result = ("--value", "2", "--reported", day)
    assert record(plan_copy, "18-3", "--year", "30", *result).code == code


def test_a_rate_alone_is_a_report_but_words_are_none(plan_copy: Path) -> None:
    rate = ("18-3", "--year", "30", "--attainment")
    assert record(plan_copy, *rate, "高い").code == 1
    assert record(plan_copy, *rate, "91.50", "--reported", "2019-05-20").code == 0
    report = "{attainment: 91.50, reported: 2019-05-20}"
    assert added(plan_copy, "18-3.yaml")[1] == f"      H30: {report}"


def test_an_undated_report_is_replaced_or_left_alone(plan_copy: Path) -> None:
    before = lines_of(plan_copy, "18-2.yaml")
    refused = record(plan_copy, "18-2", "--year", "30", "--value", "3")
    assert (refused.code, lines_of(plan_copy, "18-2.yaml")) == (2, before)
    assert "--replace" in refused.err
    done = record(plan_copy, "18-2", "--year", "30", "--value", "3", "--replace")
    assert done.code == 0
    changed = [line for line in lines_of(plan_copy, "18-2.yaml") if line not in before]
    (old,) = (line for line in before if "新規２事業, note" in line)
    assert changed == [old.replace("新規２事業", "3")]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("18-4", "--year", "30", "--state", "dne"), 1, "PLT104"),
        (("18-3", "--year", "30", "--value", "三"), 2, "--yes"),
        (("18-3", "--year", "30", "--value", "三か所と2"), 2, "--text"),
        (("18-3", "--year", "30", "--value", "2", "--state", "done"), 1, "PLT104"),
        (("18-3", "--year", "30", "--value", "2", "--stage", "half"), 1, "PLT104"),
        (("18-3", "--year", "30", "--settled", "八"), 1, "PLT111"),
        (("18-3", "--year", "30", "--judgement", "best", "--judgement-reason", "x"), 1, "PLT707"),
        (("18-3", "--year", "30", "--judgement", "nearly"), 2, "--judgement-reason"),
        (("18-3", "--year", "29", "--value", "2"), 2, "H30"),
        (("18-33", "--year", "30", "--value", "2"), 2, "18-3"),
        (("18-8", "--year", "30", "--state", "done"), 2, "search"),
        (("18", "--year", "30", "--value", "2"), 2, "18-1"),
        (("18-3", "--year", "30", "--value", "2", "--judgement-reason", "x"), 2, "--judgement"),
        (("18-3", "--year", "30", "--value", "2", "--note", "\x1b[31m"), 2, "U+001B"),
        (("18-3", "--year", "30", "--value", "2", "--reported", "5/1"), 2, "--reported"),
        (("18-3", "hirob", "--year", "30", "--value", "2"), 2, "hiroba"),
        (("18-3", "--value", "2"), 2, "--year"),
        (("18-3", "--year", "30"), 2, "--value"),
        (("18-3", "--year", "30", "--value", "2", "--reported", "昨日"), 2, "2019-06-30"),
    ],
)
def test_what_may_not_be_written_is_not(
    plan_copy: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = {path.name: path.read_bytes() for path in plan_copy.iterdir()}
    done = record(plan_copy, *arguments)
    assert (done.code, said in done.err) == (code, True), done.err
    assert {path.name: path.read_bytes() for path in plan_copy.iterdir()} == before


def test_a_number_of_any_width_and_a_state_by_its_label(plan_copy: Path) -> None:
    assert record(plan_copy, "18-3", "--year", "30", "--value", "１，２").code == 2
    assert record(plan_copy, "18-3", "--year", "30", "--value", "２").code == 0
    assert f"      H30: {{value: 2, reported: {TODAY}}}" in added(plan_copy, "18-3.yaml")
    assert record(plan_copy, "18-4", "--year", "30", "--state", "完了").code in {0, 1}
    assert record(plan_copy, "18-5", "--year", "30", "--state", "延期", "--reason", "x").code == 0
    assert "state: postponed" in added(plan_copy, "18-5.yaml")[1]


def test_a_corrected_report_says_nothing_that_contradicts_it(plan_copy: Path) -> None:
    postponed = ("--state", "postponed", "--reason", "遅れ", "--reported", "2019-05-01")
    assert record(plan_copy, "18-3", "--year", "30", *postponed).code == 0
    assert record(plan_copy, "18-3", "--year", "30", "--value", "2", "--replace").code == 0
    line = "      H30: {value: 2, reason: 遅れ, reported: 2019-05-01}"
    assert added(plan_copy, "18-3.yaml") == ["    results:", line]
    again = record(plan_copy, "18-3", "--year", "30", "--value", "2", "--replace")
    assert (again.code, again.out) == (0, "")


def test_money_that_is_there_is_only_replaced_when_told_so(plan_copy: Path) -> None:
    assert record(plan_copy, "18-3", "--year", "30", "--settled", "25").code == 0
    refused = record(plan_copy, "18-3", "--year", "30", "--settled", "24")
    assert (refused.code, "25" in refused.err, "--replace" in refused.err) == (2, True, True)
    assert record(plan_copy, "18-3", "--year", "30", "--settled", "24", "--replace").code == 0
    assert added(plan_copy, "18-3.yaml") == ["  settled: {H30: 24}"]


def test_what_is_carried_over_is_changed_at_both_ends(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    money = "  carried_in: {H31: 3}\n  settled: {H30: 20}\n  carried_out: {H30: 3}\n"
    text = path.read_text("utf-8").replace("  total: 51\n", f"  total: 51\n{money}")
    path.write_text(text, "utf-8")
    done = record(plan_copy, "18-3", "--year", "30", "--carried-out", "4", "--replace")
    assert done.code == 0, done.err
    assert added(plan_copy, "18-3.yaml") == [
        "  carried_in: {H31: 4}",
        "  settled: {H30: 20}",
        "  carried_out: {H30: 4}",
    ]


def test_a_dry_run_shows_and_writes_nothing(plan_copy: Path) -> None:
    done = record(plan_copy, "18-3", "--year", "30", "--value", "2", "--dry-run")
    assert (done.code, added(plan_copy, "18-3.yaml")) == (0, [])
    assert "+    results:" in done.out


def test_a_shortfall_without_a_reason_is_written_and_said(plan_copy: Path) -> None:
    done = record(plan_copy, "18-3", "--year", "30", "--value", "1")
    assert (done.code, len(added(plan_copy, "18-3.yaml"))) == (0, 2)
    assert "PLT703" in done.err


def test_comments_line_ends_and_layout_stay(plan_copy: Path) -> None:
    path, target = plan_copy / "18-3.yaml", "    target: 計16か所"
    text = path.read_text("utf-8").replace(f"{target}\n", f"{target}   # 目標\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert record(plan_copy, "18-3", "--year", "30", "--value", "2").code == 0
    after = path.read_bytes().decode()
    new = f"    results:\r\n      H30: {{value: 2, reported: {TODAY}}}\r\n"
    assert after.count(new) == 1
    assert after.replace(new, "") == "\ufeff" + text.replace("\n", "\r\n")


def test_a_person_is_asked_for_what_is_missing(plan_copy: Path) -> None:
    typed = "18-99\n18-8\nsearch\n30\n延期\n\n業者の都合\n再入札\n\n\n"
    done = run_in_terminal(100, "--plan", str(plan_copy), "record", typed=typed)
    assert done.code == 0, done.out
    assert "18-99" in done.out
    assert "状態（実施済み、一部実施、未実施、延期、中止）" in done.out
    assert done.out.index("届かなかった理由") < done.out.index("改善策") < done.out.index("説明（")
    said = f"state: postponed, reason: 業者の都合, action: 再入札, reported: {TODAY}"
    assert added(plan_copy, "18-8.yaml") == ["        results:", f"          H30: {{{said}}}"]


def test_a_person_may_say_what_became_of_a_number_and_is_told_what_is_there(
    plan_copy: Path,
) -> None:
    assert record(plan_copy, "18-3", "--year", "30", "--value", "1", "--reported", "2019-05-01")
    arguments = ("--plan", str(plan_copy), "record", "18-3", "--year", "30")
    done = run_in_terminal(100, *arguments, typed="たくさん\n延期\n用地の都合\n\n\n\n")
    assert (done.code, "1か所（2019-05-01）" in done.out, "たくさん" in done.out) == (0, True, True)
    assert "state: postponed, reason: 用地の都合" in added(plan_copy, "18-3.yaml")[-1]


def test_a_person_may_stop(plan_copy: Path) -> None:
    arguments = ("--plan", str(plan_copy), "record", "18-3", "--year", "30")
    done = run_in_terminal(100, *arguments, typed="\x04")
    assert (done.code, "Aborted" in done.out, "Traceback" in done.out) == (130, False, False)
    assert added(plan_copy, "18-3.yaml") == []


def test_a_person_may_think_better_of_it(plan_copy: Path) -> None:
    arguments = ("--plan", str(plan_copy), "record", "18-3", "--year", "30")
    done = run_in_terminal(100, *arguments, typed="2\n\nいいえ\n")
    assert (done.code, added(plan_copy, "18-3.yaml")) == (0, [])


def test_twenty_writers_lose_nothing(plan_copy: Path) -> None:
    def write(number: int) -> int:
        said = ("--value", str(number), "--reported", f"2019-05-{number + 1:02}")
        return record(plan_copy, "18-3", "--year", "30", *said).code

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(write, range(20))) == {0}
    (reports,) = hiroba(plan_copy).results.values
    assert sorted(int(report.cell.value or 0) for report in reports.items) == list(range(20))
    assert not [path for path in plan_copy.iterdir() if path.name.startswith(".")]


def test_a_killed_writer_leaves_the_old_file_or_the_new_one(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    old = path.read_bytes()
    command = [sys.executable, "-m", "plantool", "--plan", str(plan_copy), "record", "18-3"]
    command += ["--year", "30", "--value", "2", "--reported", "2019-05-20"]
    start = time.monotonic()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    whole = time.monotonic() - start
    new = path.read_bytes()
    for step in range(25):
        path.write_bytes(old)
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(whole * step / 22)
            process.kill()
        assert path.read_bytes() in {old, new}
    assert record(plan_copy, "18-3", "--year", "31", "--value", "2").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("record", "18-3", "--year", "31", "--value", "2"),
        ("record", "--undo"),
        ("rename", "18-3", "18-30"),
        ("new", "18", "--title", "x"),
    ],
)
def test_what_keeps_plan_yaml_from_being_read_is_shown(
    arguments: tuple[str, ...], plan_copy: Path
) -> None:
    """The remedy speaks of the errors above."""
    settings = plan_copy / "plan.yaml"
    settings.write_text(f"title: [\n{settings.read_text('utf-8')}", "utf-8")
    done = run("--plan", str(plan_copy), *arguments, PLANTOOL_LANG="ja")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("エラー[PLT008]: ")
    assert done.err.endswith("直し方: 上のエラーを直してください\n")
