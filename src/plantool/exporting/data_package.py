"""The description of an export for programs: a Data Package (version 2, datapackage.org).

Files of CSV are its tables. Those of other formats hold the same rows, and have the same schema.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from plantool.exporting.addresses import find_mail_address, quote_address
from plantool.exporting.both_languages import say_in_both
from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.left_out_files import name_left_out, say_left_out
from plantool.exporting.license_terms import read_license
from plantool.tables.columns import ColumnType
from plantool.tables.definitions import describe_column, describe_table, find_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plantool.exporting.written_files import WrittenFile
    from plantool.model.plan import Plan
    from plantool.tables.columns import Column, Reference, Table
    from plantool.tables.table_source import TableSource

Json: TypeAlias = dict[str, Any]

PACKAGE_FILE = "datapackage.json"
LAYOUT_KEY = "plantool:layout"
"""The key by which plantool knows a folder that it made; the value is the layout's version."""
LAYOUT = 1
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DEFAULT_NAME = "plan"
_FORMAT_NAMES = {ExportFormat.PARQUET: "Parquet"}
"""Names of formats other than their own: Frictionless reads "parquet" through binary floats."""
_FIELD_TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
}


def build_data_package(source: TableSource, files: Sequence[WrittenFile]) -> Json:
    """Describe the files of an export: the plan that they come from, and each of them."""
    plan, left_out = source.plan, name_left_out(source)
    return _drop_none(
        {
            "$schema": _PROFILE,
            LAYOUT_KEY: LAYOUT,
            "name": "-".join(filter(None, (plan.publisher.code, plan.id))) or _DEFAULT_NAME,
            "title": plan.title,
            "description": say_in_both(lambda texts: texts("export.about")),
            "homepage": _find_homepage(plan),
            "licenses": _describe_license(plan),
            "contributors": list(_yield_contributors(plan)),
            "sources": [_drop_none({"title": plan.title, "version": source.places.commit.commit})],
            "plantool:asOf": source.as_of.isoformat(),
            "plantool:complete": source.is_complete,
            "plantool:leftOut": list(left_out),
            "resources": [_describe_resource(file, files, left_out) for file in files],
        }
    )


def _drop_none(described: Json) -> Json:
    """Return a description without what there is nothing to say of."""
    return {key: value for key, value in described.items() if value is not None}


def _describe_license(plan: Plan) -> list[Json] | None:
    """Name the terms of use; where they are words of the plan's own, they stand in README.md."""
    if plan.license is None:
        return None
    words, identifier, address = read_license(plan.license)
    path = address or (None if identifier else "README.md")
    return [_drop_none({"name": identifier, "path": path, "title": words})]


def _yield_contributors(plan: Plan) -> Iterator[Json]:
    yield {"title": plan.publisher.name, "roles": ["creator", "rightsHolder"]}
    if contact := plan.contact:
        mail = find_mail_address(contact.mail)
        words = {"title": contact.name, "path": _find_homepage(plan), "email": mail}
        yield _drop_none({**words, "roles": ["contact"]})


def _find_homepage(plan: Plan) -> str | None:
    return quote_address(plan.contact.url) if plan.contact and plan.contact.url else None


def _describe_resource(
    file: WrittenFile, files: Sequence[WrittenFile], left_out: Sequence[str]
) -> Json:
    table, data_format = file.table, file.data_format
    is_table = table is not None and data_format is ExportFormat.CSV
    return _drop_none(
        {
            "name": file.name,
            "type": "table" if is_table else None,
            "path": file.path,
            "title": say_in_both(partial(describe_table, table)) if table else None,
            "description": say_in_both(partial(say_left_out, left_out)) if left_out else None,
            "format": _FORMAT_NAMES.get(data_format, data_format.value),
            "mediatype": data_format.media_type,
            "encoding": "utf-8" if data_format.is_text else None,
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
            "rows": file.rows if is_table else None,
            "plantool:rows": file.rows,
            "dialect": {"lineTerminator": "\r\n"} if is_table else None,
            "schema": _describe_schema(table, file, files) if table else None,
        }
    )


def _describe_schema(table: Table, file: WrittenFile, files: Sequence[WrittenFile]) -> Json:
    names = {
        other.table.name: other.name
        for other in files
        if other.table and other.data_format is file.data_format
    }
    described: Json = {"fields": [_describe_field(column) for column in table.columns]}
    if table.key:
        described["primaryKey"] = list(table.key)
    if references := [
        {
            "fields": list(reference.columns),
            "reference": {
                "resource": names[reference.table],
                "fields": list(find_table(reference.table).key),
            },
        }
        for reference in table.references
        if _always_holds(table, reference)
    ]:
        described["foreignKeys"] = references
    return {**described, "missingValues": [""]}


def _always_holds(table: Table, reference: Reference) -> bool:
    """Tell whether a reference has all its values or none, as others understand them."""
    required = {column.name for column in table.columns if column.required}
    return len(reference.columns) == 1 or required.issuperset(reference.columns)


def _describe_field(column: Column) -> Json:
    return _drop_none(
        {
            "name": column.name,
            "type": _FIELD_TYPES[column.type],
            "description": say_in_both(partial(describe_column, column)),
            "constraints": {"required": True} if column.required else None,
            "plantool:source": column.source,
        }
    )
