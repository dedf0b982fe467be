"""All formats say the same, cell by cell, and what the tables say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.exporting.export_formats import ExportFormat
from plantool.tables.build_rows import yield_rows
from plantool.tables.definitions import TABLE_NAMES
from tests.exporting.reading import EVERY_FORMAT, export_plan, read_export
from tests.tables.sources import EXAMPLES, open_source

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.tables.columns import Value


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_format_has_every_cell(example: str, tmp_path: Path) -> None:
    folder = export_plan(EXAMPLES[example], tmp_path / "out")
    rows: dict[str, list[tuple[Value, ...]]] = {name: [] for name in TABLE_NAMES}
    for table, batch in yield_rows(open_source(EXAMPLES[example])):
        rows[table.name] += batch
    assert sum(map(len, rows.values())) > 20
    for data_format in EVERY_FORMAT:
        assert read_export(folder, data_format) == rows, data_format


def test_no_text_is_empty(tmp_path: Path) -> None:
    """It could not be told from none in CSV."""
    for example, plan in EXAMPLES.items():
        folder = export_plan(plan, tmp_path / example, [ExportFormat.JSON])
        assert "" not in {
            value
            for rows in read_export(folder, ExportFormat.JSON).values()
            for row in rows
            for value in row
        }


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        export_plan(EXAMPLES["examples/ward/plan"], tmp_path / name) for name in ("a", "b")
    )
    files = {path.relative_to(first): path.read_bytes() for path in first.rglob("*.*")}
    assert len(files) == 3 * len(TABLE_NAMES) + 5
    assert files == {path.relative_to(second): path.read_bytes() for path in second.rglob("*.*")}
