"""Makes changes in a plan, in memory: the texts to write, and whether they may be written.

Only ``write_changes`` writes. The plan is checked as it would be; an error that was not there
before is a refusal.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from plantool.checking.check_plan import load_and_check
from plantool.loading.memory import Memory
from plantool.loading.plan_writes import hold_plan_lock, replace_plan_file
from plantool.recording.change_run import ChangeRun
from plantool.recording.settling import settle_changes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plantool.diagnostics import Change
    from plantool.editing.change_set import Outcome
    from plantool.loading.folder import Folder, PlanFiles
    from plantool.loading.read_plan import Loaded
    from plantool.recording.change_run import Attempt


def apply_changes(
    plan_files: PlanFiles,
    changes: Iterable[Change],
    as_of: date | None = None,
    *,
    all_or_nothing: bool = False,
) -> Attempt:
    """Make those changes in a plan that its files, its schema and its rules allow.

    Files are named as the plan or a finding names them; ``as_of`` is the day of the check. With
    ``all_or_nothing`` there are no texts unless all is well. Raises OSError, and TypeError for
    what no change may hold, such as a float.
    """
    memory = Memory()  # of the files that stay as they are: they are read once
    loaded = load_and_check(plan_files, as_of, memory=memory)
    last = settle_changes_of(plan_files, changes, as_of, loaded)
    outcome = last.outcome
    if all_or_nothing and not outcome.is_whole:
        outcome = outcome._replace(applied=(), texts={}, withheld=outcome.applied)
    return last._replace(outcome=outcome)


def settle_changes_of(
    plan_files: PlanFiles, changes: Iterable[Change], as_of: date | None, loaded: Loaded
) -> Attempt:
    """Make those changes that a plan allows which is loaded and checked, as ``apply_changes``."""
    run = ChangeRun(plan_files, as_of, loaded, loaded.reading.memory, changes)
    last, refusals = settle_changes(run)
    refused = (*last.outcome.refused, *refusals)
    return last._replace(outcome=last.outcome._replace(refused=refused))


def write_changes(
    folder: Folder, changes: Iterable[Change], *, all_or_nothing: bool = False
) -> Outcome:
    """Make changes as ``apply_changes`` does, and write the files while no other plantool writes.

    Raises NotWrittenError; files before the one that cannot be written are written then, but with
    ``all_or_nothing`` are as they were again.
    """
    with hold_plan_lock(folder):
        attempt = apply_changes(folder, changes, all_or_nothing=all_or_nothing)
        with ExitStack() as undo:
            for name, data in attempt.outcome.texts.items():
                before = attempt.before[name]
                replace_plan_file(folder, name, data, instead_of=before)
                if all_or_nothing:
                    undo.callback(replace_plan_file, folder, name, before, instead_of=data)
            undo.pop_all()
    return attempt.outcome


def attempt_changes(
    plan_files: PlanFiles, changes: Iterable[Change], as_of: date, loaded: Loaded
) -> Attempt:
    """Make changes in a plan though its rules may find errors in them, which are told."""
    run = ChangeRun(plan_files, as_of, loaded, loaded.reading.memory, changes)
    return run.attempt(run.numbers)
