"""plantool fmt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli import options
from plantool.cli.session import Session

if TYPE_CHECKING:
    from plantool.cli.plan_arguments import PlanArgument


def fmt(
    context: typer.Context,
    paths: options.Paths = None,
    check: Annotated[bool, typer.Option("--check", help="help.fmt-check")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="help.fmt-diff")] = False,
) -> None:
    """Lay files out canonically; with ``check``, exit 1 where one is not, and write nothing."""
    from plantool.cli.file_writes import write_files, yield_diff_lines
    from plantool.cli.plan_arguments import resolve_plan_arguments
    from plantool.render.visible_text import make_visible

    session: Session = context.obj
    changed_count, refused_count = 0, 0
    for argument in resolve_plan_arguments(session, paths or []):
        folder = argument.source.open_folder()
        found = _lay_out_files(argument)
        changed_count += len(found.after)
        refused_count += len(found.refused)
        for name in found.refused:
            session.write_message("fmt.refused", file=argument.source.files.format_name(name))
        if diff:
            sys.stdout.writelines(yield_diff_lines(folder, found.before, found.after))
        elif check:
            for name in found.after:
                sys.stdout.write(make_visible(argument.source.files.format_name(name)) + "\n")
        else:
            write_files(session, folder, found.before, found.after)
    only_tells = check or diff
    session.write_message("fmt.would" if only_tells else "fmt.done", files=changed_count)
    if (only_tells and changed_count) or refused_count:
        raise typer.Exit(1)


class _LayoutResult(NamedTuple):
    """The files whose layout is not the canonical one, as they are and as they should be.

    ``refused`` names the files that cannot be read or have to be mended first.
    """

    before: dict[str, bytes]
    after: dict[str, bytes]
    refused: list[str]


def _lay_out_files(argument: PlanArgument) -> _LayoutResult:
    from plantool.loading.folder import is_read

    found = _LayoutResult({}, {}, [])
    for name in filter(is_read, sorted(argument.names) or argument.source.files.list_names()):
        old = _read_file(argument, name)
        new = None if old is None else _lay_out_file(name, old)
        if old is None or new is None:
            found.refused.append(name)
        elif new != old:
            found.before[name], found.after[name] = old, new
    return found


def _read_file(argument: PlanArgument, name: str) -> bytes | None:
    try:
        return argument.source.files.read_bytes(name)
    except OSError:
        return None


def _lay_out_file(name: str, data: bytes) -> bytes | None:
    """Return a file in the canonical layout; None where its text has to be mended first."""
    from plantool.editing.layout import lay_out_document
    from plantool.loading.folder import find_file_kind
    from plantool.loading.key_order import build_key_order
    from plantool.syntax.parse import parse_document
    from plantool.syntax.source import BOM

    key_order = build_key_order(find_file_kind(name))
    text = lay_out_document(parse_document(data, name), key_order)
    if text is None:
        return None
    return (BOM if data.startswith(BOM) else b"") + text.encode()
