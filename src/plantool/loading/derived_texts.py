"""What follows from one initiative: made once, for as long as what it follows from stays."""

from __future__ import annotations

import json
from binascii import a2b_base64, b2a_base64
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from zlib import compress, decompress, error

from plantool.loading.memory import BROKEN_CACHE_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.loading.memory import Memory
    from plantool.loading.plan_contents import PlanContents


_LONG = 1000  # characters
_PACKED = "z"  # which no JSON begins with


class DerivedTexts:
    """Keeps what follows from plan.yaml (``settings``) and other files of a plan.

    Files go by their shown names, ``page`` tells what is shown. Without a memory everything is made
    anew.
    """

    def __init__(
        self,
        page: str = "",
        memory: Memory | None = None,
        contents: PlanContents | None = None,
        settings: str = "",
    ) -> None:
        self._memory = memory if memory and memory.lasts else None
        self._page = page
        files = contents.files if contents else ()
        self._digests = {file.shown: f"{file.name} {file.digest}" for file in files}
        self._settings = self._digests.get(settings, "")

    def recall(self, question: Iterable[str], files: Iterable[str], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - any value of JSON
        """Return a value that follows from a question and files: as it was kept, or made now.

        It is one that JSON has; it comes back with lists for tuples.
        """
        if self._memory is None:
            return make()
        key = (*question, self._settings, *(self._digests[file] for file in files))
        if (text := self._memory.recall_text(self._page, key)) is not None:
            with suppress(*BROKEN_CACHE_ERRORS):
                return json.loads(_unpack(text))
        value = make()
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self._memory.keep_text(self._page, key, _pack(text))
        return value

    def save(self) -> None:
        """Write what was made into the cache."""
        if self._memory:
            self._memory.save_cache()


def _pack(text: str) -> str:
    """Return a text, or a long one in less room: HTML takes a tenth of it."""
    if len(text) < _LONG:
        return text
    return _PACKED + b2a_base64(compress(text.encode(), 1), newline=False).decode("ascii")


def _unpack(text: str) -> str:
    """Return a packed text as it was; raises ValueError for what is no such text."""
    if not text.startswith(_PACKED):
        return text
    try:
        return decompress(a2b_base64(text[len(_PACKED) :])).decode()
    except error as failure:
        raise ValueError("no packed text") from failure
