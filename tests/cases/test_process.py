"""Cases of how a run starts, ends, and writes: streams, signals, disks, folders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory

import pytest

from plantool.loading.atomic_writes import make_ignored_folder, write_atomically
from tests.cases import Source, case, copy_plan
from tests.history import Repository
from tests.running import POSIX_ONLY, ROOT, Run, run

pytestmark = POSIX_ONLY

PLANTOOL = f"{sys.executable} -m plantool"
NEEDS_POSIX = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")


def shell(command: str, cwd: Path = ROOT, **variables: str) -> Run:
    """Run a command in bash, where ``plantool`` is ours."""
    done = subprocess.run(
        ["bash", "-c", command.replace("plantool", PLANTOOL)],
        cwd=cwd,
        env={**os.environ, "PLANTOOL_LANG": "en", **variables},
        capture_output=True,
        text=True,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@case(Source.TOOL, "with a stream closed, the exit code says what happened to the work")
def test_closed_stdout(tmp_path: Path) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    entry = "plantool record 1-1 hiroba --year 30 --value 2 --reported 2019-05-01"
    for reads in ("validate", "fmt --check", "status", "--version", "--help"):
        for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
            assert shell(f"plantool {reads} {closed}", tmp_path).code == 0, (reads, closed)
    assert shell(f"{entry} >&-", tmp_path) == Run(0, "", "Wrote plan/1-1.yaml.\n")
    assert "H30: {value: 2, reported: 2019-05-01}" in (plan / "1-1.yaml").read_text("utf-8")


@case(Source.TOOL, "without standard input, `record` says what is missing")
def test_closed_stdin(tmp_path: Path) -> None:
    copy_plan("closed-stdout", tmp_path)
    for nothing in ("<&-", "</dev/null"):
        done = shell(f"plantool record 1-1 hiroba --year 30 {nothing}", tmp_path)
        assert (done.code, "--value" in done.err, "Traceback" in done.err) == (2, True, False)


@case(Source.TOOL, "messages that cannot be written stop no work")
def test_full_stderr(tmp_path: Path) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    entry = "plantool record 1-1 hiroba --year 30 --value 2"
    assert shell(f"{entry} 2>/dev/full", tmp_path).code == 0
    assert "value: 2" in (plan / "1-1.yaml").read_text("utf-8")


@case(Source.TOOL, "output that cannot be written is exit code 5, for every command, and no bug")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_full_stdout(tmp_path: Path, unbuffered: str) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    before = (plan / "1-1.yaml").read_bytes()
    entry = "record 1-1 hiroba --year 30 --value 2"
    for command in (
        "--version",
        "--help",
        "budget",
        "status --format csv",
        "explain PLT101",
        entry,
    ):
        done = shell(f"plantool {command} >/dev/full", tmp_path, PYTHONUNBUFFERED=unbuffered)
        assert (done.code, "No space left" in done.err, "Traceback" in done.err) == (5, True, False)
    assert (plan / "1-1.yaml").read_bytes() == before


_STOPPED = """
import builtins, os, signal, sys
name, plain = sys.argv.pop(1), builtins.__import__
def interrupted(module, *rest):
    if module == name:
        os.kill(os.getpid(), signal.SIGINT)
    return plain(module, *rest)
