"""Fixtures that every test can use."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.drawing import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "tests" / "screens"

settings.load_profile(QUICK)  # --hypothesis-profile=thorough comes after it


@pytest.fixture(scope="session", autouse=True)
def _own_memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests remember away from what the user's own runs remember."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANTOOL_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("PLANTOOL_STATE", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture
def signals_by_default() -> Iterator[None]:
    """Let signals reach the processes of a test, also where this one was told to ignore them.

    `nohup`, `&` in a script and some CI runners start programs that way, and children inherit it.
    """
    if sys.platform == "win32":
        yield
        return
    ending = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    blocked = signal.pthread_sigmask(signal.SIG_UNBLOCK, ending)
    ignored = [each for each in ending if signal.getsignal(each) is signal.SIG_IGN]
    for each in ignored:
        signal.signal(each, signal.SIG_DFL)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-screens", action="store_true", help="write tests/screens anew instead of comparing"
    )


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a whole screen with the one kept under its name."""

    def compare(name: str, text: str) -> None:
        path = SCREENS / f"{name}.txt"
        if request.config.getoption("--write-screens"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture
def plan_copy(tmp_path: Path) -> Path:
    """Return a copy of the real plan that a test may spoil."""
    return Path(shutil.copytree(ROOT / "plan", tmp_path / "plan"))
