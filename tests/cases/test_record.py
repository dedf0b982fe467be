"""Cases of what people type when they record."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from plantool import load
from plantool.cli import typed_text
from plantool.model.day import parse_day
from tests.cases import Source, case
from tests.running import ROOT, Run, run, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.model.initiative import Initiative

HIROBA = ("18-3", "--year", "30")
TWO = ("--value", "2", "--reported", "2019-05-01")


def record(plan: Path, *arguments: str) -> Run:
    return run("--plan", str(plan), "record", *arguments)


def lines(plan: Path, name: str = "18-3.yaml") -> list[str]:
    """Return the lines that the copy has and the real plan has not."""
    old = (ROOT / "plan" / name).read_text("utf-8").split("\n")
    return [line for line in (plan / name).read_text("utf-8").split("\n") if line not in old]


def initiative(plan: Path) -> Initiative:
    found = load(plan).initiative("18-3")
    assert found
    return found


def later_years(plan: Path) -> None:
    """Let the plan have a year that is far away."""
    path = plan / "plan.yaml"
    text = path.read_text("utf-8").replace("[H30, H31]", "[H30, H31, R90]")
    path.write_text(text, "utf-8")


def close(plan: Path, years: str = "[H30]") -> None:
    path = plan / "plan.yaml"
    text = path.read_text("utf-8")
    planned = "  planned: [H30, H31]\n"
    assert planned in text
    path.write_text(text.replace(planned, f"{planned}  closed: {years}\n"), "utf-8")


@case(Source.HAND, "a result of several numbers can be entered with `--text`, as the message says")
def test_record_text(plan_copy: Path) -> None:
    words = "3か所(うち1か所は繰越)"
    refused = record(plan_copy, *HIROBA, "--value", words)
    assert (refused.code, lines(plan_copy)) == (2, [])
    _, _, help_text = refused.err.partition("例: ")
    pasted = shlex.split(help_text.strip().removesuffix("）"))
    assert pasted == ["--value", "3", "--text", words]
    assert record(plan_copy, *HIROBA, *pasted, "--reported", "2019-05-01").code == 0
    cell = next(initiative(plan_copy).measures()).results.values[0].items[0].cell
    assert (str(cell.value), cell.text) == ("3", words)


@case(Source.HAND, "a result of a year that has not begun is refused, unless it is a forecast")
def test_record_early(plan_copy: Path) -> None:
    later_years(plan_copy)
    entry = ("18-3", "--year", "R90", "--value", "2")
    for stage in ((), ("--stage", "final"), ("--stage", "中間"), ("--yes",)):
        refused = record(plan_copy, *entry, *stage)
        assert (refused.code, "--stage forecast" in refused.err) == (2, True)
    assert (record(plan_copy, "18-3", "--year", "R90", "--settled", "25").code) == 2
    assert record(plan_copy, "18-3", "--year", "R90", "--initial", "25").code == 0
    forecast = record(plan_copy, *entry, "--stage", "見込み")
    assert (forecast.code, "PLT704" in forecast.err) == (0, False)
    assert "stage: forecast" in "".join(lines(plan_copy))
    asked = run_in_terminal(
        80,
        "--plan",
        str(plan_copy),
        "record",
        *entry,
        "--replace",
        "--stage",
        "final",
        typed="いいえ\n",
    )
    assert (asked.code, "見込みとして書きますか" in asked.out) == (0, True)
    assert "stage: final" not in "".join(lines(plan_copy))


@case(Source.HAND, "words of both languages, of any width, are understood")
@pytest.mark.parametrize(
    ("option", "text", "written"),
    [
        ("--stage", "中間", "stage: interim"),
        ("--stage", "見込", "stage: forecast"),
        ("--stage", "年度末", "stage: final"),
        ("--stage", "Ｉｎｔｅｒｉｍ", "stage: interim"),
        ("--reported", "2019/5/1", "reported: 2019-05-01"),
        ("--reported", "R1.5.1", "reported: 2019-05-01"),
        ("--reported", "令和元年５月１日", "reported: 2019-05-01"),
        ("--reported", "平成31年 4月 30日", "reported: 2019-04-30"),
        ("--state", "中止", "state: cancelled"),
        ("--state", "Postponed", "state: postponed"),
        ("--value", "２か所開設", "value: ２か所開設"),
    ],
)
def test_record_words(plan_copy: Path, option: str, text: str, written: str) -> None:
    value = () if option in {"--state", "--value"} else ("--value", "2")
    reported = () if option == "--reported" else ("--reported", "2019-05-01")
    reason = ("--reason", "x") if option == "--state" else ()
    done = record(
        plan_copy, "１８－３", "--year", "平成３０", option, text, *value, *reported, *reason
    )
    assert (done.code, written in "".join(lines(plan_copy))) == (0, True), done.err


def test_a_judgement_is_named_as_the_scheme_calls_it(plan_copy: Path) -> None:
    for text in ("達成", "◎達成", "Achieved", "ａｃｈｉｅｖｅｄ"):
        judged = ("--judgement", text, "--judgement-reason", "x", "--replace")
        assert record(plan_copy, *HIROBA, *TWO, *judged).code == 0
        assert "status: achieved" in "".join(lines(plan_copy))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-25", "2026-10-25"),
        ("２０２６／１０／２５", "2026-10-25"),
        ("2026年10月25日", "2026-10-25"),
        ("R8.10.25", "2026-10-25"),
        ("r8/10/25", "2026-10-25"),
        ("令和８年１０月２５日", "2026-10-25"),
        ("S64.1.7", "1989-01-07"),
    ],
)
def test_days_as_people_write_them(text: str, day: str) -> None:
    assert parse_day(text).isoformat() == day


@pytest.mark.parametrize(
    "text", ["", "10/25", "R0.1.1", "2026/13/1", "2026/1-2", "昨日", "R8.2.30"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("はい", True),
        ("ハイ", True),
        ("ﾊｲ", True),
        ("Ｙ", True),
        ("いいえ", False),
        ("NO", False),
        ("?", None),
    ],
)
def test_yes_and_no(text: str, *, means: bool | None) -> None:
    assert typed_text.parse_yes_no(text) is means


@case(Source.HAND, "ten times the plan, or a tenth, is asked back; `--yes` says that it is meant")
@pytest.mark.parametrize(
    ("arguments", "is_slip"),
    [
        (("--value", "20"), True),
        (("--value", "19"), False),
        (("--value", "２００か所"), True),
        (("--value", "0.2"), True),
        (("--value", "0"), False),
        (("--settled", "260"), True),
        (("--settled", "2.6"), True),
        (("--settled", "2.6", "--carried-out", "23.4"), False),
        (("--carried-out", "1"), False),
        (("--carried-out", "260"), True),
        (("--initial", "2600"), True),
    ],
)
def test_record_slip(plan_copy: Path, arguments: tuple[str, ...], *, is_slip: bool) -> None:
    refused = record(plan_copy, *HIROBA, *arguments)
    assert (refused.code, "--yes" in refused.err) == ((2, True) if is_slip else (0, False))
    assert record(plan_copy, *HIROBA, *arguments, "--yes", "--replace").code == 0


@case(Source.HAND, "a slip is asked back in a terminal, and `はい` is understood")
@pytest.mark.parametrize(
    ("answer", "written"), [("はい", 2), ("いいえ", 0), ("", 0), ("たぶん\nﾊｲ", 2)]
)
def test_record_slip_asked(plan_copy: Path, answer: str, written: int) -> None:
    arguments = ("record", *HIROBA, "--value", "20")
    done = run_in_terminal(80, "--plan", str(plan_copy), *arguments, typed=f"{answer}\n")
    assert (done.code, len(lines(plan_copy)), "--yes" in done.out) == (0, written, False)


@case(Source.HAND, "a change of a closed year needs a correction, which is written with it")
def test_record_closed(plan_copy: Path) -> None:
    assert record(plan_copy, *HIROBA, *TWO, "--settled", "25").code == 0
    close(plan_copy)
    corrected = (*HIROBA, "--value", "1", "--settled", "24", "--reason", "x", "--replace")
    before = lines(plan_copy)
    refused = record(plan_copy, *corrected)
    assert (refused.code, "--correction" in refused.err, lines(plan_copy)) == (2, True, before)
    assert record(plan_copy, *corrected, "--correction", "数え違い").code == 0
    entries = initiative(plan_copy).corrections
    assert [(entry.at, entry.was, entry.reason) for entry in entries] == [
        ("measures.hiroba.results.H30", "2か所", "数え違い"),
        ("budget.settled.H30", "25", "数え違い"),
    ]
    asked = run_in_terminal(
        80,
        "--plan",
        str(plan_copy),
        "record",
        *HIROBA,
        "--settled",
        "23",
        "--replace",
        typed="誤記\n",
    )
    assert asked.code == 0
    assert initiative(plan_copy).corrections[-1].reason == "誤記"


def test_a_correction_of_what_is_not_closed_is_refused(plan_copy: Path) -> None:
    close(plan_copy)
    done = record(plan_copy, "18-3", "--year", "31", *("--value", "2", "--correction", "x"))
    assert (done.code, lines(plan_copy)) == (2, [])


def test_the_other_end_of_what_is_carried_over_may_be_closed(plan_copy: Path) -> None:
    first = ("--carried-in", "3", "--initial", "22", "--current", "25")
    assert record(plan_copy, "18-3", "--year", "31", *first).code == 0
    assert record(plan_copy, *HIROBA, "--carried-out", "3", "--settled", "23").code == 0
    close(plan_copy)
    change = ("18-3", "--year", "31", "--carried-in", "4", "--initial", "21", "--replace")
    assert record(plan_copy, *change).code == 2
    assert record(plan_copy, *change, "--correction", "x").code == 0
    (entry,) = initiative(plan_copy).corrections
    assert (entry.at, entry.was) == ("budget.carried_out.H30", "3")


@case(
    Source.HAND,
    'a reason that no longer fits stays, which is said, until `--reason ""` takes it away',
)
def test_record_reason(plan_copy: Path) -> None:
    short = ("--value", "1", "--reported", "2019-05-01", "--reason", "遅れ", "--source", "紙")
    assert record(plan_copy, *HIROBA, *short).code == 0
    done = record(plan_copy, *HIROBA, "--value", "2", "--replace")
    assert (done.code, "「遅れ」" in done.err, "遅れ" in "".join(lines(plan_copy))) == (
        0,
        True,
        True,
    )
    assert record(plan_copy, *HIROBA, "--reason", "", "--source", "", "--replace").code == 0
    assert lines(plan_copy) == ["    results:", "      H30: {value: 2, reported: 2019-05-01}"]
    assert record(plan_copy, *HIROBA, "--settled", "25", "--money-reason", "入札").code == 0
    assert record(plan_copy, *HIROBA, "--money-reason", "").code == 2
    assert record(plan_copy, *HIROBA, "--money-reason", "", "--replace").code == 0
    assert "入札" not in "".join(lines(plan_copy))


@case(
    Source.HAND, "the year in question is offered, and no reason is asked for what meets the plan"
)
def test_record_questions(plan_copy: Path) -> None:
    ask = ("--plan", str(plan_copy), "record", "18-3", "--reported", "2020-05-01")
    met = run_in_terminal(80, *ask, typed="\n2\n\nはい\n")
    assert (met.code, "[H30]" in met.out, "届かなかった理由" in met.out) == (0, True, False)
    short = run_in_terminal(80, *ask, typed="\n1\n雨\n急ぐ\n\n\n")
    assert (short.code, "[H31]" in short.out) == (0, True)
    assert lines(plan_copy) == [
        "    results:",
        "      H30: {value: 2, reported: 2020-05-01}",
        "      H31: {value: 1, reason: 雨, action: 急ぐ, reported: 2020-05-01}",
    ]


@case(Source.HAND, "a number among others is asked for, and its words are kept")
def test_record_which_number(plan_copy: Path) -> None:
    ask = ("--plan", str(plan_copy), "record", *HIROBA, "--reported", "2019-05-01")
    done = run_in_terminal(80, *ask, typed="2か所(うち1か所は繰越)\n\n\n\n")
    assert (done.code, "[2]" in done.out) == (0, True)
    cell = next(initiative(plan_copy).measures()).results.values[0].items[0].cell
    assert (str(cell.value), cell.text) == ("2", "2か所(うち1か所は繰越)")


@case(Source.TOOL, "Ctrl-C at a question is exit code 130, and says that nothing was written")
@pytest.mark.usefixtures("signals_by_default")
def test_record_interrupted(plan_copy: Path) -> None:
    program = (
        "import fcntl, os, sys, termios\n"
        "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'plantool', *sys.argv[1:]])"
    )
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", program, "--plan", str(plan_copy), "record", *HIROBA]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        shown = b""
        while "実績".encode() not in shown:
            shown += os.read(ours, 4096)
        code = _interrupt(process, ours)
        shown += os.read(ours, 4096)
    os.close(ours)
    assert (code, lines(plan_copy)) == (130, [])
    assert "何も書いていません" in shown.decode()


def _interrupt(process: subprocess.Popen[bytes], terminal: int) -> int | None:
    """Press Ctrl-C until the process ends: a key may be lost while the terminal is being set."""
    for _ in range(100):
        os.write(terminal, b"\x03")
        with suppress(subprocess.TimeoutExpired):
            return process.wait(0.3)
    process.kill()
    return None
