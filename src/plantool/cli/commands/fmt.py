"""plantool fmt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, load_help_texts

if TYPE_CHECKING:
    from plantool.cli.plan_arguments import PlanArgument

_help = load_help_texts()


def fmt(
    context: typer.Context,
    paths: options.Paths = None,
    check: Annotated[bool, typer.Option("--check", help=_help("help.fmt-check"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_help("help.fmt-diff"))] = False,
) -> None:
    """Lay files out canonically; with ``check``, exit 1 where one is not, and write nothing."""
    from plantool.cli.file_writes import write_files, yield_diff_lines
    from plantool.cli.plan_arguments import resolve_plan_arguments
    from plantool.render.value_text import make_visible

    session: Session = context.obj
    changed, skipped = 0, 0
    for argument in resolve_plan_arguments(session, paths or []):
        folder = argument.find_writable_folder()
        before, after, refused = _lay_out_files(argument)
        changed += len(after)
        skipped += len(refused)
        for name in refused:
            session.write_message("fmt.refused", file=argument.folder.format_name(name))
        if diff:
            sys.stdout.writelines(yield_diff_lines(folder, before, after))
        elif check:
            sys.stdout.writelines(
                make_visible(argument.folder.format_name(name)) + "\n" for name in after
            )
        else:
            write_files(session, folder, before, after)
    would = check or diff
    session.write_message("fmt.would" if would else "fmt.done", files=changed)
    if (would and changed) or skipped:
        raise typer.Exit(1)


def _lay_out_files(argument: PlanArgument) -> tuple[dict[str, bytes], dict[str, bytes], list[str]]:
    """Return the files that are not laid out, as they are and as they should be.

    The third value names the files that have to be mended first.
    """
    from plantool.editing.layout import lay_out_document
    from plantool.loading.folder import find_file_kind, is_read
    from plantool.loading.key_order import build_key_order
    from plantool.syntax.parse import parse_document
    from plantool.syntax.source import BOM

    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    refused = []
    for name in filter(is_read, sorted(argument.names) or argument.folder.list_names()):
        data, text = _read_file(argument, name), None
        if data is not None:
            text = lay_out_document(
                parse_document(data, name), build_key_order(find_file_kind(name))
            )
        if data is None or text is None:
            refused.append(name)
            continue
        new = (BOM if data.startswith(BOM) else b"") + text.encode()
        if new != data:
            before[name], after[name] = data, new
    return before, after, refused


def _read_file(argument: PlanArgument, name: str) -> bytes | None:
    try:
        return argument.folder.read_bytes(name)
    except OSError:
        return None
