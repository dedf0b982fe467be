"""plantool rename: another id, in the file's name and wherever the plan names it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from plantool import load
from tests.history import Repository
from tests.running import ROOT, Run, run

if TYPE_CHECKING:
    from pathlib import Path


def rename(plan: Path, *arguments: str, **variables: str) -> Run:
    return run("--plan", str(plan), "rename", *arguments, cwd=plan.parent, **variables)


def texts(plan: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in plan.iterdir() if path.is_file()}


def test_the_file_and_all_that_names_it_change_and_nothing_else(plan_copy: Path) -> None:
    before = texts(plan_copy)
    done = rename(plan_copy, "2-4", "2-9", PATH="")
    after = texts(plan_copy)
    assert (done.code, set(before) - set(after), set(after) - set(before)) == (
        0,
        {"2-4.yaml"},
        {"2-9.yaml"},
    )
    assert after["2-9.yaml"] == before["2-4.yaml"].replace("id: 2-4\n", "id: 2-9\n", 1)
    assert after["18.yaml"] == before["18.yaml"].replace("id: 2-4", "id: 2-9", 1)
    assert after["18.yaml"] != before["18.yaml"]
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"2-9.yaml", "18.yaml"}
    assert "plan/2-4.yaml を plan/2-9.yaml にしました\n" in done.err
    assert run("validate", str(plan_copy)).code == run("validate", str(ROOT / "plan")).code


def test_dry_run_shows_the_differences(plan_copy: Path) -> None:
    before = texts(plan_copy)
    done = rename(plan_copy, "１８－８", "18-20", "--dry-run")
    assert (done.code, texts(plan_copy)) == (0, before)
    lines = done.out.split("\n")
    assert lines[:2] == ["--- a/plan/18-8.yaml", "+++ b/plan/18-20.yaml"]
    assert [line for line in lines[2:] if line.startswith(("-", "+"))] == [
        "-id: 18-8",
        "+id: 18-20",
    ]
    assert done.err == "何も書いていません（書くと plan/18-8.yaml が plan/18-20.yaml になります）\n"


def test_settings_that_name_the_file_follow(plan_copy: Path) -> None:
    settings = "validation:\n  - files: [18-3.yaml, 18-*.yaml] # これだけ\n    ignore: [PLT606]\n"
    with (plan_copy / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    assert rename(plan_copy, "18-3", "18-30").code == 0
    written = (plan_copy / "plan.yaml").read_text("utf-8")
    assert written.endswith(settings.replace("18-3.yaml", "18-30.yaml"))


def test_places_that_still_say_the_old_id_are_named(plan_copy: Path) -> None:
    with (plan_copy / "18-2.yaml").open("a", encoding="utf-8") as file:
        file.write("# 18-3 と 18-30 と 118-3 と 18-3-1\n# 18-31\n")
    number = len((plan_copy / "18-2.yaml").read_text("utf-8").split("\n")) - 2
    done = rename(plan_copy, "18-3", "18-33")
    assert done.code == 0
    assert done.err.endswith(
        "文やコメントに、まだ「18-3」とあります。直すかどうかは確かめて決めてください\n"
        f"  plan/18-2.yaml:{number}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("18-3", "18-4"), "18-4はすでに使われている番号です（plan/18-4.yaml）"),
        (("18-3", "18-04"), "18-04はすでに使われている番号です（plan/18-4.yaml）"),
        (("18-3", "18-3"), "18-3は今の番号と同じです"),
        (("18-3", "18"), "「18」は事業の番号として使えません"),
        (("18-3", "18/9"), "「18/9」は事業の番号として使えません"),
        (("18-3", "19-1"), "の章「19」が計画にありません。今ある章は 18 です"),
        (("18-99", "18-9"), "「18-99」という番号の事業や章はありません"),
        (("18", "19"), "18"),
    ],
)
def test_what_cannot_be_renamed(arguments: tuple[str, str], said: str, plan_copy: Path) -> None:
    before = texts(plan_copy)
    done = rename(plan_copy, *arguments)
    assert (done.code, said in done.err) == (2, True), done.err
    assert texts(plan_copy) == before


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "examples" / "ward" / "plan", tmp_path / "plan")


def test_a_chapter_that_relists_it_and_gets_it_shows_it_once(ward: Path) -> None:
    """Chapter 2 relists 3-6 in one of its sections, whose own it becomes."""
    chapter, entry, _ = next(load(ward).relisted())
    done = rename(ward, entry.id, f"{chapter.id}-90")
    assert done.code == 0, done.err
    plan = load(ward)
    moved = plan.initiative(f"{chapter.id}-90")
    assert moved
    assert (plan.ok, moved.section) == (True, entry.section)
    assert entry.id not in [relisting.id for _, relisting, _ in plan.relisted()]
    assert plan.initiative(entry.id) is None


def test_a_section_that_the_new_chapter_has_not_is_refused_or_named(ward: Path) -> None:
    (ward / "2.yaml").write_text(
        (ward / "2.yaml").read_text("utf-8").replace("  - id: 3\n", "  - id: 30\n"), "utf-8"
    )
    (ward / "1-15.yaml").write_text(
        (ward / "1-15.yaml").read_text("utf-8").replace("number: ", "# number: "), "utf-8"
    )
    before = texts(ward)
    done = rename(ward, "1-15", "2-90", "--section", "77")
    assert (done.code, texts(ward)) == (1, before)
    assert "エラー[PLT203]" in done.err
    assert "1-15の番号は変えていません" in done.err
    assert rename(ward, "1-15", "2-90", "--section", "1").code == 0


def test_crlf_and_comments_stay(plan_copy: Path) -> None:
    path = plan_copy / "18-3.yaml"
    data = (
        path.read_bytes()
        .replace(b"\n", b"\r\n")
        .replace(b"id: 18-3", b"id: 18-3 # \xe7\x95\xaa", 1)
    )
    path.write_bytes(data)
    assert rename(plan_copy, "18-3", "18-9").code == 0
    assert (plan_copy / "18-9.yaml").read_bytes() == data.replace(b"id: 18-3", b"id: 18-9", 1)


def test_the_history_leads_from_the_old_id_to_the_new_one(plan_copy: Path) -> None:
    repository = Repository(plan_copy.parent)
    repository.git("init", "--quiet")
    repository.commit("計画", "2019-04-01T12:00:00+09:00")
    repository.replace("plan/18-3.yaml", ("{H30: 26, H31: 25}", "{H30: 27, H31: 24}"))
    repository.commit("事業費", "2019-05-01T12:00:00+09:00")
    assert rename(plan_copy, "18-3", "18-9").code == 0
    repository.commit("番号", "2019-06-01T12:00:00+09:00")
    log = run("log", "18-9", cwd=plan_copy.parent)
    assert (log.code, "26" in log.out, "27" in log.out) == (0, True, True)
    diff = run("diff", "HEAD~1", "HEAD", "--format", "json", cwd=plan_copy.parent)
    assert diff.code == 0
    assert "18-9" in diff.out
