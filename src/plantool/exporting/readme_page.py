"""README.md and README.ja.md of an export: what people must know who open its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.exporting.data_package import PACKAGE_FILE
from plantool.exporting.dcat_catalogue import CATALOGUE_FILE
from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.left_out_files import name_left_out, say_left_out
from plantool.exporting.sqlite_file import SQLITE_FILE
from plantool.messages import catalogue
from plantool.render import markdown
from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Items,
    Note,
    Page,
    Paragraph,
    Records,
    Row,
    Table,
)
from plantool.tables.definitions import TABLES, describe_column, describe_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.exporting.written_files import WrittenFile, WrittenTables
    from plantool.messages import Catalogue
    from plantool.tables import columns
    from plantool.tables.table_source import TableSource

README_FILES = {"README.md": "en", "README.ja.md": "ja"}
_RULES = ("relisted", "money", "null", "years", "formula", "unverified")


def write_readme(source: TableSource, written: WrittenTables, language: str) -> str:
    """Return the README in a language, as Markdown."""
    texts = catalogue(language)
    blocks = list(_yield_blocks(source, written, texts))
    return "".join(markdown.render(Page("export", blocks, Records(), {}), texts))


def _yield_blocks(source: TableSource, written: WrittenTables, texts: Catalogue) -> Iterator[Block]:
    yield Heading(source.plan.title)
    yield Paragraph(texts("export.readme.other"), marked_up=True)
    yield Paragraph(texts("export.about"))
    if left_out := name_left_out(source):
        yield Note(say_left_out(left_out, texts))
    yield Items(tuple(_yield_facts(source, texts)))
    yield Heading(texts("export.readme.files"), level=2)
    yield _build_table(texts, ("file", "what"), _yield_file_rows(written.files, texts))
    yield Heading(texts("export.readme.rules"), level=2)
    yield Items(tuple(texts(f"export.rule.{rule}") for rule in _RULES))
    yield Heading(texts("export.readme.tables"), level=2)
    yield _build_table(texts, ("table", "what", "rows"), _list_tables(written, texts))
    yield Paragraph(texts("export.readme.key"))
    for table in TABLES:
        yield Heading(table.name, level=3)
        yield Paragraph(describe_table(table, texts))
        yield _build_table(texts, ("column", "type", "meaning"), _list_columns(table, texts))


def _yield_facts(source: TableSource, texts: Catalogue) -> Iterator[str]:
    """Yield who publishes the plan, of which day the tables are, and the terms of their use."""
    plan = source.plan
    code, contact = plan.publisher.code, plan.contact
    publisher = f"{plan.publisher.name} ({code})" if code else plan.publisher.name
    yield texts("export.readme.publisher", publisher=publisher)
    yield texts("export.readme.as-of", as_of=source.as_of.isoformat())
    yield texts("export.readme.license", license=plan.license or texts("export.readme.unstated"))
    if contact:
        words = ", ".join(filter(None, contact))
        yield texts("export.readme.contact", contact=words)


def _yield_file_rows(files: Sequence[WrittenFile], texts: Catalogue) -> Iterator[tuple[str, ...]]:
    formats = dict.fromkeys(file.data_format for file in files)
    for data_format in formats:
        pattern = SQLITE_FILE if data_format is ExportFormat.SQLITE else f"{data_format.value}/"
        yield pattern, texts(f"export.format.{data_format.value}")
    yield PACKAGE_FILE, texts("export.file.package")
    yield CATALOGUE_FILE, texts("export.file.catalogue")


def _list_tables(written: WrittenTables, texts: Catalogue) -> Iterator[tuple[str, ...]]:
    for table in TABLES:
        yield table.name, describe_table(table, texts), f"{written.rows.get(table.name, 0):,}"


def _list_columns(table: columns.Table, texts: Catalogue) -> Iterator[tuple[str, ...]]:
    for column in table.columns:
        name = f"{column.name} *" if column.name in table.key else column.name
        yield name, texts(f"export.type.{column.type.value}"), describe_column(column, texts)


def _build_table(
    texts: Catalogue, headings: Sequence[str], rows: Iterable[tuple[str, ...]]
) -> Table:
    named = tuple(Column(texts(f"export.readme.{heading}")) for heading in headings)
    return Table(named, tuple(map(Row, rows)))
