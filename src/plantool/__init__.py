"""Public plans as version-controlled YAML.

``plantool.load("plan")`` reads a plan:

>>> import plantool
>>> plan = plantool.load("plan")
>>> plan.ok
True
>>> plan.initiative("18-3").title
'相談情報ひろばの充実'
>>> str(plan.initiative("18-3").budget.planned.get(plan.year("31")).amount)
'25'
"""

from __future__ import annotations

from plantool.version import __version__

TYPE_CHECKING = False  # as typing has it, which takes a while to import
if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from plantool.diagnostics import MISSING, Change
    from plantool.editing.change_set import Outcome
    from plantool.loading.folder import Folder
    from plantool.model.plan import Plan

__all__ = ["MISSING", "Change", "Outcome", "__version__", "apply_changes", "load"]
_MODULES = {
    "MISSING": "plantool.diagnostics",
    "Change": "plantool.diagnostics",
    "Outcome": "plantool.editing.change_set",
}


if not TYPE_CHECKING:  # a type checker knows the names, and finds others

    def __getattr__(name: str) -> object:
        """Import what is asked for: importing plantool must cost nothing."""
        from importlib import import_module  # noqa: PLC0415 - ditto

        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)


def load(path: str | PathLike[str] = "plan") -> Plan:
    """Read the plan in the folder ``path`` and check it.

    A fault in the files is no exception: ``Plan.diagnostics`` holds the findings, each with its
    code, file and line, and ``Plan.ok`` tells whether there is an error among them. Files that
    could not be read into the plan are named in ``Plan.left_out``.

    Raises ``plantool.errors.PlanUnreadableError`` where there is no plan, and
    ``plantool.errors.PlanInvalidError``, with ``diagnostics``, where plan.yaml itself is broken.
    """
    from plantool.checking.check_plan import load_and_check  # noqa: PLC0415 - ditto
    from plantool.errors import PlanInvalidError  # noqa: PLC0415 - ditto

    loaded = load_and_check(_open_folder(path))
    if not loaded.is_readable:
        raise PlanInvalidError("error.invalid-settings", diagnostics=loaded.diagnostics)
    return loaded.plan


def apply_changes(
    path: str | PathLike[str],
    changes: Iterable[Change],
    *,
    all_or_nothing: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Make changes in the plan in the folder ``path``, and write its files.

    A change is made where the file says what its maker saw (``base``); where it says what is wanted
    (``new``) there is nothing to do; else it is a conflict. What the schema or a rule refuses is
    refused one by one, a value and its state in one. Comments and layout stay. With
    ``all_or_nothing`` nothing is written unless all is well, with ``dry_run`` nothing at all:
    ``Outcome.texts`` has what would be.

    Raises ``plantool.errors.PlanUnreadableError`` where there is no plan,
    ``plantool.errors.NotWrittenError`` where a file cannot be written, and TypeError for a value
    that is no plain data: numbers are int or Decimal, not float.
    """
    from plantool.recording.apply_changes import apply_changes as attempt_changes  # noqa: PLC0415 - ditto
    from plantool.recording.apply_changes import write_changes  # noqa: PLC0415 - ditto

    folder = _open_folder(path)
    if dry_run:
        return attempt_changes(folder, changes, all_or_nothing=all_or_nothing).outcome
    return write_changes(folder, changes, all_or_nothing=all_or_nothing)


def _open_folder(path: str | PathLike[str]) -> Folder:
    from pathlib import Path  # noqa: PLC0415 - ditto

    from plantool.errors import PlantoolError  # noqa: PLC0415 - ditto
    from plantool.loading.folder import Folder  # noqa: PLC0415 - ditto
    from plantool.messages import catalogue  # noqa: PLC0415 - ditto

    try:
        return Folder.open_at(Path(path))
    except PlantoolError as error:
        error.add_note(catalogue("en")(error.key, **error.arguments))
        raise
