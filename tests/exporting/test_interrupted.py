"""What keeps an export from being written, or ends it, leaves the one before as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from plantool.exporting.export_formats import DEFAULT_FORMATS
from tests.exporting.reading import export_plan
from tests.exporting.test_known_folder import look_at
from tests.running import POSIX_ONLY, ROOT, run
from tests.tables.sources import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = POSIX_ONLY
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from plantool.cli.main import main
main()
"""
WAITING = """
import sys, time
from plantool.exporting import export_tables
write = export_tables.write_tables
def write_and_wait(*arguments):
    written = write(*arguments)
    print("waiting", flush=True)
    time.sleep(60)
    return written
export_tables.write_tables = write_and_wait
from plantool.cli.main import main
main()
"""


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    return export_plan(EXAMPLES["tests/examples/valid/minimal"], tmp_path / "out", DEFAULT_FORMATS)


@pytest.mark.parametrize("most_bytes", [100, 5_000, 50_000])
@pytest.mark.parametrize("data_format", ["csv", "json", "parquet", "sqlite", "csv,json,sqlite"])
def test_a_disk_that_takes_no_more(exported: Path, most_bytes: int, data_format: str) -> None:
    """The system refuses to write more than so many bytes into a file, as a full disk would."""
    before = look_at(exported)
    done = subprocess.run(
        [
            *(sys.executable, "-B", "-c", LIMITED, str(most_bytes), "--lang", "en", "export"),
            *(str(exported), "--format", data_format, "--as-of", "2020-07-31"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:  # small files of Parquet
        assert (most_bytes, data_format) == (50_000, "parquet")
        return
    assert (done.returncode, done.stdout) == (5, ""), done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert look_at(exported) == before
    assert os.listdir(exported.parent) == ["out"]  # noqa: PTH208 - hidden ones as well


@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(exported: Path) -> None:
    before = look_at(exported)
    exported.parent.chmod(0o500)
    try:
        done = run("--lang", "en", "export", str(exported))
    finally:
        exported.parent.chmod(0o700)
    assert done.code == 5
    assert look_at(exported) == before


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("--lang", "en", "export", str(tmp_path / "file" / "out"))
    assert (done.code, done.out) == (5, "")
    assert f"{tmp_path / 'file'} is a file, and nothing was written" in done.err


@pytest.mark.usefixtures("signals_by_default")
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_run_that_is_ended_leaves_the_export_before(
    exported: Path, number: int, code: int
) -> None:
    before = look_at(exported)
    command = [sys.executable, "-c", WAITING, "export", str(exported)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(number)
        assert process.wait() == code
    assert look_at(exported) == before
    left = [name for name in os.listdir(exported.parent) if name != "out"]  # noqa: PTH208
    assert len(left) == (number == signal.SIGKILL)
    assert run("export", str(exported), "--format", "csv").code == 0
    assert os.listdir(exported.parent) == ["out"]  # noqa: PTH208 - what was left is cleared away


def test_files_that_somebody_puts_there_meanwhile_stay(exported: Path) -> None:
    command = [sys.executable, "-c", WAITING.replace("60", "1"), "export", str(exported)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        (exported / "mine.txt").write_text("mine")
        assert process.wait() == 5
    assert (exported / "mine.txt").read_text() == "mine"
