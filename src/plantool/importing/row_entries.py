"""What a row says: each value with its path in the file of an initiative, and its cell."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.importing.cell_values import (
    CellError,
    read_figure,
    read_line,
    read_quantity,
    read_rate,
    read_words,
    read_year,
    shorten_number,
)
from plantool.importing.gathered import Entry, MeasureStep
from plantool.importing.mapping import Figure
from plantool.model.exact import exact_product, exact_sum
from plantool.model.fiscal_year import FiscalYear
from plantool.model.numerals import split_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.importing.mapping import (
        Column,
        Figures,
        MeasureColumns,
        MoneyColumns,
        TableMapping,
    )
    from plantool.importing.plan_places import PlanPlaces
    from plantool.importing.row_cells import RowCells

_YEAR_KEYS = ("starts", "ends", "target_year")
_SETTLED_BEFORE = ("id", "chapter")
_CELL_KEYS = ("total", "target")
_Pair = tuple["NodePath", Entry]


class RowEntries:
    """Reads the entries of the row to which ``cells`` has turned, which keeps the failures."""

    def __init__(self, mapping: TableMapping, cells: RowCells, places: PlanPlaces) -> None:
        self.mapping = mapping
        self.cells = cells
        self.places = places
        self.year: FiscalYear | None = None
        self.shift = (
            0 if mapping.money is None else find_shift(mapping.money.unit, places.plan.unit)
        )

    def start_row(self) -> None:
        """Read the year of the row, where it has one."""
        column = self.mapping.year
        if column is None:
            return
        self.year = self._read_year(column)
        if self.year is None and self.mapping.has_year_rows:
            self.cells.fail(self.cells.locate(column), CellError("import.no-year", value=""))

    def _read_year(self, column: Column) -> FiscalYear | None:
        return self.cells.read(column, partial(read_year, era=self.places.era))

    def yield_whole(self) -> Iterator[_Pair]:
        """Yield what a row says of an initiative as a whole."""
        for key, column in self.mapping.values.items():
            if key not in _SETTLED_BEFORE:
                yield from self._yield_value((key,), column)
        yield from self._yield_departments()
        yield from self._yield_attributes((), self.mapping.attributes)
        for measure in self.mapping.measures:
            yield from self._yield_measure(measure)
        if self.mapping.money:
            yield from self._yield_money(("budget",), self.mapping.money.whole)

    def yield_part(self, group: str) -> Iterator[_Pair]:
        """Yield what a row says of one part of the money."""
        assert self.mapping.money  # noqa: S101 - which has the group
        columns = self.mapping.money.breakdown[group]
        words = (self.cells.read(column, read_line) for column in columns.part)
        name = " ".join(filter(None, words))
        if not name:
            place = self.cells.locate(columns.part[0])
            self.cells.fail(place, CellError("import.no-part", group=group))
        yield from self._yield_money(("budget", "breakdown", group, name), columns.money)

    def _yield_value(self, path: NodePath, column: Column) -> Iterator[_Pair]:
        key = path[-1]
        value: Plain
        if key in _YEAR_KEYS:
            year = self._read_year(column)
            value = self.places.spell_year(year) if year else None
        elif key in _CELL_KEYS:
            value = self.cells.read(column, read_figure)
        else:
            value = self.cells.read(column, read_words if key == "summary" else read_line)
        if value is not None:
            yield path, Entry(value, self.cells.locate(column))
        elif path == ("title",):
            self.cells.fail(self.cells.locate(column), CellError("import.no-title"))

    def _yield_departments(self) -> Iterator[_Pair]:
        read = (
            (self.cells.read(column, read_words), column) for column in self.mapping.departments
        )
        said = [(words, column) for words, column in read if words]
        if said:
            names, is_derived = self.places.find_departments([words for words, _ in said])
            derived = "import.derived-department" if is_derived else ""
            yield ("departments",), Entry([*names], self.cells.locate(said[0][1]), derived)

    def _yield_attributes(self, path: NodePath, columns: Mapping[str, Column]) -> Iterator[_Pair]:
        for label, column in columns.items():
            if (words := self.cells.read(column, read_words)) is not None:
                yield (*path, "attributes", label), Entry(words, self.cells.locate(column))

    def _yield_measure(self, measure: MeasureColumns) -> Iterator[_Pair]:
        name = self.cells.read(measure.values["name"], read_line)
        if name is None:
            return
        named = measure.values.get("id")
        identifier = self.cells.read(named, read_line) if named else None
        path: NodePath = ("measures", MeasureStep.build(identifier or name, is_name=not identifier))
        for key, column in measure.values.items():
            if key != "id":
                yield from self._yield_value((*path, key), column)
        for key, figures in measure.figures.items():
            holder, last = _MEASURE_PLACES.get(key, (key, ()))
            for year, figure in self._list_years(figures):
                read = read_words if key == "notes" else read_figure
                yield from self._yield_cell((*path, holder, year, *last), figure, read)
        yield from self._yield_attributes(path, measure.attributes)

    def _yield_cell(
        self, path: NodePath, figure: Figure, read: Callable[..., Plain]
    ) -> Iterator[_Pair]:
        """Yield what one column says of a year."""
        if len(figure.columns) > 1:
            yield from self._yield_amount(path, figure, 0)
            return
        (column,) = figure.columns
        if (value := self.cells.read(column, read)) is not None:
            yield path, Entry(value, self.cells.locate(column))

    def _yield_money(self, path: NodePath, columns: MoneyColumns) -> Iterator[_Pair]:
        for key, figures in columns.figures.items():
            for year, figure in self._list_years(figures):
                place = (*path, key, year)
                if key == "reasons":
                    yield from self._yield_cell(place, figure, read_words)
                elif key == "execution_rate":
                    yield from self._yield_rate(place, figure)
                else:
                    yield from self._yield_amount(place, figure, self.shift)
        if columns.supplements and self.year:
            place = (*path, "supplementary", self.places.spell_year(self.year))
            yield from self._yield_supplements(place, columns.supplements)

    def _yield_rate(self, path: NodePath, figure: Figure) -> Iterator[_Pair]:
        (column,) = figure.columns[:1]
        rate = self.cells.read(column, partial(read_rate, is_ratio=figure.is_ratio))
        if rate is not None:
            yield path, Entry(rate, self.cells.locate(column))

    def _yield_amount(self, path: NodePath, figure: Figure, shift: int) -> Iterator[_Pair]:
        read = [(self.cells.read(column, read_quantity), column) for column in figure.columns]
        known = [(amount, column) for amount, column in read if amount is not None]
        if known:
            amount = _shift_amount(exact_sum(amount for amount, _ in known), shift)
            derived = "import.derived-sum" if len(known) > 1 else ""
            yield path, Entry(amount, self.cells.locate(known[0][1]), derived)

    def _yield_supplements(self, path: NodePath, columns: tuple[Column, ...]) -> Iterator[_Pair]:
        """Yield the supplementary budgets of a year, each with its number, as one list."""
        read = [self.cells.read(column, read_quantity) for column in columns]
        known = [(number, amount) for number, amount in enumerate(read, 1) if amount is not None]
        if known:
            items: list[Plain] = [
                {"number": number, "amount": _shift_amount(amount, self.shift)}
                for number, amount in known
            ]
            yield path, Entry(items, self.cells.locate(columns[known[0][0] - 1]))

    def _list_years(self, figures: Figures) -> list[tuple[str, Figure]]:
        """Return the figures with their years as the plan spells them."""
        if isinstance(figures, Figure):
            if self.year is None:
                return []
            year = FiscalYear(self.year.start + figures.of_next)
            return [(self.places.spell_year(year), figures)]
        years = [(FiscalYear.parse(year), figure) for year, figure in figures.items()]
        return [
            (self.places.spell_year(FiscalYear(year.start + figure.of_next)), figure)
            for year, figure in years
        ]


_MEASURE_PLACES = {"results": ("results", ("value",)), "notes": ("results", ("note",))}


def find_shift(unit: str, plan_unit: str) -> int:
    """Return the power of ten that turns amounts in ``unit`` into the plan's; raises UsageError."""
    (power, counted), (plan_power, plan_counted) = map(split_unit, (unit, plan_unit))
    if not plan_unit:
        raise UsageError("error.import-no-money")
    if counted != plan_counted:
        raise UsageError("error.import-unit", unit=unit, plan_unit=plan_unit)
    return power - plan_power


def _shift_amount(amount: Decimal, shift: int) -> int | Decimal:
    return shorten_number(exact_product(amount, Decimal(1), shift))
