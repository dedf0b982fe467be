"""Made-up tables with the columns of the national 行政事業レビュー table 2-1; no row is real.

Each project has four years of totals (会計区分 is blank), each with one or two parts. The table's
identities hold: 計 = 当初 + 補正 + 繰越し + 予備費等, and 執行率 = 執行額 ÷ 計, a ratio to five
digits that binary floating point rounds.
"""

from __future__ import annotations

import csv
import random
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = """
シート種別 事業年度 予算事業ID 事業名 府省庁の建制順 政策所管府省庁 府省庁 局・庁 部 課 室 班 係
予算年度 当初予算（合計） 補正予算（合計） 前年度からの繰越し（合計） 予備費等（合計）
計（歳出予算現額合計） 執行額（合計） 執行率 翌年度への繰越し(合計） 翌年度要求額（合計）
主な増減理由 その他特記事項 会計区分 会計 勘定 当初予算
第1次補正予算 第2次補正予算 第3次補正予算 第4次補正予算 第5次補正予算 前年度から繰越し
予備費等1 予備費等2 予備費等3 予備費等4 歳出予算現額 執行額 翌年度要求額 要望額 備考
"""
COLUMNS = tuple(_HEAD.split())
FIRST_YEAR, LAST_YEAR = 2021, 2024
Row = dict[str, str]

PLAN = {
    "plan.yaml": """\
title: 架空の事業の一覧
publisher: {name: 架空省}
language: ja
years: {planned: [2021, 2022, 2023, 2024]}
money:
  unit: 円
  breakdown:
    会計: {parts: [一般会計, 特別会計 架空特別会計 甲勘定]}
departments:
  架空局: [企画課, 業務課]
""",
    "a.yaml": "id: a\ntitle: 架空省\n",
    "b.yaml": "id: b\ntitle: 見本庁\n",
}


def make_rows(projects: int, seed: int = 1) -> list[Row]:
    """Return the rows of so many projects: per year one of totals, and the parts below it."""
    drawn = random.Random(seed)  # noqa: S311 - figures for tests
    return [row for number in range(projects) for row in _make_project(number, drawn)]


def _make_project(number: int, drawn: random.Random) -> list[Row]:
    head = {
        "シート種別": "予算・執行サマリ",
        "事業年度": "2024",
        "予算事業ID": f"{number + 1:06d}",
        "事業名": f"架空の事業その{number + 1}",
        "政策所管府省庁": "架空省",
        "府省庁": drawn.choice(["架空省", "見本庁"]),
        "局・庁": "架空局",
        "課": drawn.choice(["企画課", "業務課"]),
    }
    accounts = [("一般会計", "", "")]
    if drawn.random() < 0.3:
        accounts.append(("特別会計", "架空特別会計", "甲勘定"))
    size = 10 ** drawn.randrange(6, 13)
    rows = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        parts = [_make_part(year, account, size, drawn) for account in accounts]
        rows += [head | row for row in (_sum_parts(year, parts, drawn), *parts)]
    return rows


def _make_part(year: int, account: tuple[str, str, str], size: int, drawn: random.Random) -> Row:
    initial = drawn.randrange(size // 2, size)
    supplements = [_draw(drawn, 0.3, -size // 100, size // 10) for _ in range(5)]
    carried_in = _draw(drawn, 0.5, 0, size // 10)
    reserves = [_draw(drawn, 0.2, -size // 20, size // 20) for _ in range(4)]
    current = initial + sum(filter(None, (*supplements, carried_in, *reserves)))
    kind, name, ledger = account
    amounts: dict[str, int | None] = {
        "当初予算": initial,
        **{f"第{n}次補正予算": amount for n, amount in enumerate(supplements, 1)},
        "前年度から繰越し": carried_in,
        **{f"予備費等{n}": amount for n, amount in enumerate(reserves, 1)},
        "歳出予算現額": current,
        "執行額": drawn.randrange(current // 2, current + 1) if year < LAST_YEAR else None,
        "翌年度要求額": drawn.randrange(size // 2, size) if year == LAST_YEAR else None,
    }
    own = {"予算年度": str(year), "会計区分": kind, "会計": name, "勘定": ledger}
    return own | {key: _write(amount) for key, amount in amounts.items()}


def _draw(drawn: random.Random, share: float, low: int, high: int) -> int | None:
    """Return an amount in so many of all cases."""
    return drawn.randrange(low, high) if drawn.random() < share else None


def _sum_parts(year: int, parts: list[Row], drawn: random.Random) -> Row:
    """Return the totals of a year; some amounts are written with .0."""
    sums = {
        "当初予算（合計）": _add(parts, "当初予算"),
        "補正予算（合計）": _add(parts, *(f"第{n}次補正予算" for n in range(1, 6))),
        "前年度からの繰越し（合計）": _add(parts, "前年度から繰越し"),
        "予備費等（合計）": _add(parts, *(f"予備費等{n}" for n in range(1, 5))),
        "計（歳出予算現額合計）": _add(parts, "歳出予算現額"),
        "執行額（合計）": _add(parts, "執行額"),
        "翌年度要求額（合計）": _add(parts, "翌年度要求額"),
    }
    row = {"予算年度": str(year)} | {key: _write(amount) for key, amount in sums.items()}
    current, spent = sums["計（歳出予算現額合計）"], sums["執行額（合計）"]
    if spent and current:
        row["執行率"] = str(round(spent / current, 5))
    if drawn.random() < 0.1:
        row["当初予算（合計）"] += ".0"
    return row


def _add(parts: list[Row], *keys: str) -> int | None:
    known = [int(part[key]) for part in parts for key in keys if part.get(key)]
    return sum(known) if known else None


def _write(amount: int | None) -> str:
    return "" if amount is None else str(amount)


def write_table(path: Path, rows: list[Row], encoding: str = "utf-8-sig") -> Path:
    """Write rows as the table is published: UTF-8 with BOM, CRLF, quoted where needed."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_plan(folder: Path) -> Path:
    """Write a plan with the chapters, departments and accounts of the made-up tables."""
    folder.mkdir()
    for name, text in PLAN.items():
        (folder / name).write_text(text, "utf-8")
    return folder
