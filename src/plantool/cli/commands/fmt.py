"""plantool fmt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli import options
from plantool.cli.session import Session

if TYPE_CHECKING:
    from plantool.cli.plan_arguments import PlanArgument
    from plantool.loading.plan_contents import FileContent


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
        found = _lay_out_files(argument, needs_texts=diff or not check)
        changed_count += len(found.changed)
        refused_count += len(found.refused)
        for name in found.refused:
            session.write_message("fmt.refused", file=argument.source.files.format_name(name))
        if diff:
            sys.stdout.writelines(yield_diff_lines(folder, found.before, found.after))
        elif check:
            for name in found.changed:
                sys.stdout.write(make_visible(argument.source.files.format_name(name)) + "\n")
        else:
            write_files(session, folder, found.before, found.after)
    only_tells = check or diff
    session.write_message("fmt.would" if only_tells else "fmt.done", files=changed_count)
    if (only_tells and changed_count) or refused_count:
        raise typer.Exit(1)


class _LayoutResult(NamedTuple):
    """The files whose layout is not the canonical one, as they are and as they should be.

    ``changed`` names them all: the texts of those that are known are left out where nobody needs
    them. ``refused`` names the files that cannot be read or have to be mended first.
    """

    changed: list[str]
    before: dict[str, bytes]
    after: dict[str, bytes]
    refused: list[str]

    def take(self, file: FileContent) -> bool | None:
        """Lay a file out and tell whether it stays as it is; None where it is refused."""
        old = file.data
        new = None if old is None else _lay_out_file(file.name, old)
        if old is None or new is None:
            return None
        if new != old:
            self.before[file.name], self.after[file.name] = old, new
        return new == old


def _lay_out_files(argument: PlanArgument, *, needs_texts: bool) -> _LayoutResult:
    from plantool.loading.folder import is_read
    from plantool.loading.plan_contents import FileContent

    files, memory = argument.source.files, argument.source.memory
    found = _LayoutResult([], {}, {}, [])
    for name in filter(is_read, sorted(argument.names) or files.list_names()):
        file = FileContent.read_from(files, name)
        known = memory.recall_layout(file)
        is_canonical = found.take(file) if known is None or (needs_texts and not known) else known
        if is_canonical is None:
            found.refused.append(name)
        elif known is None:
            memory.keep_layout(file, is_canonical=is_canonical)
        if is_canonical is False:
            found.changed.append(name)
    memory.save_cache()
    return found


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
