from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.errors import NotWrittenError
from plantool.loading.folder import Folder
from plantool.recording.renaming import Renaming, attempt_renaming, write_renaming

if TYPE_CHECKING:
    from pathlib import Path

RENAMING = Renaming("2-4.yaml", "2-9.yaml")
DAY = date(2019, 4, 1)


def texts(plan: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in plan.iterdir() if path.is_file()}


def test_all_is_as_it_was_where_somebody_wrote_into_another_file_meanwhile(
    plan_copy: Path,
) -> None:
    folder = Folder.open_at(plan_copy)
    attempt = attempt_renaming(folder, RENAMING, None, DAY)
    assert list(attempt.outcome.texts) == ["2-9.yaml", "18.yaml"]
    with (plan_copy / "18.yaml").open("a", encoding="utf-8") as file:
        file.write("# meanwhile\n")
    before = texts(plan_copy)
    with pytest.raises(NotWrittenError, match=r"changed-meanwhile.*18\.yaml"):
        write_renaming(folder, RENAMING, attempt)
    assert texts(plan_copy) == before


def test_a_file_that_came_meanwhile_is_not_overwritten(plan_copy: Path) -> None:
    folder = Folder.open_at(plan_copy)
    attempt = attempt_renaming(folder, RENAMING, None, DAY)
    (plan_copy / "2-9.yaml").write_text("mine", "utf-8")
    before = texts(plan_copy)
    with pytest.raises(NotWrittenError, match=r"2-9\.yaml"):
        write_renaming(folder, RENAMING, attempt)
    assert texts(plan_copy) == before


def test_what_was_wrong_in_the_file_before_forbids_nothing(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    path.write_text(
        path.read_text("utf-8").replace("total: ４か所開設", "total: ５か所開設"), "utf-8"
    )
    folder = Folder.open_at(plan_copy)
    attempt = attempt_renaming(folder, Renaming("18-3.yaml", "18-9.yaml"), None, DAY)
    assert (attempt.errors, [*attempt.outcome.texts]) == ((), ["18-9.yaml"])
