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

TYPE_CHECKING = False  # as typing has it, which takes a while to import
if TYPE_CHECKING:
    from os import PathLike

    from plantool.model.plan import Plan

__all__ = ["__version__", "load"]
__version__ = "0.1.0"


def load(path: str | PathLike[str] = "plan") -> Plan:
    """Read the plan in the folder ``path`` and check it.

    A fault in the files is no exception: ``Plan.diagnostics`` holds the findings, each with its
    code, file and line, and ``Plan.ok`` tells whether there is an error among them. Files that
    could not be read into the plan are named in ``Plan.left_out``.

    Raises ``plantool.errors.PlanUnreadableError`` where there is no plan, and
    ``plantool.errors.PlanInvalidError``, with ``diagnostics``, where plan.yaml itself is broken.
    """
    from pathlib import Path  # noqa: PLC0415 - importing plantool must cost nothing

    from plantool.checking.check_plan import load_and_check  # noqa: PLC0415 - ditto
    from plantool.errors import PlanInvalidError, PlantoolError  # noqa: PLC0415 - ditto
    from plantool.loading.folder import Folder  # noqa: PLC0415 - ditto
    from plantool.messages import catalogue  # noqa: PLC0415 - ditto

    try:
        folder = Folder.open_at(Path(path))
    except PlantoolError as error:
        error.add_note(catalogue("en")(error.key, **error.arguments))
        raise
    loaded = load_and_check(folder)
    if not loaded.is_readable:
        raise PlanInvalidError("error.invalid-settings", diagnostics=loaded.diagnostics)
    return loaded.plan
