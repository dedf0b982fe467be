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
KeepGoing: TypeAlias = Annotated[bool, typer.Option("--keep-going", help="help.keep-going")]
Identifier: TypeAlias = Annotated[
    str, typer.Argument(help="help.record-id", metavar="ID", parser=fold_identifier)
]
Field: TypeAlias = Annotated[str | None, typer.Option(help="help.field", metavar="FIELD")]
Paths: TypeAlias = Annotated[
    list[Path] | None, typer.Argument(help="help.paths", metavar="[PATH]...")
]
