"""The table ``quality`` of a lake: every plan that fleet.yaml names, in the lake or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.fleet.lake_schemas import find_lake_table, list_file_columns
from plantool.fleet.part_files import name_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.fleet.plan_facts import PlanSummary
    from plantool.fleet.settle_plans import Settled
    from plantool.tables.columns import Row, Value

_QUALITY = "quality"


def yield_quality_parts(
    plans: Mapping[str, Settled], summaries: Mapping[str, PlanSummary]
) -> Iterator[tuple[str, list[Row]]]:
    """Yield the paths of the table's files, and their rows: by code, id and origin."""
    names = [column.name for column in list_file_columns(find_lake_table(_QUALITY))]
    parts: dict[str, list[Row]] = {}
    ordered = sorted(
        plans, key=lambda origin: (plans[origin].key[0] or "", plans[origin].key[1], origin)
    )
    for origin in ordered:
        cells = _describe(origin, plans[origin], summaries[origin])
        path = name_file(_QUALITY, plans[origin].key[0])
        parts.setdefault(path, []).append(tuple(cells[name] for name in names))
    yield from parts.items()


def _describe(origin: str, settled: Settled, summary: PlanSummary) -> dict[str, Value]:
    code, identifier = settled.key
    return {
        "publisher_code": code,
        "plan_id": identifier,
        "title": summary.title,
        "origin": origin,
        "included": settled.reason is None,
        "reason": settled.reason,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "unverified_figures": summary.unverified_figures,
        "unit": summary.unit,
        "currency": summary.currency,
        "initiatives": summary.initiatives,
        "facts": summary.facts,
        "revision": summary.revision,
    }
