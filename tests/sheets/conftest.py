"""A desk with the example ward, and a workbook of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sheets.books import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.of(tmp_path)


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workbook of a department as it was handed out; tests only read it."""
    desk = Desk.of(tmp_path_factory.mktemp("desk"))
    (path,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1", "--year", "R2")
    return path


@pytest.fixture
def book(desk: Desk, untouched: Path) -> Path:
    desk.books.mkdir()
    return Path(shutil.copy(untouched, desk.books))
