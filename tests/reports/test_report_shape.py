"""Reports are of one shape: made of a scope first, laid out by ``build_page``."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING

import pytest

from plantool import reports

if TYPE_CHECKING:
    from collections.abc import Iterator


def yield_report_classes() -> Iterator[type]:
    for found in pkgutil.walk_packages(reports.__path__, "plantool.reports."):
        for name, value in vars(importlib.import_module(found.name)).items():
            is_own = inspect.isclass(value) and value.__module__ == found.name
            if is_own and name.endswith("Report"):
                yield value


REPORTS = tuple(yield_report_classes())


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.__name__)
def test_a_report_is_made_of_a_scope_first(report: type) -> None:
    assert next(iter(inspect.signature(report).parameters)) == "scope"
    assert [*inspect.signature(report.build_page).parameters] == ["self"]  # type: ignore[attr-defined] # the claim


def test_all_reports_are_found() -> None:
    assert len(REPORTS) >= 12
