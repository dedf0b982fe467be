"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from plantool.model.normal import fold_identifier
from plantool.render import Format

Ids: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(help="help.ids", metavar="[ID]...", parser=fold_identifier),
]
Years: TypeAlias = Annotated[
    list[str] | None, typer.Option("--year", help="help.year", metavar="YEAR")
]
Chapters: TypeAlias = Annotated[
    list[str] | None, typer.Option("--chapter", help="help.chapter", metavar="ID")
]
Sections: TypeAlias = Annotated[
    list[str] | None, typer.Option("--section", help="help.section", metavar="ID")
]
Departments: TypeAlias = Annotated[
    list[str] | None, typer.Option("--department", help="help.department", metavar="NAME")
]
Marks: TypeAlias = Annotated[
    list[str] | None, typer.Option("--mark", help="help.mark", metavar="MARK")
]
AsOf: TypeAlias = Annotated[str | None, typer.Option("--as-of", help="help.as-of", metavar="DATE")]
Output: TypeAlias = Annotated[Format, typer.Option("--format", help="help.format")]
OutputFile: TypeAlias = Annotated[
    Path | None, typer.Option("--output", help="help.output", metavar="FILE")
]
KeepGoing: TypeAlias = Annotated[bool, typer.Option("--keep-going", help="help.keep-going")]
Identifier: TypeAlias = Annotated[
    str, typer.Argument(help="help.record-id", metavar="ID", parser=fold_identifier)
]
Field: TypeAlias = Annotated[str | None, typer.Option(help="help.field", metavar="FIELD")]
Paths: TypeAlias = Annotated[
    list[Path] | None, typer.Argument(help="help.paths", metavar="[PATH]...")
]

# of tables that are taken in
Table: TypeAlias = Annotated[Path, typer.Argument(help="help.import-book", metavar="BOOK")]
Mapping: TypeAlias = Annotated[str, typer.Option(help="help.import-mapping", metavar="MAP")]
TableChapter: TypeAlias = Annotated[
    str | None, typer.Option("--chapter", help="help.import-chapter", metavar="ID")
]
Declare: TypeAlias = Annotated[bool, typer.Option("--declare", help="help.import-declare")]
OlderTable: TypeAlias = Annotated[
    Path | None, typer.Option("--was", help="help.import-was", metavar="BOOK")
]
AcceptedCells: TypeAlias = Annotated[
    list[str] | None, typer.Option("--accept", help="help.import-accept", metavar="CELL")
]
TableCheck: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="help.import-dry-run")]
