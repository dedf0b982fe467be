"""Writes an export: the tables, and the descriptions with which others can use them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plantool.exporting.data_package import PACKAGE_FILE, build_data_package
from plantool.exporting.dcat_catalogue import CATALOGUE_FILE, build_catalogue
from plantool.exporting.known_folder import refuse_files_of_others
from plantool.exporting.readme_page import README_FILES, write_readme
from plantool.exporting.write_tables import write_tables
from plantool.loading.folder_swap import replace_folder
from plantool.loading.plan_writes import build_write_error
from plantool.tables.build_rows import yield_rows
from plantool.tables.definitions import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from plantool.exporting.data_package import Json
    from plantool.exporting.export_formats import ExportFormat
    from plantool.exporting.written_files import WrittenTables
    from plantool.tables.table_source import TableSource


def export_tables(
    source: TableSource, folder: Path, formats: Collection[ExportFormat]
) -> WrittenTables:
    """Write all tables of a plan into ``folder``, in the place of an earlier export.

    Raises NotWrittenError, and then what was there is as it was.
    """
    try:
        with replace_folder(folder) as new:
            written = write_tables(new, TABLES, yield_rows(source), formats)
            _write_descriptions(source, new, written)
            refuse_files_of_others(folder)  # nobody put any into it meanwhile
    except OSError as error:
        raise build_write_error(str(folder), error) from error
    return written


def _write_descriptions(source: TableSource, folder: Path, written: WrittenTables) -> None:
    (folder / PACKAGE_FILE).write_bytes(_dump(build_data_package(source, written.files)))
    (folder / CATALOGUE_FILE).write_bytes(_dump(build_catalogue(source, written.files)))
    for name, language in README_FILES.items():
        (folder / name).write_bytes(write_readme(source, written, language).encode())


def _dump(described: Json) -> bytes:
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()
