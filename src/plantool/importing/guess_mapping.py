"""Proposes the mapping of a table: YAML for people to edit, with what the guess is unsure about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plantool.editing.new_document import Comments, compose_document
from plantool.importing.guess_columns import are_words, guess_direction, yield_columns
from plantool.importing.guess_head import choose_fullest_sheet, guess_head
from plantool.importing.heading_words import find_unit
from plantool.importing.headings import HeadingColumns, read_headings
from plantool.importing.mapping import NONE_TEXTS
from plantool.importing.read_mapping import list_shipped_mappings, read_mapping
from plantool.loading.key_order import build_key_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.importing.guess_columns import GuessColumn
    from plantool.importing.open_table import TableBook, TableSheet
    from plantool.messages import Catalogue

_MONEY = "budget."
_MEASURE = "measure."


def guess_mapping(book: TableBook, texts: Catalogue, sheet: str | None = None) -> str:
    """Return the text of a mapping for a table, whatever it is like; raises UsageError.

    Comments are in the language of ``texts``.
    """
    chosen = book.choose_sheet(sheet) if sheet else choose_fullest_sheet(book)
    guess = _Guess(chosen, texts)
    if shipped := guess.find_shipped():
        guess.head_comments.append(texts("guess.shipped", name=shipped))
    if book.encoding:
        guess.head_comments.append(texts("guess.encoding", encoding=book.encoding))
    guess.build(is_only=len(book.sheets) == 1)
    return guess.compose()


class _Guess:
    def __init__(self, sheet: TableSheet, texts: Catalogue) -> None:
        self.sheet = sheet
        self.texts = texts
        self.head = guess_head(sheet)
        self.headings = read_headings(sheet, self.head)
        self.columns = [*yield_columns(sheet, self.headings, self.head[1])]
        self.data: dict[str, Any] = {}
        self.comments: dict[str, list[str]] = {}
        self.head_comments = [texts("guess.head")]
        self.used: set[int] = set()

    def find_shipped(self) -> str | None:
        """Return the name of the shipped mapping whose columns the table has, all of them."""
        known = HeadingColumns(self.headings)
        for name in list_shipped_mappings():
            mapping = read_mapping(name).mapping
            named = [c.heading for c in mapping.yield_columns() if c.heading] if mapping else []
            if named and all(known.find(heading) is not None for heading in named):
                return name
        return None

    def build(self, *, is_only: bool) -> None:
        if not is_only:
            self.data["sheet"] = self.sheet.name
        first, last = self.head
        self.data["head"] = first if first == last else [first, last]
        self.note("head", "guess.check-head")
        self.add_none()
        self.add_titles()
        self.add_year()
        self.add_departments()
        self.add_values()
        self.add_measure()
        self.add_budget()
        self.note_unused()

    def note(self, key: str, text: str, **words: object) -> None:
        self.comments.setdefault(key, []).append(self.texts(text, **words))

    def take(self, key: str, *, with_year: bool = False) -> list[GuessColumn]:
        """Return the columns that mean a key, those that say it word for word first."""
        found = [
            column
            for column in self.columns
            if column.meaning.key == key
            and column.at not in self.used
            and (with_year or column.meaning.year is None)
        ]
        return sorted(found, key=lambda column: (not column.meaning.is_sure, column.meaning.rank))

    def use(self, column: GuessColumn, key: str) -> str:
        """Return how the mapping names a column, and remember what is unsure about it."""
        self.used.add(column.at)
        if not column.meaning.is_sure:
            self.note(key, "guess.unsure", column=column.name)
        return column.name

    def add_none(self) -> None:
        """Name the signs for none that the table has; without any the usual ones hold."""
        said = {cell for column in self.columns for cell in column.cells if isinstance(cell, str)}
        if found := [text for text in NONE_TEXTS if text in said]:
            self.data["none"] = found

    def add_titles(self) -> None:
        titles = self.take("title") or sorted(self.columns, key=lambda column: -column.letters)[:1]
        if titles:
            self.data["title"] = self.use(titles[0], "title")
        else:
            self.data["title"] = "[A]"
        if not titles or titles[0].meaning.key != "title":
            self.note("title", "guess.no-title")
        if ids := [column for column in self.take("id") if column.is_distinct]:
            self.data["id"] = self.use(ids[0], "id")
        elif shared := self.take("id"):
            self.data["id"] = self.use(shared[0], "id")
            self.note("id", "guess.shared-id")
        else:
            self.note("title", "guess.no-id")

    def add_year(self) -> None:
        for column in self.take("year"):
            if column.is_of_years and "year" not in self.data:
                self.data["year"] = self.use(column, "year")

    def add_departments(self) -> None:
        bureaus, divisions = self.take("bureau")[:1], self.take("division")[:1]
        names = [self.use(column, "departments") for column in (*bureaus, *divisions)]
        if names:
            self.data["departments"] = names if len(names) > 1 else names[0]
            self.note("departments", "guess.departments")

    def add_values(self) -> None:
        for key in ("chapter", "section", "summary"):
            if found := self.take(key):
                self.data[key] = self.use(found[0], key)
        if "chapter" not in self.data:
            self.note("title", "guess.no-chapter")
        if "section" not in self.data:
            self.note("title", "guess.no-section")

    def add_measure(self) -> None:
        """Propose one measure of the columns that look like figures of one."""
        figures = {
            key: self.list_figures(f"{_MEASURE}{key}") for key in ("baseline", "planned", "results")
        }
        targets = self.take("measure.target")
        if not (any(figures.values()) or targets):
            return
        names = self.take("measure.name")
        measure: dict[str, Any] = {
            "name": self.use(names[0], "measures") if names else self.data["title"]
        }
        shown = [each for columns in figures.values() for each in columns] + targets[:1]
        is_words = are_words(shown)
        measure["kind"] = {"text": "milestone" if is_words else "level"}
        if not is_words:
            measure["direction"] = {"text": guess_direction(names[:1], shown)}
            if units := self.take("measure.unit"):
                measure["unit"] = self.use(units[0], "measures")
        for key, columns in figures.items():
            if columns and (named := self.name_figures(columns, "measures")):
                measure[key] = named
        if targets:
            measure["target"] = self.use(targets[0], "measures")
        self.data["measures"] = [measure]
        self.note("measures", "guess.measures")
        guessed = ["kind"] if is_words else ["kind", "direction"]
        reason = self.texts("guess.reason")
        self.data["unverified"] = [
            {"at": f"measures.m1.{key}", "reason": reason} for key in guessed
        ]

    def list_figures(self, key: str) -> list[GuessColumn]:
        """Return the columns of a figure: those with a year, or else the one of the row's year."""
        found = self.take(key, with_year=True)
        dated = [column for column in found if column.meaning.year]
        if dated:
            return dated
        return found[:1] if "year" in self.data else []

    def name_figures(self, columns: Sequence[GuessColumn], key: str) -> Any:  # noqa: ANN401 - YAML
        if columns[0].meaning.year is None:
            return self.use(columns[0], key)
        named: dict[str, str] = {}
        starts: set[int] = set()
        for column in columns:
            year = column.meaning.year
            if year and year.start not in starts:
                starts.add(year.start)
                named[year.key] = self.use(column, key)
        return named

    def add_budget(self) -> None:
        budget: dict[str, Any] = {}
        keys = {c.meaning.key for c in self.columns if (c.meaning.key or "").startswith(_MONEY)}
        for whole_key in sorted(filter(None, keys)):
            columns = self.list_figures(whole_key)
            if columns:
                budget[whole_key.removeprefix(_MONEY)] = self.name_figures(columns, "budget")
        if not budget:
            return
        above = [str(cell) for row in self.sheet.rows[: self.head[0]] for cell in row if cell]
        unit = find_unit([*self.headings, *above])
        if unit is None:
            self.note("budget", "guess.no-unit")
        self.data["budget"] = {"unit": unit or "円", **budget}
        if "execution_rate" in budget:
            self.note("budget", "guess.rate")

    def note_unused(self) -> None:
        unused = [_clean(c.name) for c in self.columns if c.at not in self.used]
        if unused:
            self.head_comments.append(self.texts("guess.unused", names=", ".join(unused)))

    def compose(self) -> str:
        """Return the mapping as YAML, each key below what there is to say about it."""
        comments = Comments(
            "\n".join(map(_clean, self.head_comments)),
            {(key,): "\n".join(map(_clean, texts)) for key, texts in self.comments.items()},
        )
        return compose_document(self.data, build_key_order("mapping"), comments)


def _clean(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()
