"""Names that plan.yaml has to list before initiatives may use them: departments, parts of money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING, Change
from plantool.loading.folder import PLAN_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import Plain
    from plantool.importing.gathered import GatheredInitiative
    from plantool.model.plan import Plan


class Declarations(NamedTuple):
    """What plan.yaml lacks: divisions by bureau, and parts by group."""

    departments: dict[str, list[str]]
    parts: dict[str, list[str]]

    def __bool__(self) -> bool:
        return bool(self.departments or self.parts)

    def list_names(self) -> list[str]:
        """Return everything that is lacking, in short."""
        bureaus = [
            " ".join(filter(None, (bureau, ", ".join(names))))
            for bureau, names in self.departments.items()
        ]
        groups = [f"{group}: {', '.join(names)}" for group, names in self.parts.items()]
        return [*bureaus, *groups]

    def list_changes(self, plan: Plan) -> list[Change]:
        """Return the changes of plan.yaml that add it all."""
        return [*self._yield_departments(plan), *self._yield_parts(plan)]

    def _yield_departments(self, plan: Plan) -> Iterator[Change]:
        for bureau, names in self.departments.items():
            own = [each for each in plan.departments if each.bureau == bureau]
            known: list[Plain] = [each.division for each in own if each.division]
            base = known if own else MISSING
            yield Change(PLAN_FILE, ("departments", bureau), base, [*known, *names])

    def _yield_parts(self, plan: Plan) -> Iterator[Change]:
        declared = {group.name: group.parts for group in plan.breakdowns}
        for group, names in self.parts.items():
            known: list[Plain] = [*declared.get(group, ())]
            base = known or MISSING
            path = ("money", "breakdown", group, "parts")
            yield Change(PLAN_FILE, path, base, [*known, *names])


def find_lacking(initiatives: Iterable[GatheredInitiative], plan: Plan) -> Declarations:
    """Return what plan.yaml would have to list for initiatives as the table has them."""
    declared = {group.name: {*group.parts} for group in plan.breakdowns}
    departments: dict[str, dict[str, None]] = {}
    parts: dict[str, dict[str, None]] = {}
    for initiative in initiatives:
        for path, entry in initiative.entries.items():
            if path == ("departments",) and isinstance(entry.value, list):
                for name in map(str, entry.value):
                    if name not in plan.departments_by_name:
                        bureau, _, division = name.partition(" ")
                        departments.setdefault(bureau, {}).update(
                            {division: None} if division else {}
                        )
            elif path[:2] == ("budget", "breakdown"):
                group, name = str(path[2]), str(path[3])
                if name not in declared.get(group, ()):
                    parts.setdefault(group, {})[name] = None
    return Declarations(
        {bureau: [*names] for bureau, names in departments.items()},
        {group: [*names] for group, names in parts.items()},
    )
