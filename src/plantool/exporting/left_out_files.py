"""The files of a plan that no table has, and how every description says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.messages import Catalogue
    from plantool.tables.table_source import TableSource


def name_left_out(source: TableSource) -> tuple[str, ...]:
    """Return the files with errors, which the tables leave out or have in part."""
    files = sorted({*source.plan.left_out, *source.faulty_files})
    return tuple(map(source.places.name_file, files))


def say_left_out(files: Sequence[str], texts: Catalogue) -> str:
    """Say that the tables are not whole, and what they leave out."""
    return texts("export.left-out", files=texts("list.and").join(files))
