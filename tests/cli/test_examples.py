"""The example plans of other kinds than a ward's: nothing is found in them, and they read well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.running import run, run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = {
    "strategy": {
        "status": ("status", "--as-of", "2023-09-01"),
        "show": ("show", "1-2", "--as-of", "2023-09-01"),
        "why": ("status", "1-1", "--year", "R4", "--why", "--as-of", "2023-09-01"),
        "report": ("report", "--year", "R4", "--as-of", "2023-09-01"),
    },
    "reform": {
        "status": ("status", "--as-of", "2021-09-01"),
        "show": ("show", "1-3"),
        "budget": ("budget", "--by", "part", "--basis", "settled"),
        "report": ("report", "--year", "R2", "--as-of", "2021-09-01"),
    },
    "scorecard": {
        "status": ("status", "--as-of", "2017-08-01"),
        "show": ("show", "1-1"),
        "report": ("report", "--year", "2016-17", "--as-of", "2017-08-01"),
    },
    "program-budget": {
        "status": ("status", "--as-of", "2016-10-01"),
        "show": ("show", "1-1"),
        "budget": ("budget", "--compare", "--by", "department"),
        "report": ("report", "--year", "FY2016", "--as-of", "2016-10-01"),
    },
    "commitments": {
        "status": ("status", "--as-of", "2018-03-01"),
        "show": ("show", "1-1"),
        "pending": ("pending", "--as-of", "2018-03-01"),
        "budget": ("budget",),
        "report": ("report", "--year", "2017", "--as-of", "2018-03-01"),
    },
}
OTHER_LANGUAGES = {"strategy": "en", "reform": "en"}

every_page = pytest.mark.parametrize(
    ("plan", "page"), [(plan, page) for plan, pages in PAGES.items() for page in pages]
)


def plan_option(plan: str) -> tuple[str, str]:
    return "--plan", f"examples/{plan}/plan"


@pytest.mark.parametrize("plan", PAGES)
def test_nothing_is_found_in_an_example(plan: str) -> None:
    checked = run(*plan_option(plan), "--lang", "en", "validate", "--as-of", "2026-11-01")
    assert (checked.code, checked.out.splitlines()[-1][-13:]) == (0, "nothing found"), checked
    assert run(*plan_option(plan), "fmt", "--check").code == 0


@every_page
def test_pages_in_the_plans_own_language(
    plan: str, page: str, screen: Callable[[str, str], None]
) -> None:
    piped = run(*plan_option(plan), *PAGES[plan][page])
    assert (piped.code, piped.err) == (0, "")
    screen(f"example-{plan}-{page}", piped.out)


@pytest.mark.parametrize("plan", PAGES)
def test_pages_in_a_narrow_terminal_in_the_other_language(
    plan: str, screen: Callable[[str, str], None]
) -> None:
    language = OTHER_LANGUAGES.get(plan, "ja")
    words = ("--lang", language, *plan_option(plan), *PAGES[plan]["status"])
    shown = run_in_terminal(80, *words, NO_COLOR="1")
    assert shown.code == 0
    assert max(cell_len(line) for line in shown.out.split("\n")) <= 80
    screen(f"example-{plan}-status-80-{language}", shown.out)
