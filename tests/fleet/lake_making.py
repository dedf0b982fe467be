"""A small lake made by hand, with everything in it that no sum may add up.

Tokyo has a plan and its successor, which share 2019; Hokkaido has another scheme; a ministry writes
in pounds and has no code; a plan is left out. An initiative is relisted in Tokyo's first plan.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from plantool.fleet.lake_tables import LAKE_TABLES, list_partitions
from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plantool.tables.columns import Table

Facts = dict[str, list[dict[str, Any]]]
"""Rows by the names of their tables; what a row does not name is null or false."""

TYPES = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.decimal128(38, 12),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
}
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"

TOKYO = {"publisher_code": "131202", "plan_id": "plan-2018", "prefecture": "13"}
SUCCESSOR = {"publisher_code": "131202", "plan_id": "plan-2019", "prefecture": "13"}
HOKKAIDO = {"publisher_code": "011002", "plan_id": "plan-2018", "prefecture": "01"}
MINISTRY = {"publisher_code": None, "plan_id": "strategy", "prefecture": "00"}
LOST = {"publisher_code": "271004", "plan_id": "lost", "prefecture": "27"}


def plan(key: dict[str, Any], title: str, currency: str | None, scheme: str) -> dict[str, Any]:
    unit = {"JPY": "千円", "GBP": "£", None: "口"}[currency]
    return {
        **key,
        "title": title,
        "publisher": f"{title}の団体",
        "language": "ja",
        "first_year": 2018,
        "last_year": 2020,
        "unit": unit,
        "currency": currency,
        "scheme": scheme,
        "complete": True,
        "left_out": 0,
    }


def quality(row: dict[str, Any], initiatives: int = 1) -> dict[str, Any]:
    counts = {"errors": 0, "warnings": 1, "unverified_figures": 2, "facts": 9}
    return {**row, **counts, "origin": row["title"], "included": True, "initiatives": initiatives}


def initiative(key: dict[str, Any], identifier: str, theme: str | None) -> dict[str, Any]:
    return {
        **key,
        "initiative_id": identifier,
        "chapter_id": identifier.partition("-")[0],
        "title": f"事業{identifier}",
        "theme": theme,
        "file": f"plan/{identifier}.yaml",
    }


def money(row: dict[str, Any], basis: str, year: int, thousands: int | None) -> dict[str, Any]:
    """Return an amount in thousands of yen, or in pounds; None is an unknown one."""
    is_yen = row["plan_id"] != "strategy"
    minor = None if thousands is None else thousands * (1000 if is_yen else 100)
    return {
        **row,
        "basis": basis,
        "fiscal_year": year,
        "year": str(year),
        "amount": thousands,
        "unit": "千円" if is_yen else "£",
        "currency": "JPY" if is_yen else "GBP",
        "amount_minor": minor,
        "amount_yen": minor if is_yen else None,
        "presence": "unknown" if thousands is None else "known",
        "stated": True,
        "in_plan": True,
    }


def measure(row: dict[str, Any], identifier: str) -> dict[str, Any]:
    named = {"measure_id": identifier, "name": f"項目{identifier}", "kind": "level", "unit": "件"}
    return {**row, **named, "position": 1}


def verdict(
    row: dict[str, Any], measure: str, year: int, status: str, label: str
) -> dict[str, Any]:
    return {
        **row,
        "measure_id": measure,
        "fiscal_year": year,
        "year": str(year),
        "planned": 10,
        "result": None if status == "unreported" else 5,
        "result_text": None if status == "unreported" else "5件",
        "attainment": None if status == "unreported" else 1 if label == "達成" else 0,
        "status": status,
        "status_label": label,
        "missed": label in {"未達成", "D"},
        "unreported": status == "unreported",
    }


def build_facts() -> Facts:
    """Return the rows of the lake."""
    plans = [
        {
            **plan(TOKYO, "旧計画", "JPY", "standard"),
            "successor_publisher_code": "131202",
            "successor_plan_id": "plan-2019",
        },
        plan(SUCCESSOR, "新計画", "JPY", "own"),
        plan(HOKKAIDO, "北の計画", "JPY", "standard"),
        plan(MINISTRY, "戦略", "GBP", "rag"),
    ]
    old = initiative(TOKYO, "18-1", "防災")
    shown = {**initiative(TOKYO, "18-2", "防災"), "relisted": True}
    new = initiative(SUCCESSOR, "3-1", "防災")
    north = initiative(HOKKAIDO, "1-1", None)
    ministry = initiative(MINISTRY, "a", "防災")
    return {
        "plans": plans,
        "quality": [
            *map(quality, plans),
            {
                **LOST,
                "title": None,
                "origin": "lost/plan",
                "included": False,
                "reason": "PLT101",
                "errors": 2,
            },
        ],
        "initiatives": [old, shown, new, north, ministry],
        "money": [
            money(old, "planned", 2018, 100),
            {**money(old, "planned", 2019, 200), "superseded": True},
            money(old, "current", 2018, 110),
            money(old, "settled", 2018, 90),
            money(old, "unused", 2018, 20),
            {**money(old, "settled", 2019, None), "superseded": True},
            {**money(old, "planned_total", 0, 300), "fiscal_year": None, "in_plan": False},
            money(shown, "planned", 2018, 7000),
            money(new, "planned", 2019, 250),
            money(new, "settled", 2019, None),
            money(north, "planned", 2018, 0),
            {**money(north, "planned", 2019, None), "presence": "below-unit"},
            money(ministry, "planned", 2018, 5),
            money(ministry, "settled", 2018, 4),
        ],
        "measures": [
            measure(old, "m"),
            measure(shown, "m"),
            measure(new, "n"),
            measure(north, "k"),
            measure(ministry, "g"),
        ],
        "verdicts": [
            verdict(old, "m", 2018, "missed", "未達成"),
            {**verdict(old, "m", 2019, "missed", "未達成"), "superseded": True},
            verdict(shown, "m", 2018, "missed", "未達成"),
            verdict(new, "n", 2019, "c", "D"),
            verdict(new, "n", 2020, "unreported", "未報告"),
            verdict(north, "k", 2018, "missed", "未達成"),
            verdict(north, "k", 2019, "missed", "未達成"),
            verdict(ministry, "g", 2018, "green", "達成"),
        ],
    }


def write_lake(folder: Path, facts: Mapping[str, Sequence[dict[str, Any]]]) -> Path:
    """Write rows as ``fleet build`` lays them out; a table without rows has no files."""
    for table in LAKE_TABLES:
        parts: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in facts.get(table.name, ()):
            parts[tuple(row.get(name) for name in list_partitions(table))].append(row)
        for key, rows in parts.items():
            write_part(folder, table, key, rows)
    return folder


def write_part(
    folder: Path, table: Table, key: tuple[Any, ...], rows: Sequence[dict[str, Any]]
) -> None:
    names = [
        f"{name}={NO_VALUE if value is None else value}"
        for name, value in zip(list_partitions(table), key, strict=True)
    ]
    place = folder.joinpath(table.name, *names)
    place.mkdir(parents=True)
    columns = [column for column in table.columns if column.name not in list_partitions(table)]
    schema = pa.schema([(column.name, TYPES[column.type]) for column in columns])
    empty = {c.name: False if c.type is ColumnType.BOOLEAN else None for c in columns}
    cells = [{**empty, **{name: row[name] for name in row if name in empty}} for row in rows]
    pq.write_table(pa.Table.from_pylist(cells, schema=schema), place / "part-0.parquet")


if __name__ == "__main__":
    write_lake(Path(sys.argv[1]), build_facts())
