"""A repository with a history: the real plan and the made-up ward, revised commit by commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NamedTuple

from tests.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2019-04-{:02}T12:00:00+09:00"


class Repository(NamedTuple):
    """A work tree with its own identity and settings, none of the user's."""

    path: Path

    @property
    def plan(self) -> Path:
        """Where the real plan is."""
        return self.path / "plan"

    @property
    def ward(self) -> Path:
        """Where the made-up ward is."""
        return self.path / "ward" / "plan"

    def git(self, *arguments: str, day: str = DAY.format(1)) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.path),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": day,
            "GIT_COMMITTER_DATE": day,
        }
        command = ["git", "-c", "user.name=企画課", "-c", "user.email=plan@example.org"]
        done = subprocess.run(
            [*command, "-c", "init.defaultBranch=main", *arguments],
            cwd=self.path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, subject: str, day: str = DAY.format(1)) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject, day=day)
        return self.git("rev-parse", "HEAD")

    def replace(self, name: str, *pairs: tuple[str, str]) -> None:
        path = self.path / name
        text = path.read_text("utf-8")
        for old, new in pairs:
            assert old in text, (name, old)
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


@cache
def _begin() -> Path:
    repository = Repository(Path(mkdtemp()))
    shutil.copytree(ROOT / "plan", repository.plan)
    shutil.copytree(ROOT / "examples" / "ward" / "plan", repository.ward)
    repository.git("init", "--quiet")
    repository.commit("計画を置く")
    return repository.path


def begun(path: Path) -> Repository:
    """Return a repository in which both plans are committed."""
    return Repository(Path(shutil.copytree(_begin(), path, dirs_exist_ok=True)))


def _reformat(r: Repository) -> None:
    r.replace(
        "plan/18-3.yaml",
        (
            "planned: {H30: ２か所開設, H31: ２か所開設}",
            'planned:\n      平成30年度: "２か所開設"\n      R1: ２か所開設',
        ),
        ("mark: ★", "mark: ★   # 重点"),
    )


def _result(r: Repository) -> None:
    r.replace(
        "plan/18-3.yaml",
        ("budget:\n", "    results: {H30: {value: ２か所, reported: 2019-05-20}}\nbudget:\n"),
    )


def _budget(r: Repository) -> None:
    r.replace("plan/18-4.yaml", ("H31: 33", "H31: 35"), ("total: 66", "total: 68"))


def _target(r: Repository) -> None:
    r.replace(
        "plan/18-3.yaml",
        ("R1: ２か所開設", "R1: １か所開設"),
        ("計16か所", "計15か所"),
        ("４か所", "３か所"),
    )


def _renumber(r: Repository) -> None:
    r.git("mv", "plan/18-5.yaml", "plan/18-9.yaml")
    r.replace("plan/18-9.yaml", ("id: 18-5", "id: 18-9"))


def _reorganise(r: Repository) -> None:
    r.replace("plan/plan.yaml", ("広聴広報課", "広報課"))
    r.replace("plan/18-4.yaml", ("広聴広報課", "広報課"))


def _reword(r: Repository) -> None:
    r.replace("plan/18-2.yaml", ("区民の自由な発想", "区民の皆さんの自由な発想"))


def _close(r: Repository) -> None:
    r.replace("plan/plan.yaml", ("  planned: [H30, H31]", "  planned: [H30, H31]\n  closed: [H30]"))


def _change_closed(r: Repository) -> None:
    r.replace("plan/18-3.yaml", ("value: ２か所,", "value: １か所, reason: 数え直し,"))


def _correct(r: Repository) -> None:
    r.replace("plan/18-3.yaml", ("value: １か所, reason: 数え直し,", "value: ２か所,"))
    path = r.plan / "18-3.yaml"
    said = "at: measures.hiroba.results.H30, was: １か所, reason: 数え違い, date: 2019-08-01"
    entry = f"corrections:\n  - {{{said}}}\n"
    path.write_text(path.read_text("utf-8") + entry, "utf-8")


def _postpone(r: Repository) -> None:
    r.replace(
        "plan/18-7.yaml", ("H30: システム改修", "H30: 検討"), ("H31: 運用開始", "H31: システム改修")
    )


def _delete_result(r: Repository) -> None:
    path = r.plan / "18-2.yaml"
    text = re.sub(r"    results:\n      H30: .*\n", "", path.read_text("utf-8"))
    path.write_text(text, "utf-8")


def _remove(r: Repository) -> None:
    r.git("rm", "--quiet", "plan/18-8.yaml")


def _add(r: Repository) -> None:
    text = (r.plan / "18-3.yaml").read_text("utf-8").replace("id: 18-3", "id: 18-10")
    text = re.sub(r"corrections:\n.*\n", "", text.replace("相談情報ひろば", "区民協働ひろば"))
    text = re.sub(r"    results: .*\n", "", text).replace("number: (2)", "number: (9)")
    (r.plan / "18-10.yaml").write_text(text, "utf-8")


REAL: tuple[tuple[str, Callable[[Repository], None]], ...] = (
    ("18-3: 書き方をそろえる", _reformat),
    ("18-3: 30年度の実績", _result),
    ("18-4: 31年度の事業費を改める", _budget),
    ("18-3: 目標を下げる", _target),
    ("18-5 を 18-9 に", _renumber),
    ("組織改正", _reorganise),
    ("18-2: 文言", _reword),
    ("30年度を締める", _close),
    ("18-3: 確定した年度を黙って変える", _change_closed),
    ("18-3: 訂正として直す", _correct),
    ("18-7: 先送り", _postpone),
    ("18-2: 実績を消す", _delete_result),
    ("18-8 をやめる", _remove),
    ("18-10 を加える", _add),
)


def told(path: Path) -> Repository:
    """Return a repository with a history of more than 30 commits, a merge among them."""
    r = begun(path)
    for number, (subject, change) in enumerate(REAL, start=2):
        change(r)
        r.commit(subject, DAY.format(number))
    r.git("switch", "--quiet", "--create", "budget")
    for number, file in enumerate(sorted(r.ward.glob("*-*.yaml"))[:17]):
        _revise(file, number)
        r.commit(f"{file.stem}: 事業費を改める", DAY.format(17))
    r.git("switch", "--quiet", "main")
    r.replace("ward/plan/3-15.yaml", ("title: ", "title: 新しい"))
    r.commit("3-15: 題名", DAY.format(18))
    r.git(
        "merge",
        "--quiet",
        "--no-ff",
        "--message",
        "事業費の改定を取り込む",
        "budget",
        day=DAY.format(19),
    )
    return r


def _revise(file: Path, number: int) -> None:
    """Change the planned money of the last year, and the total with it."""
    text = file.read_text("utf-8")
    head, budget, rest = text.partition("budget:")
    by = number % 5 - 2 or 3
    for key in ("R3", "total"):
        (old,) = re.findall(rf"{key}: ([0-9]+)", rest)[:1]
        rest = rest.replace(f"{key}: {old}", f"{key}: {int(old) + by}", 1)
    file.write_text(head + budget + rest, "utf-8")
