"""A desk with the example ward, and a workbook of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sheets.books import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.of(tmp_path)


@pytest.fixture
def book(desk: Desk) -> Path:
    (path,) = desk.hand_out("--department", "高齢者支援課", "--year", "R1", "--year", "R2")
    return path
