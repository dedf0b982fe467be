"""plantool diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError
from plantool.render import ChangeFormat

if TYPE_CHECKING:
    from plantool.analysis.notices import Notice

_help = help_texts()


def diff(
    context: typer.Context,
    between: Annotated[
        list[str] | None, typer.Argument(help=_help("help.diff-range"), metavar="[REV[..REV]]")
    ] = None,
    fail_on: Annotated[
        list[str] | None, typer.Option(help=_help("help.diff-fail-on"), metavar="NOTICE,...")
    ] = None,
    justify: Annotated[
        list[str] | None, typer.Option(help=_help("help.justify"), metavar="NOTICE[:ID]=TEXT")
    ] = None,
    output: Annotated[
        ChangeFormat, typer.Option("--format", help=_help("help.diff-format"))
    ] = ChangeFormat.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show what changed between two states; exit 1 if a notice of ``fail_on`` has no reason."""
    from plantool.analysis.changes import compare, compare_sums
    from plantool.cli.between import pair, refuse_at, trailers
    from plantool.cli.opening import open_plan
    from plantool.cli.output import write_page
    from plantool.reports.changes import Between, ChangeReport

    session: Session = context.obj
    session.compares = True
    refuse_at(session)
    failing = {_notice(word) for text in fail_on or () for word in text.split(",")}
    given = dict(_justification(text) for text in justify or ())
    two = pair(session, between or [])
    memory = session.memory(session.place())
    after = open_plan(session, keep_going=keep_going, files=two.after, memory=memory)
    # nobody can mend the past: what cannot be read of it is left out, and said
    before = open_plan(session, keep_going=True, files=two.before, memory=memory)
    reasons = dict(_trailer(line) for line in trailers(session, two.commits)) | given
    old_name, new_name = two.names
    report = ChangeReport(
        after,
        session.texts,
        between=Between(old_name, new_name or session.texts("diff.work-tree")),
        parts=compare(before, after),
        sums=compare_sums(before, after),
        justified=reasons,
    )
    write_page(report.page(), session, output)
    if not failing.isdisjoint(report.open_notices()):
        raise typer.Exit(1)


def _notice(word: str) -> Notice:
    """Read the name of a notice; raises UsageError."""
    from plantool.analysis.notices import Notice
    from plantool.analysis.selection import closest

    known = {notice.value: notice for notice in Notice}
    if word.strip() not in known:
        listed, nearest = ", ".join(known), closest(word, known)
        raise UsageError("error.unknown-notice", value=word, known=listed, nearest=nearest)
    return known[word.strip()]


def _justification(text: str) -> tuple[tuple[Notice, str], str]:
    """Read ``target-lowered:18-3=reason``; raises UsageError."""
    what, _, reason = text.partition("=")
    name, _, identifier = what.partition(":")
    if not reason.strip():
        raise UsageError("error.bad-justification", value=text)
    return (_notice(name), identifier.strip()), reason.strip()


def _trailer(line: str) -> tuple[tuple[Notice, str], str]:
    """Read a trailer, ``target-lowered 18-3 reason``; raises UsageError."""
    name, _, rest = line.partition(" ")
    identifier, _, reason = rest.strip().partition(" ")
    return (_notice(name), identifier), reason.strip() or identifier
