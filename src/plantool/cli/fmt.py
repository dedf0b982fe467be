"""plantool fmt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts

if TYPE_CHECKING:
    from plantool.cli.targets import Target

_help = help_texts()


def fmt(
    context: typer.Context,
    paths: options.Paths = None,
    check: Annotated[bool, typer.Option("--check", help=_help("help.fmt-check"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_help("help.fmt-diff"))] = False,
) -> None:
    """Lay files out canonically; with ``check``, exit 1 where one is not, and write nothing."""
    from plantool.cli.targets import targets
    from plantool.cli.writing import difference, write
    from plantool.render.values import visible

    session: Session = context.obj
    changed, skipped = 0, 0
    for target in targets(session, paths or []):
        folder = target.writable()
        before, after, refused = _laid_out(target)
        changed += len(after)
        skipped += len(refused)
        for name in refused:
            session.tell("fmt.refused", file=target.folder.show(name))
        if diff:
            sys.stdout.writelines(difference(folder, before, after))
        elif check:
            sys.stdout.writelines(visible(target.folder.show(name)) + "\n" for name in after)
        else:
            write(session, folder, before, after)
    would = check or diff
    session.tell("fmt.would" if would else "fmt.done", files=changed)
    if (would and changed) or skipped:
        raise typer.Exit(1)


def _laid_out(target: Target) -> tuple[dict[str, bytes], dict[str, bytes], list[str]]:
    """Return the files that are not laid out, as they are and as they should be.

    The third value names the files that have to be mended first.
    """
    from plantool.loading.folder import is_read, kind_of
    from plantool.loading.key_order import key_order
    from plantool.syntax.layout import lay_out
    from plantool.syntax.parse import parse
    from plantool.syntax.source import BOM

    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    refused = []
    for name in filter(is_read, sorted(target.names) or target.folder.names()):
        data, text = _read(target, name), None
        if data is not None:
            text = lay_out(parse(data, name), key_order(kind_of(name)))
        if data is None or text is None:
            refused.append(name)
            continue
        new = (BOM if data.startswith(BOM) else b"") + text.encode()
        if new != data:
            before[name], after[name] = data, new
    return before, after, refused


def _read(target: Target, name: str) -> bytes | None:
    try:
        return target.folder.read(name)
    except OSError:
        return None
