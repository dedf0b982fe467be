"""Cases of git: revisions, days, people, other people's repositories."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.cases import Source, case, copy_plan
from tests.history import Repository
from tests.running import POSIX_ONLY, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.running import Run

pytestmark = POSIX_ONLY

ON_TIME = "2020-03-31T23:30:00+09:00"
JUSTIFIED = "Plan-Justification: target-lowered 1-1 議決による"
FIRST = "1-1: 目標を改める"
COAUTHOR = "Co-authored-by: B <b@example.jp>"


@pytest.fixture
def small(tmp_path: Path) -> Repository:
    """Return a repository with a small plan, committed late in the evening of 31 March."""
    repository = Repository(tmp_path / "repository")
    copy_plan("git", repository.plan)
    repository.git("init", "--quiet")
    repository.commit("A", ON_TIME)
    return repository


def english(repository: Repository, *arguments: str, **variables: str) -> Run:
    return run("--lang", "en", *arguments, cwd=repository.path, **variables)


def spend(repository: Repository, amount: int, day: str = ON_TIME, *options: str) -> None:
    """Commit another planned amount of H31."""
    path = repository.plan / "1-1.yaml"
    head, _, _ = path.read_text("utf-8").partition("budget:")
    money = f"budget:\n  planned: {{H30: 100, H31: {amount}}}\n  total: {100 + amount}\n"
    path.write_text(head + money, "utf-8")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", str(amount), *options, day=day)


def total(repository: Repository, *arguments: str, **variables: str) -> str:
    done = english(repository, *arguments, "budget", "--year", "31", **variables)
    assert done.code == 0, done.err
    return next(line.split()[-1] for line in done.out.splitlines() if line.startswith("Total"))


# Days


@case(
    Source.TOOL,
    "`--at DAY` says the same in every time zone, and agrees with the days that `log` prints",
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
def test_at_date_timezone(small: Repository, zone: str) -> None:
    spend(small, 250, "2020-04-01T08:30:00+09:00")
    authored = ("--date", "2020-04-02T12:00:00+09:00")
    spend(small, 260, "2020-04-05T00:30:00+09:00", *authored)  # rebased
    log = english(small, "log", "1-1", "--field", "budget.planned.H31", TZ=zone)
    blame = english(small, "blame", "1-1", "--field", "budget.planned.H31", TZ=zone)
    days = [line.split()[0] for line in log.out.splitlines() if line.startswith("2020")]
    assert (days, "2020-04-05" in blame.out) == (["2020-04-05", "2020-04-01", "2020-03-31"], True)
    at = ("2020-03-31", "2020-04-01", "2020-04-04", "2020-04-05")
    assert [total(small, "--at", day, TZ=zone) for day in at] == ["200", "250", "250", "260"]
    versus = ("budget", "--year", "31", "--vs", "2020-03-31", "--by", "chapter", "--format", "csv")
    assert "200,260" in english(small, *versus, TZ=zone).out
    assert "200" in english(small, "diff", "2020-03-31..2020-04-01", TZ=zone).out


# People


@case(Source.TOOL, "`log` and `blame` name people as `git log %aN` does, by .mailmap")
def test_mailmap(small: Repository) -> None:
    small.git("commit", "--quiet", "--amend", "--no-edit", "--author", "pc-0123 <old@example.jp>")
    mailmap = "企画課 担当 <plan@example.jp> <old@example.jp>\n"
    (small.path / ".mailmap").write_text(mailmap, "utf-8")
    for command in (("log", "1-1"), ("blame", "1-1", "--field", "title")):
        done = english(small, *command)
        assert ("企画課 担当" in done.out, "pc-0123" in done.out) == (True, False), done


@case(Source.TOOL, "names and subjects are read whatever encoding the repository wants for its log")
def test_log_encoding(small: Repository) -> None:
    small.git("config", "i18n.logOutputEncoding", "Shift_JIS")
    assert "企画課" in english(small, "log", "1-1").out


@case(
    Source.TOOL,
    "the message says that the repository belongs to another user, and gives git's own remedy",
)
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
@pytest.mark.parametrize(
    "command",
    [
        "diff main",
        "log 1-1",
        "validate --changed-since main",
        "--at HEAD status",
        "merge --install",
    ],
)
def test_dubious_ownership(small: Repository, command: str) -> None:
    for path in (small.path, *small.path.rglob("*")):
        os.chown(path, 65534, 65534)
    done = english(small, *command.split())
    assert (done.code, done.out) == (2, "")
    assert "belongs to another user" in done.err
    assert f"git config --global --add safe.directory {small.path}" in done.err
    assert "git init" not in run("--lang", "ja", *command.split(), cwd=small.path).err


@case(Source.TOOL, "where git fails for a reason of its own, its words are shown, made safe")
def test_words_of_git(small: Repository) -> None:
    with (small.path / ".git" / "config").open("a") as file:
        file.write("[x\x1b[31m\n")
    done = english(small, "diff")
    assert (done.code, "bad config line" in done.err, "\x1b" in done.err) == (2, True, False)
    assert "in no git repository" not in done.err


# Reasons in messages


@case(
    Source.TOOL,
    "in all forms of a squash merge: target lowered (justified: 議決による), and exit 0",
)
@pytest.mark.parametrize(
    "message",
    [
        f"{FIRST}\n\n{JUSTIFIED}\n",
        f"{FIRST}\n\n{JUSTIFIED}\n\n{COAUTHOR}\n",
        f"見直し (#12)\n\n* {FIRST}\n\n{JUSTIFIED}\n\n* 体裁\n\n---------\n\n{COAUTHOR}\n",
        f"Squashed commit\n\ncommit 1\n\n    {FIRST}\n\n    {JUSTIFIED}\n",
        f"{FIRST}\n\n* {JUSTIFIED}\n",
        f"{FIRST}\n\n{JUSTIFIED.replace('Justification: ', 'justification：')}\n",
        f"{FIRST}\n\n{JUSTIFIED.replace('議決', ' 議決').replace(' 議', chr(10) + '  議')}\n",
    ],
)
def test_squash_merge_trailer(small: Repository, message: str) -> None:
    done = lower(small, message)
    assert (done.code, done.err) == (0, "")
    assert "target lowered (justified: 議決による)" in done.out


@case(Source.HAND, "a line that looks like a justification and is not read is named on stderr")
@pytest.mark.parametrize(
    "line",
    [
        "Plan-Justification target-lowered 1-1 議決による",
        "Plan-Justifcation: target-lowered 1-1 議決による",
        "> Plan-Justification: target-lowered 1-1 議決による",
        "Plan Justification: target-lowered 1-1 議決による",
        "Plan-Justification: target-lowerd 1-1 議決による",
        "Plan-Justification: target-lowered 1-1",
    ],
)
def test_unread_justification(small: Repository, line: str) -> None:
    done = lower(small, f"{FIRST}\n\n{line}\n\n計画どおり\nplan: 見直し\n")
    said = line.removeprefix("Plan-Justification: ")
    assert (done.code, said in done.err, done.err.count("\n")) == (1, True, 1)


def lower(repository: Repository, message: str) -> Run:
    """Commit a lower target with a message; return what diff says of it."""
    repository.git("tag", "v0")
    repository.replace(
        "plan/1-1.yaml",
        ("target: 計7か所", "target: 計6か所"),
        ("H31: 2か所", "H31: 1か所"),
        ("total: 4か所", "total: 3か所"),
    )
    repository.git("commit", "--quiet", "--all", "--cleanup=verbatim", "--message", message)
    return english(repository, "diff", "v0..HEAD", "--fail-on", "target-lowered")


# Revisions


@case(Source.HAND, "what names no single version is told so, and what may be named instead")
@pytest.mark.parametrize(
    "revision", ["^HEAD", "v0..HEAD", "HEAD...v0", "--all", "HEAD^@", "HEAD^!"]
)
def test_revision_of_several(small: Repository, revision: str) -> None:
    small.git("tag", "v0")
    for command in (
        (f"--at={revision}", "budget"),
        ("budget", f"--vs={revision}"),
        ("validate", f"--changed-since={revision}"),
    ):
        done = english(small, *command)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"error: '{revision}' is not one version of the plan\n"), done
    assert "一つの版" in run("--lang", "ja", f"--at={revision}", "budget", cwd=small.path).err


@case(Source.HAND, "`diff a..b..c` and `diff ^HEAD` are told so, too")
@pytest.mark.parametrize("words", ["HEAD..HEAD..HEAD", "^HEAD"])
def test_diff_of_several(small: Repository, words: str) -> None:
    done = english(small, "diff", words)
    assert (done.code, "is not one version" in done.err) == (2, True)


# Where the plan was


@case(Source.PLAN, "a plan folder that was a link then, and is a folder now, is found")
def test_folder_that_was_a_link(small: Repository) -> None:
    small.git("mv", "plan", "plans")
    small.plan.symlink_to("./plans/../plans")
    small.commit("リンク")
    small.git("tag", "link")
    small.plan.unlink()
    small.git("mv", "plans", "plan")
    spend(small, 210)
    assert [total(small, "--at", tag) for tag in ("link", "HEAD")] == ["200", "210"]
    assert "210" in english(small, "diff", "link").out
    shown = english(small, "--at", "link", "validate", "--select", "PLT801", "--format", "concise")
    assert shown.code == 0


@case(Source.PLAN, "a plan folder that was a folder then, and is a link now, is found")
def test_link_that_was_a_folder(small: Repository) -> None:
    small.git("tag", "folder")
    small.git("mv", "plan", "2020")
    small.plan.symlink_to("2020")
    spend(small, 210)
    for plan in ((), ("--plan", "plan"), ("--plan", str(small.plan))):
        found = [total(small, *plan, "--at", tag) for tag in ("folder", "HEAD")]
        assert found == ["200", "210"]
    log = english(small, "log", "1-1", "--field", "budget.planned.H31")
    assert [line.split()[-1] for line in log.out.splitlines()[4:]] == ["210", "A"]


@case(Source.PLAN, "a link as the commit has it wins over where it leads today")
def test_link_to_another_year(small: Repository) -> None:
    small.git("mv", "plan", "2019")
    small.plan.symlink_to("2019")
    spend(small, 190)
    small.git("tag", "then")
    small.plan.unlink()
    copy_plan("git", small.path / "2020")
    small.plan.symlink_to("2020")
    small.commit("今の計画")
    assert [total(small, "--plan", "plan", "--at", tag) for tag in ("then", "HEAD")] == [
        "190",
        "200",
    ]


@case(Source.ATTACK, "a link that led out of the repository is not followed, but explained")
def test_link_that_led_out(small: Repository, tmp_path: Path) -> None:
    small.plan.rename(tmp_path / "elsewhere")
    small.plan.symlink_to(tmp_path / "elsewhere")
    small.commit("外へ")
    small.plan.unlink()
    (tmp_path / "elsewhere").rename(small.plan)
    done = english(small, "--at", "HEAD", "budget")
    assert (done.code, str(tmp_path / "elsewhere") in done.err) == (3, True)
    assert "leads out of the repository" in done.err


@case(Source.HAND, "a plan deleted from the work tree is found by `--at` from anywhere within")
@pytest.mark.parametrize("below", [".", "docs", "docs/手引"])
def test_deleted_plan(small: Repository, below: str) -> None:
    place = small.path / below
    place.mkdir(parents=True, exist_ok=True)
    small.git("rm", "-r", "--quiet", "plan")
    small.commit("消す")
    found = run("--lang", "en", "--at", "HEAD~1", "budget", "--year", "31", cwd=place)
    assert (found.code, found.out.split()[-1]) == (0, "200"), found.err
    log = run("--lang", "en", "--at", "HEAD~1", "log", "1-1", cwd=place)
    assert (log.code, "広場の整備" in log.out) == (0, True), log.err
    gone = run("--lang", "en", "diff", "HEAD~1", cwd=place)
    assert (gone.code, "initiative removed" in gone.out) == (0, True), gone.err
    now = run("--lang", "en", "--at", "HEAD", "budget", cwd=place)
    assert (now.code, "no plan at or above" in now.err) == (3, True)


ODD = ["計画\n書", "*", "[a-z]*", ":(top)plan", ":!x", '"q"', "-x", "a\\b", "計画 書 "]


@case(Source.HAND, "a plan may be the top folder of its repository, and has a past")
def test_plan_at_the_top(small: Repository) -> None:
    names = [path.name for path in small.path.joinpath("plan").iterdir()]
    small.git("mv", *(f"plan/{name}" for name in names), ".")
    small.commit("移動")
    for command in (("--at", "HEAD", "validate"), ("diff", "HEAD")):
        done = english(small, "--plan", ".", *command)
        assert (done.code, done.err) == (0, ""), done


@case(Source.ATTACK, "a folder of any name has its history: names are never patterns or options")
@pytest.mark.parametrize("name", ODD)
def test_odd_folder(small: Repository, name: str) -> None:
    copy_plan("git", small.path / "another")
    small.commit("別の計画")
    small.git("mv", "--", "plan", name)
    small.commit("移す")
    odd = small._replace(path=small.path / name)
    odd.replace("1-1.yaml", ("広場の整備", "公園の整備"))
    small.commit("公園に")
    plan = f"--plan={odd.path}"
    log = english(small, plan, "log", "1-1", "--field", "title", "--format", "csv")
    changes = [line.split(",")[-2:] for line in log.out.splitlines()[1:]]
    assert changes == [["広場の整備", "公園の整備"], ["", "広場の整備"]], log
    assert total(small, plan, "--at", "HEAD") == "200"
    assert english(small, plan, "diff", "HEAD").out.endswith("layout alone does not count).\n")
    changed = english(small, plan, "validate", "--changed-since", "HEAD")
    assert (changed.code, changed.err) == (0, "")


# Other people's repositories


HOOKS = ("post-index-change", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman")
PROGRAMS = (
    "core.fsmonitor",
    "core.pager",
    "pager.log",
    "pager.diff",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "credential.helper",
    "diff.external",
    "diff.x.command",
    "diff.x.textconv",
    "filter.x.clean",
    "filter.x.smudge",
    "filter.x.process",
    "gpg.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "interactive.diffFilter",
    "merge.x.driver",
    "remote.origin.uploadpack",
    "uploadpack.packObjectsHook",
    "trailer.plan-justification.command",
    "trailer.plan-justification.cmd",
    "sequence.editor",
    "ssh.variant",
)
READING = (
    ("diff",),
    ("diff", "HEAD~1..HEAD"),
    ("log", "1-1"),
    ("blame", "1-1"),
    ("--at", "HEAD~1", "budget"),
    ("--at", "2020-03-31", "budget"),
    ("budget", "--vs", "HEAD~1"),
    ("validate", "--changed-since", "HEAD~1"),
    ("merge", "--install"),
    ("merge", "plan/1.yaml", "plan/1-1.yaml", "plan/plan.yaml"),
    ("merge", "--uninstall"),
)


@case(Source.ATTACK, "nothing that a hostile repository names as a program is run")
@pytest.mark.parametrize("promised", [False, True])
def test_hostile_repository(small: Repository, *, promised: bool) -> None:
    ran = small.path.parent / "ran"
    evil = program(small.path / "evil", f'echo "$0 $*" >> {ran}\ncat\n')
    for hook in HOOKS:
        program(small.path / "hooks" / hook, f"echo {hook} >> {ran}\n")
    attributes = "*.yaml filter=x diff=x merge=x\n"
    (small.path / ".gitattributes").write_text(attributes, "utf-8")
    sign(small)
    small.git("tag", "v0")
    spend(small, 210)
    small.git("branch", "feature")
    if promised:
        promise(small)
    included = small.path / "included"
    for name in PROGRAMS:
        small.git("config", "--file", str(included), name, str(evil))
    small.git("config", "--file", str(included), "filter.x.required", "true")
    small.git("config", "--file", str(included), "core.hooksPath", str(small.path / "hooks"))
    small.git("config", "--file", str(included), "log.showSignature", "true")
    small.git("config", "--file", str(included), "alias.log", f"!{evil}")
    small.git("config", "include.path", str(included))
    small.replace("plan/1.yaml", ("暮らし", "くらし"))
    for command in READING:
        done = english(small, *command)
        assert promised or done.code == int("plan/1.yaml" in command), done
        assert not ran.exists(), (command, ran.read_text())


def program(path: Path, body: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def sign(repository: Repository) -> None:
    """Give the last commit what looks like a signature."""
    head, _, message = repository.git("cat-file", "commit", "HEAD").partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----"
    path = repository.path / ".git" / "signed"
    path.write_text(f"{head}\n{signature}\n\n{message}\n", "utf-8")
    signed = repository.git("hash-object", "-t", "commit", "-w", str(path))
    repository.git("reset", "--quiet", "--soft", signed)


def promise(repository: Repository) -> None:
    """Make git believe that what is missing can be fetched, and miss something."""
    for name, value in (
        ("remote.origin.url", "ssh://example.invalid/x"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialclonefilter", "blob:none"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
    ):
        repository.git("config", name, value)
    blob = repository.git("rev-parse", "v0:plan/1-1.yaml")
    (repository.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


@case(Source.TOOL, "a clone without contents is told how to get them, at once, without the network")
@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_blobless_clone(small: Repository, tmp_path: Path, kind: str) -> None:
    spend(small, 210)
    small.git("config", "uploadpack.allowFilter", "true")
    clone = Repository(tmp_path / "clone")
    source = small.path.as_uri()
    small.git("clone", "--quiet", f"--filter={kind}", source, str(clone.path))
    ran = tmp_path / "ran"
    upload = program(tmp_path / "upload", f'touch {ran}\nexec git-upload-pack "$@"\n')
    clone.git("config", "remote.origin.uploadpack", str(upload))
    assert total(clone, "--at", "HEAD") == "210"
    for command in (("--at", "HEAD~1", "budget"), ("log", "1-1"), ("diff", "HEAD~1")):
        done = english(clone, *command)
        assert (done.code, "git fetch --refetch --no-filter" in done.err) == (2, True), done
        assert not ran.exists()
    clone.git("fetch", "--quiet", "--refetch", "--no-filter")
    assert total(clone, "--at", "HEAD~1") == "200"
    assert english(clone, "log", "1-1").code == 0


@case(Source.HAND, "without git, the message names no option that nobody gave")
@pytest.mark.parametrize("command", ["log 1-1", "diff", "--at HEAD budget", "merge --install"])
def test_without_git(small: Repository, tmp_path: Path, command: str) -> None:
    done = english(small, *command.split(), PATH=str(tmp_path))
    assert (done.code, done.err.startswith("error: git was not found\n")) == (2, True)
    assert "--changed-since" not in done.err
    assert english(small, "budget", PATH=str(tmp_path)).code == 0


# Freezing


@case(Source.PLAN, "a plan is tagged first and frozen after: `diff TAG` tells what changed since")
def test_frozen_after_the_tag(small: Repository) -> None:
    small.git("tag", "v2020")
    small.replace("plan/plan.yaml", ("planned: [H30, H31]", "planned: [H30, H31], frozen: v2020"))
    small.commit("確定")
    assert english(small, "diff", "v2020", "--fail-on", "frozen-plan-changed").code == 0
    spend(small, 210)
    done = english(small, "diff", "v2020..HEAD", "--fail-on", "frozen-plan-changed")
    assert (done.code, "frozen plan changed without a revision or correction" in done.out) == (
        1,
        True,
    )
    small.replace("plan/plan.yaml", (", frozen: v2020", ""))
    assert english(small, "diff", "HEAD~1", "--fail-on", "frozen-plan-changed").code == 1


# Merging


@case(Source.TOOL, "conflict markers have the length and the names that git wants")
def test_conflict_markers(small: Repository) -> None:
    assert english(small, "merge", "--install").code == 0
    with (small.path / ".gitattributes").open("a") as file:
        file.write("plan/1-1.yaml conflict-marker-size=12\n")
    small.commit("印")
    for branch, amount in (("theirs", 220), ("ours", 230)):
        small.git("switch", "--quiet", "--create", branch, "main")
        spend(small, amount)
    with pytest.raises(AssertionError):
        small.git("merge", "theirs")
    text = (small.plan / "1-1.yaml").read_text("utf-8")
    marked = [line for line in text.splitlines() if line.startswith(("<<<", "===", ">>>"))]
    assert [line.split()[0] for line in marked] == ["<" * 12, "=" * 12, ">" * 12]
