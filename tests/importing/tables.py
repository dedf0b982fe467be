"""Small plans, tables and mappings for the tests of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlsxwriter

from tests.running import run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.running import Run

PLAN = """\
title: 架空市の計画
publisher: {name: 架空市}
language: ja
years: {baseline: [R4], planned: [R5, R6]}
money: {unit: 百万円}
departments:
  環境部: [公園課, 緑化課]
"""
CHAPTER = 'id: "1"\ntitle: 緑を増やす\n'
MAPPING = """\
id: 番号
title: 事業名
departments: 担当課
measures:
  - id: {text: main}
    name: 指標
    kind: {text: level}
    direction: {text: up}
    unit: 単位
    planned: {R5: 目標R5, R6: 目標R6}
    results: {R5: 実績R5}
budget:
  unit: 千円
  initial: {R5: 当初R5}
"""
HEAD = ["番号", "事業名", "担当課", "指標", "単位", "目標R5", "目標R6", "実績R5", "当初R5"]
PARKS = ["1", "公園の整備", "環境部 公園課", "公園の数", "か所", "10", "12", "11", "123,456"]


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files of a plan, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a table of cells in which nothing needs quotes but commas."""
    lines = [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows]
    path.write_text("\n".join((*lines, "")), "utf-8")
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook: texts as text, numbers as numbers."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str) and not cell.startswith("="):
                        sheet.write_string(at, column, cell)
                    elif cell is not None:
                        sheet.write(at, column, cell)
    return path


class Workplace:
    """A folder with a plan, a mapping, and tables to take in."""

    def __init__(self, folder: Path, mapping: str = MAPPING) -> None:
        self.folder = folder
        self.plan = write_files(folder / "plan", {"plan.yaml": PLAN, "1.yaml": CHAPTER})
        (folder / "map.yaml").write_text(mapping, "utf-8")

    def take_in(self, rows: Sequence[Sequence[str]], *options: str, name: str = "表.csv") -> Run:
        """Import a CSV file with these rows below the headings."""
        write_csv(self.folder / name, [HEAD, *rows])
        return self.run("import", "csv", name, "--mapping", "map.yaml", *options)

    def run(self, *arguments: str) -> Run:
        return run(*arguments, cwd=self.folder)

    def read(self, name: str) -> str:
        return (self.plan / name).read_text("utf-8")

    def names(self) -> list[str]:
        return sorted(path.name for path in self.plan.iterdir())
