"""One run of plantool: its global options, its language and its streams."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from plantool.cli.language import choose_language, find_plan_language
from plantool.errors import PlanUnreadableError, UsageError
from plantool.messages import LANGUAGES, Catalogue, catalogue, shorten_arguments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plantool.errors import PlantoolError
    from plantool.loading.folder import Folder
    from plantool.loading.memory import Memory
    from plantool.loading.revision import Revision


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
        self.remembers = True
        self.revision: str | None = None
        self.compares = False  # reads a plan twice, so that the first reading helps the second
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
        self.remembers = cache
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

    def find_folder(self) -> Folder:
        """Return the plan's folder: --plan, PLANTOOL_PLAN, or the nearest one upward.

        Raises UsageError with --at: what asks for a folder looks at it or writes into it.
        """
        from plantool.loading.folder import Folder

        if self.revision is not None:
            raise UsageError("error.at-work-tree")
        named = self._resolve_plan_option()
        return Folder.open_at(named) if named else Folder.open_nearest(Path.cwd())

    def find_plan_dir(self) -> Path:
        """Return where the plan is, or was before somebody moved it."""
        from plantool.loading.folder import PLAN_FILE, Folder

        named = self._resolve_plan_option()
        if named:
            return named.parent if named.name == PLAN_FILE else named
        try:
            return Folder.open_nearest(Path.cwd()).path
        except PlanUnreadableError:
            return Path.cwd() / "plan"

    def find_repository(self) -> Path:
        """Return a folder of the plan's repository that is there."""
        from plantool.loading.git import find_existing_dir

        return find_existing_dir(self.find_plan_dir())

    def _resolve_plan_option(self) -> Path | None:
        """Return the place that the user named, a folder or its plan.yaml."""
        named = self.plan_option or os.environ.get("PLANTOOL_PLAN")
        return Path(named) if named else None

    def find_files(self, revision: str | None = None) -> Folder | Revision:
        """Return the plan's files at a revision, or that of --at; else those of the work tree."""
        if revision is not None:
            return self.find_revision(revision)
        return (
            self.find_folder()
            if self.revision is None
            else self.find_revision(self.revision, needs_plan=True)
        )

    def find_revision(self, revision: str, *, needs_plan: bool = False) -> Revision:
        """Return the plan's files at a revision, which may have had none unless it ``needs_plan``.

        One that is nowhere in the work tree any more is looked for upward, as it would be there.
        """
        from plantool.loading.folder import PLAN_FILE
        from plantool.loading.revision import Revision

        plan_dir = self.find_plan_dir()
        is_known = self._resolve_plan_option() or (plan_dir / PLAN_FILE).is_file()
        near = None if is_known else Path.cwd()
        return Revision.open_commit(plan_dir, revision, near=near, needs_plan=needs_plan)

    def resolve_day(self, text: str | None) -> date:
        """Read --as-of; without it, the day of --at, and today where that names none."""
        from plantool.cli.option_values import parse_date

        if text is None and self.revision is not None:
            from plantool.loading.revision import parse_revision_day

            return parse_revision_day(self.revision) or parse_date(None)
        return parse_date(text)

    def open_memory(self, plan_dir: Path) -> Memory:
        """Return what is known from earlier runs of the plan at ``place``, or in this one."""
        from plantool.loading.memory import Memory, build_memory, find_cache_dir

        cache = find_cache_dir() if self.remembers else None
        return build_memory(plan_dir, cache) if cache else Memory(keeps=self.compares)

    def has_color(self, stream: TextIO) -> bool:
        """Tell whether ``stream`` gets colour."""
        if self.color is Color.AUTO:
            wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
            return stream.isatty() and wanted
        return self.color is Color.ALWAYS

    def write_message(self, key: str, **words: object) -> None:
        """Write a message to standard error."""
        from plantool.render.value_text import make_visible

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

        from plantool import __version__

        _flush_output()
        self.write_message("error.bug")
        sys.stderr.write(f"plantool {__version__}, Python {platform.python_version()}, ")
        sys.stderr.write(f"{platform.system()}\n{traceback.format_exc()}")


def _flush_output() -> None:
    """Show earlier output before a message; a full disk is reported where the output ends."""
    with suppress(OSError):
        sys.stdout.flush()
