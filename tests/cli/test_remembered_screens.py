"""A run that remembers earlier ones prints the same bytes as one that does not."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.drawing import is_thorough
from tests.running import ROOT, Run, run, run_in_terminal

COMMANDS = (
    ("status",),
    ("status", "--why"),
    ("status", "--detail", "--year", "R1"),
    ("status", "--flag", "missed"),
    ("status", "--summary", "--by", "bureau"),
    ("status", "--format", "json"),
    ("status", "--format", "markdown", "--chapter", "1"),
    ("status", "--lang", "en"),
    ("status", "--as-of", "2021-02-01"),
    ("status", "2-1", "3-6"),
    ("status", "--department", "防災課"),
    ("report", "--format", "html"),
    ("report", "--format", "html", "--lang", "en", "--year", "R1"),
    ("report", "--format", "markdown", "--chapter", "2"),
    ("show", "1-2"),
    ("budget", "--compare"),
    ("fmt", "--check"),
    ("fmt", "--diff"),
    ("validate", "--level", "info"),
)
EDITS = (
    ("1-2.yaml", "みなも台、東橋の２か所", "みなも台と、東橋の２か所"),  # a word of a result
    ("1-2.yaml", "title: 子育てひろば", "title: とても長い題名の事業として子育てひろば"),  # widths
    ("2-1.yaml", "H30: {value: 60.9％", "H30: {value: 61.9％"),  # a verdict
    ("2.yaml", "label: 【再掲】", "label: 【再び】"),  # a chapter that shows another's initiative
    ("1.yaml", "title: 子どもと子育て家庭への支援", "title:  子どもへの支援"),  # a section
    ("plan.yaml", "tolerance: 2", "tolerance: 9"),  # how all are judged
    ("plan.yaml", "legend: 重点事業", "legend: 重点"),
)


def show_fresh(plan: Path) -> dict[tuple[str, ...], Run]:
    """Return what commands show of a plan that nobody remembers."""
    shown = {}
    for command in COMMANDS if is_thorough() else COMMANDS[::2]:
        takes_day = command[0] not in {"budget", "fmt", "show"} and "--as-of" not in command
        day = ("--as-of", "2020-07-31") if takes_day else ()
        words = ("--plan", str(plan), *command, *day)
        shown[words] = run(*words, "--no-cache")
        assert shown[words].code in {0, 1}, shown[words].err
    return shown


def assert_same_screens(fresh: dict[tuple[str, ...], Run], cache: Path) -> None:
    for words, shown in fresh.items():
        assert run(*words, PLANTOOL_CACHE=str(cache)) == shown, words


def test_what_was_shown_before_is_shown_as_it_is_now(tmp_path: Path) -> None:
    """Through edits, one after the other, and back to where they began."""
    plan = Path(shutil.copytree(ROOT / "examples/ward/plan", tmp_path / "plan"))
    first = {path.name: path.read_bytes() for path in plan.iterdir()}
    at_first = show_fresh(plan)
    assert_same_screens(at_first, tmp_path / "cache")
    for name, old, new in EDITS if is_thorough() else EDITS[1::4]:
        text = (plan / name).read_text("utf-8")
        assert old in text
        (plan / name).write_text(text.replace(old, new, 1), "utf-8")
        assert_same_screens(show_fresh(plan), tmp_path / "cache")
    for name, data in first.items():
        (plan / name).write_bytes(data)
    assert_same_screens(at_first, tmp_path / "cache")


def test_each_width_has_lines_of_its_own(tmp_path: Path) -> None:
    words = ("--plan", str(ROOT / "examples/ward/plan"), "status", "--as-of", "2020-07-31")
    fresh = {width: run_in_terminal(width, *words, "--no-cache").out for width in (80, 120, 200)}
    for width in (80, 120, 200, 80):
        shown = run_in_terminal(width, *words, PLANTOOL_CACHE=str(tmp_path))
        assert shown.out == fresh[width]


def test_damaged_lines_are_made_anew(tmp_path: Path) -> None:
    words = ("--plan", str(ROOT / "examples/ward/plan"), "status", "--as-of", "2020-07-31")
    fresh = run(*words, "--no-cache")
    run(*words, PLANTOOL_CACHE=str(tmp_path))
    (pack,) = tmp_path.glob("*.page-status.pack")
    whole = pack.read_bytes()
    for place in range(60, len(whole), len(whole) // 20):
        damaged = bytearray(whole)
        damaged[place] ^= 0x15
        pack.write_bytes(damaged)
        assert run(*words, PLANTOOL_CACHE=str(tmp_path)) == fresh


def test_commands_do_not_forget_for_one_another(tmp_path: Path) -> None:
    plan = Path(shutil.copytree(ROOT / "examples/ward/plan", tmp_path / "plan"))
    words = ("--plan", str(plan))

    def run_all() -> dict[str, int]:
        """Return how many lines each pack has after all of them."""
        for command in (("validate",), ("status",), ("report", "--format", "html")):
            run(*words, *command, PLANTOOL_CACHE=str(tmp_path / "cache"))
        packs = (tmp_path / "cache").glob("*.pack")
        return {path.name: path.read_bytes().count(b"\n") for path in packs}

    before = run_all()
    path = plan / "1-2.yaml"
    path.write_text(path.read_text("utf-8") + "# 見直し\n", "utf-8")
    after = run_all()
    assert all(after[name] >= before[name] for name in before), (before, after)
