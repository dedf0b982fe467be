"""Why the changes that notices tell of are as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.change_notices import EXPLAINED_BY_REVISION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.analysis.change_notices import Notice
    from plantool.analysis.fact_changes import FactChange
    from plantool.analysis.plan_changes import PartChange
    from plantool.messages import Catalogue
    from plantool.model.initiative import Revision


class Justifications(NamedTuple):
    """The ``reasons`` that people gave, by notice and id; revisions in the plan justify as well."""

    reasons: Mapping[tuple[Notice, str], str]
    texts: Catalogue

    def find_reason(
        self, notice: Notice, part: PartChange, change: FactChange | None = None
    ) -> str | None:
        """Return why a notice of a part, or of a change in it, is right; None where nobody says."""
        # under its id, the id it had, or for all initiatives
        ids = (part.id, part.before or "", "")
        given = next(filter(None, (self.reasons.get((notice, i)) for i in ids)), None)
        if given or change is None or notice not in EXPLAINED_BY_REVISION:
            return given
        return self._describe_revision(change.revision) if change.revision else None

    def _describe_revision(self, revision: Revision) -> str:
        """Return the reason of a revision, or when and by whom it was made."""
        made = (revision.date.isoformat() if revision.date else None, revision.by)
        known = self.texts("list.and").join(filter(None, made))
        return revision.reason or known or self.texts("fact.revisions")

    def yield_open(self, part: PartChange) -> Iterator[Notice]:
        """Yield the notices of a part that nobody justifies."""
        yield from (notice for notice in part.notices if not self.find_reason(notice, part))
        for change in part.changes:
            for notice in change.notices:
                if not self.find_reason(notice, part, change):
                    yield notice
