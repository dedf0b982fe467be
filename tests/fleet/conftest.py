from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fleet.lake_making import build_facts, write_lake

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small lake; tests only read it."""
    return write_lake(tmp_path_factory.mktemp("fleet") / "lake", build_facts())
