"""A name is spelt one way in the whole plan: ％ and %, ＩＣＴ推進課 and ICT推進課 are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import Code, Finding, Repair, Severity, propose_change
from plantool.model.department_paths import yield_department_paths
from plantool.model.normal import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

    SpeltNames: TypeAlias = tuple[tuple[str, ...], ...]

VARIANT = Code("PLT602", "spelling-variant", Severity.WARNING)
CODES = (VARIANT,)


class _SpeltName(NamedTuple):
    """A name as it is spelt at a path; ``within`` keeps names apart that only look the same."""

    file: str
    path: NodePath
    spelling: str
    within: str = ""


def gather(initiative: Initiative, _plan: Plan, _: date) -> SpeltNames:
    """Return the spellings of the units and of the footnote terms of an initiative."""
    return tuple(
        tuple({name.spelling: None for name in yield_names(initiative)}) for yield_names in _KINDS
    )


def check(plan: Plan, gathered: Mapping[str, SpeltNames]) -> Iterator[Finding]:
    """Find departments, units and footnote terms in another spelling than the usual one."""
    yield from _find_minorities(_yield_divisions(plan))
    for at, yield_names in enumerate(_KINDS):
        several = _find_variants(spelling for each in gathered.values() for spelling in each[at])
        concerned = (i for i in plan.initiatives if not several.isdisjoint(gathered[i.file][at]))
        names = chain.from_iterable(map(yield_names, concerned))
        yield from _find_minorities(name for name in names if name.spelling in several)


def _find_variants(spellings: Iterable[str]) -> set[str]:
    """Return the spellings beside which there are others of the same name."""
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    for spelling in set(spellings):
        by_name[_fold_spelling(spelling)].add(spelling)
    return set().union(*(variants for variants in by_name.values() if len(variants) > 1))


def _fold_spelling(spelling: str) -> str:
    return fold_name(spelling).casefold()


def _find_minorities(names: Iterable[_SpeltName]) -> Iterator[Finding]:
    names_by_key: defaultdict[tuple[str, str], list[_SpeltName]] = defaultdict(list)
    for name in names:
        names_by_key[name.within, _fold_spelling(name.spelling)].append(name)
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


def _yield_units(initiative: Initiative) -> Iterator[_SpeltName]:
    for measure in initiative.measures():
        if measure.unit:
            yield _SpeltName(initiative.file, (*measure.path, "unit"), measure.unit)


def _yield_terms(initiative: Initiative) -> Iterator[_SpeltName]:
    for at, footnote in enumerate(initiative.footnotes):
        if footnote.term:
            yield _SpeltName(initiative.file, ("footnotes", at, "term"), footnote.term)


_KINDS = (_yield_units, _yield_terms)
