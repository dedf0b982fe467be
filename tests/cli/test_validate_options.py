"""What validate reports, how grave it takes it, and what it mends."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.running import run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def spoil(plan: Path, name: str, old: str, new: str) -> None:
    path = plan / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def faulty(plan_copy: Path) -> Path:
    """Return a plan with an error of two families, a warning and 19 inferred figures."""
    spoil(plan_copy, "18-3.yaml", "total: ４か所開設", "total: ５か所開設")
    spoil(plan_copy, "18-5.yaml", "地域文化部 協働推進課", "地域文化部　協働 推進課")
    spoil(plan_copy, "18-6.yaml", "  total: 9\n", "  total: 10\n")
    return plan_copy


def codes(plan: Path, *options: str) -> tuple[int, list[str]]:
    done = run("validate", "--format", "json", *options, cwd=plan.parent)
    return done.code, sorted({finding["code"] for finding in json.loads(done.out)["findings"]})


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), (1, ["PLT205", "PLT301", "PLT502"])),
        (("--level", "info"), (1, ["PLT205", "PLT301", "PLT502", "PLT801"])),
        (("--level", "error"), (1, ["PLT205", "PLT301"])),
        (("--select", "PLT3"), (1, ["PLT301"])),
        (("--select", "money"), (0, ["PLT502"])),
        (("--select", "money-rounding,planned-total"), (1, ["PLT301", "PLT502"])),
        (("--select", "plt205", "--select", "plt502"), (1, ["PLT205", "PLT502"])),
        (("--ignore", "arithmetic", "--ignore", "PLT2"), (0, ["PLT502"])),
        (("--select", "money", "--fail-level", "warning"), (1, ["PLT502"])),
        (("--select", "PLT801", "--fail-level", "info"), (1, ["PLT801"])),
        (("--select", "PLT801", "--fail-level", "warning"), (0, [])),
    ],
)
def test_what_is_reported_and_what_fails(
    faulty: Path, options: tuple[str, ...], expected: tuple[int, list[str]]
) -> None:
    assert codes(faulty, *options) == expected


def test_a_misspelt_selector_is_told_what_it_may_mean(plan_copy: Path) -> None:
    done = run("--lang", "en", "validate", "--select", "planned-totl", cwd=plan_copy.parent)
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'planned-total'?" in done.err


def test_a_broken_file_cannot_be_ignored_away(plan_copy: Path) -> None:
    spoil(plan_copy, "18-3.yaml", "kind: cumulative", "kind: cumulated")
    assert codes(plan_copy, "--ignore", "PLT1") == (1, ["PLT104"])


def test_plan_yaml_sets_what_is_ignored_where_and_how_grave_it_is(faulty: Path) -> None:
    settings = (
        "validation:\n"
        '  - files: ["18-3.yaml", "18-4.yaml"]\n'
        "    ignore: [planned-total]\n"
        "    reason: 印刷の計が誤っている\n"
        "  - severity: {PLT502: error, PLT2: warning}\n"
    )
    with (faulty / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    done = run("validate", "--format", "concise", cwd=faulty.parent, PLANTOOL_LANG="en")
    assert done.code == 1
    shown = [line.split(": ")[1].split(" ")[:2] for line in done.out.splitlines()]
    assert shown == [["warning", "PLT205"], ["error", "PLT502"]]


def test_what_plan_yaml_may_not_ignore_and_does_not_know(plan_copy: Path) -> None:
    with (plan_copy / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write("validation:\n  - ignore: [PLT104, PLT999]\n    severity: {PLT008: info}\n")
    done = run("validate", "--format", "concise", cwd=plan_copy.parent)
    assert [line.split(": ")[0] for line in done.out.splitlines()] == [
        "plan/plan.yaml:25:14",
        "plan/plan.yaml:25:22",
        "plan/plan.yaml:26:16",
    ]
    assert [line.split()[2] for line in done.out.replace(": ", " ").splitlines()] == [
        "PLT805",
        "PLT804",
        "PLT805",
    ]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("    total: ５か所開設 # plantool: ignore[PLT301] 印刷のまま", []),
        ("    # plantool: ignore[planned-total] 印刷のまま\n    total: ５か所開設", []),
        ("    # plantool: ignore[PLT3] 印刷のまま\n    # 別の覚え書き\n    total: ５か所開設", []),
        ("    total: ５か所開設 # plantool: ignore[PLT301]", ["PLT802"]),
        ("    total: ５か所開設 # plantool: ignore[PLT301, PLT302] なぜ", ["PLT803"]),
        ("    total: ５か所開設 # plantool: ignore[PLT999] なぜ", ["PLT301", "PLT804"]),
        ("    total: ５か所開設 # plantool: ignore なぜ", ["PLT301", "PLT804"]),
        ("    total: ５か所開設 # plantool: ignore[PLT104] なぜ", ["PLT301", "PLT805"]),
        ("    total: ４か所開設 # plantool: ignore[PLT301] なぜ", ["PLT803"]),
        ('    total: "５か所開設 # plantool: ignore[PLT301] なぜ"', ["PLT108"]),  # text
    ],
)
def test_comments_that_ignore(plan_copy: Path, comment: str, expected: list[str]) -> None:
    spoil(plan_copy, "18-3.yaml", "    total: ４か所開設", comment)
    assert codes(plan_copy)[1] == expected


def test_only_what_concerns_a_change_is_reported(faulty: Path) -> None:
    home = faulty.parent
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "start")):
        subprocess.run([*GIT, *arguments], cwd=home, check=True, capture_output=True)
    assert codes(faulty, "--changed-since", "HEAD") == (0, [])
    spoil(faulty, "18-6.yaml", "18-6", "18-6")
    spoil(faulty, "18-6.yaml", "  total: 10\n", "  total: 10 # 変更\n")
    assert codes(faulty, "--changed-since", "main") == (0, ["PLT502"])
    text = (faulty / "18-3.yaml").read_text("utf-8").replace("id: 18-3", "id: 18-9")
    (faulty / "18-9.yaml").write_text(text, "utf-8")  # not known to git yet
    done = run("validate", "--changed-since", "main", "--format", "concise", cwd=home)
    files = {line.partition(":")[0] for line in done.out.splitlines()}
    assert files == {"plan/18-6.yaml", "plan/18-9.yaml"}
    spoil(faulty, "plan.yaml", "[協働推進課]", "[協働課]")  # what others refer to
    done = run("validate", "--changed-since", "main", "--format", "concise", cwd=home)
    assert "plan/18-2.yaml:7:15" in done.out


def test_what_a_deletion_breaks_is_reported(plan_copy: Path) -> None:
    home = plan_copy.parent
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "start")):
        subprocess.run([*GIT, *arguments], cwd=home, check=True, capture_output=True)
    (plan_copy / "2-4.yaml").unlink()
    assert codes(plan_copy, "--changed-since", "main") == (1, ["PLT207", "PLT214"])


def test_where_git_fails_nothing_passes_for_checked(faulty: Path) -> None:
    home = faulty.parent
    missing = run("--lang", "en", "validate", "--changed-since", "HEAD", cwd=home)
    assert (missing.code, "no git repository" in missing.err) == (2, True)
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "start")):
        subprocess.run([*GIT, *arguments], cwd=home, check=True, capture_output=True)
    (home / ".git" / "config").write_bytes(b"[")
    broken = run("--lang", "en", "validate", "--changed-since", "HEAD", cwd=home)
    assert (broken.code, broken.out) == (2, "")
    assert "bad config line" in broken.err


def test_an_unread_file_is_never_left_out(plan_copy: Path) -> None:
    spoil(plan_copy, "18-3.yaml", "total: 51", "total: 51: 3")
    assert codes(plan_copy, "--select", "money") == (1, ["PLT008"])
    spoil(plan_copy, "18.yaml", "title:", "title：")
    done = run("validate", "plan/18-4.yaml", cwd=plan_copy.parent)
    assert (done.code, "plan/18.yaml" in done.out) == (1, True)


def test_what_fails_is_shown(plan_copy: Path) -> None:
    done = run("validate", "--fail-level", "info", cwd=plan_copy.parent)
    assert (done.code, done.out.count("PLT801]")) == (1, 19)


@pytest.mark.parametrize("output", ["text", "plain", "concise"])
def test_no_line_of_a_log_is_a_command_of_its_runner(plan_copy: Path, output: str) -> None:
    spoil(plan_copy, "18-3.yaml", "mark: ★", 'mark: "x\\n::add-mask::y ##[warning]z"')
    shown = run("validate", "--format", output, cwd=plan_copy.parent).out
    assert not [line for line in shown.splitlines() if line.startswith("::") or "##[" in line]


def test_options_that_do_not_go_together(faulty: Path) -> None:
    for options in (("--plain", "--format", "json"), ("--diff", "--format", "sarif")):
        assert run("validate", *options, cwd=faulty.parent).code == 2
    assert run("validate", "--select", "", cwd=faulty.parent).code == 2


def test_no_link_leads_to_a_hidden_file(plan_copy: Path) -> None:
    (plan_copy / ".secret").write_text("\tpassword\n", "utf-8")
    (plan_copy / "18-9.yaml").symlink_to(".secret")
    done = run("validate", "--fix", "--unsafe", cwd=plan_copy.parent)
    assert (done.code, "password" in done.out) == (1, False)
    assert (plan_copy / ".secret").read_text("utf-8") == "\tpassword\n"


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "-h", "HEAD:plan", "@{99999}"])
def test_a_revision_that_is_none(plan_copy: Path, revision: str) -> None:
    home = plan_copy.parent
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "start")):
        subprocess.run([*GIT, *arguments], cwd=home, check=True, capture_output=True)
    done = run("--lang", "en", "validate", f"--changed-since={revision}", cwd=plan_copy.parent)
    assert (done.code, done.out) == (2, "")
    assert revision in done.err
    assert sorted(path.name for path in plan_copy.parent.iterdir()) == [".git", "plan"]


def test_fixes_are_shown_before_they_are_written(faulty: Path) -> None:
    before = (faulty / "18-5.yaml").read_bytes()
    shown = run("--lang", "en", "validate", "--diff", "--unsafe", cwd=faulty.parent)
    assert shown.code == 1
    assert "-    total: ５か所開設\n+    total: ４か所開設\n" in shown.out
    assert (faulty / "18-5.yaml").read_bytes() == before
    safe = run("--lang", "en", "validate", "--fix", cwd=faulty.parent)
    assert (safe.code, safe.err) == (1, "mended: 1 finding in 1 file\n")
    assert "PLT205" not in safe.out
    everything = run("--lang", "en", "validate", "--fix", "--unsafe", cwd=faulty.parent)
    assert (everything.code, everything.err) == (0, "mended: 1 finding in 1 file\n")
    assert run("validate", "--diff", "--unsafe", cwd=faulty.parent).out == ""


def test_only_what_is_selected_is_mended(faulty: Path) -> None:
    run("validate", "--fix", "--unsafe", "--select", "PLT301", cwd=faulty.parent)
    assert codes(faulty) == (1, ["PLT205", "PLT502"])
    run("validate", "--fix", "plan/18-2.yaml", cwd=faulty.parent)
    assert codes(faulty) == (1, ["PLT205", "PLT502"])


def test_unsafe_alone_mends_nothing(faulty: Path) -> None:
    assert run("validate", "--unsafe", cwd=faulty.parent).code == 2


@pytest.mark.parametrize("language", ["ja", "en"])
def test_plain_words_name_no_files(
    faulty: Path, language: str, screen: Callable[[str, str], None]
) -> None:
    spoil(faulty, "18-2.yaml", "{H30: 9, H31: 12}", "{H30: ９, H31: 約12}")
    spoil(faulty, "18-7.yaml", "section: 3", "section:3")
    spoil(faulty, "plan.yaml", "[広聴広報課]", "[広聴広報課, 広報課]")
    spoil(faulty, "18.yaml", "id: 2-4", "id: 2-5")
    done = run("--lang", language, "validate", "--plain", cwd=faulty.parent)
    assert ".yaml:" not in done.out
    screen(f"validate-plain-{language}", done.out)


def test_a_terminal_shows_severities_in_colour(faulty: Path) -> None:
    shown = run_in_terminal(80, "--lang", "en", "validate", cwd=faulty.parent).out
    assert "\x1b[1;31merror[PLT301]" in shown
    assert "\x1b[1;33mwarning[PLT502]" in shown


@pytest.mark.parametrize("output", ["concise", "json", "github", "gitlab", "sarif", "rdjson"])
def test_every_format_reports_every_finding(faulty: Path, output: str) -> None:
    done = run("validate", "--format", output, "--level", "info", cwd=faulty.parent)
    assert done.code == 1
    for code in ("PLT205", "PLT301", "PLT502"):
        assert code in done.out


@pytest.mark.parametrize(
    ("language", "subject"), [("ja", "「18-3」の3行目"), ("en", "'18-3', line 3")]
)
def test_plain_names_a_file_whose_title_cannot_be_read(
    plan_copy: Path, language: str, subject: str
) -> None:
    spoil(plan_copy, "18-3.yaml", "title: ", "title：")
    done = run("--lang", language, "validate", "--plain", cwd=plan_copy.parent)
    assert subject in done.out.splitlines()[0]
