"""Workbooks as departments have them: handed out, edited by another program, taken in."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import openpyxl

from tests.running import ROOT, Run, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Workbook: TypeAlias = openpyxl.Workbook
Worksheet: TypeAlias = openpyxl.worksheet.worksheet.Worksheet
Cell: TypeAlias = openpyxl.cell.Cell

RESULTS, MONEY, SUPPLEMENTS = "実績", "事業費", "補正"
PLANS = ("plan", *(f"examples/{each.name}/plan" for each in sorted((ROOT / "examples").iterdir())))


class Desk(NamedTuple):
    """A copy of a plan, and a folder for its workbooks."""

    plan: Path
    books: Path

    @classmethod
    def of(cls, folder: Path, example: str = "examples/ward/plan") -> Desk:
        plan = folder / "plan"
        shutil.copytree(ROOT / example, plan)
        return cls(plan, folder / "books")

    def run(self, *arguments: str, **variables: str) -> Run:
        variables = {"PLANTOOL_LANG": "ja", **variables}
        return run("--plan", str(self.plan), *arguments, cwd=self.plan.parent, **variables)

    def hand_out(self, *options: str) -> list[Path]:
        done = self.run("sheet", "export", "--output", str(self.books), *options)
        assert done.code == 0, done.err
        return sorted(self.books.glob("*.xlsx"))

    def take_in(self, *arguments: Path | str, **variables: str) -> Run:
        return self.run("sheet", "import", *map(str, arguments), **variables)

    def tell(self, *arguments: Path | str) -> tuple[int, list[dict[str, Any]]]:
        """Take workbooks in; return the exit code, and what was told of each cell."""
        done = self.take_in(*arguments, "--format", "json")
        return done.code, json.loads(done.out)["rows"]

    def read(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.plan.iterdir()}

    def list_changed_lines(self, before: dict[str, bytes]) -> list[str]:
        """Return the lines that went, and those that came, file by file."""
        changed: list[str] = []
        for name, data in sorted(self.read().items()):
            old, new = before[name].decode().splitlines(), data.decode().splitlines()
            changed += [f"{name} -{line.strip()}" for line in old if line not in new]
            changed += [f"{name} +{line.strip()}" for line in new if line not in old]
        today = date.today().isoformat()  # noqa: DTZ011 - as plantool says it
        return [line.replace(today, "TODAY") for line in changed]


def edit(path: Path, change: Callable[[Workbook], None]) -> None:
    """Change a workbook with openpyxl, which knows nothing of plantool."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def type_cells(path: Path, cells: dict[tuple[str, str, str], object]) -> None:
    """Type values into cells, each named by its sheet, the key of its row and its column."""

    def change(book: Workbook) -> None:
        for (sheet, key, column), value in cells.items():
            find_cell(book[sheet], key, column).value = value

    edit(path, change)


def find_cell(sheet: Worksheet, key: str, column: str) -> Cell:
    ids = {cell.value: cell.column for cell in sheet[1]}
    keys = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
    return sheet.cell(keys[key], ids[column])
