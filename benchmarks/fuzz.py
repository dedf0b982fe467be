"""Spoils files of plans and asks everything of them: python benchmarks/fuzz.py [--seconds N].

Whatever is in a file, nothing may crash (exit 4), what is written must be whole, laying out and
mending must come to an end, and laying out must keep what the file says. A case is known by its
seed and number; what fails is written below build/fuzz and can be asked again:
python benchmarks/fuzz.py --seed SEED --only NUMBER.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import shutil
import sys
import traceback
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from inside import run
from mutated import mutate
from plantool.checking.check_plan import load_and_check
from plantool.loading.folder import Folder
from plantool.messages import catalogue
from plantool.syntax.parse import parse_document
from processes import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from inside import Ran
    from mutated import Plan
    from plantool.diagnostics import Diagnostic
    from plantool.loading.read_plan import Loaded

FAILED = ROOT / "build" / "fuzz"
_DAY = ("--as-of", "2020-07-31")
_AS_OF = date(2020, 7, 31)
_BUG = 4
_QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("validate", *_DAY),
    ("validate", "--plain", *_DAY),
    *(("validate", "--level", "info", *_DAY, "--format", f) for f in (
        "concise", "json", "github", "gitlab", "sarif", "junit", "rdjson"
    )),
    *(("status", *_DAY, "--format", f) for f in ("table", "markdown", "csv", "json")),
    *(("budget", "--compare", "--format", f) for f in ("table", "markdown", "csv", "json")),
    ("status", *_DAY, "--keep-going"),
    ("budget", "--keep-going", "--by", "department"),
    ("report", *_DAY, "--keep-going"),
    ("report", *_DAY, "--keep-going", "--format", "html"),
    ("pending", *_DAY),
    ("fmt", "--check"),
    ("fmt", "--diff"),
    ("validate", "--fix", "--diff", *_DAY),
)  # fmt: skip


class WrongError(Exception):
    """Something that may not be."""


class Case(NamedTuple):
    """A spoilt plan in ``folder``, the plan that it was, and another one made of that."""

    rng: Random
    folder: Path
    whole: Path
    other: Path


def main() -> None:
    """Make cases until the time is up, or the number of them; exit 1 if one failed."""
    arguments = _arguments()
    os.environ.pop("PLANTOOL_PLAN", None)
    plans = list(_plans())
    end, failed, number = monotonic() + arguments.seconds, 0, 0
    numbers = [arguments.only] if arguments.only is not None else range(arguments.count)
    for number in numbers:
        if monotonic() > end:
            break
        failed += not _holds(plans, arguments.seed, number)
    print(f"seed {arguments.seed}: {number + 1} cases, {failed} failed")
    sys.exit(int(failed > 0))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Spoil plans and ask everything of them.")
    parser.add_argument("--seconds", type=float, default=180, help="when to stop")
    parser.add_argument("--count", type=int, default=100_000, help="how many cases at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one case of this seed")
    return parser.parse_args()


def _plans() -> Iterator[Plan]:
    """Yield what is spoilt: real plans, whole examples, and those with a fault already."""
    examples = ROOT / "tests" / "examples"
    folders = [ROOT / "plan", ROOT / "examples" / "ward" / "plan"]
    folders += sorted(path.parent for path in (examples / "valid").rglob("plan.yaml"))
    for folder in folders:
        names = sorted(path.name for path in folder.glob("*.yaml"))
        yield {name: (folder / name).read_bytes() for name in names}
    minimal = examples / "valid" / "minimal"
    for folder in sorted((examples / "invalid").iterdir()):
        files = {path.name: path.read_bytes() for path in minimal.glob("*.yaml")}
        files |= {path.name: path.read_bytes() for path in folder.glob("*.yaml") if path.is_file()}
        yield {name: data for name, data in files.items() if len(data) < 1 << 16}


def _holds(plans: list[Plan], seed: int, number: int) -> bool:
    """Make one case and ask it everything; keep it if it fails."""
    rng = Random(f"{seed}:{number}")
    plan = rng.choice(plans[: len(plans) // 3] if rng.random() < 0.6 else plans)
    with TemporaryDirectory() as temporary:
        top = Path(temporary)
        case = Case(
            rng,
            _write(top / "plan", mutate(plan, rng)),
            _write(top / "whole" / "plan", plan),
            _write(top / "other" / "plan", mutate(plan, rng)),
        )
        kept = FAILED / f"{seed}-{number}"
        for check in CHECKS:
            try:
                check(case)
            except Exception:  # noqa: BLE001 - whatever it is, it is to be seen
                shutil.copytree(top, kept, dirs_exist_ok=True)
                (kept / "why.txt").write_text(f"{check.__name__}\n{traceback.format_exc()}")
                print(f"case {number}, {check.__name__}: see {kept}", file=sys.stderr)
                return False
    return True


def _write(folder: Path, plan: Plan) -> Path:
    folder.mkdir(parents=True)
    for name, data in plan.items():
        (folder / name).write_bytes(data)
    return folder


def _ask(folder: Path, *words: str, language: str = "en") -> Ran:
    """Ask one command; a crash, which it calls a bug in plantool, is wrong."""
    done = run("--no-cache", "--lang", language, "--plan", str(folder), *words)
    if done.code == _BUG:
        raise WrongError(f"{' '.join(words)}\n{done.err}")
    return done


def findings_have_their_places(case: Case) -> None:
    """Find findings in order, each within its file, and say them in both languages."""
    try:
        loaded = load_and_check(Folder.open_at(case.folder), _AS_OF)
    except UnicodeError as error:
        raise WrongError("a file's bytes") from error
    if list(loaded.diagnostics) != sorted(loaded.diagnostics, key=lambda d: d.order):
        raise WrongError("not in order")
    for found in loaded.diagnostics:
        _is_placed(found, loaded)
        for texts in map(catalogue, ("ja", "en")):
            texts.message(found) + texts.help(found)


def _is_placed(found: Diagnostic, loaded: Loaded) -> None:
    span, text = found.span, loaded.contents.get(found.file, "")
    start, end = span[:2], span[2:]
    if min(span) < 1 or start > end:
        raise WrongError(f"a span that ends before it begins: {found}")
    if found.excerpt and not 1 <= span.column - found.skipped <= len(found.excerpt) + 1:
        raise WrongError(f"beyond its line: {found}")
    for edit in found.fix.edits if found.fix else ():
        if not 0 <= edit.start <= edit.end <= len(text):
            raise WrongError(f"an edit beyond its file: {found}")


def questions_are_answered(case: Case) -> None:
    """Ask some of the questions, in a language drawn by lot."""
    names = [path.stem for path in case.folder.glob("*-*.yaml")] or ["1-1"]
    shown = ("show", case.rng.choice(names), *_DAY, "--keep-going")
    for words in (*case.rng.sample(_QUESTIONS, 8), shown):
        done = _ask(case.folder, *words, language=case.rng.choice(("ja", "en")))
        _is_whole(words, done)


def _is_whole(words: tuple[str, ...], done: Ran) -> None:
    """Read what was written as those do that it was written for."""
    text = done.text
    if not text.strip():
        return
    match words[-1]:
        case "json" | "gitlab" | "sarif" | "rdjson":
            json.loads(text)
        case "junit":
            ET.fromstring(text)  # noqa: S314 - our own
        case "csv":
            if len({len(row) for row in csv.reader(io.StringIO(text)) if row}) > 1:
                raise WrongError("rows of several lengths")
        case _:  # words for people
            pass


def differences_are_told(case: Case) -> None:
    """Compare with what the plan was, either way."""
    both = [str(case.whole), str(case.folder)]
    case.rng.shuffle(both)
    words = ("diff", *both, "--format", case.rng.choice(("table", "markdown", "json", "html")))
    _is_whole(words, _ask(case.folder, *words))


def layout_keeps_what_is_said(case: Case) -> None:
    """Lay out, which leaves what every file says, and nothing to do for itself."""
    copy = _copy(case)
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    _ask(copy, "fmt")
    after = {path.name: path.read_bytes() for path in copy.iterdir()}
    for name, data in before.items():
        if _plain(data) != _plain(after[name]):
            raise WrongError(f"fmt changed what {name} says")
    _ask(copy, "fmt")
    if after != {path.name: path.read_bytes() for path in copy.iterdir()}:
        raise WrongError("fmt is not done after fmt")


def _plain(data: bytes) -> str:
    """Write down what a file says; nothing where it cannot be read."""
    document = parse_document(data, "x")
    if document.root is None or document.diagnostics:
        return ""
    return json.dumps(document.root.to_plain(), sort_keys=True, default=repr)


def fixes_come_to_an_end(case: Case) -> None:
    """Mend, which leaves nothing to mend."""
    copy = _copy(case)
    unsafe = case.rng.choice(((), ("--unsafe",)))
    _ask(copy, "validate", "--fix", *unsafe, *_DAY)
    again = _ask(copy, "validate", "--fix", "--diff", *unsafe, *_DAY)
    if again.out:
        raise WrongError(f"--fix is not done after --fix {unsafe}\n{again.text}")


def merges_are_readable(case: Case) -> None:
    """Merge with another version; what calls itself clean, of files that can be read, can be."""
    for name in sorted(path.name for path in case.folder.iterdir()):
        sides = [folder / name for folder in (case.whole, case.folder, case.other)]
        data = [side.read_bytes() for side in sides]
        if data[0] in data[1:]:
            continue
        ours = case.folder.parent / "merged.yaml"
        shutil.copyfile(sides[1], ours)
        done = _ask(case.folder, "merge", str(sides[0]), str(ours), str(sides[2]), name)
        if done.code == 0 and all(map(_plain, data)) and not _plain(ours.read_bytes()):
            raise WrongError(f"a clean merge of {name} that cannot be read")


def _copy(case: Case) -> Path:
    copy = case.folder.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    return Path(shutil.copytree(case.folder, copy))


CHECKS: tuple[Callable[[Case], None], ...] = (
    findings_have_their_places,
    questions_are_answered,
    differences_are_told,
    layout_keeps_what_is_said,
    fixes_come_to_an_end,
    merges_are_readable,
)

if __name__ == "__main__":
    main()
