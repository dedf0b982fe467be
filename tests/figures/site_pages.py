"""What the pages of a site have to say: which numbers in which rows, by the JSON of commands."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from tests.figures.expected import Expected, Items, compare_rows, name_year, say, say_result
from tests.figures.numbers import Rate, find_difference, list_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.figures.answers import Asked, Json, Rows
    from tests.figures.documents import Section
    from tests.figures.numbers import Item
    from tests.site.reading import Element

SHOWN_BASES = ("planned", "settled")
ALL_BASES = ("planned", "initial", "current", "settled")


class SiteFigures:
    """The figures of a site as it stood on the day, and in the year, of ``asked``."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.report = asked.report()
        rows = asked.ask("status", "--as-of", asked.as_of)["rows"]
        self.expected = Expected(rows, self.report)
        last = next(row["first_day"] for row in rows if row["year"] == asked.year)
        self.all_rows = [row for row in rows if row["measure"]]
        self.rows = [row for row in self.all_rows if row["first_day"] <= last]
        self.years = [
            *dict.fromkeys(r["year"] for r in sorted(self.rows, key=lambda r: r["first_day"]))
        ]
        self.bands = {
            band["status"]: band
            for s in self.report["sections"]
            if s["key"] == "bands"
            for band in s["parts"][0]["rows"]
        }

    def name_years(self, last: int = 0) -> Items:
        """Return the numbers of the years of the site, or of the last ones."""
        return [*map(name_year, self.years[-last:])]

    @cached_property
    def money(self) -> dict[tuple[str, str], Json]:
        """The money of initiatives by id and year."""
        words = [word for year in self.years for word in ("--year", year)]
        rows = self.asked.ask("budget", "--compare", "--by", "initiative", *words)["rows"]
        kinds = {"initiative", "relisted"}
        return {(row["key"], row["year"]): row for row in rows if row["row"] in kinds}

    @cached_property
    def listed(self) -> Rows:
        """The initiatives where chapters list them, in the order of the plan."""
        return [each for each in self.report["sections"] if each["key"] == "initiative"]

    def list_once(self) -> Rows:
        """Return each initiative once, where it is counted if it is anywhere."""
        once: dict[str, Json] = {}
        for each in self.listed:
            if each["id"] not in once or once[each["id"]]["relisted"] > each["relisted"]:
                once[each["id"]] = each
        return [each for each in self.listed if each is once[each["id"]]]

    def find_rows(self, listed: Rows, year: str) -> Rows:
        places = {(each["id"], each["chapter"], each["section"]) for each in listed}
        return [
            row
            for row in self.rows
            if row["year"] == year and (row["id"], row["chapter"], row["section"]) in places
        ]

    def count(self, listed: Rows, year: str) -> dict[str, tuple[int, int]]:
        """Return how many measures have which status, and how many of them are provisional."""
        counted = [row for row in self.find_rows(listed, year) if not row["relisted"]]
        counts = Counter(row["status"] for row in counted)
        provisional = Counter(row["status"] for row in counted if row["provisional"])
        return {status: (counts[status], provisional[status]) for status in counts}

    def sum_money(self, ids: Iterable[str], basis: str) -> Item:
        """Return money over the years of the site, with ``+…`` where some of it is unknown."""
        rows = [self.money[one, year] for one in dict.fromkeys(ids) for year in self.years]
        unknown = [row for row in rows if basis in row["unknown"]]
        known = [row[basis] for row in rows if row[basis] is not None]
        if unknown and not known:
            return "…"
        return f"{sum(known)}" + (" +…" if unknown else "")

    def list_money(self, ids: Iterable[str]) -> Items:
        ids = list(ids)
        return [self.sum_money(ids, basis) for basis in SHOWN_BASES if self.money]

    def describe_part(self, name: str, listed: Rows, *, has_money: bool) -> Items:
        """Return the row of a chapter or department in a table of parts."""
        counts = self.count(listed, self.asked.year)
        missed = [pair for status, pair in counts.items() if self.is_missed(status)]
        everywhere = self.count(self.listed, self.asked.year)
        has_provisional = any(p for s, (_, p) in everywhere.items() if self.is_missed(s))
        ids = [each["id"] for each in listed]
        return [
            name,
            len(listed),
            sum(number for number, _ in counts.values()),
            sum(number for number, _ in missed),
            *([sum(number for _, number in missed)] if has_provisional else []),
            *(self.list_money(ids) if has_money else []),
        ]

    def is_missed(self, status: str) -> bool:
        return status in self.bands and bool(self.bands[status]["missed"])

    def describe_listing(self, each: Json) -> Items:
        """Return the row of an initiative in a list: its counts of two years, its money."""
        counts: Items = []
        for year in self.years[-2:]:
            of_year = Counter(row["status"] for row in self.find_rows([each], year))
            counts += [*of_year.values()] if of_year.total() > 1 else []
        money = self.list_money([each["id"]])
        return [each["heading"].replace("No.", ""), *counts, *money]

    def compare_years(self, listed: Rows) -> list[Items]:
        """Return the rows of the table of years beside each other."""
        by_year = [self.count(listed, year) for year in self.years]
        used = {status for counts in by_year for status in counts}
        return [[counts.get(status, (0, 0))[0] for counts in by_year] for status in used]

    def describe_attention(self, row: Json) -> Items:
        return [*self.expected.name(row), say(row, "planned"), *say_result(row), row["reason"]]

    def find_in_summary(self, section: Section, listed: Rows) -> Iterator[str]:
        """Yield what figures and the sentence under a title say otherwise."""
        counts = self.count(listed, self.asked.year)
        lede, *figures = section.lines
        shown = sorted(tuple(map(int, list_numbers(figure))) for figure in figures)
        if shown != sorted((n, p) if p else (n,) for n, p in counts.values()):
            yield f"{figures}: expected {counts}"
        yield from self.find_in_lede(lede, listed)

    def find_in_lede(self, lede: str, listed: Rows, *, has_money: bool = True) -> Iterator[str]:
        """Yield what a sentence says otherwise of how many measures stand where, and of money."""
        counts = self.count(listed, self.asked.year)
        ids = [each["id"] for each in listed if not each["relisted"]]
        money = [m for m in self.list_money(ids) if m not in {"…", "0"}] if has_money else []
        words = [name_year(year) for year in self.years] + self.asked.as_of.split("-")
        said = [number for number, _ in counts.values()]
        provisional = sum(number for _, number in counts.values())
        yield from _compare_sentence(lede, said, [*money, provisional or None], words)
        labels = {row["status"]: row["status_label"] for row in self.rows}
        for status, (number, _) in counts.items():
            label = labels[status]
            alone = f"{number}項目は" in lede and f"状況は{label}" in lede
            if not (alone or any(f"{said}" in lede for said in _say_count(label, number))):
                yield f"{lede}: {labels[status]} {number}"

    def find_in_money(self, identifier: str, table: list[list[str]]) -> Iterator[str]:
        """Yield what the money of an initiative by year says otherwise."""
        head, *rows = table
        names = {"計画": "planned", "当初予算": "initial", "予算現額": "current", "決算": "settled"}
        expected: list[Items] = []
        for year, said in zip(self.years, rows, strict=True):
            row = self.money[identifier, year]
            items: Items = [name_year(year)]
            for name, cell in zip(head[1:], said[1:], strict=True):
                basis = names.get(name.split("\n")[0])
                rate = row["execution_rate"]
                if basis and (cell, row[basis]) != ("―", 0):  # nothing at all, which sums to 0
                    items.append("…" if basis in row["unknown"] else row[basis])
                elif basis:
                    pass
                elif rate is not None:
                    items.append(Rate(rate))
            expected.append(items)
        yield from compare_rows(rows, expected)

    def find_in_records(self, identifier: str, tables: list[Element]) -> Iterator[str]:
        """Yield what the blocks of the measures of an initiative say otherwise."""
        rows: dict[str, Rows] = defaultdict(list)
        for row in self.rows:
            if row["id"] == identifier and row["year"] not in {
                r["year"] for r in rows[row["measure"]]
            }:
                rows[row["measure"]].append(row)
        if len(tables) != len(rows):
            yield f"{identifier}: {len(tables)} records, expected {len(rows)}"
        for table, of_measure in zip(tables, rows.values(), strict=False):
            yield from self._find_in_record(table, of_measure)

    def _find_in_record(self, table: Element, rows: Rows) -> Iterator[str]:
        printed = [
            r for s in self.listed for p in s["parts"] if p.get("key") == "printed"
            for r in p["rows"] if s["id"] == rows[0]["id"] and r["measure"] == rows[0]["measure"]
        ]  # fmt: skip
        by_year = {row["year"]: row for row in rows}
        for body in table.find("tbody"):
            group = next(
                each.text for each in body.find("th") if each.attributes["scope"] == "rowgroup"
            )
            years = [y for y in by_year if list_numbers(name_year(y)) == list_numbers(group)]
            year = years[0] if years and "年度" in group else None
            for line in body.find("tr"):
                kind, text = line.find("th")[-1].text, line.find("td")[-1].text
                said = list(self._list_said(kind, year, by_year, printed))
                if kind == "判定" and by_year[year or ""]["status_label"] not in text:
                    yield f"{rows[0]['id']} {group} {text}: {by_year[year or '']['status_label']}"
                if not any(find_difference(text, items) == "" for items in said):
                    yield f"{rows[0]['id']} {rows[0]['measure']} {group} {kind} {text}: {said}"

    def _list_said(
        self, kind: str, year: str | None, rows: dict[str, Json], printed: Rows
    ) -> Iterator[Items]:
        """Yield what a line may say: of its year, of none, or summed over all years."""
        field = {"現況": "baseline", "目標": "target"}.get(kind)
        said = [row for row in printed if row["field"] == (field or "total")]
        if year and kind == "判定":
            yield list(rows[year]["why"])
        elif year and not field:
            yield [say(rows[year], "planned")] if kind == "計画" else say_result(rows[year])
        else:
            yield from ([row["value"] if row["text"] is None else row["text"]] for row in said)
            key = "planned" if kind == "計画" else "result"
            yield [] if field else [sum(row[key] or 0 for row in rows.values())]


def _say_count(label: str, number: int) -> tuple[str, ...]:
    """Return how a sentence says a count among others, and one that is all the rest."""
    return f"{label}が{number}項目", f"{number}項目は{label}"


def _compare_sentence(
    sentence: str, counts: list[int], money: Items, others: list[str]
) -> Iterator[str]:
    """Yield a sentence that says other numbers than it may, or not all that it should."""
    said = {number.removeprefix("+") for number in list_numbers(sentence)}
    plain = {n for item in money if item for n in list_numbers(f"{item}") if "…" not in n}
    sums = {str(sum(some)) for some in _yield_subsets(counts)}
    allowed = {*sums, *plain, *(str(int(n)) for word in others for n in list_numbers(word))}
    if not said <= allowed or not {*map(str, counts), *plain} <= said:
        yield f"{sentence}: {said - allowed} {({*map(str, counts), *plain}) - said}"


def _yield_subsets(numbers: list[int]) -> Iterator[list[int]]:
    """Yield every choice of some numbers: sentences say sums of some counts."""
    for chosen in range(2 ** len(numbers)):
        yield [number for at, number in enumerate(numbers) if chosen >> at & 1]
