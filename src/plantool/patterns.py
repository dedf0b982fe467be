"""Regular expressions that are compiled when they are first asked: most runs ask few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, AnyStr

if TYPE_CHECKING:
    compile_late = re.compile
else:

    class compile_late:  # noqa: N801 - used as re.compile is
        """A pattern as ``re.compile`` makes it; it fails only when it is asked."""

        def __init__(self, pattern: AnyStr, flags: int = 0) -> None:
            self._arguments = (pattern, flags)

        def __getattr__(self, name: str) -> object:
            method = getattr(re.compile(*self._arguments), name)
            setattr(self, name, method)  # found at once from now on
            return method
