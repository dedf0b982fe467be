"""All files that a new plan begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.starting.new_plan import write_chapter, write_settings
from plantool.starting.sample_initiatives import SAMPLE_FILES, write_samples
from plantool.starting.side_files import (
    CI_FILES,
    SCHEMAS_SETTING,
    SETTINGS_FILE,
    map_schemas,
    read_ci_text,
    write_ignored,
    write_json,
    yield_schemas,
)

if TYPE_CHECKING:
    from plantool.starting.new_plan import NewPlan

PLAN_DIR = "plan"


def build_plan_files(plan: NewPlan) -> dict[str, str]:
    """Return the texts of the plan's own files, by their paths from the folder of the plan."""
    texts = {"plan.yaml": write_settings(plan), "1.yaml": write_chapter(plan)}
    return texts | {f"{name}.yaml": text for name, text in write_samples(plan)}


def build_files(plan: NewPlan, *, ci: str | None, plan_only: bool) -> dict[str, str]:
    """Return the texts of all files, by their paths from the folder that holds ``plan/``.

    ``ci`` is one of CI_FILES. With ``plan_only`` there is nothing beside the plan, but for that.
    """
    files = {f"{PLAN_DIR}/{name}": text for name, text in build_plan_files(plan).items()}
    if not plan_only:
        settings = {SCHEMAS_SETTING: map_schemas(PLAN_DIR, ["1.yaml"])}
        files["README.md"] = plan.texts("start.readme", title=plan.title)
        files[".gitignore"] = write_ignored(plan.texts)
        files[SETTINGS_FILE] = write_json(settings)
        files |= dict(yield_schemas())
    if ci:
        files[CI_FILES[ci]] = read_ci_text(ci)
    return files


def list_names(*, ci: str | None, plan_only: bool) -> list[str]:
    """Return the paths of all files of ``build_files``, whatever the plan is about."""
    names = [f"{PLAN_DIR}/{name}" for name in ("plan.yaml", "1.yaml", *SAMPLE_FILES)]
    if not plan_only:
        schemas = [name for name, _ in yield_schemas()]
        names += ["README.md", ".gitignore", SETTINGS_FILE, *schemas]
    return [*names, CI_FILES[ci]] if ci else names