builtins.__import__ = interrupted
from plantool.cli.main import main
main()
"""


@case(Source.TOOL, "Ctrl-C is exit code 130 without a traceback, also during imports")
@pytest.mark.usefixtures("signals_by_default")
@pytest.mark.parametrize(
    "module",
    ["gc", "signal", "typing", "plantool.cli.session", "plantool.cli.app", "typer", "json"],
)
def test_interrupted_import(module: str) -> None:
    command = [sys.executable, "-c", _STOPPED, module, "schema", "plan", "--export", os.devnull]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "")


@case(Source.TOOL, "a run that is told to end while it writes leaves the whole file and no other")
@pytest.mark.usefixtures("signals_by_default")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", -15), ("SIGHUP", -1)])
def test_interrupted_write(tmp_path: Path, name: str, code: int) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    before = sorted(path.name for path in plan.iterdir())
    program = (
        "import os, signal\n"
        "plain = os.fsync\n"
        f"os.fsync = lambda file: (os.kill(os.getpid(), signal.{name}), plain(file))\n"
        "from plantool.cli.main import main; main()"
    )
    entry = ("record", "1-1", "hiroba", "--year", "30", "--value", "2")
    done = subprocess.run(
        [sys.executable, "-c", program, *entry], cwd=tmp_path, capture_output=True
    )
    assert (done.returncode, done.stderr) == (code, b"")
    assert "value: 2" in (plan / "1-1.yaml").read_text("utf-8")
    assert sorted(path.name for path in plan.iterdir()) == before


@case(Source.TOOL, "what a killed run leaves is nothing that git adds, and the next run clears it")
def test_killed_write(tmp_path: Path) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    repository = Repository(tmp_path)
    repository.git("init", "--quiet")
    repository.commit("plan")
    program = (
        "import os, signal\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from plantool.cli.main import main; main()"
    )
    entry = ("record", "1-1", "hiroba", "--year", "30", "--value", "2")
    done = subprocess.run(
        [sys.executable, "-c", program, *entry], cwd=tmp_path, capture_output=True
    )
    left = [path for path in plan.iterdir() if path.name.startswith(".")]
    assert (done.returncode, len(left)) == (-9, 1)
    assert repository.git("status", "--porcelain", "--untracked-files=all") == ""
    assert run(*entry, cwd=tmp_path).code == 0
    assert not [path for path in plan.iterdir() if path.name.startswith(".")]


def test_what_waits_for_a_running_process_or_is_not_ours_stays(tmp_path: Path) -> None:
    running = make_ignored_folder(tmp_path / f".plantool-{os.getppid()}-00000000")
    other = make_ignored_folder(tmp_path / ".plantool-mine")
    write_atomically(tmp_path / "report.md", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"report.md", running.name, other.name}


@case(Source.TOOL, "a report that cannot be written leaves the old one whole; exit code 5")
def test_report_replaces(tmp_path: Path) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    report = tmp_path / "report.md"
    report.write_bytes(b"the old one")
    limited = f"ulimit -f 0; trap '' XFSZ; plantool --plan {plan} report --output report.md"
    done = shell(limited, tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert (done.code, report.read_bytes(), "report.md" in done.err) == (5, b"the old one", True)
    assert shell(f"plantool --plan {plan} report --output report.md", tmp_path).code == 0
    assert report.read_bytes() != b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan", "report.md"]


@case(Source.TOOL, "a report of an ending that cannot be written is refused, and what can is said")
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("x.odt", ()),
        ("x.pdf", ("--format", "html")),
        ("x.html", ("--format", "markdown")),
        ("x.MD", ("--format", "html")),
        ("x.txt", ()),
    ],
)
def test_report_ending(tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    copy_plan("closed-stdout", tmp_path)
    done = run("report", "--output", name, *options, cwd=tmp_path)
    assert (done.code, done.out, (tmp_path / name).exists()) == (2, "", False)
    endings = (".html",) if "html" in options else (".md",) if options else (".md", ".pdf")
    assert all(ending in done.err for ending in endings)


@pytest.mark.parametrize("target", ["-", "/dev/stdout"])
def test_a_report_goes_to_standard_output_when_told(target: str) -> None:
    assert run("report", "--output", target).out == run("report").out


@pytest.mark.parametrize(
    ("name", "start"), [("x.HTM", "<!doctype"), ("x.markdown", "#"), ("x", "#")]
)
def test_the_name_of_a_report_tells_its_format(tmp_path: Path, name: str, start: str) -> None:
    assert run("report", "--output", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text("utf-8").lower().startswith(start)


@case(
    Source.TOOL, "in a working folder that was deleted, that is said; a plan named in full is read"
)
def test_deleted_folder(tmp_path: Path) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    gone = "mkdir gone && cd gone && rmdir ../gone"
    for command in ("status", "schema --vscode", "fmt"):
        done = shell(f"{gone} && plantool {command}", tmp_path)
        assert (done.code, "does not exist any more" in done.err) == (3, True), done.err
    for command in ("status", "validate", "fmt --check"):
        assert shell(f"{gone} && plantool --plan {plan} {command}", tmp_path).code == 0


@case(Source.ATTACK, "no value of COLUMNS or LINES, and no TZ, ends a run or makes it endless")
@pytest.mark.parametrize(
    "variables",
    [
        *({"COLUMNS": text} for text in ("0", "-1", "1", "9" * 5000, "²", "８０", "wide", "")),
        {"LINES": "²"},
        *({"TZ": zone} for zone in ("X24:59:59", "garbage", ":/etc/passwd", "AAA-99999", "")),
    ],
)
def test_odd_environment(tmp_path: Path, variables: dict[str, str]) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    for command in (("--color", "always", "status"), ("--help",)):
        done = run("--plan", str(plan), *command, cwd=ROOT, **variables)
        assert (done.code, done.err) == (0, "")
        assert len(done.out) < 10_000


@NEEDS_POSIX
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o4755])
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(b"old")
    file.chmod(mode)
    assert write_atomically(file, b"new") == ()
    assert (file.read_bytes(), S_IMODE(file.stat().st_mode)) == (b"new", mode)


@NEEDS_POSIX
def test_a_new_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_atomically(tmp_path / "report.md", b"new") == ()
    finally:
        os.umask(before)
    assert S_IMODE((tmp_path / "report.md").stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes")
def test_a_replaced_file_keeps_its_extended_attributes(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(b"old")
    try:
        os.setxattr(file, "user.mine", b"1")
    except OSError:
        pytest.skip("a file system without extended attributes")
    assert write_atomically(file, b"new") == ()
    assert os.getxattr(file, "user.mine") == b"1"


@NEEDS_POSIX
def test_other_names_of_a_replaced_file_are_told_of(tmp_path: Path) -> None:
    file, other = tmp_path / "report.md", tmp_path / "other.md"
    file.write_bytes(b"old")
    other.hardlink_to(file)
    assert write_atomically(file, b"new") == ("links",)
    assert (file.read_bytes(), other.read_bytes()) == (b"new", b"old")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root")
@case(Source.TOOL, "a file of another user stays theirs; where that may not be, it is said")
def test_foreign_file(tmp_path: Path) -> None:
    plan = copy_plan("closed-stdout", tmp_path)
    file = plan / "1-1.yaml"
    os.chown(file, 1234, 4321)
    file.chmod(0o664)
    assert run("record", "1-1", "--year", "30", "--value", "2", cwd=tmp_path).code == 0
    status = file.stat()
    assert (status.st_uid, status.st_gid, S_IMODE(status.st_mode)) == (1234, 4321, 0o664)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root")
def test_what_may_not_be_kept_is_told_and_opens_nothing() -> None:
    with TemporaryDirectory() as folder:  # into which another user may go
        Path(folder).chmod(0o777)
        file = Path(folder, "report.md")
        file.write_bytes(b"old")
        os.chown(file, 1234, 4321)
        file.chmod(0o664)
        child = os.fork()
        if child == 0:  # another user, in no group of the file's
            told: tuple[str, ...] = ()
            try:
                os.setgroups([])
                os.setgid(5678)
                os.setuid(5678)
                told = write_atomically(file, b"new")
            finally:
                os._exit(0 if told == ("group", "owner") else 1)
        assert os.waitpid(child, 0)[1] == 0
        status = file.stat()
        assert (file.read_bytes(), status.st_uid) == (b"new", 5678)
        assert S_IMODE(status.st_mode) == 0o644
