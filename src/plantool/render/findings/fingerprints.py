"""What a finding is known by from one run to the next, wherever its lines have moved to."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import Diagnostic

_LINE_NUMBERS = {"at"}  # arguments that change with every line added above


def yield_fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a fingerprint for each finding, unique among them; equal ones are numbered."""
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        identity = _build_identity(diagnostic)
        yield sha256(f"{identity} {seen[identity]}".encode()).hexdigest()
        seen[identity] += 1


def _build_identity(diagnostic: Diagnostic) -> str:
    """Return a finding and its path in the plan's own terms, the same in every language."""
    arguments = [pair for pair in diagnostic.arguments if pair[0] not in _LINE_NUMBERS]
    known_by = [diagnostic.code.code, diagnostic.file, diagnostic.path, arguments]
    return json.dumps(known_by, default=str)
