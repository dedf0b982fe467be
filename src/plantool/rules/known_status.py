"""People judge by the statuses of plan.yaml's scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Bilingual, Code, Finding, Repair, propose_change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.diagnostics import NodePath
    from plantool.model.evaluation import Band
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT707", "unknown-status")
CODES = (UNKNOWN,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find judgements, of a result or of a whole initiative, by a status that the scheme lacks."""
    scheme = plan.scheme
    for initiative in plan.initiatives if plan.has_settings else ():
        for measure in initiative.measures():
            for path, _, result in measure.yield_reports():
                if result.judgement:
                    status_path = (*path, "judgement", "status")
                    status = result.judgement.status
                    yield from _find_unknown(initiative.file, status_path, status, scheme.bands)
        for path, year, result in initiative.judgements.yield_reports():
            if result.judgement:
                bands = scheme.find_judgement_bands(of_term=year is None)
                status = result.judgement.status
                yield from _find_unknown(initiative.file, (*path, "status"), status, bands)


def _find_unknown(
    file: str, path: NodePath, status: str, bands: Sequence[Band]
) -> Iterator[Finding]:
    """Find a status that is none of ``bands``; a label or a sign stands for its id."""
    ids = [band.id for band in bands]
    if status in ids:
        return
    from difflib import get_close_matches  # noqa: PLC0415 - only a faulty plan needs it

    same = (band.id for band in bands if status.strip() in _list_band_names(band))
    nearest = next(same, None) or "".join(get_close_matches(status.lower(), ids, 1))
    arguments = (("value", status), ("known", join_band_ids(bands)), ("nearest", nearest))
    repair = Repair((propose_change(path, nearest),)) if nearest else None
    yield Finding(UNKNOWN, file, path, arguments, repair=repair)


def join_band_ids(bands: Sequence[Band]) -> str:
    """Return the ids of statuses, each once, as a message lists them."""
    return ", ".join(dict.fromkeys(band.id for band in bands))


def _list_band_names(band: Band) -> tuple[str, ...]:
    labels = band.label if isinstance(band.label, Bilingual) else (band.label,)
    return (*labels, band.symbol or band.id)
