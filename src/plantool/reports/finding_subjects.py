"""The subjects of findings in words: 「18-3 相談情報ひろばの充実」の計画（平成30年度）."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from plantool.loading.folder import find_file_kind
from plantool.loading.schema import load_schema
from plantool.loading.schema_fields import SchemaFields
from plantool.messages import shorten_text
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import JOINT
from plantool.patterns import compile_late
from plantool.reports.phrases import name_western_year
from plantool.syntax.nodes import Mapping, Scalar, Sequence
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Texts

    from plantool.diagnostics import Diagnostic, NodePath
    from plantool.messages import Catalogue
    from plantool.syntax.nodes import Node

_TITLE = compile_late(r"^title: *([^>|\r\n#][^\r\n#]*)", re.MULTILINE)
_LONGEST_NAME = 100  # characters of a name, which here only says which one is meant


class FindingSubjects:
    """Names the subjects of findings; ``sources`` holds each file's text."""

    def __init__(self, sources: Texts[str, str], texts: Catalogue) -> None:
        self.sources = sources
        self.texts = texts
        self.parse_root = cache(
            lambda file: parse_document(sources.get(file, "").encode(), file).root
        )

    def name_subject(self, diagnostic: Diagnostic) -> str:
        """Name the subject of a finding: initiative or chapter, row, field and year."""
        root, path = self.parse_root(diagnostic.file), diagnostic.path
        if root is None or not path:
            line = self.texts("plain.line", line=diagnostic.span.line)
            return self._join_parts([self._name_file(diagnostic.file), line])
        names = JOINT.join(map(_shorten_name, _yield_row_names(root, path)))
        rows = [self.texts("plain.row", name=names)] if names else []
        field = self._name_field(find_file_kind(diagnostic.file.rpartition("/")[2]), path)
        return self._join_parts([self._name_file(diagnostic.file), *rows, field])

    def _join_parts(self, parts: list[str]) -> str:
        return self.texts("plain.of").join(filter(None, parts))

    def _name_file(self, file: str) -> str:
        """Name the subject of a file by its id and title, as far as they can be read."""
        name = file.rpartition("/")[2]
        if find_file_kind(name) == "plan":
            return self.texts("plain.settings")
        root = self.parse_root(file)
        identifier = _find_text(root, "id") or name.removesuffix(".yaml")
        title = _find_text(root, "title") or self._find_title(file)
        words = f"{_shorten_name(identifier)} {_shorten_name(title)}".rstrip()  # a title may miss
        return self.texts("plain.subject", words=words)

    def _find_title(self, file: str) -> str:
        """Find the title in a text that cannot be read as a whole."""
        title_match = _TITLE.search(self.sources.get(file, ""))
        return title_match[1].strip(" '\"") if title_match else ""

    def _name_field(self, kind: str, path: NodePath) -> str:
        """Name the last field on the way that has a name of its own, and the year in it."""
        name = SchemaFields(load_schema(kind)).find_name(path)
        title = name.words(self.texts) if name.at else ""
        years = list(_yield_path_years(path[len(name.at) :])) or list(_yield_path_years(path))
        return (
            self.texts("plain.year", field=title, year=self._format_subject_year(years[-1]))
            if years
            else title
        )

    def _format_subject_year(self, year: FiscalYear) -> str:
        if self.texts.language == "ja":
            return year.kanji
        return name_western_year(year, self.texts)


def _find_text(root: Node | None, key: str) -> str:
    """Return the text of a field of a file; empty where it is missing or no text."""
    entries = root.entries if isinstance(root, Mapping) else {}
    _, value = entries.get(key, (None, None))
    return value.text if isinstance(value, Scalar) else ""


def _shorten_name(name: str) -> str:
    return shorten_text(name, _LONGEST_NAME)


def _yield_row_names(root: Node, path: NodePath) -> Iterator[str]:
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


def _yield_path_years(path: NodePath) -> Iterator[FiscalYear]:
    for step in path:
        with suppress(ValueError):
            if isinstance(step, str):
                yield FiscalYear.parse(step)
