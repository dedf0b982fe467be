"""Places in a plan in the plan's own words: 「18-3 相談情報ひろばの充実」の計画（平成30年度）."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from plantool.loading.fields import Fields
from plantool.loading.folder import kind_of
from plantool.loading.schema import schema_of
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import JOINT
from plantool.syntax.nodes import Mapping, Scalar, Sequence
from plantool.syntax.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Texts

    from plantool.diagnostics import Diagnostic, NodePath
    from plantool.messages import Catalogue
    from plantool.syntax.nodes import Node

_TITLE = re.compile(r"^title: *([^>|\r\n#][^\r\n#]*)", re.MULTILINE)
_LONGEST = 100  # characters of a name, which here only says which one is meant


class Places:
    """Finds the words for the places of findings; ``sources`` holds each file's text."""

    def __init__(self, sources: Texts[str, str], texts: Catalogue) -> None:
        self.sources = sources
        self.texts = texts
        self.root = cache(lambda file: parse(sources.get(file, "").encode(), file).root)

    def words(self, diagnostic: Diagnostic) -> str:
        """Say what a finding is about: the file's subject, the row, the field and the year."""
        root, path = self.root(diagnostic.file), diagnostic.path
        if root is None or not path:
            line = self.texts("plain.line", line=diagnostic.span.line)
            return self._joined([self._subject(diagnostic.file), line])
        names = JOINT.join(map(_cut, _row_names(root, path)))
        rows = [self.texts("plain.row", name=names)] if names else []
        field = self._field(kind_of(diagnostic.file.rpartition("/")[2]), path)
        return self._joined([self._subject(diagnostic.file), *rows, field])

    def _joined(self, parts: list[str]) -> str:
        return self.texts("plain.of").join(filter(None, parts))

    def _subject(self, file: str) -> str:
        """Name what a file is about by its id and title, as far as it can be read."""
        name = file.rpartition("/")[2]
        if kind_of(name) == "plan":
            return self.texts("plain.settings")
        root = self.root(file)
        found = {
            key: value.text
            for key, (_, value) in (root.entries.items() if isinstance(root, Mapping) else ())
            if isinstance(value, Scalar)
        }
        identifier = found.get("id") or name.removesuffix(".yaml")
        title = found.get("title") or self._title_in(file)
        words = f"{_cut(identifier)} {_cut(title)}".rstrip()  # the title is what may be missing
        return self.texts("plain.subject", words=words)

    def _title_in(self, file: str) -> str:
        """Find the title in a text that cannot be read as a whole."""
        found = _TITLE.search(self.sources.get(file, ""))
        return found[1].strip(" '\"") if found else ""

    def _field(self, kind: str, path: NodePath) -> str:
        """Name the last field on the way that has a name of its own, and the year in it."""
        fields, named = Fields(schema_of(kind)), path[:0]
        for at, step in enumerate(path):
            if any(step in part.get("properties", ()) for part in fields.parts(path[:at])):
                named = path[: at + 1]
        title = fields.title(named).words(self.texts) if named else ""
        years = list(_years(path[len(named) :])) or list(_years(path))
        return self.texts("plain.year", field=title, year=self._year(years[-1])) if years else title

    def _year(self, year: FiscalYear) -> str:
        return year.kanji if self.texts.language == "ja" else f"FY{year.start}"


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[:_LONGEST] + "…"


def _row_names(root: Node, path: NodePath) -> Iterator[str]:
    """Yield the names of the rows that ``path`` leads through."""
    node: Node | None = root
    for step in path:
        if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)][1]
        else:
            return
        if isinstance(node, Mapping) and "name" in node.entries:
            name = node.entries["name"][1]
            if isinstance(name, Scalar):
                yield name.text


def _years(path: NodePath) -> Iterator[FiscalYear]:
    for step in path:
        with suppress(ValueError):
            if isinstance(step, str):
                yield FiscalYear.parse(step)
