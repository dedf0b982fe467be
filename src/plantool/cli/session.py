"""What one run of plantool knows: its options, its language and its streams."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from plantool.cli.language import first_language, of_plan
from plantool.errors import PlanUnreadableError, UsageError
from plantool.messages import LANGUAGES, Catalogue, catalogue

if TYPE_CHECKING:
    from datetime import date

    from plantool.errors import PlantoolError
    from plantool.loading.folder import Folder
    from plantool.loading.memory import Memory
    from plantool.loading.revision import Revision


_LONGEST = 2000  # characters; git's own words and lists of what there is are shorter


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
    """The global options, and what follows from them."""

    def __init__(self) -> None:
        self.plan_option: Path | None = None
        self.color = Color.AUTO
        self.remembers = True
        self.revision: str | None = None
        self.compares = False  # reads a plan twice, so that the first reading helps the second
        self.texts: Catalogue = catalogue(first_language(sys.argv[1:]))
        self._language_is_chosen = os.environ.get("PLANTOOL_LANG") in LANGUAGES

    def configure(
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

    def speak_like(self, language: str) -> None:
        """Use the language of a plan, the first of several, where the user chose none."""
        if not self._language_is_chosen:
            self._language_is_chosen = True
            self.texts = catalogue(language)

    def speak_like_plan_in(self, folder: Path) -> None:
        """Use the language that a plan.yaml names, whether or not it can be read as a whole."""
        if language := of_plan(folder):
            self.speak_like(language)

    @property
    def chosen_language(self) -> str | None:
        """The language that the user chose; None where that of the plan is to be spoken."""
        return self.texts.language if self._language_is_chosen else None

    def folder(self) -> Folder:
        """Return the plan's folder: --plan, PLANTOOL_PLAN, or the nearest one upward.

        Raises UsageError with --at: what asks for a folder looks at it or writes into it.
        """
        from plantool.loading.folder import Folder

        if self.revision is not None:
            raise UsageError("error.at-work-tree")
        named = self._named()
        return Folder.at(named) if named else Folder.nearest(Path.cwd())

    def place(self) -> Path:
        """Return where the plan is, or was before somebody moved it."""
        from plantool.loading.folder import PLAN_FILE, Folder

        named = self._named()
        if named:
            return named.parent if named.name == PLAN_FILE else named
        try:
            return Folder.nearest(Path.cwd()).path
        except PlanUnreadableError:
            return Path.cwd() / "plan"

    def repository(self) -> Path:
        """Return a folder of the plan's repository that is there."""
        from plantool.loading.git import place_of

        return place_of(self.place())

    def _named(self) -> Path | None:
        """Return the place that the user named, a folder or its plan.yaml."""
        named = self.plan_option or os.environ.get("PLANTOOL_PLAN")
        return Path(named) if named else None

    def files(self, revision: str | None = None) -> Folder | Revision:
        """Return the plan's files at a revision, or that of --at; else those of the work tree."""
        if revision is not None:
            return self.past(revision)
        return self.folder() if self.revision is None else self.past(self.revision, needs_plan=True)

    def past(self, revision: str, *, needs_plan: bool = False) -> Revision:
        """Return the plan's files at a revision, which may have had none unless it ``needs_plan``.

        One that is nowhere in the work tree any more is looked for upward, as it would be there.
        """
        from plantool.loading.folder import PLAN_FILE
        from plantool.loading.revision import Revision

        place = self.place()
        is_known = self._named() or (place / PLAN_FILE).is_file()
        near = None if is_known else Path.cwd()
        return Revision.of(place, revision, near=near, needs_plan=needs_plan)

    def day(self, text: str | None) -> date:
        """Read --as-of; without it, the day of --at, and today where that names none."""
        from plantool.cli.options import day

        if text is None and self.revision is not None:
            from plantool.loading.revision import day_of

            return day_of(self.revision) or day(None)
        return day(text)

    def memory(self, place: Path) -> Memory:
        """Return what is known from earlier runs of the plan at ``place``, or in this one."""
        from plantool.loading.memory import Memory, cache_folder, of_folder

        cache = cache_folder() if self.remembers else None
        return of_folder(place, cache) if cache else Memory(keeps=self.compares)

    def colors(self, stream: TextIO) -> bool:
        """Tell whether ``stream`` gets colour."""
        if self.color is Color.AUTO:
            wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
            return stream.isatty() and wanted
        return self.color is Color.ALWAYS

    def tell(self, key: str, **words: object) -> None:
        """Write a message to standard error."""
        from plantool.render.values import visible

        sys.stderr.write(visible(self.texts(key, **words)) + "\n")

    def fail(self, error: PlantoolError) -> None:
        """Write what stopped the command, and the way out of it."""
        words = {name: _brief(value) for name, value in dict(error.arguments).items()}
        if "nearest" in words:
            nearest = words.pop("nearest")
            hint = self.texts("error.did-you-mean", nearest=nearest) if nearest else ""
            words["hint"] = hint
        _flush()
        sys.stderr.write(self.texts("error.prefix"))
        self.tell(error.key, **words)

    def report_bug(self) -> None:
        """Write what a maintainer needs to know about an unexpected failure."""
        import platform
        import traceback

        from plantool import __version__

        _flush()
        self.tell("error.bug")
        sys.stderr.write(f"plantool {__version__}, Python {platform.python_version()}, ")
        sys.stderr.write(f"{platform.system()}\n{traceback.format_exc()}")


def _brief(value: object) -> object:
    """Return what a message repeats of what was typed: of a text without end, its beginning."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


def _flush() -> None:
    """Show what was written before; a disk that is full has been told, or is told next."""
    with suppress(OSError):
        sys.stdout.flush()


@cache
def help_texts() -> Catalogue:
    """Return the catalogue for --help, which is built before any option is read."""
    return catalogue(first_language(sys.argv[1:]))
