"""What documents have to say of the sections of a report in JSON: which numbers in which rows."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from tests.figures.answers import find_rows
from tests.figures.numbers import Item, Rate, find_difference, list_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.figures.answers import Json, Rows
    from tests.figures.documents import Section

Items: TypeAlias = "list[Item]"
_BASES = ("planned", "initial", "current", "settled")


class Expected:
    """Knows the verdicts of ``status`` and, by a ``report``, how rows are named."""

    def __init__(self, status: Rows, report: Json) -> None:
        self.status = {(r["id"], r["measure"], r["year"]): r for r in status if r["measure"]}
        shown = find_rows(report, "printed")
        days = {r["year"]: r["first_day"] for r in (*shown, *status) if r["first_day"]}
        self.years = sorted({year for _, _, year in self.status}, key=days.__getitem__)
        baselines = {row["year"] for row in shown if row["field"] == "baseline" and row["year"]}
        self.baselines = sorted(baselines, key=days.__getitem__)
        sections = (each for each in report["sections"] if each.get("relisted"))
        self.relisted = {
            each["id"]: each["heading"].partition(each["title"])[2] for each in sections
        }
        numbered = {(r["id"], r["row"], r["name"]): r["number"] for r in shown if r["name"]}
        self.names = {
            (row["id"], row["measure"]): [
                *(numbered.get((row["id"], "group", name)) for name in split_groups(row["group"])),
                row["group"],
                row["number"],
                row["name"],
            ]
            for row in shown
            if row["row"] == "measure"
        }

    def name(self, row: Json) -> Items:
        """Return what names a measure: the id and title of its initiative, its groups, itself."""
        return [row["id"], row["title"], *self.names[row["id"], row["measure"]]]

    def list_rows(self, key: str, rows: Rows) -> list[Items]:
        """Return what stands in the rows of a table that are about the ``rows`` of JSON."""
        if key == "statuses":
            return list(_list_counts(rows))
        if key == "money":
            return [[_amount(r, b) for b in _BASES if b != "initial"] + _rate(r) for r in rows]
        if key.startswith("money-by-"):
            return list(
                _list_money(rows, self.relisted) if "part" not in key else _list_parts(rows)
            )
        if key == "bands":
            return list(_list_bands(rows))
        describe = {
            "missed": self.describe_missed,
            "at-risk": lambda row: [*self.name(row), *row["why"]],
            "unreported": self._describe_owed,
            "disagreement": lambda row: [*self.name(row), row["reason"]],
            "judged-missed": _describe_judged,
            "money-exceptions": _describe_exception,
            "reckoning": lambda row: [
                row["id"],
                *self.names[row["id"], row["measure"]],
                *row["why"],
            ],
        }[key]
        return [*map(describe, rows)]

    def describe_missed(self, row: Json) -> Items:
        planned = [say(row, "planned"), row["due"]]
        status = self.status[row["id"], row["measure"], row["year"]]
        return [
            *self.name(row),
            *planned,
            *say_result(status),
            *_attainment(row),
            row["reason"],
            row["action"],
        ]

    def _describe_owed(self, row: Json) -> Items:
        return [*self.name(row), row["due"], row["days_late"]]

    def list_printed(self, rows: Rows, verdicts: Rows) -> Items:
        """Return what the printed table of an initiative says, in any order."""
        items: Items = []
        results: dict[tuple[str, str], Json] = {}
        for row in rows:
            if row["row"] in {"measure", "group"}:
                if row["field"] in {"heading", "planned", "total", "target", "baseline", "due"}:
                    items.append(row["value"] if row["text"] is None else row["text"])
                if row["field"] == "result":
                    results[row["measure"], row["year"]] = row
        named = [
            row for row in rows if row["row"] in {"measure", "group"} and row["field"] != "heading"
        ]
        for _, of_row in groupby(
            named, key=lambda row: (row["measure"], row["number"], row["name"])
        ):
            first = next(of_row)
            items += [first["number"], first["name"]] if first["row"] == "measure" else []
        judged = {(row["measure"], row["year"]): row for row in verdicts}
        for key in dict.fromkeys((*results, *judged)):
            status = self.status.get((rows[0]["id"], *key))
            said = say_result(status) if status else [results[key]["text"]]
            printed = status and status["printed_attainment"]
            items += [*said, printed or None, *(_attainment(judged[key]) if key in judged else [])]
        return items


def say(row: Json, key: str) -> Item:
    """Return the words that were printed, or the number."""
    text: Item = row[key] if row[f"{key}_text"] is None else row[f"{key}_text"]
    return text


def split_groups(names: str | None) -> list[str]:
    return names.split(" / ") if names else []


def say_result(status: Json) -> Items:
    """Return what tables say of a result: its words, its part of the year, its own plan."""
    period = status["result_period"] or ""
    return [
        say(status, "result"),
        period if period.startswith("Q") else None,
        say(status, "result_planned"),
        status["result_running"],
    ]


def _attainment(row: Json) -> Items:
    return [None if row["attainment"] is None else Rate(row["attainment"])]


def _list_counts(rows: Rows) -> Iterator[Items]:
    """Yield the counts of each group and of all, in the order of the total."""
    statuses = [row["status"] for row in rows if row["row"] == "total"]
    for _, of_group in groupby(rows, key=lambda row: (row["row"], row["key"])):
        group = list(of_group)
        counts = {row["status"]: row["count"] for row in group}
        title = group[0]["title"]
        yield [title, *(counts.get(status, 0) for status in statuses), sum(counts.values())]


def _amount(row: Json, basis: str) -> Item:
    """Return money as it is said: with ``+…`` where some of it is unknown."""
    if row[basis] is None:
        return "…" if basis in row["unknown"] else None
    return f"{row[basis]}" + (" +…" if basis in row["unknown"] else "")


def _rate(row: Json) -> Items:
    if row["execution_rate"] is None:
        return []
    is_partial = not {"current", "settled"}.isdisjoint(row["unknown"])
    return [Rate(row["execution_rate"]), "+…" if is_partial else None]


def _list_money(rows: Rows, relisted: dict[str, str]) -> Iterator[Items]:
    """Yield the lines of a comparison: each with its money, and with the reason below it."""
    titled = ""
    for row in rows:
        if row["row"] == "initiative" and titled != (titled := _find_group(rows, row)):
            yield [titled]
        key = row["key"] if row["row"] in {"initiative", "relisted"} else None
        title = None if row["row"] == "subtotal" else row["title"]
        if row["row"] == "relisted":
            title = f"{title} {relisted[str(key)]}"
        change = None if row["change"] is None else Rate(row["change"])
        yield [
            key,
            title,
            *(_amount(row, basis) for basis in _BASES),
            *_rate(row),
            row["variance"],
            change,
        ]
        if row["reason"]:
            yield [row["reason"]]


def _find_group(rows: Rows, row: Json) -> str:
    """Return the title of the group that an initiative stands in: of the next subtotal."""
    at = next(at for at, other in enumerate(rows) if other is row)
    return next(str(other["title"]) for other in rows[at:] if other["row"] == "subtotal")


def _list_parts(rows: Rows) -> Iterator[Items]:
    """Yield the lines of a breakdown: the name of each group, and each part on every basis."""
    titled = None
    for (kind, group, part), line in groupby(rows, key=lambda r: (r["row"], r["group"], r["part"])):
        if kind != "whole" and titled != (titled := group):
            yield [group]
        amounts = [
            _amount({"x": row["amount"], "unknown": ["x"] if row["unknown"] else []}, "x")
            for row in line
        ]
        yield [part if kind == "part" else None, *amounts]


def _describe_judged(row: Json) -> Items:
    year = "" if row["year"] == "term" else name_year(row["year"])
    return [row["id"], row["title"], year, row["initiative_reason"]]


def _describe_exception(row: Json) -> Items:
    return [row["id"], row["title"], row["current"], row["settled"], row["reason"]]


def _list_bands(rows: Rows) -> Iterator[Items]:
    """Yield from what per cent on each band holds; the last has what is left."""
    rated = [row for row in rows if row["threshold"] is not None]
    for row in rows:
        yield [None if row is rated[-1] and len(rated) > 1 else row["threshold"]]


def name_year(key: str) -> str:
    """Return the number of a year as a language says it: the first of an era has none."""
    return "" if key in {"R1", "H1", "S1"} else key


def list_money_of(rows: Rows, years: Iterable[str]) -> Items:
    """Return the money that a printed table says, and the sums of what years say."""
    amounts: dict[str, Rows] = defaultdict(list)
    for row in rows:
        if row["row"] == "budget":
            amounts[row["field"]].append(row)
    items: Items = [row["value"] for each in amounts.values() for row in each]
    planned = set(years)
    for field, each in amounts.items():
        of_plan = [row for row in each if row["year"] in planned]
        is_said = any(row["value"] is not None or row["presence"] == "none" for row in of_plan)
        is_year = all(row["year"] for row in each) and "rate" not in field
        has_total = f"{field}.total" in amounts or field.endswith((".planned", ".requested"))
        if is_year and is_said and not has_total:
            items.append(sum((row["value"] or 0 for row in of_plan), Decimal(0)))
    return items


def find_problems(section: Json, read: Section, expected: Expected) -> list[str]:
    """Return what a section of a document says otherwise than the same in JSON."""
    found = []
    tables = list(read.tables)
    verdicts: Rows = next((p["rows"] for p in section["parts"] if p.get("key") == "verdicts"), [])
    for part in section["parts"]:
        key = part.get("key")
        if key == "printed":
            cells = "\n".join(cell for table in tables for row in table[1:] for cell in row)
            items = expected.list_printed(part["rows"], verdicts) + list_money_of(
                part["rows"], expected.years
            )
            plain = [i.replace("…", "") if isinstance(i, str) else i for i in items]
            found.append(find_difference(cells.replace("…", ""), plain))
            found += compare_heads(tables, part["rows"], expected)
        elif part["part"] == "chart":
            found += compare_bars(part, read.bars or tables.pop(0)[1:], is_drawn=bool(read.bars))
        elif key and key != "verdicts":
            head, *rows = tables.pop(0)
            found.append(find_difference(" ".join(head), []))
            found += compare_rows(rows, expected.list_rows(key, part["rows"]))
    return [f"{section['heading']}: {each}" for each in found if each]


def compare_heads(tables: list[list[list[str]]], rows: Rows, known: Expected) -> Iterator[str]:
    """Yield what the heads of a printed table say otherwise: its years, and that of the target."""
    has_measures = any(row["row"] == "measure" for row in rows)
    said = [row["year"] for row in rows if row["year"] and row["field"] != "baseline"]
    years = dict.fromkeys((*(known.baselines if has_measures else []), *said, *known.years))
    first, heads = tables[0][0][0], [head for table in tables for head in table[0][1:]]
    yield find_difference(" ".join(heads), map(name_year, years))
    yield find_difference(first, [name_year(known.years[-1])] if list_numbers(first) else [])


def compare_rows(rows: list[list[str]], expected: list[Items]) -> Iterator[str]:
    """Yield the rows that say other numbers than they should."""
    if len(rows) != len(expected):
        yield f"{len(rows)} rows, expected {len(expected)}"
    for row, items in zip(rows, expected, strict=False):
        if difference := find_difference("\n".join(row), items):
            yield f"{row}: {difference}"


def compare_bars(part: Json, bars: list[list[str]], *, is_drawn: bool) -> Iterator[str]:
    """Hold a chart to its rows: drawn ones say each figure once more, for screen readers."""
    if part["key"] == "money-chart":
        expected = [
            [row["title"], row[basis], part["unit"]] * (1 + is_drawn)
            for row in part["rows"]
            for basis in ("planned", "current", "settled")
            if row[basis] is not None
        ]
        plain = [] if is_drawn else [part["unit"]]
        expected = [[i for i in items if i not in plain] for items in expected]
        yield from compare_rows(bars, expected)
        return
    rows = [row for row in part["rows"] if row["row"] != "total"]
    used = [row["status"] for row in part["rows"] if row["row"] == "total"]
    expected = []
    for _, of_group in groupby(rows, key=lambda row: row["key"]):
        group = list(of_group)
        counts = {row["status"]: row["count"] for row in group}
        is_stacked = len(used) > 1
        once = [group[0]["title"], *([sum(counts.values())] if is_stacked else [])]
        every = [counts.get(status, 0) for status in used]
        again = [*once, *once, *every, *(filter(None, every) if is_stacked else [every[0]])]
        expected.append(again if is_drawn else [*once, *every])
    yield from compare_rows(bars, expected)
