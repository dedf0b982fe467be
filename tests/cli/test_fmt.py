from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

MESSY = """\
# yaml-language-server: $schema=../schema/initiative.schema.json
title:   '相談の場'   # 題
id: 18-9
departments:
- 地域文化部 協働推進課
section: 2


measures:
    - name: 会議
      id: meeting
      planned: { H30: 実施,H31: "実施" }
      # 種類
      kind: milestone
"""
CLEAN = """\
# yaml-language-server: $schema=../schema/initiative.schema.json
id: 18-9
title: 相談の場 # 題
section: 2
departments:
  - 地域文化部 協働推進課

measures:
  - id: meeting
    name: 会議
    # 種類
    kind: milestone
    planned: {H30: 実施, H31: 実施}
"""


def test_the_real_plan_is_laid_out() -> None:
    assert run("fmt", "--check").code == 0


def test_a_file_is_laid_out_once_and_keeps_its_line_ends_and_mode(plan_copy: Path) -> None:
    path = plan_copy / "18-9.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    checked = run("fmt", "--check", cwd=plan_copy.parent)
    assert (checked.code, checked.out) == (1, "plan/18-9.yaml\n")
    assert run("fmt", "--diff", cwd=plan_copy.parent).code == 1
    done = run("--lang", "en", "fmt", cwd=plan_copy.parent)
    assert (done.code, done.out, done.err) == (0, "", "files laid out: 1\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert run("fmt", "--check", cwd=plan_copy.parent).code == 0
    assert sorted(p.suffix for p in plan_copy.iterdir()) == [".yaml"] * 12


def test_a_broken_file_is_named_and_left_alone(plan_copy: Path) -> None:
    path = plan_copy / "18-9.yaml"
    path.write_text("title: [\n", "utf-8")
    done = run("--lang", "en", "fmt", cwd=plan_copy.parent)
    assert done.code == 1
    assert "plan/18-9.yaml cannot be laid out" in done.err
    assert path.read_text("utf-8") == "title: [\n"


def test_only_the_files_named_are_laid_out(plan_copy: Path) -> None:
    for name in ("18-8", "18-9"):
        (plan_copy / f"{name}.yaml").write_text(MESSY, "utf-8")
    run("fmt", "plan/18-9.yaml", cwd=plan_copy.parent)
    assert (plan_copy / "18-8.yaml").read_text("utf-8") == MESSY
    assert (plan_copy / "18-9.yaml").read_text("utf-8") == CLEAN
