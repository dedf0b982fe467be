"""One run of plantool: its global options, its language and its streams."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from plantool.cli.language import choose_language, find_plan_language
from plantool.messages import LANGUAGES, Catalogue, catalogue, shorten_arguments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plantool.errors import PlantoolError
    from plantool.loading.plan_source import PlanSource


_LONGEST_ARGUMENT = 2000
"""Characters of a typed text that a message repeats; lists of names and git's words have fewer."""


class Language(Enum):
    """The languages of the screens."""

    JA = "ja"
    EN = "en"


class Color(Enum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Session:
    """The global options, and the language and colour that follow from them."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.plan_option: Path | None = None
        self.color = Color.AUTO
        self.uses_cache = True
        self.revision: str | None = None
        self.texts: Catalogue = catalogue(choose_language(arguments))
        self._language_is_chosen = os.environ.get("PLANTOOL_LANG") in LANGUAGES

    def apply_options(
        self,
        plan: Path | None,
        language: Language | None,
        color: Color,
        *,
        cache: bool = True,
        revision: str | None = None,
    ) -> None:
        """Take over the options given before the command."""
        self.plan_option = plan
        self.color = color
        self.uses_cache = cache
        self.revision = revision
        if language:
            self._language_is_chosen = True
            self.texts = catalogue(language.value)

    def use_language(self, language: str) -> None:
        """Use the language of a plan, the first of several, where the user chose none."""
        if not self._language_is_chosen:
            self._language_is_chosen = True
            self.texts = catalogue(language)

    def use_plan_language(self, folder: Path) -> None:
        """Use the language that a plan.yaml names, whether or not it can be read as a whole."""
        if language := find_plan_language(folder):
            self.use_language(language)

    @property
    def chosen_language(self) -> str | None:
        """The language that the user chose; None where that of the plan is to be spoken."""
        return self.texts.language if self._language_is_chosen else None

    @cached_property
    def source(self) -> PlanSource:
        """The plan that the options name, or the nearest one, found and opened once for the run."""
        from plantool.loading.plan_source import PlanSource

        named = self.plan_option or os.environ.get("PLANTOOL_PLAN")
        return PlanSource(Path(named) if named else None, self.revision, uses_cache=self.uses_cache)

    def resolve_day(self, text: str | None) -> date:
        """Read --as-of; without it, the day of --at, and the plan's today where that names none."""
        from plantool.loading.today import read_today

        if text is not None:
            from plantool.cli.option_values import parse_date

            return parse_date(text)
        if self.revision is not None:
            from plantool.loading.git.revision import parse_revision_day

            return parse_revision_day(self.revision) or read_today(self.source.files)
        return read_today(self.source.files)

    def has_color(self, stream: TextIO) -> bool:
        """Tell whether ``stream`` gets colour."""
        if self.color is Color.AUTO:
            wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
            return stream.isatty() and wanted
        return self.color is Color.ALWAYS

    def write_message(self, key: str, **words: object) -> None:
        """Write a message to standard error."""
        from plantool.render.visible_text import make_visible

        sys.stderr.write(make_visible(self.texts(key, **words)) + "\n")

    def write_error(self, error: PlantoolError) -> None:
        """Write the error that stopped the command, and the way out of it."""
        words = shorten_arguments(error.arguments.items(), _LONGEST_ARGUMENT)
        if "nearest" in words:
            nearest = words.pop("nearest")
            hint = self.texts("error.did-you-mean", nearest=nearest) if nearest else ""
            words["hint"] = hint
        _flush_output()
        sys.stderr.write(self.texts("error.prefix"))
        self.write_message(error.key, **words)

    def report_bug(self) -> None:
        """Write a bug as a maintainer needs it: versions, system and traceback."""
        import platform
        import traceback

        from plantool.version import __version__

        _flush_output()
        self.write_message("error.bug")
        sys.stderr.write(f"plantool {__version__}, Python {platform.python_version()}, ")
        sys.stderr.write(f"{platform.system()}\n{traceback.format_exc()}")


def _flush_output() -> None:
    """Show earlier output before a message; a full disk is reported where the output ends."""
    with suppress(OSError):
        sys.stdout.flush()
