"""Opens plans as sources of fact tables, as commands do."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from plantool.cli.open_tables import open_tables
from plantool.cli.session import Color, Language, Session
from plantool.tables.build_rows import yield_rows
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.tables.columns import Row, Value
    from plantool.tables.table_source import TableSource

AS_OF = "2020-07-31"
EXAMPLES = {
    path.parent.relative_to(ROOT).as_posix(): path.parent
    for pattern in ("plan", "examples/*/plan", "tests/examples/valid/*")
    for path in sorted(ROOT.glob(f"{pattern}/plan.yaml"))
}


def open_source(folder: Path, as_of: str = AS_OF, revision: str | None = None) -> TableSource:
    """Open the plan in a folder in its own language."""
    session = Session(())
    language = None
    if "language: en" in (folder / "plan.yaml").read_text(encoding="utf-8"):
        language = Language.EN
    session.apply_options(folder, language, Color.NEVER, revision=revision)
    return open_tables(session, as_of=as_of, keep_going=False)


def build_tables(source: TableSource) -> dict[str, list[dict[str, Value]]]:
    """Return all rows by the names of their tables."""
    tables: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for table, rows in yield_rows(source):
        tables[table.name] += [_name_values(table.column_names, row) for row in rows]
    return tables


def _name_values(names: tuple[str, ...], row: Row) -> dict[str, Value]:
    return dict(zip(names, row, strict=True))


@cache
def read_example(name: str) -> dict[str, list[dict[str, Value]]]:
    """Return the tables of an example; ask for them in one process as often as you like."""
    return build_tables(open_source(EXAMPLES[name]))
