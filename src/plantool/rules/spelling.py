"""A name is spelt one way in the whole plan: ％ and %, ＩＣＴ推進課 and ICT推進課 are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import Code, Finding, Repair, Severity, propose_change
from plantool.model.department_paths import yield_department_paths
from plantool.model.normal import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

VARIANT = Code("PLT602", "spelling-variant", Severity.WARNING)
CODES = (VARIANT,)


class _SpeltName(NamedTuple):
    """A name as it is spelt at a path; ``within`` keeps names apart that only look the same."""

    file: str
    path: NodePath
    spelling: str
    within: str = ""


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments, units and footnote terms in another spelling than the usual one."""
    for names in (_yield_divisions(plan), _yield_units(plan), _yield_terms(plan)):
        names_by_key: defaultdict[tuple[str, str], list[_SpeltName]] = defaultdict(list)
        for name in names:
            names_by_key[name.within, fold_name(name.spelling).casefold()].append(name)
        for variants in names_by_key.values():
            yield from _find_minority(variants)


def _find_minority(names: list[_SpeltName]) -> Iterator[Finding]:
    usual = Counter(name.spelling for name in names).most_common(1)[0][0]
    model = next(name for name in names if name.spelling == usual)
    for name in names:
        if name.spelling != usual:
            yield Finding(
                code=VARIANT,
                file=name.file,
                path=name.path,
                arguments=(("value", name.spelling), ("nearest", usual)),
                related=(model.file, model.path),
                repair=Repair((propose_change(name.path, usual),)),
            )


def _yield_divisions(plan: Plan) -> Iterator[_SpeltName]:
    for department, path in yield_department_paths(plan):
        if department.division:
            yield _SpeltName(plan.file, path, department.division, department.bureau)


def _yield_units(plan: Plan) -> Iterator[_SpeltName]:
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            if measure.unit:
                yield _SpeltName(initiative.file, (*measure.path, "unit"), measure.unit)


def _yield_terms(plan: Plan) -> Iterator[_SpeltName]:
    for initiative in plan.initiatives:
        for at, footnote in enumerate(initiative.footnotes):
            if footnote.term:
                yield _SpeltName(initiative.file, ("footnotes", at, "term"), footnote.term)
