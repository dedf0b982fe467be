"""Every report and amount of a whole plan, entered one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plantool.editing.layout import lay_out_document
from plantool.loading.key_order import build_key_order
from plantool.syntax.nodes import yield_scalars
from plantool.syntax.parse import parse_document
from tests.editing.writing import WIDE, add, done, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

ROOT = Path(__file__).parents[3]
FILES = [*ROOT.glob("plan/*.yaml"), *ROOT.glob("tests/examples/valid/*/*.yaml")]
INITIATIVES = sorted(path for path in FILES if "-" in path.stem)


def rows(data: Any, path: NodePath = ("measures",)) -> Iterator[NodePath]:  # noqa: ANN401
    """Yield the paths of measures, which are not groups."""
    for at, row in enumerate(data):
        if "measures" in row:
            yield from rows(row["measures"], (*path, at, "measures"))
        else:
            yield (*path, at)


def entries(data: Any) -> Iterator[tuple[Callable[..., Any], NodePath, Plain]]:  # noqa: ANN401
    """Yield what a whole plan's worth of reports and money would enter."""
    for year in ("H31", "H30", "2020"):
        for row in rows(data.get("measures", ())):
            yield (
                put,
                (*row, "results", year),
                {"note": "応募21件", "value": "２か所開設"},
            )
            yield (
                add,
                (*row, "results", year),
                {"reported": "2019-05-20", "note": WIDE * 2},
            )
        for basis in ("settled", "initial", "carried_out"):
            yield put, ("budget", basis, year), 9
        yield (
            add,
            ("budget", "supplementary", year),
            {"amount": 2, "date": "2018-09-28"},
        )


@pytest.mark.parametrize("path", INITIATIVES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_all_results_and_money_leave_a_file_laid_out(path: Path) -> None:
    order = build_key_order("initiative")
    document = parse_document(path.read_bytes(), path.name)
    assert document.root is not None
    before = dict(yield_scalars(document.root))
    text = lay_out_document(document, order)
    for function, place, value in entries(document.root.to_plain()):
        assert text is not None
        lines = text.splitlines()
        text = done(function, text, place, value, order)
        assert text is not None
        assert sum(line not in text.splitlines() for line in lines) <= 1
        assert lay_out_document(parse_document(text.encode(), path.name), order) == text
    assert text is not None
    root = parse_document(text.encode(), path.name).root
    assert root is not None
    after = {place: scalar.value for place, scalar in yield_scalars(root)}
    kept = [place for place in before if {"results", "initial", "settled"}.isdisjoint(place)]
    assert all(after[place] == before[place].value for place in kept)
