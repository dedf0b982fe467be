"""What follows from one initiative: made once, for as long as what it follows from stays."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from plantool.loading.memory import BROKEN_CACHE_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.loading.memory import Memory
    from plantool.loading.plan_contents import PlanContents


class DerivedTexts:
    """Keeps what follows from plan.yaml (``settings``) and other files of a plan.

    Files go by their shown names. Without a memory everything is made anew.
    """

    def __init__(
        self,
        memory: Memory | None = None,
        contents: PlanContents | None = None,
        settings: str = "",
    ) -> None:
        self._memory = memory if memory and memory.lasts else None
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
        if (text := self._memory.recall_text(key)) is not None:
            with suppress(*BROKEN_CACHE_ERRORS):
                return json.loads(text)
        value = make()
        self._memory.keep_text(key, json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        return value

    def save(self) -> None:
        """Write what was made into the cache."""
        if self._memory:
            self._memory.save_cache()
