from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

import plantool
from plantool.errors import PlanInvalidError, PlanUnreadableError
from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path


def test_the_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    kinds = ("plan", "chapter", "initiative", "mapping", "fleet")
    schemas = {f"plantool/schema/{kind}.schema.json" for kind in kinds}
    mappings = {"plantool/importing/mappings/gyosei-review-2-1.yaml"}
    checks = {f"plantool/ci/{service}.yml" for service in ("github", "gitlab")}
    assert schemas | mappings | checks | {"plantool/py.typed"} <= set(names)
    site = str(tmp_path / "site")
    done = run("--plan", str(ROOT / "plan"), "validate", cwd=tmp_path, PYTHONPATH=site)
    assert (done.code, done.err) == (0, "")


def test_load_gives_a_plan_and_what_is_wrong_with_it(plan_copy: Path) -> None:
    assert plantool.load(plan_copy).ok
    (plan_copy / "18-3.yaml").write_text("id: 18-3\n", "utf-8")
    plan = plantool.load(plan_copy)
    assert not plan.ok
    assert {finding.code.code for finding in plan.diagnostics} == {"PLT102", "PLT801"}
    assert [file.endswith("18-3.yaml") for file in plan.left_out] == [True]
    assert plan.initiative("18-3") is None


def test_load_raises_only_where_there_is_no_plan_to_give(plan_copy: Path) -> None:
    (plan_copy / "plan.yaml").write_text("title: x\n", "utf-8")
    with pytest.raises(PlanInvalidError) as broken:
        plantool.load(plan_copy)
    assert broken.value.diagnostics
    (plan_copy / "plan.yaml").unlink()
    with pytest.raises(PlanUnreadableError):
        plantool.load(plan_copy)


def test_importing_plantool_costs_nothing() -> None:
    program = (
        "import sys, plantool; print(sorted(m for m in sys.modules if m.startswith('plantool')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "['plantool', 'plantool.version']\n"
