"""The reasons that messages of commits give for changes of a plan.

``Plan-Justification: NOTICE [ID] REASON`` may stand anywhere in a message: a squash merge puts the
messages of all commits into one, where git itself sees trailers in the last paragraph only.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from plantool.loading.git.calls import run_git
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KEY = "plan-justification"
_LINE = compile_late(rf"(?P<indent>\s*(?:[-*]\s+)?){_KEY}\s*[:：](?P<said>.*)", re.IGNORECASE)
_MARKS = "> \t*-#`"
_LIKENESS = 0.8


def yield_justifications(repo_dir: Path, commits: str) -> Iterator[tuple[str, bool]]:
    """Yield the justifications in a range of commits, the latest last, each with True.

    A line that only looks like a justification is yielded whole, with False. Raises GitError.
    """
    output = run_git(repo_dir, "log", "-z", "--reverse", "--format=%B", commits, "--")
    for message in output.decode("utf-8", "replace").split("\0"):
        yield from parse_message(message)


def parse_message(message: str) -> Iterator[tuple[str, bool]]:
    """Yield the justifications of one message; a line indented further continues the one above."""
    parts: list[str] = []
    indent = 0
    for line in (*message.splitlines(), ""):
        found = _LINE.fullmatch(line)
        if parts and not found and line.strip() and len(line) - len(line.lstrip()) > indent:
            parts.append(line.strip())
            continue
        if parts:
            yield " ".join(parts), True
        parts = [found["said"].strip()] if found else []
        indent = len(found["indent"]) if found else 0
        if not found and _is_near_miss(line):
            yield line.strip(), False


def _is_near_miss(line: str) -> bool:
    """Tell whether a line begins with nearly the key, or with the key but no colon."""
    words = re.split("[:：]", line.lstrip(_MARKS).lower())[0]
    head = re.sub(r"[\W_]+", "-", words)[: len(_KEY)]
    return head.startswith("p") and bool(get_close_matches(head, [_KEY], 1, _LIKENESS))
