"""The notices of a comparison as people name them, and the reasons that they give for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.analysis.change_notices import Notice
from plantool.cli.option_values import find_meaning
from plantool.errors import UsageError
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.cli.session import Session

NoticeSubject: TypeAlias = tuple[Notice, str]
"""A notice and the id of the initiative that it is about; an empty id stands for all."""

_IDENTIFIER = compile_late("[0-9A-Za-z]+(-[0-9A-Za-z]+)*")


def parse_notice(word: str) -> Notice:
    """Read the name of a notice; raises UsageError."""
    known = {notice.value: notice for notice in Notice}
    return find_meaning(word.strip(), known, "error.unknown-notice")


def parse_justification(text: str) -> tuple[NoticeSubject, str]:
    """Read ``target-lowered:18-3=reason``; raises UsageError."""
    notice_and_id, _, reason = text.partition("=")
    name, _, identifier = notice_and_id.partition(":")
    if not reason.strip():
        raise UsageError("error.bad-justification", value=text)
    return (parse_notice(name), identifier.strip()), reason.strip()


def yield_commit_reasons(
    session: Session, commits: str | None
) -> Iterator[tuple[NoticeSubject, str]]:
    """Read the reasons that commits give; one that means nothing is told, and passed over."""
    if commits is None:
        return
    from plantool.loading.git.justifications import yield_justifications

    for line, is_readable in yield_justifications(session.source.repository, commits):
        found = _parse_trailer(line) if is_readable else None
        if found is None:
            session.write_message("diff.bad-trailer", line=line)
        else:
            yield found


def _parse_trailer(line: str) -> tuple[NoticeSubject, str] | None:
    """Read ``target-lowered 18-3 reason``, where the id may be missing; None where it is none."""
    name, _, rest = line.partition(" ")
    identifier, _, reason = rest.strip().partition(" ")
    if not _IDENTIFIER.fullmatch(identifier):
        identifier, reason = "", rest
    try:
        notice = parse_notice(name)
    except UsageError:
        return None
    return ((notice, identifier), reason.strip()) if reason.strip() else None
