"""A name is spelt one way in the whole plan: ％ and %, ＩＣＴ推進課 and ICT推進課 are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import Change, Code, Finding, Repair, Severity
from plantool.model.normal import nfkc
from plantool.rules.department_places import department_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

VARIANT = Code("PLT602", "spelling-variant", Severity.WARNING)
CODES = (VARIANT,)


class _Place(NamedTuple):
    """Where a name is spelt how; ``within`` keeps names apart that only look the same."""

    file: str
    path: NodePath
    spelling: str
    within: str = ""


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments, units and footnote terms that most places spell otherwise."""
    for places in (_departments(plan), _units(plan), _terms(plan)):
        spelt: defaultdict[tuple[str, str], list[_Place]] = defaultdict(list)
        for place in places:
            spelt[place.within, _key(place.spelling)].append(place)
        for variants in spelt.values():
            yield from _minority(variants)


def _minority(places: list[_Place]) -> Iterator[Finding]:
    usual = Counter(place.spelling for place in places).most_common(1)[0][0]
    model = next(place for place in places if place.spelling == usual)
    for place in places:
        if place.spelling != usual:
            yield Finding(
                code=VARIANT,
                file=place.file,
                path=place.path,
                arguments=(("value", place.spelling), ("nearest", usual)),
                also=(model.file, model.path),
                repair=Repair((Change(place.path, usual),)),
            )


def _departments(plan: Plan) -> Iterator[_Place]:
    for department, path in department_places(plan):
        if department.division:
            yield _Place(plan.file, path, department.division, department.bureau)


def _units(plan: Plan) -> Iterator[_Place]:
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            if measure.unit:
                yield _Place(initiative.file, (*measure.path, "unit"), measure.unit)


def _terms(plan: Plan) -> Iterator[_Place]:
    for initiative in plan.initiatives:
        for at, footnote in enumerate(initiative.footnotes):
            if footnote.term:
                yield _Place(initiative.file, ("footnotes", at, "term"), footnote.term)


def _key(spelling: str) -> str:
    return "".join(nfkc(spelling).casefold().split())
