"""A relisted initiative (再掲) exists, belongs to another chapter and is relisted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Missing, Repair, propose_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

MISSING = Code("PLT207", "relisted-initiative-missing")
OWN = Code("PLT208", "relisted-own-initiative")
TWICE = Code("PLT209", "relisted-twice")
CODES = (MISSING, OWN, TWICE)


def check(plan: Plan) -> Iterator[Finding]:
    """Find relistings of nothing, of the chapter's own initiatives, and repeated ones."""
    for chapter in plan.chapters:
        seen: set[str] = set()
        for at, relisting in enumerate(chapter.relisted):
            known = plan.initiative(relisting.id) or plan.is_left_out(relisting.id)
            if relisting.id in seen:
                code = TWICE
            elif not known:
                code = MISSING
            elif relisting.id.partition("-")[0] == chapter.id:
                code = OWN
            else:
                code = None
            seen.add(relisting.id)
            if code:
                arguments = (("id", relisting.id), ("chapter", chapter.id))
                path = ("relisted", at, "id")
                removal = Repair((propose_change(path[:2], Missing.MISSING),))
                yield Finding(
                    code, chapter.file, path, arguments, repair=None if code is MISSING else removal
                )
