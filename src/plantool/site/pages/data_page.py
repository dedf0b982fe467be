"""The page of data: every figure of the plan as files, for those who reckon with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.exporting.data_package import PACKAGE_FILE
from plantool.exporting.dcat_catalogue import CATALOGUE_FILE
from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.readme_page import README_FILES
from plantool.exporting.sqlite_file import SQLITE_FILE
from plantool.reports.page import Column, Heading, Link, Row, Table
from plantool.site import addresses
from plantool.site.site_data import FOLDER
from plantool.site.site_page import Lede, Links, SitePage
from plantool.tables.definitions import TABLES, describe_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.reports.page import Value
    from plantool.site.site_data import DataFile
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource

_SHOWN_FORMATS = (ExportFormat.CSV, ExportFormat.JSON)
_UNITS = ("B", "KB", "MB", "GB")
_STEP = 1000


def build_data_page(source: SiteSource, files: Sequence[DataFile]) -> SitePage:
    """Return the page that leads to all ``files``."""
    texts = source.texts
    about = texts("site.data.about")
    page = SitePage(addresses.DATA, texts("site.data"), about, ())
    return page._replace(blocks=tuple(_yield_blocks(source, page, files)))


def _yield_blocks(
    source: SiteSource, page: SitePage, files: Sequence[DataFile]
) -> Iterator[SiteBlock]:
    texts = source.texts
    known = {file.path: file for file in files}
    yield Heading(page.title)
    yield Lede(page.summary)
    yield Heading(texts("site.data.whole"), 2)
    readme = next(name for name, language in README_FILES.items() if language == texts.language)
    about = {
        SQLITE_FILE: "site.data.sqlite",
        PACKAGE_FILE: "site.data.package",
        CATALOGUE_FILE: "site.data.catalogue",
        readme: "site.data.readme",
    }
    links = [
        (_link(page, known[path], path), texts(key)) for path, key in about.items() if path in known
    ]
    yield Links(tuple(links))
    yield Heading(texts("site.data.tables"), 2)
    yield _build_table(source, page, files)


def _build_table(source: SiteSource, page: SitePage, files: Sequence[DataFile]) -> Table:
    texts = source.texts
    found = {(file.table, file.data_format): file for file in files}
    columns = (
        Column(texts("site.data.table"), wide=True),
        Column(texts("site.data.meaning"), wide=True),
        *(Column(each.value.upper()) for each in _SHOWN_FORMATS),
    )

    def link(table: str, data_format: ExportFormat) -> Value:
        file = found.get((table, data_format.value))
        return _link(page, file, f"{table}.{data_format.value}") if file else None

    rows = (
        Row(
            (
                table.name,
                describe_table(table, texts),
                *(link(table.name, f) for f in _SHOWN_FORMATS),
            )
        )
        for table in TABLES
    )
    return Table(columns, tuple(rows))


def _link(page: SitePage, file: DataFile, name: str) -> Link:
    return page.link(f"{FOLDER}/{file.path}", f"{name} ({round_size(file.size)})")


def round_size(size: int) -> str:
    """Return a size in two figures or three: a page need not change with every byte."""
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    shown = f"{value:.1f}" if 0 < value < 10 and unit else f"{value:.2g}"  # noqa: PLR2004
    return f"{float(shown):g} {_UNITS[unit]}"
